"""How the newest articles, and those that editors pinned, are laid out on a page; none of them twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice

from django.conf import settings

from articles.arrangement import LIST_PLACES
from articles.freshness import key, lists
from articles.listing import Listing
from articles.models import Article, Section
from articles.models.article import ArticleQuerySet
from articles.paper import Paper
from articles.slots import SlotPage, pinned

NEWEST = 20
LEAD, SECONDS, ALSO, RIVER = 1, 2, 2, 6
BAND, ELSEWHERE = 5, 3
FULL = 4
SHAPES = ("spread", "beside", "columns")
# The parts in the page's order: how many places each has, and among how many articles it looks for photographed ones.
PARTS: tuple[tuple[int, int], ...] = ((LEAD, 6), (SECONDS, 8), (ALSO, 0), (RIVER, 0))


@dataclass(frozen=True)
class Band:
    """One section's strip across the page, or half across when it has little to show."""

    section: Section
    articles: list[Article]
    shape: str = "half"


class Front:
    """The front page in one language at the paper's moment; every part is a list of cards."""

    def __init__(self, paper: Paper, language: str) -> None:
        self.paper, self.language = paper, language
        lists(*(key("front", code) for code, _name in settings.LANGUAGES))  # the others' newest stand beside its own
        self.visible = Article.objects.published(paper.moment)
        self.published = self.visible.in_language(language).newest()
        pins = pinned(SlotPage(language=language), self.published, paper)
        places = filled_front(self.published.for_cards()[:NEWEST], pins)
        # Where there are fewer articles than places, those further down close the gaps.
        waiting = (places[position] for position in sorted(places))
        self.lead, self.seconds, self.also, self.river = (list(islice(waiting, count)) for count, _among in PARTS)

    @cached_property
    def elsewhere(self) -> ArticleQuerySet:
        """The newest articles of the other editions."""
        return self.visible.exclude(language=self.language).newest().for_cards()[:ELSEWHERE]

    @cached_property
    def bands(self) -> list[Band]:
        """A strip for each section at the top of the tree; neighbours have different shapes, short ones come last."""
        cards = {article.pk: article for article in self.cards_below()}
        by_section = [(section, self.own(section, cards)) for section in self.paper.sections]
        full = [(section, articles) for section, articles in by_section if len(articles) >= FULL]
        short = [(section, articles) for section, articles in by_section if 0 < len(articles) < FULL]
        return [Band(*band, shape) for band, shape in zip(full, cycle(SHAPES))] + [Band(*band) for band in short]

    def own(self, section: Section, cards: dict[int, Article]) -> list[Article]:
        """A section's articles, the newest photographed one first."""
        family = self.paper.family_of(section)
        articles = [article for article in cards.values() if article.section_id in family]
        return [*take(articles, 1), *articles]

    def cards_below(self) -> ArticleQuerySet:
        """The newest articles of each section that are not shown above."""
        shown = {article.pk for article in (*self.lead, *self.seconds, *self.also, *self.river)}
        below = self.published.exclude(pk__in=shown).values_list("pk", flat=True)
        newest = [below.filter(section__in=self.paper.family_of(top))[:BAND] for top in self.paper.sections]
        numbers = list(newest[0].union(*newest[1:], all=True)) if newest else []
        return self.published.filter(pk__in=numbers).for_cards()


def filled_front(newest: Iterable[Article], pins: dict[int, Article]) -> dict[int, Article]:
    """What stands at each place of a front: the pinned ones, and the newest others by the rules of each part."""
    waiting, places, last = [article for article in newest if article not in pins.values()], dict(pins), 0
    for count, among in PARTS:
        free = [position for position in range(last + 1, last + count + 1) if position not in pins]
        chosen = take(waiting, len(free), among=among) if among else [waiting.pop(0) for _place in free if waiting]
        places.update(zip(free, chosen, strict=False))
        last += count
    return places


def filled_list(newest: Iterable[Article], pins: dict[int, Article]) -> list[Article]:
    """The newest articles with the pinned ones at their places; those after the last one where the list is shorter."""
    articles = [article for article in newest if article not in pins.values()]
    for position in sorted(pins):
        articles.insert(position - 1, pins[position])
    return articles


class ListWithPins:
    """A list whose first places editors may hold, for a paginator: each article once, every page of the same size."""

    def __init__(self, others: Listing, pins: dict[int, Article]) -> None:
        """`others` are the list's articles but for those that are pinned."""
        self.others, self.pins = others, pins

    def count(self) -> int:
        return len(self.others) + len(self.pins)

    __len__ = count

    def __getitem__(self, part: slice) -> list[Article]:
        start, stop = part.start or 0, part.stop
        if start >= LIST_PLACES:
            return self.others[start - len(self.pins) : stop - len(self.pins)]
        return filled_list(self.others[: max(stop - len(self.pins), 0)], self.pins)[start:stop]


def take(waiting: list[Article], count: int, *, among: int | None = None) -> list[Article]:
    """Take `count` articles off the list: the first photographed ones `among` so many, else the first of all.

    What was retracted is taken when nothing else is left: it says so where it stands, and nobody means to lead with it.
    """
    standing = [article for article in waiting if not article.retracted_at]
    photographed = [article for article in standing[:among] if article.lead_photo]
    taken = sorted(waiting, key=lambda article: (bool(article.retracted_at), article not in photographed))[:count]
    for article in taken:
        waiting.remove(article)
    return taken
