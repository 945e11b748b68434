"""The yardstick for a cold page: an article's page as one writes it by hand in Django, six queries and one template.

It has what a reader needs and no more: the article, its authors, tags and photos, what is related and what is most
viewed. Database and settings are the newsroom's, the middleware is what `startproject` writes. Any WSGI server serves
`benchmarks.minimal_view:application`, which answers `/minimal/12/` with article 12.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.test import override_settings
from django.urls import path
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from articles.models import Article  # noqa: E402
from portal import urls  # noqa: E402

STARTPROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
template = engines["django"].from_string(Path(__file__).with_suffix(".html").read_text())


def article(request: HttpRequest, number: int) -> HttpResponse:
    published = Article.objects.published()
    found = get_object_or_404(published.select_related("section"), pk=number)
    others = published.exclude(pk=number).select_related("section")
    today = others.filter(tallies__hour__gte=timezone.now() - timedelta(days=1))
    shown: dict[str, Any] = {
        "article": found,
        "authors": found.authors.order_by("bylines__position"),
        "tags": found.tags.order_by("placements__position"),
        "photos": found.placed_photos.select_related("photo"),
        "related": others.filter(section=found.section).order_by("-published_at")[:5],
        "most_viewed": today.annotate(views=Sum("tallies__views")).order_by("-views")[:6],
    }
    return HttpResponse(template.render(shown, request))


urlpatterns = [path("minimal/<int:number>/", article), *urls.urlpatterns]


class MinimalRequest(WSGIRequest):
    """A request that knows this page too."""

    urlconf = __name__


with override_settings(MIDDLEWARE=STARTPROJECT):
    application = WSGIHandler()
application.request_class = MinimalRequest
