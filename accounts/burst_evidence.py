"""The evidence of a burst: figures that say no name, kept with it so that its decision can be judged in years."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, Func, Q, Value
from django.utils import timezone

from accounts import networks
from accounts.burst_signs import AGES, Finding
from accounts.models import Burst, Reaction

STEPS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900, 3600, 86_400))
BARS = 60  # in the plot, at most
AROUND = 0.25  # of the burst's time is shown before it and after it
COLUMNS = ("held_new", "held_old", "counted_new", "counted_old")
OLDER = "older"
FIGURES = ("sign", "trait", "of", "fitting", "allowed", "chance")


def evidence(burst: Burst) -> dict[str, Any]:
    """What its reactions are, how old their accounts were, and how they lie in time among the article's others."""
    rows = list(
        burst.reactions.values_list("created_at", "kind__key", "network", "reader__date_joined", "reader__joined_from")
    )
    moments, kinds, places, joined, signed_up = zip(*rows, strict=True) if rows else ((),) * 5
    ages = [moment - since for moment, since in zip(moments, joined, strict=True) if since]
    return {
        "reactions": len(rows),
        "kinds": dict(Counter(kinds)),
        "networks": len({place for place in places if place}),
        "networks_of_sign_up": len({place for place in signed_up if place}),
        "ages": dict(Counter(map(age_of, ages))),
        "plot": plot(burst),
    }


def age_of(age: timedelta) -> str:
    return next((name for name, limit in AGES.items() if age < limit), OLDER)


def plot(burst: Burst) -> dict[str, Any]:
    """Of each interval how many were held and counted, of new accounts and others; {"begins", "step", "bars"}."""
    around = max((burst.last_at - burst.began_at) * AROUND, timedelta(minutes=2))
    begins, ends = burst.began_at - around, burst.last_at + around
    step = next((step for step in STEPS if (ends - begins) / step < BARS), STEPS[-1])
    bars = [[0] * len(COLUMNS) for _bar in range((ends - begins) // step + 1)]
    for moment, which, is_new, count in counted_by_interval(burst, begins, ends, step):
        bars[(moment - begins) // step][2 * (which != burst.pk) + (not is_new)] += count
    return {"begins": begins.isoformat(), "step": step.total_seconds(), "bars": bars}


def counted_by_interval(
    burst: Burst, begins: datetime, ends: datetime, step: timedelta
) -> Iterable[tuple[datetime, int | None, bool | None, int]]:
    """Of each interval its first moment, of which burst, whether of new accounts, and how many there were."""
    shown = Reaction.objects.filter(Q(burst=burst) | Q(standing=Reaction.Standing.COUNTED), article=burst.article_id)
    parts = shown.filter(created_at__range=(begins, ends)).annotate(
        interval=Func(Value(step), "created_at", Value(begins), function="date_bin", output_field=DateTimeField()),
        is_new=Q(reader__date_joined__gt=F("created_at") - AGES["new"]),
    )
    counts = parts.order_by("interval").values("interval", "burst_id", "is_new").annotate(count=Count("pk"))
    return counts.values_list("interval", "burst_id", "is_new", "count")


def keep(burst: Burst, found: Iterable[Finding] = ()) -> None:
    """Keep with the burst what it was recognised by and, while the networks are still known, what it is."""
    burst.signs["found"] = clearest(burst.signs.get("found", []), found)
    if timezone.now() - burst.last_at < networks.KEPT_FOR:
        burst.signs |= evidence(burst) | {"kept_at": burst.last_at.isoformat()}
    burst.save(update_fields=["signs"])


def clearest(kept: list[dict[str, Any]], found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Of each sign the figures that chance would bring least, the clearest first."""
    fresh = [{name: getattr(each, name) for name in FIGURES} for each in found]
    by_sign = {
        (each["sign"], each["trait"]): each for each in sorted([*kept, *fresh], key=lambda each: -each["chance"])
    }
    return sorted(by_sign.values(), key=lambda each: each["chance"])
