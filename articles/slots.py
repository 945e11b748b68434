"""Articles that editors hold at the places of a page: the fronts, sections' and topics' pages; how they get there."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.arrangement import FRONT_PLACES, LIST_PLACES, Hold, Holds
from articles.converters import number_in
from articles.models import Article, Section, Slot, Topic
from articles.models.article import ArticleQuerySet
from articles.paper import Paper, native_name

KEY = re.compile(r"(front|section|topic)-([a-z]{2,3}(?:-[a-z]+)?|[0-9]{1,9})", re.ASCII)
TO_COME = (Article.Status.APPROVED, Article.Status.PUBLISHED)


class Refused(ValidationError):  # noqa: N818
    """What was asked of a page's places cannot be."""


class Changed(Refused):
    """Someone else arranged the page in the meantime."""


@dataclass(frozen=True)
class SlotPage:
    """A page with places: an edition's front, a section's page or a topic's page."""

    language: str = ""
    section: Section | None = None
    topic: Topic | None = None

    @classmethod
    def named(cls, key: str) -> "SlotPage | None":
        """The page of a key such as `front-vi`, `section-3` or `topic-12`; None when there is no such page."""
        kind, name = match.groups() if (match := KEY.fullmatch(key)) else ("", "")
        if kind == "front":
            return cls(language=name) if name in dict(settings.LANGUAGES) else None
        model: Any = {"section": Section, "topic": Topic}.get(kind)
        found = model.objects.filter(pk=number_in(name)).first() if model else None
        return cls(**{kind: found}) if found else None

    @property
    def where(self) -> dict[str, Any]:
        """What picks out its slots."""
        fields = {"language": self.language, "section": self.section, "topic": self.topic}
        return {field: value for field, value in fields.items() if value}

    @property
    def key(self) -> str:
        return f"front-{self.language}" if self.language else next(f"{k}-{v.pk}" for k, v in self.where.items())

    @property
    def size(self) -> int:
        return FRONT_PLACES if self.language else LIST_PLACES

    def __str__(self) -> str:
        return native_name(self.language) if self.language else str(self.section or self.topic)

    def own(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of `articles` that the page can show: of its language, in its section, on its topic."""
        if self.section:
            return articles.in_section(self.section)
        return articles.on_topic(self.topic) if self.topic else articles.in_language(self.language)


def pinned(page: SlotPage, articles: ArticleQuerySet, paper: Paper) -> dict[int, Article]:
    """The cards of those of `articles` that are held on the page at the paper's moment, by their place; one query."""
    if paper.holds is not None:
        return tried(articles, paper.holds, paper.moment)
    current = Slot.objects.current(paper.moment).filter(**page.where, position__lte=page.size)
    cards = articles.filter(slots__in=current).annotate(place=F("slots__position")).for_cards()
    return {card.place: card for card in cards}  # type: ignore[attr-defined]


def tried(articles: ArticleQuerySet, holds: Holds, moment: datetime | None = None) -> dict[int, Article]:
    """The same for an arrangement that is not saved yet."""
    moment = moment or timezone.now()
    places = {hold.article: place for place, hold in holds.items() if hold.until is None or hold.until > moment}
    found = {places[card.pk]: card for card in articles.filter(pk__in=places).for_cards()}
    for place, card in found.items():
        card.place = place  # type: ignore[attr-defined]
    return found


def slots_of(page: SlotPage) -> list[Slot]:
    """Every slot of the page, those whose time is over too."""
    return list(Slot.objects.filter(**page.where).select_related("placed_by").order_by("position"))


def held(slots: Iterable[Slot], moment: datetime | None = None) -> Holds:
    """What is held at `moment` (now); merged pages may have left slots below the last place."""
    moment = moment or timezone.now()
    current = (slot for slot in slots if slot.until is None or slot.until > moment)
    last = {True: FRONT_PLACES, False: LIST_PLACES}
    return {
        slot.position: Hold(slot.article_id, slot.until)
        for slot in current
        if slot.position <= last[bool(slot.language)]
    }


def version(slots: Iterable[Slot]) -> str:
    """What tells one state of a page's places from another."""
    state = [(slot.position, slot.article_id, slot.until and slot.until.timestamp()) for slot in slots]
    return hashlib.sha256(repr(state).encode()).hexdigest()[:20]


@transaction.atomic
def arrange(page: SlotPage, holds: Holds, by: Any, *, seen: str | None = None) -> None:
    """Have exactly these articles held on the page; refused when it is no longer as it was `seen`."""
    slots = locked(page)
    if seen is not None and seen != version(slots):
        raise Changed(said_of_change(slots))
    present = held(slots)
    wanted = {position: hold for position, hold in holds.items() if not is_over(hold, slots)}
    check(page, wanted, {hold.article for hold in present.values()})
    stale = [slot.pk for slot in slots if wanted.get(slot.position) != Hold(slot.article_id, slot.until)]
    Slot.objects.filter(pk__in=stale).delete()
    kept = {slot.position for slot in slots if slot.pk not in stale}
    Slot.objects.bulk_create(
        Slot(**page.where, position=position, article_id=hold.article, until=hold.until, placed_by=by)
        for position, hold in wanted.items()
        if position not in kept
    )


def locked(page: SlotPage) -> list[Slot]:
    """The page's slots; whoever else wants to change them waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"slots of {page.key}"])
    return slots_of(page)


def is_over(hold: Hold, slots: Iterable[Slot]) -> bool:
    """Whether a slot's time has ended while an editor still had it before them."""
    ended = hold.until is not None and hold.until <= timezone.now()
    return ended and any((slot.article_id, slot.until) == (hold.article, hold.until) for slot in slots)


def check(page: SlotPage, holds: Holds, present: set[int]) -> None:
    """Refuse places that the page has not, an article at two of them, and new ones that cannot be shown there."""
    numbers = [hold.article for hold in holds.values()]
    articles = {article.pk: article for article in Article.objects.filter(pk__in=numbers).defer("body")}
    own = set(page.own(Article.objects.filter(pk__in=numbers)).values_list("pk", flat=True))
    for position, hold in holds.items():
        article = articles.get(hold.article)
        if position not in range(1, page.size + 1):
            words = _("“%(page)s” has the places 1 to %(size)s; there is no place %(position)s.")
            raise Refused(words % {"page": page, "size": page.size, "position": position})
        if hold.until is not None and hold.until <= timezone.now():
            raise Refused(_("Place %(position)s: the end must be in the future.") % {"position": position})
        if article is None:
            raise Refused(_("Place %(position)s: this article no longer exists.") % {"position": position})
        if numbers.count(hold.article) > 1:
            raise Refused(_("“%(article)s” can stand on a page only once.") % {"article": article})
        if hold.article not in present and (reason := why_not(page, article, is_own=article.pk in own)):
            raise Refused(reason)


def why_not(page: SlotPage, article: Article, *, is_own: bool) -> str:
    """Why an article cannot be held on the page; empty when it can."""
    words = {"article": article, "page": page, "status": article.get_status_display()}
    if article.status not in TO_COME:
        return _("“%(article)s” has the status “%(status)s”. Have it approved or published first, then pin it.") % words
    if is_own:
        return ""
    if page.language:
        return _("“%(article)s” is written in another language than the front “%(page)s”.") % words
    return _("“%(article)s” is not in “%(page)s”. File it there first, then pin it.") % words


def full(page: SlotPage) -> Refused:
    return Refused(
        _("All %(size)s places of “%(page)s” are pinned. Release one first.") % {"size": page.size, "page": page}
    )


def said_of_change(slots: list[Slot]) -> str:
    """Who arranged the page last, as far as its slots tell."""
    last = max(slots, key=lambda slot: slot.placed_at, default=None)
    if last and last.placed_by:
        words = _("This page was changed while you arranged it; the last to pin an article was %(name)s at %(time)s.")
        return words % {"name": name_of(last.placed_by), "time": f"{timezone.localtime(last.placed_at):%H:%M}"}
    return _("This page was changed by someone else while you arranged it.")


def name_of(account: Any) -> str:
    return getattr(account, "display_name", "") or str(account)
