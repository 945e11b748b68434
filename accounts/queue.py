"""What waits for moderators, by what it is, why it waits and in which section: one queue for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Case, User
from accounts.models.moderation import CaseQuerySet
from articles.converters import number_in
from articles.models import Section

REPORTED = Q(why=Case.Why.REPORTED)
WHAT = {
    "waiting": (_("Notes waiting"), Q(kind=Case.Kind.NOTE) & ~REPORTED),
    "reported": (_("Reported notes"), Q(kind=Case.Kind.NOTE) & REPORTED),
    "burst": (_("Held bursts"), Q(kind=Case.Kind.BURST)),
    "appeal": (_("Appeals"), Q(kind=Case.Kind.APPEAL)),
}


def what_of(kind: str, why: str) -> str:
    """The part of the queue that a case stands in."""
    if kind != Case.Kind.NOTE:
        return kind
    return "reported" if why == Case.Why.REPORTED else "waiting"


@dataclass(frozen=True)
class Asked:
    """The part of the queue that a moderator has chosen; empty words and 0 stand for all."""

    what: str = ""
    why: str = ""
    section: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """As an address has it; what is not offered is left out."""
        what, why, section = query.get("what", ""), query.get("why", ""), number_in(query.get("section", ""))
        return cls(
            what if what in WHAT else "",
            why if why in Case.Why.values else "",
            section if section and Section.objects.filter(pk=section).exists() else 0,
        )

    def left_out(self, query: Mapping[str, str]) -> list[str]:
        """By what else the address would have the queue parted."""
        return [name for name, value in vars(self).items() if query.get(name) and not value]

    def query(self, **other: object) -> str:
        """As an address has it, with something else chosen."""
        chosen = {name: value for name, value in vars(replace(self, **other)).items() if value}  # type: ignore[arg-type]
        return f"?{urlencode(chosen)}" if chosen else ""

    def cases(self, moderator: User) -> CaseQuerySet:
        """What waits here and is not about the moderator, in its turn."""
        found = Case.objects.open().not_about(moderator).in_turn()
        if self.what:
            found = found.filter(WHAT[self.what][1])
        if self.why:
            found = found.filter(why=self.why)
        return found.filter(article__section=self.section) if self.section else found


class Waiting(NamedTuple):
    """How many cases of one sort wait, and since when the oldest does."""

    what: str
    why: str
    section: int
    number: int
    oldest: datetime


def waiting_for(moderator: User) -> list[Waiting]:
    """All that waits for the moderator, sort by sort, by one query."""
    sorts = Case.objects.open().not_about(moderator).values_list("kind", "why", "article__section")
    return [
        Waiting(what_of(kind, why), why, section or 0, number, oldest)
        for kind, why, section, number, oldest in sorts.annotate(Count("pk"), Min("opened_at")).order_by()
    ]
