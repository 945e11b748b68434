"""Fronts: what stands where on the front, on sections' and topics' pages, and how it will look later."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import slots
from articles.admin.arranging import Arranging
from articles.admin.front_previews import FrontPreviews
from articles.converters import number_in
from articles.models import Breaking, Section, Slot, Topic
from articles.slots import Changed, SlotPage


@admin.register(Slot)
class SlotAdmin(FrontPreviews):
    """The desk's page of fronts in the place of a list of rows."""

    def get_urls(self) -> list[URLPattern]:
        views: list[tuple[str, Any, str]] = [
            ("", require_safe(self.changelist_view), "changelist"),
            ("<slug:key>/", self.page_view, "page"),
        ]
        wrap = self.admin_site.admin_view
        own = [path(route, wrap(view), name=f"articles_slot_{name}") for route, view, name in views]
        return [*own, *self.preview_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to the page that was chosen, the front in the site's language when none was."""
        page = self.page_or_404(request, request.GET.get("page") or f"front-{settings.LANGUAGE_CODE}")
        return HttpResponseRedirect(reverse("admin:articles_slot_page", args=[page.key]))

    def page_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """A page's places, and whatever an editor does with them; only `save` writes."""
        page = self.page_or_404(request, key)
        if request.method != "POST":
            return self.shown(request, Arranging.as_it_is(page))
        if not self.has_change_permission(request):
            raise PermissionDenied
        arranging = Arranging.sent(page, request.POST)
        act, _colon, words = request.POST.get("act", "find").partition(":")
        if act == "save":
            arranging.seen = words or arranging.seen
            return self.saved(request, arranging)
        try:
            said = self.done(arranging, act, words, request.POST.get("at", ""))
        except ValidationError as error:
            return self.shown(request, arranging, refused=" ".join(error.messages), status=400)
        return self.shown(request, arranging, said=said)

    def done(self, arranging: Arranging, act: str, words: str, at: str) -> str:
        """Change the arrangement in the editor's form, and say how."""
        number, _colon, position = words.partition(":")
        if act == "put":
            return arranging.put(number_in(number), number_in(position or at))
        if act == "free":
            return arranging.release(number_in(number))
        return ""

    def saved(self, request: HttpRequest, arranging: Arranging) -> HttpResponse:
        """Put the arrangement on the page, or show it again beside what is there."""
        if arranging.errors:
            return self.shown(request, arranging, refused=_("One place needs another end, see there."), status=400)
        try:
            slots.arrange(arranging.page, arranging.holds, request.user, seen=arranging.seen)
        except Changed as error:
            return self.shown(request, arranging, refused=error.messages[0], status=409)
        except ValidationError as error:
            return self.shown(request, arranging, refused=" ".join(error.messages), status=400)
        done = _("“%(page)s” is arranged as you saved it.") % {"page": arranging.page}
        self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(request.path)

    def shown(
        self, request: HttpRequest, arranging: Arranging, *, said: str = "", refused: str = "", status: int = 200
    ) -> HttpResponse:
        query = request.POST.get("q", "")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fronts"),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "page": arranging.page,
            "pages": pages(),
            "arranging": arranging,
            "cards": arranging.cards(),
            "found": arranging.found(query),
            "query": query,
            "at": number_in(request.POST.get("at", "")) or 1,
            "said": said,
            "refused": refused,
            "present": Arranging.as_it_is(arranging.page).cards() if arranging.is_out_of_date else [],
            "may_change": self.has_change_permission(request),
            "may_change_strip": request.user.has_perm("articles.change_topic"),
            "may_change_breaking": request.user.has_perm("articles.change_breaking"),
            "may_add_breaking": request.user.has_perm("articles.add_breaking"),
            "running": Topic.objects.running(),
            "banners": Breaking.objects.filter(ends_at__gt=timezone.now()),
            "time_zone": timezone.get_current_timezone_name(),
            "now": timezone.localtime(),
        }
        return TemplateResponse(request, "admin/fronts/page.html", context, status=status)


def pages() -> list[tuple[str, list[SlotPage]]]:
    """Every page with places, by kind."""
    return [
        (_("Front pages"), [SlotPage(language=code) for code, _name in settings.LANGUAGES]),
        (_("Sections"), [SlotPage(section=section) for section in Section.objects.all()]),
        (_("Topics"), [SlotPage(topic=topic) for topic in Topic.objects.all()]),
    ]
