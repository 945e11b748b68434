"""What the desk's scripts ask of the photo library: finding photos, taking in one file at a time."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import photos
from articles.admin.photo.at_head import said_at_head
from articles.admin.photo.shown import at_most
from articles.models import Photo

PHOTOS_A_PAGE = 24
LAST_PAGE = 10_000
MOST_LOOKALIKES = 6


def told(photo: Photo) -> dict[str, Any]:
    """A photo as the desk's scripts know it; `thumb` shows it whole, up to 480 pixels wide."""
    words = {name: getattr(photo, name) for name in ("title", "caption", "credit", "alt", "is_decorative")}
    return {
        "id": photo.pk,
        "name": str(photo),
        "thumb": at_most(photo, "whole", 480).url,
        "large": at_most(photo, "whole", 1200).url,
        "width": photo.width,
        "height": photo.height,
        **words,
        "lacks": photo.lacks,
        "at_head": said_at_head(photo),
        "page": reverse("admin:articles_photo_change", args=[photo.pk]),
    }


def taken_in(file: UploadedFile | None, by: Any) -> tuple[Photo, bool]:
    """The photo of an uploaded file and whether it is new; raises ValidationError with a sentence."""
    if not file:
        raise ValidationError(_("No file arrived; choose a JPEG, PNG, WebP or AVIF file."))
    known = photos.present(file)
    return known or photos.take_in(file, uploaded_by=by), known is None


def page_number(text: str) -> int:
    """The page that an address asks for; the first where it is not a number."""
    return min(max(1, int(text)), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1


class PhotoLibrary(admin.ModelAdmin):
    """The library in JSON, for whoever may see it (and add to it)."""

    def get_urls(self) -> list[Any]:
        own = [
            path("library/", self.admin_site.admin_view(self.library), name="articles_photo_library"),
            path("upload/file/", self.admin_site.admin_view(self.upload_file), name="articles_photo_upload"),
        ]
        return own + super().get_urls()

    @method_decorator([require_GET, never_cache])
    def library(self, request: HttpRequest) -> JsonResponse:
        """A page of the photos that hold the words `q`, the newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = page_number(request.GET.get("page", ""))
        start = (page - 1) * PHOTOS_A_PAGE
        found = list(Photo.objects.saying(request.GET.get("q", ""))[start : start + PHOTOS_A_PAGE + 1])
        shown = [told(photo) for photo in found[:PHOTOS_A_PAGE]]
        return JsonResponse({"photos": shown, "next": page + 1 if len(found) > PHOTOS_A_PAGE else None})

    @method_decorator([require_POST, never_cache])
    def upload_file(self, request: HttpRequest) -> JsonResponse:
        """Take in one `file`; a file that the library has already is answered with the photo it is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            photo, is_new = taken_in(request.FILES.get("file"), request.user)
        except ValidationError as refusal:
            return JsonResponse({"error": " ".join(refusal.messages)}, status=400)
        if is_new:
            self.log_addition(request, photo, [{"added": {}}])
        alike = [told(each) for each in Photo.objects.looking_like(photo)[:MOST_LOOKALIKES]] if is_new else []
        answer = told(photo) | {"is_known": not is_new, "looks_like": alike}
        return JsonResponse(answer, status=201 if is_new else 200)
