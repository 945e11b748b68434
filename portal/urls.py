"""Every address of the site; the sections' come last, since any word may be one."""

from django.contrib import admin
from django.urls import include, path, register_converter

from articles.converters import Number, WordsAndNumber

register_converter(Number, "number")
register_converter(WordsAndNumber, "words_and_number")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("articles.urls")),
]
