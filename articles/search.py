"""Search in what is published: words in any form, with or without their marks (docs/lists.md)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from math import inf
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Expression, F, FloatField, Func, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Extract, Least, Power
from django.utils import timezone

from articles.briefly import briefly
from articles.cards import cards_of
from articles.listing import WEEK, Listing, monday_of
from articles.models import Article, Author, HeadlineWords, ListedWeek, Tag
from articles.models.article import ArticleQuerySet
from articles.models.lexeme import MonthOf, month_published, name_lexemes
from articles.narrowing import EVERYTHING, Narrowing
from articles.newest_matching import Months, alike, newest_matching, written_in
from articles.text import LONGEST_QUERY, composed, fold
from articles.typed import Read

MOST_RANKED, MOST_IN_HEADLINES, MOST_NAMES = 100, 100, 50
WIDER = 2  # times as many of what is not known by section and language are looked at for a narrowed search
BEGINNING = datetime.min.replace(tzinfo=UTC)
# What a word is worth in D, C, B and A: as it was written (that counts apart), the body, the standfirst, the headline.
WEIGHTS = [0.0, 0.2, 0.6, 1.0]
POINTS_OF_A_NAME = 0.4
BONUS_OF_EXACT_MARKS = 0.5
# An article keeps three quarters of its points however old it is; half of the last quarter goes each half year.
LASTING, HALF_LIFE = 0.75, timedelta(days=182)

LONE_DASH = re.compile(r"(?<!\S)[-–—]+(?!\S)")


def search(query: str, narrowing: Narrowing = EVERYTHING) -> ArticleQuerySet:
    """Published articles that hold the words of `query`, or whose authors or tags are called so; best first.

    `"a phrase"`, `OR` and `-word` mean what they mean in web search. Of what matches, the newest hundred are ranked,
    the newest hundred with the words in headline or standfirst, and as many of those that are called so.
    """
    return Results(query, narrowing).ranked


class Results:
    """What is found, for a paginator: the numbers of all that is ranked, and the cards of a page."""

    def __init__(self, query: str, narrowing: Narrowing = EVERYTHING) -> None:
        self.query, self.narrowing = LONE_DASH.sub(" ", composed(query)[:LONGEST_QUERY]), narrowing

    @cached_property
    def by_text(self) -> dict[int, datetime]:
        """The newest articles that hold the words, with their moments."""
        return newest_matching(self.matching, MOST_RANKED, since=self.narrowing.since)

    @cached_property
    def in_headlines(self) -> Iterable[int]:
        """The newest with the words in headline or standfirst, where others stand before them; drafts among them.

        What a word is to be without may stand further below. By date, none stands before others.
        """
        is_without = any("!" in parsed for parsed in self.readings)
        if len(self.by_text) < MOST_RANKED or is_without or self.narrowing.is_by_date:
            return ()
        in_all = inf if self.narrowing else self.about_with_words
        return newest_matching(
            self.matching_headlines, self.reach(MOST_IN_HEADLINES), in_all, since=self.narrowing.since
        )

    def matching(self, months: Months) -> Iterator[Any]:
        """Apart where languages read the words differently, because then the index alone knows what matches.

        The index is asked for one month after another, which is less than for all since the first of them.
        """
        published = self.narrowing.in_index(Article.objects.published()).alias(month=month_published())
        if months:
            published = published.filter(month__in=months)
        for reading, languages in self.readings.items():
            with_words = published.filter(search=Read(reading))
            yield written_in(with_words, languages).values_list("pk", "published_at")

    def matching_headlines(self, months: Months) -> Iterator[Any]:
        begun = HeadlineWords.objects.filter(moment__lte=timezone.now()).alias(month=MonthOf("moment"))
        if months:
            begun = begun.filter(month__in=months)
        for reading, languages in self.alike.items():
            with_words = begun.filter(words=Read(reading))
            yield written_in(with_words, languages).values_list("article", "moment")

    @cached_property
    def readings(self) -> dict[str, list[str]]:
        """The languages that are wanted, by how they read the query."""
        wanted = self.narrowing.language
        if not wanted:
            return self.alike
        return {reading: [wanted] for reading, languages in self.alike.items() if wanted in languages}

    @cached_property
    def alike(self) -> dict[str, list[str]]:
        """All languages by how they read the query."""
        return alike(self.query)

    @cached_property
    def named(self) -> list[Listing]:
        """What authors and tags list that are called so."""
        names = {"author": called(Author, self.query), "tag": called(Tag, self.query)}
        return [Listing(kind, numbers) for kind, numbers in names.items() if numbers]

    @cached_property
    def newest_named(self) -> list[list[int]]:
        return [listing.between(0, self.reach(MOST_RANKED)) for listing in self.named]

    def reach(self, many: int) -> int:
        """How many are looked at where what is not wanted is among them."""
        return many * WIDER if self.narrowing else many

    @cached_property
    def by_name(self) -> list[int]:
        """The newest articles by authors or with tags that are called so."""
        return [number for newest in self.newest_named for number in newest]

    @property
    def ranked(self) -> ArticleQuerySet:
        found = Article.objects.published().filter(pk__in={*self.by_text, *self.in_headlines, *self.by_name})
        found = self.narrowing.among(found)
        if self.narrowing.is_by_date:
            return found.newest()
        ranked = found.annotate(points=self.points)
        return ranked.order_by("-points", "-published_at", "-pk")

    @property
    def points(self) -> Expression:
        """How well an article answers: where and how often it holds the words, written how, and how old it is."""
        of_text = Case(
            *(When(language__in=each, then=rank(reading)) for reading, each in self.readings.items()), default=0.0
        )
        of_name = Case(When(pk__in=self.by_name, then=POINTS_OF_A_NAME), default=0.0)
        age = Cast(Extract(Value(timezone.now()) - F("published_at"), "epoch"), FloatField())
        freshness = LASTING + (1 - LASTING) * Power(Value(0.5), Least(age / HALF_LIFE.total_seconds(), Value(99.0)))
        return (of_text + of_name) * exactness(self.query) * freshness

    @cached_property
    def found(self) -> dict[int, datetime]:
        """The numbers of all that is found, in its order, with their moments."""
        moments: Any = self.ranked.values_list("pk", "published_at")
        return dict(moments)

    @cached_property
    def numbers(self) -> list[int]:
        """All that is found; by date no further back than to where nothing is left out."""
        since = self.whole_since if self.narrowing.is_by_date else BEGINNING
        return [number for number, moment in self.found.items() if moment >= since]

    @property
    def whole_since(self) -> datetime:
        """Since when everything by date is known: where one of several lists ends, the others go on alone."""
        ends = [min(self.by_text.values())] if len(self.by_text) >= MOST_RANKED else []
        for newest in self.newest_named:
            if len(newest) >= self.reach(MOST_RANKED):
                ends += [min((self.found[number] for number in newest if number in self.found), default=BEGINNING)]
        return max(ends, default=BEGINNING)

    def count(self) -> int:
        return len(self.numbers)

    __len__ = count

    def __getitem__(self, part: slice) -> list[Article]:
        return cards_of(self.numbers[part])[0]

    @cached_property
    def about(self) -> int:
        """How many articles there may be in all, where only the newest were looked at; else 0.

        Of those that were looked at, as many are not the same as of all.
        """
        looked_at = [len(self.by_text), *map(len, self.newest_named)]
        if len(self.by_text) < MOST_RANKED and max(looked_at) < self.reach(MOST_RANKED):
            return 0
        in_all = self.about_with_words + sum(self.about_named())
        different = len({*self.by_text, *self.by_name}) / sum(looked_at)
        return max(rounded(in_all * different), len(self.numbers))

    @cached_property
    def about_with_words(self) -> float:
        """As many as there would be if older articles held the words as often as those that were looked at."""
        if len(self.by_text) < MOST_RANKED:
            return len(self.by_text)
        in_all = in_weeks(wanted_weeks(self.narrowing)) if self.narrowing else articles_in_all()
        since = articles_since(min(self.by_text.values()), self.narrowing)
        return len(self.by_text) * in_all / max(since, 1)

    def about_named(self) -> Iterator[float]:
        """How many articles each list has that are wanted, if as many of the others are as of those looked at."""
        for listing, newest in zip(self.named, self.newest_named, strict=True):
            yield listing.count() * len(self.found.keys() & newest) / max(len(newest), 1)


@briefly
def articles_in_all() -> int:
    """How many articles are or will be published."""
    return in_weeks(wanted_weeks(EVERYTHING))


def articles_since(moment: datetime, narrowing: Narrowing) -> int:
    """How many articles of the wanted sections and weeks are or will be published since a moment."""
    next_week = monday_of(moment) + WEEK
    published = Article.objects.published(next_week).filter(published_at__gte=moment)
    if narrowing.sections:
        published = published.in_sections(set(narrowing.sections))
    return published.count() + in_weeks(wanted_weeks(narrowing).filter(week__gte=next_week.date()))


def wanted_weeks(narrowing: Narrowing) -> QuerySet[ListedWeek]:
    weeks = ListedWeek.objects.filter(kind="section")
    if narrowing.sections:
        weeks = weeks.filter(number__in=narrowing.sections)
    if narrowing.since:
        weeks = weeks.filter(week__gte=monday_of(narrowing.since).date())
    return weeks


def in_weeks(weeks: QuerySet[ListedWeek]) -> int:
    return weeks.aggregate(articles=Sum("articles", default=0))["articles"]


def rounded(count: float) -> int:
    """To two figures: 123,456 is about 120,000."""
    places = max(len(str(int(count))) - 2, 0)
    return round(count / 10**places) * 10**places


def called(model: type[Author] | type[Tag], query: str) -> list[int]:
    """The numbers of authors or tags with all the words of `query` in their names."""
    words = SearchQuery(Func(Value(query), function="folded"), config="simple")
    named = model._default_manager.alias(words=name_lexemes()).filter(words=words)
    return list(named.order_by("pk").values_list("pk", flat=True)[:MOST_NAMES])


def rank(reading: str) -> SearchRank:
    return SearchRank(F("search"), Read(reading), weights=WEIGHTS)


def exactness(query: str) -> Expression:
    """1, and more for an article that has every marked word of `query` with just these marks."""
    marked = " ".join(word for word in re.findall(r"\w+", query) if fold(word) != word.lower())
    is_exact = Q(search=SearchQuery(marked, config="simple"))
    return Case(When(is_exact, then=1 + BONUS_OF_EXACT_MARKS), default=1.0) if marked else Value(1.0)
