"""What a visitor pressed before logging in is kept in their session, and done once they have logged in."""

import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import BadRequest
from django.dispatch import receiver
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.following import follow, open_subject, save_article
from accounts.models import Note, ReactionKind, User
from accounts.networks import sign_of_network
from accounts.notes import agree
from accounts.reactions import react
from accounts.reports import report
from articles.models import Article

KEY = "pressed"
# Long enough to sign up and fetch the code from the e-mail; short enough that the next person at the screen is safe.
KEPT_FOR = timedelta(minutes=30)


def keep(request: HttpRequest, press: dict[str, Any]) -> None:
    """Remember the latest press of this visitor: an `article` to save, or with a `kind` of reaction and maybe a `note`;
    what to `follow`; a note to `agree` with, or to `report` with what it is `about` and in which `words`."""
    request.session[KEY] = {**press, "at": time.time()}


def was_pressed_here(request: HttpRequest) -> bool:
    """Whether a person pressed a button of ours: a link on another site, or a browser fetching ahead, did not."""
    if request.method == "POST":
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        referrer = request.headers.get("Referer", "")
        return not referrer or referrer.startswith(f"{request.scheme}://{request.get_host()}/")
    return site == "same-origin" and "Sec-Purpose" not in request.headers


@receiver(user_logged_in)
def do_what_was_pressed(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Do what was kept, unless it has grown old or what it was about is gone."""
    pressed = request.session.pop(KEY, None)
    if not pressed or time.time() - pressed["at"] > KEPT_FOR.total_seconds():
        return
    with suppress(BadRequest, Http404):
        if "follow" in pressed:
            follow(user, open_subject(*pressed["follow"]))
        elif "article" in pressed:
            answer(request, user, pressed)
        else:
            say_of_a_note(user, pressed)


def say_of_a_note(user: User, pressed: dict[str, Any]) -> None:
    """Agree with another's note, or report it."""
    note = get_object_or_404(Note.objects.shown(), pk=pressed.get("agree") or pressed.get("report"))
    if "agree" in pressed:
        agree(user, note)
    else:
        report(user, note, pressed["about"], pressed["words"])


def answer(request: HttpRequest, user: User, pressed: dict[str, Any]) -> None:
    """Save the article, or give the reaction, with its note."""
    article = Article.objects.published().filter(pk=pressed["article"]).first()
    kind = ReactionKind.objects.on_offer().filter(key=pressed.get("kind")).first()
    if article and "kind" not in pressed:
        save_article(user, article)
    elif article and kind:
        react(user, article, kind, note=pressed.get("note"), network=sign_of_network(request))
