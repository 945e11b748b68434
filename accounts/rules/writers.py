"""Rules that look at who writes: how long the account is there, what its e-mail address is."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Note, Rule
from accounts.rules.found import Found

KEPT_LIST = Path(__file__).with_name("disposable_domains.txt")


def new_account(rule: Rule, note: Note) -> Found | None:
    """That the account was younger than the rule asks, when the note was written."""
    reader = note.reaction.reader
    if reader is None:
        return None
    age = note.written_at - reader.date_joined
    if age >= timedelta(hours=rule.most or 0):
        return None
    hours = max(0, int(age.total_seconds() // 3600))
    if not hours:
        return Found(_("account less than an hour old"))
    return Found(ngettext("account %(hours)d hour old", "account %(hours)d hours old", hours) % {"hours": hours})


def disposable(rule: Rule, note: Note) -> Found | None:
    """The domain of an address that is thrown away after use: one of the kept list or of the rule's own lines."""
    reader = note.reaction.reader
    domain = reader.email.rpartition("@")[2].casefold() if reader else ""
    listed = kept_domains() | set(rule.words.casefold().split())
    return Found(domain) if not listed.isdisjoint(with_parents(domain)) else None


def with_parents(domain: str) -> list[str]:
    """`a.b.example`, `b.example`, `example`."""
    labels = domain.split(".")
    return [".".join(labels[place:]) for place in range(len(labels))]


@cache
def kept_domains() -> frozenset[str]:
    """Those that come with Broadsheet."""
    lines = KEPT_LIST.read_text().splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
