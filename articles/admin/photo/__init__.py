from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.admin.once import once_a_page
from articles.admin.photo.form import PhotoForm
from articles.admin.photo.library import PhotoLibrary
from articles.admin.photo.page import PhotoPage
from articles.admin.photo.sheet import ContactSheet
from articles.admin.photo.uploads import Uploads
from articles.models import Photo


@admin.register(Photo)
class PhotoAdmin(PhotoLibrary, Uploads, ContactSheet, PhotoPage):
    """The photo desk; each of the classes above adds one thing to it."""

    form = PhotoForm
    fieldsets = [
        (None, {"fields": ["file", "alt", "is_decorative", "caption", "credit"]}),
        (
            _("Where it comes from"),
            {"fields": ["title", "creator", "copyright_notice", "taken_at", ("city", "country")]},
        ),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
    ]

    class Media:
        css = {"all": ["desk/photos.css", "desk/photo_sheet.css", "desk/photo.css"]}
        js = [forms.Script("desk/photos.js", type="module"), forms.Script("desk/focal.js", type="module")]

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return super().has_change_permission(request, obj) or (obj is not None and self._is_own(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return super().has_delete_permission(request, obj) or (obj is not None and self._is_own(request, obj))

    @once_a_page
    def _is_own(self, request: HttpRequest, photo: Photo) -> bool:
        """Whoever may add photos may mend and remove those that they brought themselves, until readers have them."""
        brought_it = photo.uploaded_by_id is not None and photo.uploaded_by_id == request.user.pk
        return brought_it and self.has_add_permission(request) and not publishing.is_promised(photo)

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        hidden = "file" if obj else ""
        return [
            (name, {"fields": [field for field in options["fields"] if field != hidden]})
            for name, options in self.fieldsets
        ]

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
        elif form.is_new:
            Photo.objects.filter(pk=obj.pk).update(uploaded_by=request.user)
        else:
            messages.info(request, _("This file was in the library already; its words are as they were."))
