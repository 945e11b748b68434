"""Many photos at once: uploaded together, then described together."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.photo.form import AllWords, SharedWordsForm
from articles.admin.photo.library import MOST_LOOKALIKES, taken_in
from articles.admin.photo.shown import at_most
from articles.converters import number_in
from articles.models import Photo

MOST_AT_ONCE = 100


def numbers(texts: list[str]) -> list[int]:
    """The numbers of photos in an address; what is none is left out."""
    return [number for text in texts[:MOST_AT_ONCE] if (number := number_in(text))]


class Uploads(admin.ModelAdmin):
    """Two pages beside the list: one that takes in files, one that asks for the words of those taken in."""

    def get_urls(self) -> list[Any]:
        own = [
            path("upload/", self.admin_site.admin_view(self.upload), name="articles_photo_uploads"),
            path("words/", self.admin_site.admin_view(self.words), name="articles_photo_words"),
        ]
        return own + super().get_urls()

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Take in the `files` sent; each that is refused is named with its reason, the others go on to their words."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, "upload", title=_("Upload photos"))
        if not request.FILES.getlist("files"):
            messages.error(request, _("No file arrived; choose one or more JPEG, PNG, WebP or AVIF files."))
        new = [photo.pk for file in request.FILES.getlist("files") if (photo := self._tried(request, file))]
        return redirect(
            f"{reverse('admin:articles_photo_words')}?{urlencode({'photo': new}, doseq=True)}" if new else request.path
        )

    def _tried(self, request: HttpRequest, file: Any) -> Photo | None:
        try:
            photo, is_new = taken_in(file, request.user)
        except ValidationError as refusal:
            messages.error(request, f"“{file.name}”: {' '.join(refusal.messages)}")
            return None
        if is_new:
            self.log_addition(request, photo, [{"added": {}}])
            return photo
        messages.info(request, _("“%s”: the library has this file already.") % file.name)
        return None

    def words(self, request: HttpRequest) -> HttpResponse:
        """Ask for the words of the photos that the address names, as far as this person may change them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        mine = [
            photo.pk
            for photo in Photo.objects.filter(pk__in=numbers(request.GET.getlist("photo")))
            if self.has_change_permission(request, photo)
        ]
        if not mine:
            messages.warning(request, _("There is no photo here whose words you may change."))
            return redirect("admin:articles_photo_changelist")
        forms = AllWords(request.POST or None, queryset=Photo.objects.filter(pk__in=mine).order_by("pk"))
        shared = SharedWordsForm(request.POST or None)
        if request.method == "POST" and forms.is_valid() and shared.is_valid():
            return self._saved(request, forms, shared.cleaned_data["shared_credit"])
        if len(request.GET.getlist("photo")) > MOST_AT_ONCE:
            messages.info(
                request, _("Here are the first %d; the others wait in the list, under “Mine”.") % MOST_AT_ONCE
            )
        rows = [(form, at_most(form.instance, "whole", 480), self._alike(form.instance)) for form in forms]
        title = ngettext("Words of %d photo", "Words of %d photos", len(rows)) % len(rows)
        return self._page(request, "words", title=title, forms=forms, rows=rows, shared=shared)

    def _alike(self, photo: Photo) -> Any:
        return Photo.objects.looking_like(photo)[:MOST_LOOKALIKES]

    def _saved(self, request: HttpRequest, forms: Any, shared_credit: str) -> HttpResponse:
        known = [form for form in forms if form.instance.pk]  # a forged number makes a form of no photo
        for form in known:
            is_given_credit = bool(shared_credit and not form.instance.credit)
            form.instance.credit = form.instance.credit or shared_credit
            if form.has_changed() or is_given_credit:
                form.save()
                self.log_change(request, form.instance, [{"changed": {"fields": form.changed_data}}])
        lacking = sum(bool(form.instance.lacks) for form in known)
        count = len(known)
        messages.success(
            request, ngettext("The words of %d photo are saved.", "The words of %d photos are saved.", count) % count
        )
        if lacking:
            told = ngettext(
                "%d of them still lacks a text alternative or a credit; no article with it can be published.",
                "%d of them still lack a text alternative or a credit; no article with them can be published.",
                lacking,
            )
            messages.warning(request, told % lacking)
        return redirect("admin:articles_photo_changelist")

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        everywhere = self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/articles/photo/{name}.html", everywhere | context)
