"""The parts of the queue as they are offered, each with how much waits there."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from accounts.models import Case
from accounts.queue import WHAT, Asked, Waiting
from articles.models import Section

TITLES = {"what": _("What waits"), "why": _("Why"), "section": _("Section")}


class Choice(NamedTuple):
    label: Any
    query: str
    number: int
    is_chosen: bool


class Choices(NamedTuple):
    """One way to part the queue."""

    title: Any
    all: Choice
    each: list[Choice]


def choices(asked: Asked, waiting: list[Waiting]) -> list[Choices]:
    """The queue by what, by why and by section; each counted within what is chosen of the others."""
    whats = [(key, label) for key, (label, _condition) in WHAT.items()]
    sections = [(section.pk, str(section)) for section in Section.objects.all()]
    return [
        parted(asked, waiting, "what", whats, keeps_empty=True),
        parted(asked, waiting, "why", Case.Why.choices),
        parted(asked, waiting, "section", sections),
    ]


def parted(
    asked: Asked, waiting: list[Waiting], name: str, labels: Iterable[Any], *, keeps_empty: bool = False
) -> Choices:
    others = {other: value for other, value in vars(asked).items() if value and other != name}
    rows = [row for row in waiting if others.items() <= row._asdict().items()]
    chosen = getattr(asked, name)
    counts: Counter[Any] = Counter()
    for row in rows:
        counts[getattr(row, name)] += row.number
    each = [Choice(label, asked.query(**{name: key}), counts[key], key == chosen) for key, label in labels]
    everything = Choice(_("All"), asked.query(**{name: None}), counts.total(), not chosen)
    return Choices(TITLES[name], everything, [one for one in each if keeps_empty or one.number or one.is_chosen])


def how_many(asked: Asked, waiting: list[Waiting]) -> int:
    """How many cases the chosen part has."""
    chosen = {name: value for name, value in vars(asked).items() if value}
    return sum(row.number for row in waiting if chosen.items() <= row._asdict().items())
