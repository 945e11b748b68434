"""Every address of the site; the sections' come last, since any word may be one."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from articles.converters import Number, WordsAndNumber
from portal.beacons.view import count
from portal.health import health
from portal.metrics import metrics

register_converter(Number, "number")
register_converter(WordsAndNumber, "words_and_number")

handler404 = "articles.views.missing.not_found"
handler500 = "portal.weather.broken"

urlpatterns = [
    # One door for all: with rate limits, a confirmed address and the second step of those who have one.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.log_in_urls")),
    path("count/", count, name="count"),
    path("health/", health, name="health"),
    path("metrics", metrics, name="metrics"),
    path("", include("accounts.urls")),
    path("", include("articles.urls")),
]
