"""Public pages of the newsroom."""

from django.conf import settings
from django.urls import path, re_path

from articles.colours import HEX
from articles.views.article import article
from articles.views.colours import colours
from articles.views.corrections import correction, corrections
from articles.views.feeds import corrections_feed, feed, news_sitemap, robots, sitemap, sitemap_index
from articles.views.front import about, front
from articles.views.lists import author, section, tag, topic
from articles.views.photos import photo
from articles.views.previews import preview, preview_photo
from articles.views.search import search

other_languages = "|".join(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
EDITION = rf"^(?P<language>{other_languages})/"
RENDITION = "<number:number>-<str:version>/<str:crop>/<number:width>.<str:extension>"

urlpatterns = [
    path("", front, name="front"),
    re_path(rf"{EDITION}$", front, name="front"),
    path("about/", about, name="about"),
    path("search/", search, name="search"),
    path("feed/", feed, name="feed"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed/", corrections_feed, name="corrections_feed"),
    path("corrections/<number:number>/", correction, name="correction"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap, name="sitemap_part"),
    path("news-sitemap.xml", news_sitemap, name="news_sitemap"),
    path("robots.txt", robots, name="robots"),
    re_path(rf"^colours-(?P<by_day>{HEX})-(?P<by_night>{HEX})\.css$", colours, name="colours"),
    path("topic/<str:slug>/", topic, name="topic"),
    re_path(rf"{EDITION}topic/(?P<slug>[^/]+)/$", topic, name="topic"),
    path("tag/<str:slug>/", tag, name="tag"),
    path("author/<str:slug>/", author, name="author"),
    path(f"photos/{RENDITION}", photo, name="photo"),
    path("preview/<str:token>/", preview, name="preview"),
    path(f"preview/<str:token>/photos/{RENDITION}", preview_photo),
    path("<str:slug>/", section, name="section"),
    re_path(rf"{EDITION}(?P<slug>[^/]+)/$", section, name="section"),
    path("<str:slug>/feed/", feed, name="section_feed"),
    path("<str:section>/<words_and_number:address>/", article, name="article"),
]
