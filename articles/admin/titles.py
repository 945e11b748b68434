"""What an article is called where it is searched for and shared, and where it appeared first, as it is typed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Newsroom
from articles.models.origin import ORIGIN, check_on_the_web
from articles.models.titles import TITLES
from articles.origin import check_article_here, is_here, site_of
from articles.text import one_line

# What is shown in the place of what is left empty, and what is said while that is empty too.
INSTEAD = {
    "search_title": ("headline", _("The headline")),
    "share_title": ("headline", _("The headline")),
    "share_description": ("standfirst", _("The standfirst")),
    "original_publisher": ("original_url", ""),
}


class TitlesForm(forms.ModelForm):
    """An article's form with its titles and origin; a field left empty shows what is taken in its place."""

    host = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in INSTEAD.keys() & self.fields.keys():
            other, unwritten = INSTEAD[name]
            # `desk/editor_titles.js` goes on with it while one types.
            attributes = {"placeholder": self._instead_of(name) or unwritten, "data-instead": self[other].auto_id}
            self.fields[name].widget.attrs |= attributes | {"data-unwritten": unwritten}

    def _instead_of(self, name: str) -> str:
        """What readers get where this field is empty."""
        written = str(self[INSTEAD[name][0]].value() or "")
        return self._site_of(written) if name == "original_publisher" else one_line(written)

    def _site_of(self, url: str) -> str:
        """The name of the other site that an address leads to."""
        try:
            return "" if is_here(url, self.host) else site_of(url)
        except ValueError:  # no address at all
            return ""

    def clean_original_url(self) -> str:
        url = one_line(self.cleaned_data["original_url"])
        if url:
            check_on_the_web(url)
        if is_here(url, self.host):
            check_article_here(url, self.host, self.instance)
        return url

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        named, before = fields.get("original_publisher"), self.initial.get("original_url", "")
        # A name that was only that of the site goes with the address.
        if fields.get("original_url") is not None and (not named or named == self._site_of(before)):
            fields["original_publisher"] = self._site_of(fields["original_url"])
        return fields


class Titles(admin.ModelAdmin):
    """Adds them to the end of an article's page, folded away while they are empty, so that none is forgotten."""

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        is_filled = obj is not None and any(getattr(obj, name) for name in (*TITLES, *ORIGIN))
        told = {"fields": [*TITLES, *ORIGIN], "classes": ["elsewhere" if is_filled else "elsewhere collapse"]}
        return [*super().get_fieldsets(request, obj), (_("Search, sharing and origin"), told)]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if field := context["adminform"].form.fields.get("search_title"):
            tell_what_follows(field)
        return super().render_change_form(request, context, *args, **kwargs)


def tell_what_follows(field: Any) -> None:
    """Say at the title for search engines what its page puts behind it, which takes up room there."""
    ending = f" · {Newsroom.objects.current().name}"
    field.widget.attrs["data-followed-by"] = ending
    field.help_text = gettext(
        "What people would look for. About 60 characters are shown, “%(ending)s” at the end among them. Left empty, "
        "the headline."
    ) % {"ending": ending.strip()}
