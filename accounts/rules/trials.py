"""A rule tried against past notes: what it would have held, and how often a moderator would have agreed.

Each note is judged as of the moment it was written. Of notes that are no longer there, the words are known where a
moderator decided on them, and neither their moment nor their network: they count for rules about words alone.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.utils.functional import cached_property

from accounts.models import Case, Decision, Note, Rule
from accounts.rules import NoAnswerError, look
from accounts.rules.found import Found, pieces
from accounts.rules.record import percent_right

SECONDS = 5.0  # for which whoever tries a rule waits at most
MOST_SHOWN = 50
ABOUT_WORDS = (Rule.Kind.WORDS, Rule.Kind.LINKS, Rule.Kind.CAPITALS)
Action = Decision.Action
SETTLED = (Action.APPROVE, Action.HIDE, Action.REJECT)


class Past(NamedTuple):
    """A note of the past: whether moderators kept it from readers (None: none has decided), its case, its moment."""

    note: Note
    was_kept: bool | None
    case: int | None
    moment: datetime
    is_gone: bool = False


class WouldHold(NamedTuple):
    """A note that the rule would have held."""

    past: Past
    found: Found

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The note's text, with what was found in it told apart."""
        return pieces(self.past.note.text, self.found.places)


@dataclass
class Trial:
    """What became of a trial: of `past` notes it looked at as many as there was time for."""

    past: int
    looked: int = 0
    unanswered: int = 0
    held: list[WouldHold] = field(default_factory=list)

    @property
    def is_cut_short(self) -> bool:
        return self.looked < self.past

    @cached_property
    def kept(self) -> int:
        """Of those held, how many moderators kept from readers."""
        return sum(each.past.was_kept is True for each in self.held)

    @cached_property
    def approved(self) -> int:
        return sum(each.past.was_kept is False for each in self.held)

    @property
    def decided(self) -> int:
        return self.kept + self.approved

    @property
    def undecided(self) -> int:
        return len(self.held) - self.decided

    @property
    def right(self) -> int | None:
        """How often, in percent, a moderator decided as the rule would have; None where none has decided."""
        return percent_right(self.kept, self.decided)

    @property
    def shown(self) -> list[WouldHold]:
        """The newest of those held."""
        return self.held[:MOST_SHOWN]


def try_out(rule: Rule, *, past: int, seconds: float = SECONDS) -> Trial:
    """Have the rule, on or off, saved or not, look at the last `past` notes in its language, for `seconds` at most."""
    notes = past_notes(rule, past)
    trial, end = Trial(past=len(notes)), time.monotonic() + seconds
    for each in notes:
        if time.monotonic() >= end:
            break
        trial.looked += 1
        try:
            found = look(rule, each.note)
        except NoAnswerError:
            trial.unanswered += 1
            continue
        if found:
            trial.held.append(WouldHold(each, found))
    return trial


def past_notes(rule: Rule, most: int) -> list[Past]:
    """The last notes that the rule can judge, the newest first."""
    found = [*still_there(rule, most), *(since_gone(rule, most) if rule.kind in ABOUT_WORDS else ())]
    return sorted(found, key=lambda past: past.moment, reverse=True)[:most]


def still_there(rule: Rule, most: int) -> Iterator[Past]:
    """Notes as they are now, each with what moderators made of it."""
    decided = Decision.objects.filter(note=OuterRef("pk"), action__in=[Action.APPROVE, Action.OVERTURN])
    cases = Case.objects.filter(note=OuterRef("pk")).order_by("-pk")
    notes = Note.objects.select_related("article", "reaction__reader").order_by("-written_at", "-pk")
    notes = notes.defer("article__body", "article__search")
    if rule.language:
        notes = notes.filter(article__language=rule.language)
    for note in notes.annotate(was_approved=Exists(decided), case=Subquery(cases.values("pk")[:1]))[:most]:
        yield Past(note, was_kept(note), note.case, note.written_at)


def was_kept(note: Note) -> bool | None:
    if note.state in (Note.State.HIDDEN, Note.State.REJECTED):
        return True
    return False if note.is_shown and note.was_approved else None  # type: ignore[attr-defined]


def since_gone(rule: Rule, most: int) -> Iterator[Past]:
    """Notes that were taken away, as far as a decision keeps their words."""
    decisions = Decision.objects.standing().filter(note=None, action__in=SETTLED).exclude(text="")
    decisions = decisions.select_related("article").defer("article__body", "article__search")
    if rule.language:
        decisions = decisions.filter(article__language=rule.language)
    for each in decisions.order_by("-decided_at", "-pk")[:most]:
        note = Note(text=each.text, written_at=each.decided_at)
        yield Past(note, each.action != Action.APPROVE, each.case_id, each.decided_at, is_gone=True)
