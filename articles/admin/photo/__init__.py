from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import photos
from articles.admin.photo.library import PhotoLibrary
from articles.admin.photo.shown import preview
from articles.models import Photo
from articles.photos import checks

WORDS = ["title", "caption", "credit", "alt", "creator", "copyright_notice", "city", "country"]


class PhotoForm(forms.ModelForm):
    """A photo and its words; a new one is taken in by `articles.photos`, which refuses what cannot be used."""

    class Meta:
        model = Photo
        fields = ["file", *WORDS, "taken_at", "focal_x", "focal_y"]
        widgets = {"file": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})}
        help_texts = {
            "file": _(
                "JPEG, PNG, WebP or AVIF, up to 40 MB, 2,000 pixels wide or more. Words left empty are read from it."
            )
        }

    is_new = False

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.instance.pk is None:
            checks.decoded(checks.read(file))
            file.seek(0)
        return file

    def save(self, commit: bool = True) -> Photo:  # noqa: FBT001, FBT002
        self.save_m2m = self._save_m2m  # type: ignore[method-assign, attr-defined]
        return super().save(commit) if self.instance.pk else self._taken_in()

    def _taken_in(self) -> Photo:
        words = {name: value for name, value in self.cleaned_data.items() if name != "file" and value not in (None, "")}
        started = timezone.now()
        self.instance = photos.take_in(self.cleaned_data["file"], **words)
        self.is_new = self.instance.uploaded_at >= started
        return self.instance


@admin.register(Photo)
class PhotoAdmin(PhotoLibrary):
    form = PhotoForm
    list_display = ["thumbnail", "__str__", "credit", "city", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    search_fields = ["title", "caption", "credit", "creator", "city"]
    list_per_page = 40
    readonly_fields = ["picture"]
    fieldsets = [
        (None, {"fields": ["picture", "file", "alt", "caption", "credit"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
        (
            _("Where it comes from"),
            {"fields": ["title", "creator", "copyright_notice", "taken_at", ("city", "country")]},
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        return ["picture", "file"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        hidden = "file" if obj else "picture"
        shown = lambda fields: [field for field in fields if field != hidden]  # noqa: E731
        return [(name, {"fields": shown(options["fields"])}) for name, options in self.fieldsets]

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
        elif form.is_new:
            Photo.objects.filter(pk=obj.pk).update(uploaded_by=request.user)
        else:
            messages.info(request, _("This file was in the library already; its words are as they were."))

    @admin.display(description="")
    def thumbnail(self, photo: Photo) -> str:
        return preview(photo, crop="thumb", width=96)

    @admin.display(description=_("picture"))
    def picture(self, photo: Photo) -> str:
        return preview(photo, crop="whole", width=800)
