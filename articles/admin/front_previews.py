"""The front, a section's or a topic's page as readers will find it at a moment to come."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles.admin.arranging import Arranging, end_of
from articles.paper import Paper
from articles.slots import SlotPage
from articles.views.front import front_of
from articles.views.lists import section_at, topic_at

FRAMED: Any = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}


class FrontPreviews(admin.ModelAdmin):
    """Shows a page of the newspaper at any moment, by the code and templates that readers get."""

    def preview_urls(self) -> list[URLPattern]:
        framed = xframe_options_sameorigin(csp_override(FRAMED)(self.previewed_view))
        views = [("preview", require_safe(self.preview_view)), ("previewed", framed)]
        return [
            path(f"<slug:key>/{name}/", self.admin_site.admin_view(view), name=f"articles_slot_{name}")
            for name, view in views
        ]

    def preview_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """The page in a frame as wide as a phone or a desktop's window."""
        page = self.page_or_404(request, key)
        refused = ""
        try:
            moment = moment_of(request.GET.get("at", ""))
        except ValidationError as error:
            moment, refused = timezone.now(), error.messages[0]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview of “%(page)s”") % {"page": page},
            "opts": self.opts,
            "page": page,
            "moment": moment,
            "typed": request.GET.get("at", "") if refused else "",
            "refused": refused,
            "time_zone": timezone.get_current_timezone_name(),
            "is_nav_sidebar_enabled": False,
        }
        return TemplateResponse(request, "admin/fronts/preview.html", context, status=400 if refused else 200)

    def previewed_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """The page itself, under a bar that says which moment it shows; as a form has it when one is sent."""
        page = self.page_or_404(request, key)
        if request.method == "POST":
            return self.previewed(request, page, Paper(timezone.now(), Arranging.sent(page, request.POST).holds))
        try:
            moment = moment_of(request.GET.get("at", ""))
        except ValidationError as error:
            raise Http404("This is no moment to come.") from error
        return self.previewed(request, page, Paper(moment))

    def previewed(self, request: HttpRequest, page: SlotPage, paper: Paper) -> HttpResponse:
        """The public page, kept by nobody."""
        if paper.holds is not None and not self.has_change_permission(request):
            raise PermissionDenied
        response = as_readers_will_see_it(request, page, paper)
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True, no_store=True)
        return response

    def page_or_404(self, request: HttpRequest, key: str) -> SlotPage:
        """The page of a key, for those who may look at it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = SlotPage.named(key)
        if page is None:
            raise Http404("There is no such page.")
        return page


def as_readers_will_see_it(request: HttpRequest, page: SlotPage, paper: Paper) -> HttpResponse:
    """The public page at the paper's moment."""
    with translation.override(page.language or settings.LANGUAGE_CODE):
        if page.section:
            return section_at(request, page.section, paper, "admin/fronts/previewed_section.html")
        if page.topic:
            return topic_at(request, page.topic, paper, "admin/fronts/previewed_topic.html")
        return render(request, "admin/fronts/previewed_front.html", front_of(paper, page.language))


def moment_of(text: str) -> datetime:
    """The moment that was asked for, now where none was; refused when it has passed."""
    moment = end_of(text) if text else timezone.now()
    if moment < timezone.now() - timedelta(minutes=5):
        raise ValidationError(_("Choose a moment to come."))
    return moment
