from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import ReactionKind, User
from accounts.reactions import react, withdraw
from accounts.readers import reader_of
from accounts.views.presses import done, log_in_first
from articles.models import Article


@require_http_methods(["GET", "HEAD", "POST"])
def react_page(request: HttpRequest, number: int) -> HttpResponse:
    """React without script: GET shows the kinds as buttons, POST gives or takes back; with script, POST in JSON."""
    article = get_object_or_404(Article.objects.published().select_related("section"), pk=number)
    fields = request.POST if request.method == "POST" else request.GET
    is_withdrawal = fields.get("intent") == "withdraw"
    kind = None if is_withdrawal else offered_kind(fields.get("kind"))
    reader = reader_of(request)
    if not reader:
        return log_in_first(request, place_of(article), {"article": article.pk, "kind": kind.key} if kind else None)
    if request.method != "POST":
        return ask(request, reader, article, kind)
    if is_withdrawal:
        withdraw(reader, article)
    elif kind:
        react(reader, article, kind)
    return done(request, place_of(article), state_of(reader, article))


def offered_kind(key: str | None) -> ReactionKind | None:
    """The kind of this key, none without a key; BadRequest for one that is not on offer."""
    if not key:
        return None
    for kind in ReactionKind.objects.on_offer():
        if kind.key == key:
            return kind
    raise BadRequest(_("There is no such reaction."))


def ask(request: HttpRequest, reader: User, article: Article, asked_for: ReactionKind | None) -> HttpResponse:
    kinds = ReactionKind.objects.counted(article, reader)
    given = next((kind for kind in kinds if kind.is_mine), None)
    return render(
        request,
        "me/react.html",
        {"article": article, "kinds": kinds, "given": given, "asked_for": asked_for, "place": place_of(article)},
    )


def state_of(reader: User, article: Article) -> dict[str, object]:
    kinds = ReactionKind.objects.counted(article, reader)
    given = next((kind.key for kind in kinds if kind.is_mine), None)
    return {"reaction": given, "counts": {kind.key: kind.count for kind in kinds}}


def place_of(article: Article) -> str:
    """The reactions on the article's own page."""
    return f"{article.get_absolute_url()}#reactions"
