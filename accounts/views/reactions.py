from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import FETCH_ONE, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import notes
from accounts.changes import Change, finish
from accounts.closings import closing_of
from accounts.models import Closing, ReactionKind, User
from accounts.models.note import LONGEST_NOTE
from accounts.networks import sign_of_network
from accounts.plain_text import plain_text
from accounts.reactions import give, require_welcome, take_care, withdraw
from accounts.readers import ReaderRequest, reader_of
from accounts.refused import Refused
from accounts.sanctions import why_kept_out
from accounts.sessions import read_along, with_who
from accounts.state import answer_of, note_of
from accounts.views.presses import log_in_first, wants_json
from articles.addresses import address
from articles.models import Article
from articles.prepared import Gap, Prepared, PreparedRows, of_each

OF_ARTICLE = ("headline", "slug", "section", "language", "status", "published_at")
OF_CLOSING = ("closing__closes", "closing__why")
OPEN = PreparedRows(
    lambda: (
        Article.objects.published()
        .filter(pk=Gap("article"))
        .select_related("closing")
        .only(*OF_ARTICLE, *OF_CLOSING)
        .annotate(kinds=ArraySubquery(offered("pk")), keys=ArraySubquery(offered("key")))
    ),
    fetch_mode=FETCH_ONE,
)
OF_WHO_PRESS = Prepared(lambda: of_each(with_who(OPEN.statement), key="text", article="bigint"))


def offered(column: str) -> QuerySet[ReactionKind, Any]:
    """A column of the kinds that readers may give to any article."""
    return ReactionKind.objects.on_offer().order_by("pk").values(column)


@require_http_methods(["GET", "HEAD", "POST"])
def react_page(request: HttpRequest, number: int) -> HttpResponse:
    """React without script: GET asks what and why, POST gives, changes or takes back; with script, POST in JSON."""
    article = open_article(number)
    fields = request.POST if request.method == "POST" else request.GET
    kind = offered_kind(article, fields.get("kind")) if not fields.get("intent") else None
    reader = reader_of(request)
    if not reader:
        return log_in_first(request, place_of(article), press_of(request, article, kind))
    if request.method != "POST":
        return ask(request, reader, article, chosen=kind)
    try:
        change = do(request, reader, article, kind)
    except Refused as refusal:
        if wants_json(request):
            return JsonResponse({"error": str(refusal)}, status=400)
        return ask(request, reader, article, chosen=kind, refusal=str(refusal))
    return answered(request, reader, article, change)


def open_article(number: int) -> Article:
    """The article of this number, if the public can see it, with the kinds on offer."""
    article = OPEN.first(article=number)
    if not article:
        raise Http404
    return article


def offered_kind(article: Any, key: str | None) -> ReactionKind | None:
    """The kind of this key, none without a key; BadRequest for one that is not on offer."""
    if not key:
        return None
    if key not in article.keys:
        raise BadRequest(_("There is no such reaction."))
    return ReactionKind(pk=article.kinds[article.keys.index(key)], key=key)


def plain_changes(requests: Sequence[ReaderRequest]) -> list[Change | None]:
    """What presses want of the articles that were read along; none for one of which `react_page` has more to say."""
    articles = OPEN.made_of([read_along(request) for request in requests])
    return list(map(plain_change, requests, articles))


def plain_change(request: ReaderRequest, article: Article) -> Change | None:
    """To give an answer and say nothing with it, or to take it back; none where it is anything else, or refused."""
    intent, key = request.POST.get("intent"), request.POST.get("kind")
    if intent == "withdraw":
        return Change(request.user, article)
    if intent or not key or "note" in request.POST:
        return None
    with suppress(BadRequest, PermissionDenied):
        change = Change(request.user, article, offered_kind(article, key), sign_of_network(request))
        require_welcome(change)
        return change
    return None


def answer_plainly(change: Change) -> HttpResponse:
    """What is kept of a change that was made with others', once what was left of it is done; raises Refused."""
    finish(change)
    take_care(change)
    return told(change)


def press_of(request: HttpRequest, article: Article, kind: ReactionKind | None) -> dict[str, Any] | None:
    """What a visitor pressed, to be kept until they have logged in, with what they wrote; raises Refused."""
    if kind is None:
        return None
    press = {"article": article.pk, "kind": kind.key}
    return press | {"note": plain_text(note, longest=LONGEST_NOTE)} if (note := request.POST.get("note")) else press


def do(request: HttpRequest, reader: User, article: Article, kind: ReactionKind | None) -> Change | None:
    """Give, change or take back what the form says, and what became of that; raises Refused."""
    intent, note = request.POST.get("intent"), request.POST.get("note")
    if intent == "withdraw":
        return withdraw(reader, article)
    if intent == "take-note-away":
        notes.take_away(reader, article)
    elif kind:
        return give(Change(reader, article, kind, sign_of_network(request)), note)
    elif note:
        raise Refused(_("Choose an answer first; then say why."))
    return None


def answered(request: HttpRequest, reader: User, article: Article, change: Change | None) -> HttpResponse:
    """What is kept now, for a script; for others the plain page says it, since the article's is the same for all."""
    if wants_json(request):
        return told(change) if change else JsonResponse(answer_of(article.pk, reader))
    note = note_of(reader, article.pk) if "note" in request.POST else None
    if note:
        messages.success(request, note.became)
    elif change and not change.kind:
        messages.success(request, _("Your reaction is taken back."))
    return redirect(address("react", article.pk))


def told(change: Change) -> JsonResponse:
    """What is kept now, as far as it is known from the change without a question."""
    if change.counts is None or change.has_note:
        return JsonResponse(answer_of(change.article.pk, change.reader))
    reaction = change.kind.key if change.kind else None
    return JsonResponse({"reaction": reaction, "counts": change.counts, "note": None})


def ask(
    request: HttpRequest, reader: User, article: Article, *, chosen: ReactionKind | None, refusal: str = ""
) -> HttpResponse:
    """The plain page; after a refusal with all that was typed."""
    kinds = list(ReactionKind.objects.counted(article, reader))
    given = next((kind for kind in kinds if kind.is_mine), None)
    note, closing = note_of(reader, article.pk), closing_of(article)
    context = {
        "article": article,
        "place": place_of(article),
        "kinds": kinds,
        "given": given,
        "chosen": chosen or given,
        "note": note,
        "typed": request.POST.get("note", note.text if note else ""),
        "longest": LONGEST_NOTE,
        "refusal": refusal,
        "kept_out": why_kept_out(reader),
        "closing": closing,
        "is_closed": closing is not None and closing.closes == Closing.Closes.REACTIONS,
    }
    return render(request, "me/react.html", context, status=400 if refusal else 200)


def place_of(article: Article) -> str:
    """The reactions on the article's own page."""
    return f"{article.get_absolute_url()}#reactions"
