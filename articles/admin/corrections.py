"""Corrections at the desk: added to what readers can read, signed, never changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.corrections import correct
from articles.models import Article, Correction

WORDS = {"headline", "standfirst", "body"}


class CorrectionFormSet(BaseInlineFormSet):
    """What is added to one article; each addition is written by `articles.corrections.correct`."""

    def clean(self) -> None:
        super().clean()
        if self.added and not self.instance.is_published:
            raise ValidationError(_("Only what readers can read can be corrected; this article is not public."))

    @property
    def added(self) -> list[Any]:
        return [form for form in self.extra_forms if form.has_changed()]


class CorrectionInline(admin.StackedInline):
    """What was corrected: added and never changed, so that it can be read years later."""

    model = Correction
    formset = CorrectionFormSet
    extra = 0
    view_on_site = False
    fields = ["kind", "text", "hides_changes", "signed"]
    readonly_fields = ["signed"]
    verbose_name_plural = gettext_lazy("Corrections, shown on the article and in the public log")

    class Media:
        js = [Script("desk/corrections.js", type="module")]
        css = {"all": ["desk/corrections.css"]}

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return bool(obj and obj.is_published and request.user.has_perm("articles.publish_article"))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    @admin.display(description=gettext_lazy("written"))
    def signed(self, correction: Correction) -> str:
        if correction.pk is None:
            return _("By you, when you save. It can be neither changed nor deleted afterwards.")
        moment = localize(timezone.localtime(correction.published_at))
        by: Any = correction.written_by
        return f"{by.get_full_name() or by}, {moment}" if by else moment


class Corrections(admin.ModelAdmin):
    """Signs what is added, and asks for a note where a public text was changed without one."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        if not isinstance(formset, CorrectionFormSet):
            super().save_formset(request, form, formset, change)
            return
        added = formset.added
        formset.save(commit=False)  # tells the admin's log what was added
        for each in added:
            self._write(request, form.instance, each)
        if WORDS & set(form.changed_data) and form.instance.is_published and not added:
            self._ask_for_a_note(request, form.changed_data)

    @staticmethod
    def _write(request: HttpRequest, article: Article, form: forms.ModelForm) -> None:
        kind, text, hides = (form.cleaned_data[name] for name in ("kind", "text", "hides_changes"))
        correct(article, kind, text, request.user, hides_changes=hides)  # type: ignore[arg-type]

    @staticmethod
    def _ask_for_a_note(request: HttpRequest, changed: list[str]) -> None:
        sentences = [_("You changed a public text without a correction.")]
        sentences.append(_("If readers should know, add one below; it shows them this change."))
        if "updated_at" not in changed:
            sentences.append(_("Or say under “updated” that the text is newer."))
        messages.info(request, " ".join(sentences))
