"""How the newest articles are laid out on a front page, none of them twice."""

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

from articles.models import Article, Section
from articles.models.article import ArticleQuerySet
from articles.paper import Paper

NEWEST = 20
SECONDS, ALSO, RIVER, BAND, ELSEWHERE = 2, 2, 6, 5, 3
FULL = 4
SHAPES = ("spread", "beside", "columns")


@dataclass(frozen=True)
class Band:
    """One section's strip across the page, or half across when it has little to show."""

    section: Section
    articles: list[Article]
    shape: str = "half"


class Front:
    """The front page in one language; every part is a list of cards."""

    def __init__(self, paper: Paper, language: str) -> None:
        self.paper, self.language = paper, language
        self.published = Article.objects.published().in_language(language).newest()
        waiting = list(self.published.for_cards()[:NEWEST])
        self.lead = take(waiting, 1, among=6)
        self.seconds = take(waiting, SECONDS, among=8)
        self.also, self.river = waiting[:ALSO], waiting[ALSO : ALSO + RIVER]

    @cached_property
    def elsewhere(self) -> ArticleQuerySet:
        """The newest articles of the other editions."""
        return Article.objects.published().exclude(language=self.language).newest().for_cards()[:ELSEWHERE]

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


def take(waiting: list[Article], count: int, *, among: int | None = None) -> list[Article]:
    """Take `count` articles off the list: the first photographed ones `among` so many, else the first of all."""
    photographed = [article for article in waiting[:among] if article.lead_photo]
    taken = [*photographed, *(article for article in waiting if article not in photographed)][:count]
    for article in taken:
        waiting.remove(article)
    return taken
