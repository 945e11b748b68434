"""The evidence of a burst, as a moderator sees it: what it was recognised by, in sentences, and how it lies in time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from accounts.burst_evidence import COLUMNS, evidence
from accounts.models import Burst, ReactionKind

register = template.Library()

WIDTH, HEIGHT = 720, 180  # of the plot, in its own units
NAMES = {
    "held_new": _("held, account younger than a day"),
    "held_old": _("held, older account"),
    "counted_new": _("counted, account younger than a day"),
    "counted_old": _("counted, older account"),
}
WHO = {
    "new": _("accounts younger than a day"),
    "young": _("accounts younger than a week"),
    "half_hour": _("accounts that joined in the same half-hour, most of which came here"),
    "network": _("accounts on one network that had answered nothing before this day"),
    "joined_from": _("accounts that signed up from one network and had answered nothing before this day"),
}
TRAITS = {
    "many": _("%(fitting)s of the newest %(of)s reactions came from %(who)s; a crowd brings up to %(allowed)s %%."),
    "alike": _(
        "%(fitting)s of %(of)s %(who)s gave the same answer; by what others answered, up to %(allowed)s %% may."
    ),
}
AGES = {"new": _("younger than a day"), "young": _("younger than a week"), "older": _("older")}


@dataclass(frozen=True)
class Bar:
    """A part of a column of the plot: how many reactions of one kind lie in one interval."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plot:
    """The bars of a burst's interval after interval, and what stands at its axes."""

    bars: list[Bar]
    most: int
    begins: datetime
    middle: datetime
    ends: datetime
    step: timedelta


@register.inclusion_tag("admin/moderation/_burst_figures.html")
def burst_figures(burst: Burst) -> dict[str, Any]:
    """The figures kept with the burst; while it is held, as they are at this moment."""
    signs = burst.signs | (evidence(burst) if burst.state == Burst.State.HELD else {})
    kinds = {kind.key: str(kind) for kind in ReactionKind.objects.all()}
    return {
        "signs": signs,
        "sentences": [(sentence(found), exponent(found["chance"])) for found in told(signs.get("found", []))],
        "answers": [(kinds.get(key, key), count) for key, count in signs.get("kinds", {}).items()],
        "ages": [(name, signs["ages"][age]) for age, name in AGES.items() if age in signs.get("ages", {})],
        "plot": plot_of(signs["plot"]) if signs.get("plot", {}).get("bars") else None,
        "legend": NAMES.items(),
        "width": WIDTH,
        "height": HEIGHT,
    }


def told(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is worth a sentence: that accounts are younger than a week says nothing beside that they are of a day."""
    new = {each["trait"] for each in found if each["sign"] == "new"}
    return [each for each in found if each["sign"] != "young" or each["trait"] not in new]


def sentence(found: dict[str, Any]) -> str:
    words = {"who": WHO[found["sign"]], "allowed": round(100 * found["allowed"])}
    # No line begins with the sign of a percentage.
    return (str(TRAITS[found["trait"]]) % (found | words)).replace(" %", "\N{NO-BREAK SPACE}%")


def exponent(chance: float) -> int:
    """Of ten: chance brings it less often than once in ten to this power."""
    return math.floor(-math.log10(max(chance, 1e-30)))


def plot_of(kept: dict[str, Any]) -> Plot:
    step, columns = timedelta(seconds=kept["step"]), kept["bars"]
    begins, most = datetime.fromisoformat(kept["begins"]), max(1, *map(sum, columns))
    middle, ends = (begins + step * number for number in (len(columns) // 2, len(columns)))
    return Plot(list(bars_of(columns, most)), most, begins, middle, ends, step)


def bars_of(columns: list[list[int]], most: int) -> Iterator[Bar]:
    width = WIDTH / len(columns)
    for number, counts in enumerate(columns):
        top = float(HEIGHT)
        for name, count in zip(COLUMNS, counts, strict=True):
            height = HEIGHT * count / most
            top -= height
            if count:
                yield Bar(name, number * width, top, width * 0.86, height)
