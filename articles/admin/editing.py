"""What the page of an open article is told every few seconds: who else has it open, and what was saved meanwhile."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import editing, revisions
from articles.admin.saving import is_same, version_of
from articles.models import Article, Editing
from articles.templatetags.dates import clock


class Presence(admin.ModelAdmin):
    """Tells colleagues who have the same article open of each other."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.editing_view)
        return [path("<path:object_id>/editing/", view, name="articles_article_editing"), *super().get_urls()]

    @method_decorator(require_POST)
    def editing_view(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """Note that the article is open in this browser (or no longer); answer with whom and what to know of."""
        article = self.get_object(request, object_id)
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        if "leave" in request.POST:
            editing.leave(article, request.user)
            return JsonResponse({})
        editing.see(article, request.user)
        others = [told(each) for each in editing.others(article, than=request.user)]
        return JsonResponse({"others": others, "newer": newer(article, request.POST.get("opened_at", ""))})


def told(open_at: Editing) -> str:
    words = _("%(name)s has this article open too, since %(time)s.")
    return words % {"name": open_at.account.get_full_name(), "time": clock(open_at.opened_at)}


def newer(article: Article, opened_at: str) -> str:
    """The sentence that says that the article was saved since it was opened; empty when it was not."""
    if not opened_at or is_same(version_of(article), opened_at):
        return ""
    latest = revisions.latest(article)
    if latest is None or opened_at.startswith(f"{latest.number}."):
        return _("This article was changed since you opened it.")
    by = latest.saved_by.get_full_name() if latest.saved_by else _("Somebody")
    words = _("%(name)s saved a newer revision (%(number)d) at %(time)s.")
    return words % {"name": by, "number": latest.number, "time": clock(latest.saved_at)}
