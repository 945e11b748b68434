"""The newsroom's own pages at the desk: their words in each language, what they are for, where they are linked."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.editor import TEXT, BodyField, BodyWidget
from articles.admin.in_languages import ToldInLanguages
from articles.admin.rows import EditedInRows
from articles.in_languages import FieldInEachLanguage, Texts, checked
from articles.models import Page
from articles.models.described import LEFT_EMPTY
from articles.models.page import LONGEST

WORDS = {"title", "titles", "text", "texts"}


class PageForm(forms.ModelForm):
    """A page as it is typed; too long a text is refused before anything reads it."""

    text = BodyField(label=_("Text"), extensions=TEXT, max_length=LONGEST)
    texts = FieldInEachLanguage(
        label=capfirst(_("texts in other languages")),
        required=False,
        what=_("text"),
        widget=BodyWidget(config={"extensions": TEXT}, preset="configurable"),
        help_text=LEFT_EMPTY,
    )

    class Meta:
        model = Page
        fields = ("title", "titles", "slug", "text", "texts", "purpose", "is_in_footer", "position")

    def clean_texts(self) -> Texts:
        return checked(self.cleaned_data["texts"], _("text"), LONGEST)


@admin.register(Page)
class PageAdmin(EditedInRows, ToldInLanguages):
    form = PageForm
    list_display = ["title", "slug", "purpose", "changed_at", "is_in_footer", "position"]
    list_editable = ["is_in_footer", "position"]
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["title", "titles", "slug", "text", "texts"]}),
        (_("Where it is linked"), {"fields": ["purpose", "is_in_footer", "position"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        """The address stays, so that links to it last."""
        return ["slug"] if obj else []

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:  # noqa: FBT001
        """Keep it; readers are told when its words were changed last."""
        if WORDS & set(form.changed_data):
            obj.changed_at = timezone.now()
        super().save_model(request, obj, form, change)
