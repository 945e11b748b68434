"""The places of a page as the desk shows them: what stands there, what is pinned there, and why the two differ."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.arrangement import Hold
from articles.models import Article, Slot
from articles.slots import TO_COME, SlotPage, name_of
from articles.templatetags.dates import clock, local_moment, short_day


@dataclass
class Card:
    """One place of a page."""

    position: int
    name: str
    shown: Article | None = None
    pinned: Article | None = None
    hold: Hold | None = None
    slot: Slot | None = None
    error: str = ""
    typed: str = ""

    @property
    def article(self) -> Article | None:
        """What an editor moves by this card."""
        return self.pinned or self.shown

    @property
    def is_waiting(self) -> bool:
        """Whether what is pinned here is not public, so that the place fills itself meanwhile."""
        return bool(self.pinned and self.pinned != self.shown)

    @property
    def comes_at(self) -> datetime | None:
        """The moment at which what is pinned here appears by itself."""
        article = self.pinned
        is_scheduled = article is not None and self.is_waiting and article.status == Article.Status.PUBLISHED
        at = article.published_at if article and is_scheduled else None
        return at if at and at > timezone.now() else None

    @property
    def state(self) -> str:
        """How this place comes to show what it shows."""
        if self.hold is None or self.pinned is None:
            return _("Fills itself")
        if self.hold.until:
            pinned = _("Pinned until %(day)s, %(time)s") % day_and_time(self.hold.until)
        else:
            pinned = _("Pinned until it is taken away")
        return f"{pinned} · {name_of(self.slot.placed_by)}" if self.slot and self.slot.placed_by else pinned

    @property
    def warning(self) -> str:
        """Why what is pinned here is not shown; empty when it is."""
        if self.pinned is None or not self.is_waiting:
            return ""
        if self.comes_at and self.hold and self.hold.until and self.hold.until <= self.comes_at:
            return _("The pin ends before this article comes out, so it will never show. Choose a later end.")
        if self.comes_at:
            return _("It shows here by itself from %(day)s, %(time)s.") % day_and_time(self.comes_at)
        if self.pinned.status in TO_COME and self.pinned.status != Article.Status.PUBLISHED:
            return _("It shows here as soon as it is published.")
        if self.pinned.status in TO_COME:
            return _("It is not shown: this page does not hold it any more.")
        return _("It is not shown: it has the status “%(status)s”.") % {"status": self.pinned.get_status_display()}

    @property
    def end(self) -> str:
        """Which of the ends is chosen."""
        if self.error:
            return "own"
        return self.hold.until.isoformat() if self.hold and self.hold.until else ""

    @property
    def ends(self) -> list[tuple[str, str]]:
        """What an editor can choose for the end of the pin."""
        own = self.hold and self.hold.until
        present = [(own.isoformat(), _("until %(day)s, %(time)s") % day_and_time(own))] if own else []
        return [
            *present,
            ("", _("until it is taken away")),
            ("tonight", _("until tonight, midnight")),
            ("day", _("for 24 hours")),
            ("own", _("until another moment …")),
        ]

    @property
    def local_end(self) -> str:
        """The end as a field for a date and a time takes it."""
        return local_moment(self.hold.until) if self.hold and self.hold.until else ""


def day_and_time(moment: datetime) -> dict[str, str]:
    return {"day": short_day(moment), "time": clock(moment)}


def place_name(page: SlotPage, position: int) -> str:
    """What a place is called at the desk."""
    if not page.language:
        return _("First") if position == 1 else ""
    names = {1: _("Lead"), 2: _("Second"), 3: _("Second"), 4: _("Under the lead"), 5: _("Under the lead")}
    return names.get(position, _("River"))
