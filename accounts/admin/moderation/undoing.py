"""The last thing that a moderator did, with a way back for some minutes."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Decision, User
from accounts.moderation import take_back
from accounts.refused import Refused
from articles.converters import number_in

UNDONE_WITHIN = timedelta(minutes=10)
KEY = "decided"


@dataclass
class Done:
    """What was decided at once, and what was left with the sentence why."""

    decisions: list[Decision]
    left: list[tuple[int, str]]


def remember(session: SessionBase, decisions: Iterable[Decision], left: Iterable[tuple[int, str]] = ()) -> None:
    """Keep what was done for the pages that follow; of the notes' words nothing."""
    session[KEY] = {"decisions": [each.pk for each in decisions], "left": list(left), "at": time.time()}


def forget(session: SessionBase) -> None:
    """Offer nothing to undo any more: what was done last has no such way back, and what came before is not the last."""
    session.pop(KEY, None)


def last_done(session: SessionBase, moderator: User) -> Done | None:
    """What this moderator did last, as long as it can be undone and was not."""
    kept: dict[str, Any] = session.get(KEY) or {}
    if time.time() - kept.get("at", 0) > UNDONE_WITHIN.total_seconds():
        return None
    decisions = list(undoable(moderator).filter(pk__in=kept["decisions"]).order_by("pk"))
    return Done(decisions, kept["left"]) if decisions or kept["left"] else None


def undoable(moderator: User) -> Any:
    """What the moderator decided within the last minutes and nobody took back."""
    since = timezone.now() - UNDONE_WITHIN
    mine = Decision.objects.standing().filter(decided_by=moderator, decided_at__gt=since)
    return mine.exclude(action=Decision.Action.REVERSE).select_related("reason", "article", "case")


def undo(sent: QueryDict, moderator: User) -> tuple[list[Decision], list[str]]:
    """Take back the decisions that were sent, the latest first: which were, and why others were not."""
    numbers = [number_in(each) for each in sent.getlist("decision")]
    undone, refused = [], []
    for decision in undoable(moderator).filter(pk__in=numbers).order_by("-pk"):
        try:
            take_back(decision, moderator)
        except Refused as error:
            refused.append(str(error))
        else:
            undone.append(decision)
    return undone, refused
