"""What is typed into an article's page at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.models import Article, Byline, PinnedRelated, PlacedPhoto, TopicPlacement
from articles.tagging import names_in, typed

# What the editor offers is what `articles.body` keeps.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}


class ArticleForm(forms.ModelForm):
    """An article as it is typed in; who may not publish is not offered the word."""

    body = ProseEditorFormField(
        label=_("Body"),
        required=False,
        config={"extensions": EXTENSIONS},
        preset="configurable",
        widget=AdminProseEditorWidget,
    )
    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        help_text=_("Three to six, separated by commas, e.g. “Red River, Bridges, Hà Nội”."),
    )
    may_publish = False

    class Meta:
        model = Article
        fields = (
            "headline",
            "standfirst",
            "body",
            "section",
            "language",
            "status",
            "published_at",
            "updated_at",
            "slug",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            placed = self.instance.tag_placements.values_list("tag__name", flat=True)
            self.initial.setdefault("tag_names", typed(placed))
        if "status" in self.fields and not self.may_publish:
            offered = {Article.Status.DRAFT, Article.Status.IN_REVIEW}
            choices = [choice for choice in Article.Status.choices if choice[0] in offered]
            self.fields["status"].choices = choices  # type: ignore[attr-defined]

    def clean_tag_names(self) -> list[str]:
        return names_in(self.cleaned_data["tag_names"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if fields.get("status") == Article.Status.PUBLISHED and not fields.get("published_at"):
            fields["published_at"] = timezone.now()
        return fields


class PlacedPhotoInline(admin.StackedInline):
    model = PlacedPhoto
    extra = 0
    autocomplete_fields = ["photo"]
    fields = [("photo", "is_lead", "after_paragraph", "position"), "own_caption", ("own_credit", "own_alt")]
    classes = ["placed-photos"]


class BylineInline(admin.TabularInline):
    model = Byline
    extra = 1
    autocomplete_fields = ["author"]


class TopicPlacementInline(admin.TabularInline):
    model = TopicPlacement
    extra = 0
    autocomplete_fields = ["topic"]


class PinnedRelatedInline(admin.TabularInline):
    model = PinnedRelated
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["related_article"]
