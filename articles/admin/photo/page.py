"""The page of one photo: the picture with its crops, where it is used, what looks like it."""

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.moments import TYPED_MOMENTS
from articles.admin.photo.library import MOST_LOOKALIKES
from articles.admin.photo.shown import at_most
from articles.models import Author, Photo, PlacedPhoto


class Use(NamedTuple):
    """One place where a photo stands: what it is there, whose page, in which state that is."""

    what: str
    name: str
    address: str
    state: str


def uses_of(photos: Any) -> list[Use]:
    """Every use of some photos: in articles whatever their status, and as authors' portraits."""
    placed = PlacedPhoto.objects.filter(photo__in=photos).select_related("article").order_by("-article", "-is_lead")
    portrayed = Author.objects.filter(portrait__in=photos)
    return [in_article(each) for each in placed] + [as_portrait(each) for each in portrayed]


def in_article(use: PlacedPhoto) -> Use:
    article = use.article
    what = _("Lead photo") if use.is_lead else _("In the text, after paragraph %d") % use.after_paragraph
    address = reverse("admin:articles_article_change", args=[article.pk])
    return Use(what, article.headline, address, article.get_status_display())


def as_portrait(author: Author) -> Use:
    return Use(_("Portrait"), author.name, reverse("admin:articles_author_change", args=[author.pk]), "")


def crops_of(photo: Photo) -> list[dict[str, Any]]:
    """The shapes in which the paper shows a photo, each with a word about where."""
    shapes = {
        "lead": _("3 : 2, fronts, lists and head of the article"),
        "wide": _("16 : 9, where others link to it"),
        "thumb": _("4 : 3, beside an article"),
        "square": _("1 : 1, portraits"),
    }
    return [{"name": name, "words": words, "shown": at_most(photo, name, 480)} for name, words in shapes.items()]


class PhotoPage(admin.ModelAdmin):
    """What a photo's page shows around its form, and what removing it asks first."""

    formfield_overrides = TYPED_MOMENTS

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        photo = self.get_object(request, object_id)
        around = self._around(photo) if photo and self.has_view_or_change_permission(request, photo) else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | around)

    def _around(self, photo: Photo) -> dict[str, Any]:
        alike = Photo.objects.looking_like(photo)[:MOST_LOOKALIKES]
        return {
            "photo": photo,
            "shown": at_most(photo, "whole", 1200),
            "crops": crops_of(photo),
            "uses": uses_of([photo]),
            "alike": [{"photo": each, "shown": at_most(each, "whole", 480)} for each in alike],
        }

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """What would go, and every use that forbids it, in words."""
        gone, counts, refused, _protected = super().get_deleted_objects(objs, request)
        uses = uses_of(list(objs))
        named = [format_html('{}: <a href="{}">{}</a> {}', use.what, use.address, use.name, use.state) for use in uses]
        return gone, counts, refused, named

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:  # someone placed it after the uses were counted
            messages.error(request, _("The photo is in use now and stays; take it out of these places first."))
            return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[object_id]))
