"""Saved articles, what the reader follows, and the page that comes of it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.following import ForYou, follow, open_subject, save_article, unfollow, unsave_article
from accounts.models import Follow
from accounts.readers import ReaderRequest, reader_of
from accounts.refused import Refused
from accounts.views.presses import done, log_in_first, refused, way_back
from articles.models import Article
from articles.views.pages import page_of


@require_http_methods(["GET", "HEAD", "POST"])
def save_page(request: HttpRequest, number: int) -> HttpResponse:
    """Save an article or take it off the list: GET asks, POST does."""
    article = get_object_or_404(Article.objects.published().select_related("section"), pk=number)
    place, reader = article.get_absolute_url(), reader_of(request)
    if not reader:
        return log_in_first(request, place, {"article": article.pk})
    if request.method == "POST":
        verb = save_article if is_wanted(request) else unsave_article
        return do(request, place, lambda: verb(reader, article))
    is_saved = reader.saved_articles.filter(article=article).exists()
    return render(request, "me/save.html", {"article": article, "place": place, "is_saved": is_saved})


@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Follow a section, topic, author or tag, or no longer: GET asks, POST does."""
    subject = open_subject(kind, number)
    place, reader = way_back(request) or subject.get_absolute_url(), reader_of(request)
    if not reader:
        return log_in_first(request, place, {"follow": [kind, number]})
    if request.method == "POST":
        verb = follow if is_wanted(request) else unfollow
        return do(request, place, lambda: verb(reader, subject))
    is_followed = Follow.objects.filter(reader=reader).on(subject).exists()
    context = {"subject": subject, "kind": kind, "place": place, "is_followed": is_followed}
    return render(request, "me/follow.html", context)


def is_wanted(request: HttpRequest) -> bool:
    return request.POST.get("intent") != "remove"


def do(request: HttpRequest, place: str, change: Callable[[], None]) -> HttpResponse:
    """Keep something for the reader or leave it out, or say why that cannot be."""
    try:
        change()
    except Refused as refusal:
        return refused(request, place, str(refusal))
    return done(request, place, {"is_on": is_wanted(request)})


@login_required
@require_safe
def saved(request: ReaderRequest) -> HttpResponse:
    """What the reader put aside, the latest first; an article that was withdrawn is not there."""
    articles = Article.objects.published().filter(saves__reader=request.user).annotate(saved_at_=F("saves__saved_at"))
    page = page_of(articles.order_by("-saved_at_", "-saves__pk").for_cards(), request)
    return render(request, "me/saved.html", {"page": page})


@login_required
@require_safe
def following(request: ReaderRequest) -> HttpResponse:
    """What the reader follows, by kind, each with a button to leave it out."""
    follows = sorted(Follow.objects.of(request.user), key=lambda each: str(each.subject).casefold())
    return render(request, "me/following.html", {"follows": follows})


@login_required
@require_safe
def for_you(request: ReaderRequest) -> HttpResponse:
    """The published articles of what the reader follows, the newest first, each saying why it is here."""
    chosen = ForYou(request.user)
    page = page_of(chosen.articles, request)
    chosen.explain(page)
    return render(request, "me/for_you.html", {"page": page, "follows": chosen.follows})
