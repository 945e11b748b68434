"""The moments at which pages change by themselves, known beforehand: what is scheduled, what ends, the next day."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, Q

from articles.freshness import key, list_of, whole_of
from articles.models import Article, Breaking, Correction, Slot, Topic
from articles.moments import midnight_after

MOST = 1_000  # of each kind; the next look finds the rest


class Moment(NamedTuple):
    """When something changes by itself, and which keys."""

    at: datetime
    keys: list[str]


def upcoming(since: datetime, until: datetime) -> list[Moment]:
    """What changes after `since` and up to `until`, the next first."""
    found = [*appearing(since), *told_later(since), *in_the_frame(since), *released(since)]
    return sorted(moment for moment in found if since < moment.at <= until)


def appearing(since: datetime) -> Iterator[Moment]:
    """Articles that come out, with every list that they will stand in."""
    lists = Func("pk", "section", "language", function="lists_of_article", output_field=ArrayField(CharField()))
    soonest = Article.objects.scheduled(since).order_by("published_at").values_list("pk", "published_at", lists)
    return (Moment(at, [key("article", pk), whole_of(pk), *keys]) for pk, at, keys in soonest[:MOST])


def told_later(since: datetime) -> Iterator[Moment]:
    """Articles that will say that they were updated, and corrections whose own moment is still to come."""
    updated = Article.objects.filter(updated_at__gt=since).order_by("updated_at").values_list("pk", "updated_at")
    yield from (Moment(at, [key("article", pk), whole_of(pk), "articles"]) for pk, at in updated[:MOST] if at)
    corrected = Correction.objects.to_come(since).order_by("published_at").values_list("article", "published_at")
    yield from (Moment(at, [whole_of(pk), "corrections"]) for pk, at in corrected[:MOST])


def in_the_frame(since: datetime) -> Iterator[Moment]:
    """Banners and running topics coming and going, and the date in the masthead."""
    banners = Breaking.objects.filter(ends_at__gt=since).values_list("starts_at", "ends_at")
    yield from (Moment(at, ["banners"]) for period in banners[:MOST] for at in period)
    topics = Topic.objects.filter(Q(banner_from__gt=since) | Q(banner_until__gt=since))
    periods = topics.values_list("banner_from", "banner_until")
    yield from (Moment(at, ["strip"]) for period in periods[:MOST] for at in period if at)
    yield Moment(midnight_after(since), ["today"])


def released(since: datetime) -> Iterator[Moment]:
    """Places of fronts, sections' and topics' pages that begin to fill themselves again."""
    slots = Slot.objects.filter(until__gt=since).order_by("until")
    for until, language, section, topic in slots.values_list("until", "language", "section", "topic")[:MOST]:
        if until:
            yield Moment(until, [key("front", language), list_of("section", section), list_of("topic", topic)])
