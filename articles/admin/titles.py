"""What an article is called where it is searched for and shared, and where it appeared first, as it is typed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.origin import ORIGIN, check_on_the_web
from articles.models.titles import TITLES
from articles.origin import check_article_here, is_here, site_of
from articles.text import one_line

SHOWN_WHERE_EMPTY = {"search_title": "headline", "share_title": "headline", "share_description": "standfirst"}


class TitlesForm(forms.ModelForm):
    """An article's form with its titles and origin; a field left empty shows what is taken in its place."""

    host = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, other in SHOWN_WHERE_EMPTY.items():
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = getattr(self.instance, other)

    def clean_original_url(self) -> str:
        url = one_line(self.cleaned_data["original_url"])
        if url:
            check_on_the_web(url)
        if is_here(url, self.host):
            check_article_here(url, self.host, self.instance)
        return url

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        url = fields.get("original_url")
        if url and not fields.get("original_publisher") and not is_here(url, self.host):
            fields["original_publisher"] = site_of(url)
        return fields


class Titles(admin.ModelAdmin):
    """Adds them to the end of an article's page, folded away while they are empty, so that none is forgotten."""

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        is_filled = obj is not None and any(getattr(obj, name) for name in (*TITLES, *ORIGIN))
        told = {"fields": [*TITLES, *ORIGIN], "classes": ["elsewhere" if is_filled else "elsewhere collapse"]}
        return [*super().get_fieldsets(request, obj), (_("Search, sharing and origin"), told)]
