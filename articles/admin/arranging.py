"""A page's places as an editor arranges them at the desk: kept in the form, and nowhere else until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import slots
from articles.admin.front_cards import Card, place_name
from articles.arrangement import Hold, Holds, NoPlaceLeft, with_hold, without
from articles.converters import number_in
from articles.front import NEWEST, filled_front
from articles.looking import articles_called
from articles.models import Article, Slot
from articles.moments import midnight_after
from articles.slots import SlotPage

FOUND = 12
FARTHEST = timedelta(days=5 * 366)


@dataclass
class Arranging:
    """An editor's arrangement of a page: the holds, what was wrong with what was typed, and which state they saw."""

    page: SlotPage
    slots: list[Slot]
    holds: Holds
    seen: str
    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def as_it_is(cls, page: SlotPage) -> Self:
        """The page as it stands."""
        found = slots.slots_of(page)
        return cls(page, found, slots.held(found), slots.version(found))

    @classmethod
    def sent(cls, page: SlotPage, data: Mapping[str, str]) -> Self:
        """The page as a form holds it."""
        arranging = cls(page, slots.slots_of(page), {}, data.get("seen", ""))
        for position in range(1, page.size + 1):
            if number := number_in(data.get(f"article-{position}", "")):
                arranging.holds[position] = Hold(number, arranging.until(position, data))
        return arranging

    def until(self, position: int, data: Mapping[str, str]) -> datetime | None:
        """The end that was chosen for a place; one that cannot be is kept as it was typed, with the reason."""
        choice, typed = data.get(f"hold-{position}", ""), data.get(f"own-{position}", "")[:40]
        try:
            return presets()[choice] if choice in presets() else end_of(typed if choice == "own" else choice)
        except ValidationError as error:
            self.errors[position] = error.messages[0]
            self.typed[position] = typed
            return None

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what is on the page."""
        return bool(self.errors) or self.holds != slots.held(self.slots)

    @property
    def is_out_of_date(self) -> bool:
        return self.seen != slots.version(self.slots)

    @property
    def version(self) -> str:
        """The state of the page as it stands now."""
        return slots.version(self.slots)

    def put(self, number: int, position: int) -> str:
        """Set an article at a place, and say so."""
        present = {slot.article_id for slot in self.slots} & {hold.article for hold in self.holds.values()}
        until = next((hold.until for hold in self.holds.values() if hold.article == number), None)
        slots.check(self.page, {position: Hold(number, until)}, present)
        before = {hold.article: place for place, hold in self.holds.items()}
        try:
            self.holds = with_hold(self.holds, position, Hold(number, until), self.page.size)
        except NoPlaceLeft as error:
            raise slots.full(self.page) from error
        return self.said_of(number, position, before)

    def said_of(self, number: int, position: int, before: dict[int, int]) -> str:
        """What was moved where, for those who cannot see it."""
        after = {hold.article: place for place, hold in self.holds.items()}
        headlines = dict(Article.objects.filter(pk__in=after).values_list("pk", "headline"))
        pinned = _("“%(article)s” is pinned at place %(position)s.")
        moved = _("“%(article)s” moves to place %(position)s.")
        others = [pk for pk in before if pk != number and before[pk] != after[pk]]
        said = [pinned % {"article": headlines[number], "position": position}]
        said += [moved % {"article": headlines.get(pk, "?"), "position": after[pk]} for pk in others]
        return " ".join([*said, _("Save to put it on the page.")])

    def release(self, number: int) -> str:
        """Let the place of an article fill itself, and say so."""
        position = next((place for place, hold in self.holds.items() if hold.article == number), None)
        if position is None:
            raise slots.Refused(_("This article is not pinned here."))
        self.holds = without(self.holds, position)
        return _("Place %(position)s fills itself again. Save to put it on the page.") % {"position": position}

    def cards(self) -> list[Card]:
        """Every place in the page's order, as it will stand once this is saved."""
        visible = self.page.own(Article.objects.published())
        numbers = [hold.article for hold in self.holds.values()]
        live = {card.pk: card for card in visible.filter(pk__in=numbers).for_cards()}
        known = {card.pk: card for card in Article.objects.filter(pk__in=numbers).for_cards()}
        pins = {place: live[hold.article] for place, hold in self.holds.items() if hold.article in live}
        shown = self.filled(list(visible.newest().for_cards()[:NEWEST]), pins)
        by_place = {slot.position: slot for slot in self.slots}
        return [
            Card(
                position,
                place_name(self.page, position),
                shown.get(position),
                known.get(hold.article) if hold else None,
                hold,
                slot if hold and slot and slot.article_id == hold.article else None,
                self.errors.get(position, ""),
                self.typed.get(position, ""),
            )
            for position in range(1, self.page.size + 1)
            for hold, slot in [(self.holds.get(position), by_place.get(position))]
        ]

    def filled(self, newest: list[Article], pins: dict[int, Article]) -> dict[int, Article]:
        if self.page.language:
            return filled_front(newest, pins)
        free = [position for position in range(1, self.page.size + 1) if position not in pins]
        others = [article for article in newest if article not in pins.values()]
        return pins | dict(zip(free, others, strict=False))

    def found(self, query: str) -> list[Article]:
        """Articles that can be pinned here and that `query` leads to, those to come first, each with its `pinned_at`.

        Where nothing is asked for, those that are not pinned yet.
        """
        places = {hold.article: place for place, hold in self.holds.items()}
        offered = self.page.own(Article.objects.filter(status__in=slots.TO_COME))
        wanted = articles_called(offered, query) if query.strip() else offered.exclude(pk__in=places)
        found = list(wanted.newest().for_cards()[:FOUND])
        for article in found:
            article.pinned_at = places.get(article.pk)  # type: ignore[attr-defined]
        return found


def presets() -> dict[str, datetime | None]:
    """What an editor can choose for the end of a hold with one press."""
    now = timezone.now()
    return {"": None, "tonight": midnight_after(now), "day": to_the_minute(now + timedelta(days=1))}


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def end_of(text: str) -> datetime:
    """A moment as it was typed, in the paper's time zone unless it names another; refused when it cannot be an end."""
    if not text:
        raise ValidationError(_("Choose a date and a time, or another end."))
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        moment = forms.DateTimeField().clean(text)
    if not timedelta(days=-366) < moment - timezone.now() < FARTHEST:
        raise ValidationError(_("Choose a moment in the future, within five years."))
    return moment
