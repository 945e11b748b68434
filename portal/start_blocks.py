"""What the desk's first page is made of: blocks of rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.templatetags.dates import clock, day_and_clock

MOST_ROWS = 6


@dataclass(frozen=True)
class Row:
    """One line of a block: what it is, where it leads, what to know of it, and a figure."""

    title: str
    url: str
    facts: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Block:
    """A part of the page; an empty one says so and what to do next."""

    name: str
    title: str
    url: str
    rows: list[Row]
    empty: str
    step: tuple[str, str] | None = None


def told(*facts: Any) -> str:
    return " · ".join(str(fact) for fact in facts if fact)


def minute(moment: datetime | None) -> str:
    """`17:05` today, `23 November, 17:05` on another day; in the paper's time zone."""
    if moment is None:
        return ""
    is_today = timezone.localdate(moment) == timezone.localdate()
    return clock(moment) if is_today else day_and_clock(moment)
