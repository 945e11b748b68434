"""An article's page before the public sees it, and the links by which others may see it too."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from articles import previews
from articles.converters import number_in
from articles.models import Article, PreviewLink, Revision
from articles.revisions import keep_unkept, latest, snapshot
from articles.text import composed
from articles.views.previews import page_of

framed = csp_override(settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]})  # type: ignore[arg-type]
MOST_REVISIONS = 100


class LinkForm(forms.ModelForm):
    """Who is to read a revision, and for how long."""

    hours = forms.TypedChoiceField(label=gettext_lazy("Lasts"), choices=previews.HOURS, coerce=int, initial=72)

    class Meta:
        model = PreviewLink
        fields = ("recipient",)

    def clean_recipient(self) -> str:
        return composed(self.cleaned_data["recipient"])


@dataclass(frozen=True)
class Listed:
    """A link as the desk lists it."""

    link: PreviewLink
    address: str

    @property
    def ended_at(self) -> datetime | None:
        """When it ceased to open anything, if it has."""
        expired = self.link.expires_at if self.link.expires_at <= timezone.now() else None
        return self.link.revoked_at or expired

    @property
    def browsers(self) -> list[str]:
        """What it was opened with, each family once."""
        names = {previews.PROGRAM: _("a program"), previews.UNKNOWN: _("another browser")}
        return [names.get(family, family) for family in self.link.browsers]  # type: ignore[attr-defined]


class Previews(admin.ModelAdmin):
    """Shows the page as readers will have it, and hands out links to it."""

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        page = xframe_options_sameorigin(framed(door(require_safe(self.preview))))
        desk = door(self.previews)
        revoke = door(require_POST(self.revoke_preview))
        return [
            path("<int:article_id>/preview/", page, name="articles_article_preview"),
            path("<int:article_id>/previews/", desk, name="articles_article_previews"),
            path("<int:article_id>/previews/<int:link_id>/revoke/", revoke, name="articles_article_revoke_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """The page itself: as last saved, or as the revision that `?revision=` numbers."""
        article = self._readable(request, article_id)
        return page_of(request, revision_asked_for(request, article) or as_saved(article))

    def previews(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """The page on a phone and on a desk, and the links to it."""
        article = self._readable(request, article_id)
        may_change, is_sent = self.has_change_permission(request, article), request.method == "POST"
        form, revision = LinkForm(request.POST if is_sent else None), revision_asked_for(request, article)
        if is_sent and not may_change:
            raise PermissionDenied
        if form.is_valid():
            return self._made(request, revision or keep_unkept(article), form)
        context = self.admin_site.each_context(request) | {
            "title": _("Preview"),
            "opts": self.opts,
            "original": article,
            "revision": revision,
            "revisions": article.revisions.select_related("saved_by").defer("content")[:MOST_REVISIONS],
            "form": form,
            "may_change": may_change,
            "links": listed(request, article) if may_change else [],
        }
        return TemplateResponse(request, "admin/articles/article/previews.html", context)

    def revoke_preview(self, request: HttpRequest, article_id: int, link_id: int) -> HttpResponse:
        """Take one link back."""
        article = self._readable(request, article_id)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        link = get_object_or_404(previews.links_to(article), pk=link_id)
        if previews.revoke(link):
            self.log_change(request, article, _("Preview link for %(name)s taken back.") % {"name": link.recipient})
        messages.success(request, _("The link for %(name)s opens nothing any more.") % {"name": link.recipient})
        return back_to_links(article)

    def _made(self, request: HttpRequest, revision: Revision, form: LinkForm) -> HttpResponse:
        words = form.cleaned_data
        link = previews.make_link(revision, words["recipient"], request.user, hours=words["hours"])  # type: ignore[arg-type]
        said = {"name": link.recipient, "number": revision.number}
        self.log_change(request, revision.article, _("Preview link for %(name)s to revision %(number)d made.") % said)
        messages.success(request, _("The link for %(name)s is first in the list; it opens revision %(number)d.") % said)
        return back_to_links(revision.article)

    def _readable(self, request: HttpRequest, article_id: int) -> Article:
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404("No such article.")
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article


def listed(request: HttpRequest, article: Article) -> list[Listed]:
    links = previews.links_to(article)
    return [Listed(link, request.build_absolute_uri(previews.address_of(link))) for link in links]


def back_to_links(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_previews", args=[article.pk]) + "#links")


def revision_asked_for(request: HttpRequest, article: Article) -> Revision | None:
    """The article's revision that `?revision=` numbers; None without a number, 404 for one that is not there."""
    number = request.GET.get("revision", "")
    if not number:
        return None
    return get_object_or_404(article.revisions.select_related("article__section"), number=number_in(number))


def as_saved(article: Article) -> Revision:
    """The article as it stands, as the revision that keeps it or, without one, as one that is kept nowhere."""
    content, last = snapshot(article), latest(article)
    if last and last.content == content and last.status == article.status:
        return last
    return Revision(article=article, content=content, status=article.status)
