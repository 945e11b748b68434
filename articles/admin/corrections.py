"""Corrections at the desk: added to what readers can read, signed, never changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.ordering import FewRows, Rows
from articles.corrections import correct, hide_changes, reads_otherwise
from articles.models import Article, Correction


class CorrectionFormSet(Rows):
    """What is added to one article; each addition is written by `articles.corrections.correct`."""

    def clean(self) -> None:
        super().clean()
        if self.added and not self.instance.is_published:
            raise ValidationError(_("Only what readers can read can be corrected; this article is not public."))
        if self.added and "_propose" in self.data:
            sentence = _(
                "A proposal is not published, and a correction would be. Press “Save” to publish both, or take the "
                "correction out and add it when the proposal is taken up."
            )
            raise ValidationError(sentence)

    @property
    def added(self) -> list[Any]:
        return [form for form in self.extra_forms if form.has_changed()]


class CorrectionInline(FewRows, admin.StackedInline):
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
        signature = f"{by.get_full_name() or by}, {moment}" if by else moment
        if correction.hides_changes or not correction.revision_id:
            return signature
        address = reverse("admin:articles_article_hide_changes", args=[correction.article_id, correction.pk])
        return format_html('{}<br><a href="{}">{}</a>', signature, address, _("Keep the earlier words from readers…"))


class Corrections(admin.ModelAdmin):
    """Signs what is added, and asks for a note where a public text was changed without one."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.hide_changes)
        place = "<int:article_id>/corrections/<int:correction_id>/hide/"
        return [path(place, page, name="articles_article_hide_changes"), *super().get_urls()]

    def hide_changes(self, request: HttpRequest, article_id: int, correction_id: int) -> HttpResponse:
        """Ask whether the words before a correction shall be kept from readers, and keep them."""
        article = get_object_or_404(self.get_queryset(request), pk=article_id)
        if not (self.has_change_permission(request, article) and request.user.has_perm("articles.publish_article")):
            raise PermissionDenied
        correction = get_object_or_404(article.corrections.all(), pk=correction_id)
        if request.method == "POST":
            if hide_changes(correction):
                self.log_change(request, article, _("Kept the words before “%s” from readers.") % correction)
            messages.success(request, _("Readers see the note, but no longer what the words were before it."))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        context = self.admin_site.each_context(request) | {"title": _("Keep the earlier words from readers?")}
        context |= {"opts": self.opts, "original": article, "correction": correction}
        return TemplateResponse(request, "admin/articles/article/hide_changes.html", context)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        if not isinstance(formset, CorrectionFormSet):
            super().save_formset(request, form, formset, change)
            return
        added = formset.added
        formset.save(commit=False)  # tells the admin's log what was added
        for each in added:
            self._write(request, form.instance, each)
        if form.instance.is_published and not added and reads_otherwise(form.instance):
            self._ask_for_a_note(request, form.changed_data)

    @staticmethod
    def _write(request: HttpRequest, article: Article, form: forms.ModelForm) -> None:
        kind, text, hides = (form.cleaned_data[name] for name in ("kind", "text", "hides_changes"))
        written = correct(article, kind, text, request.user, hides_changes=hides)  # type: ignore[arg-type]
        said = _("%(kind)s published: readers see it on the article and in the log of corrections.")
        messages.success(request, said % {"kind": written.get_kind_display()})

    @staticmethod
    def _ask_for_a_note(request: HttpRequest, changed: list[str]) -> None:
        sentences = [_("You changed a public text without a correction.")]
        sentences.append(_("If readers should know, add one below; it shows them this change."))
        if "updated_at" not in changed:
            sentences.append(_("Or say under “updated” that the text is newer."))
        messages.info(request, " ".join(sentences))
