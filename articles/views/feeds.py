"""What machines read: feeds, sitemaps, robots.txt; each answers “not modified” to who has it already."""

from collections.abc import Callable

from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.addresses import addresses
from articles.feeds import Corrections, Newest
from articles.sitemaps import SITEMAPS, News
from articles.views.editions import in_edition
from articles.views.pages import number_of

PRIVATE = ("/accounts/", "/admin/", "/count/", "/me/", "/preview/")


def for_machines(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer anybody may keep for five minutes and then ask whether it has changed."""
    return require_safe(conditional_page(cache_control(public=True, max_age=300)(view)))


feed = for_machines(in_edition(Newest()))
corrections_feed = for_machines(in_edition(Corrections()))


@for_machines
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return sitemaps.index(request, SITEMAPS, sitemap_url_name="sitemap_part")


@for_machines
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    number_of(request, "p")
    return sitemaps.sitemap(request, SITEMAPS, section)


@for_machines
def news_sitemap(request: HttpRequest) -> HttpResponse:
    number_of(request, "p")
    return sitemaps.sitemap(request, {"news": News}, template_name="news_sitemap.xml")


@for_machines
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public is welcome to be found; what is private or made for each asker is not."""
    refused = [f"Disallow: {path}" for path in (*PRIVATE, *addresses("search").values())]
    maps = [f"Sitemap: {request.build_absolute_uri(reverse(name))}" for name in ("sitemap", "news_sitemap")]
    return HttpResponse("\n".join(["User-agent: *", *refused, "", *maps, ""]), content_type="text/plain; charset=utf-8")
