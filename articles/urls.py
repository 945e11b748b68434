"""Public pages of the newsroom."""

from collections.abc import Callable

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from articles.colours import HEX
from articles.views.article import article
from articles.views.colours import colours
from articles.views.corrections import correction, corrections
from articles.views.feeds import corrections_feed, feed, news_sitemap, robots, sitemap, sitemap_index
from articles.views.front import front
from articles.views.lists import author, section, tag, topic
from articles.views.missing import unless_moved
from articles.views.page import about, page
from articles.views.photos import photo
from articles.views.previews import preview, preview_photo
from articles.views.search import search

other_languages = "|".join(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
EDITION = rf"(?:(?P<language>{other_languages})/)?"
SLUG = "(?P<slug>[^/]+)"
RENDITION = "<number:number>-<str:version>/<str:crop>/<number:width>.<str:extension>"


def in_each_edition(words: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """A page at these words in the site's own edition, and with the language before them in each other."""
    return re_path(rf"^{EDITION}{words}\Z", view, name=name)


urlpatterns = [
    in_each_edition("", unless_moved(front), "front"),
    in_each_edition("about/", unless_moved(about), "about"),
    in_each_edition(f"about/{SLUG}/", page, "page"),
    in_each_edition("search/", search, "search"),
    in_each_edition("feed/", feed, "feed"),
    in_each_edition(r"feed\.xml", RedirectView.as_view(pattern_name="feed", permanent=True), "feed_guessed"),
    in_each_edition("corrections/", unless_moved(corrections), "corrections"),
    in_each_edition("corrections/feed/", corrections_feed, "corrections_feed"),
    path("corrections/<number:number>/", correction, name="correction"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap, name="sitemap_part"),
    path("news-sitemap.xml", news_sitemap, name="news_sitemap"),
    path("robots.txt", robots, name="robots"),
    re_path(rf"^colours-(?P<by_day>{HEX})-(?P<by_night>{HEX})\.css$", colours, name="colours"),
    in_each_edition(f"topic/{SLUG}/", unless_moved(topic), "topic"),
    in_each_edition(f"tag/{SLUG}/", unless_moved(tag), "tag"),
    in_each_edition(f"author/{SLUG}/", unless_moved(author), "author"),
    path(f"photos/{RENDITION}", photo, name="photo"),
    path("preview/<str:token>/", preview, name="preview"),
    path(f"preview/<str:token>/photos/{RENDITION}", preview_photo),
    in_each_edition(f"{SLUG}/", unless_moved(section), "section"),
    in_each_edition(f"{SLUG}/feed/", feed, "section_feed"),
    path("<str:section>/<words_and_number:address>/", article, name="article"),
]
