"""How the desk looks for things: by any words of their names, whatever their marks and capitals (docs/lists.md).

Unlike readers' search it knows drafts, and finds by the beginnings of words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from articles.converters import number_in
from articles.in_languages import CODES
from articles.models import Alias, Author, Byline, HeadlineWords, Tag, TagPlacement
from articles.models.article import ArticleQuerySet
from articles.models.lexeme import MonthOf
from articles.models.named import folded_name
from articles.naming import kind_of
from articles.newest_matching import Months, newest_matching
from articles.prepared import NUMBERS, Among
from articles.text import LONGEST_QUERY, seen
from articles.typed import Typed

MOST_WORDS = 8
MOST_FOUND, MOST_NAMES = 200, 20
WORD = re.compile(r"\w+")


def called(model: Any, query: str) -> QuerySet[Any]:
    """The things of `model` that have all words of `query` somewhere in one of their names or synonyms."""
    words = seen(query)[:LONGEST_QUERY].split()[:MOST_WORDS]
    kind = kind_of(model)
    own = (_holding(model._default_manager.order_by(), words, name).values("pk") for name in model.names_kept())
    by_synonym = _holding(Alias.objects.filter(**{f"{kind}__isnull": False}).order_by(), words).values(kind)
    return model._default_manager.filter(pk__in=by_synonym.union(*own, all=True))


def articles_called(articles: ArticleQuerySet, query: str) -> ArticleQuerySet:
    """Those of `articles` that each word of `query` leads to: in headline, standfirst, an author's name or a tag's.

    A number finds the article that has it in its address. Of very many the newest are found.
    """
    words = WORD.findall(seen(query)[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return articles.none() if query.strip() else articles
    typed = Typed(words)
    led_to = [LedTo(word, typed) for word in words]
    by_name = _led_to_by_names(articles, led_to)
    by_text = _newest_with(articles, led_to)
    by_number = [number_in(word) for word in words if len(words) == 1]
    found = sorted({*by_text, *by_name, *filter(None, by_number)})
    return articles.filter(Among(F("pk"), Value(found, NUMBERS)))


class LedTo:
    """What one word leads to: lexemes that begin so, authors and tags that are called so."""

    def __init__(self, word: str, typed: Typed) -> None:
        self.word, self.typed = word, typed
        self.authors, self.tags = (
            list(called(model, word).order_by("pk").values_list("pk", flat=True)[:MOST_NAMES])
            for model in (Author, Tag)
        )

    @property
    def has_names(self) -> bool:
        return bool(self.authors or self.tags)

    def by_name(self, few: list[int]) -> Q:
        """Signed by or tagged with what is called so, of a few articles."""
        signed = _placed(Byline, few, "author", self.authors)
        return Q(pk__in=signed) | Q(pk__in=_placed(TagPlacement, few, "tag", self.tags))

    def condition(self, language: str, few: list[int]) -> Q:
        in_text = self.typed.in_text(self.word, language, "headline_words__words")
        return self.by_name(few) | in_text if in_text and self.has_names else in_text


def _newest_with(articles: ArticleQuerySet, led_to: list[LedTo]) -> Iterable[int]:
    """The newest articles that have all the words in their text."""
    typed = led_to[0].typed
    conditions = typed.in_all([each.word for each in led_to])
    rows = HeadlineWords.objects.alias(month=MonthOf("moment"))
    if articles.query.where:  # else the planner may join every article
        rows = rows.filter(article__in=articles.order_by().values("pk"))

    def matching(months: Months) -> Iterator[Any]:
        since = typed.within(months) if months else Q()
        for condition in conditions:
            yield rows.filter(since, condition).values_list("article", "moment")

    return newest_matching(matching, MOST_FOUND)


def _led_to_by_names(articles: ArticleQuerySet, words: list[LedTo]) -> set[int]:
    """Those that some word leads to by an author's or tag's name, and the others by theirs or by the text.

    They are looked for among the newest under these names, and among the newest whose text has all words that are no
    name's.
    """
    found: set[int] = set()
    named, others = [word for word in words if word.has_names], [word for word in words if not word.has_names]
    for word in named:
        found.update(_all_led_to(articles, _newest_under_names_of(word), [each for each in words if each is not word]))
    if named and others:
        with_text = list(_newest_with(articles, others))
        is_named = reduce(or_, (word.by_name(with_text) for word in named))
        by_a_name = articles.filter(is_named, pk__in=with_text).order_by()
        found.update(_all_led_to(articles, by_a_name.values_list("pk", flat=True), named))
    return found


def _all_led_to(articles: ArticleQuerySet, numbers: Iterable[int], words: list[LedTo]) -> Iterable[int]:
    """Those of a few numbers of `articles` that each of `words` leads to."""
    if not words:
        return numbers
    few = list(numbers)
    each = (Q(language=each) & reduce(and_, (word.condition(each, few) for word in words)) for each in CODES)
    return articles.filter(reduce(or_, each), pk__in=few).order_by().values_list("pk", flat=True)


def _placed(model: Any, few: list[int], kind: str, numbers: list[int]) -> QuerySet[Any, Any]:
    """Those of a few articles that stand under some authors or tags, by no index of these: it would gather all."""
    placed = model.objects.filter(article__in=few).alias(under=F(f"{kind}_id") + 0)
    return placed.filter(under__in=numbers).values("article")


def _newest_under_names_of(word: LedTo) -> set[int]:
    return {*_newest_under(Byline, "author", word.authors), *_newest_under(TagPlacement, "tag", word.tags)}


def _newest_under(model: Any, kind: str, numbers: list[int]) -> Iterator[int]:
    """The newest articles under some authors or tags, public ones and others, by one query."""
    under = [
        model.objects.filter(**{kind: number}, listed_at__isnull=is_hidden)
        .order_by("-listed_at", "-article")
        .values_list("article", flat=True)[: MOST_FOUND // len(numbers)]
        for number in numbers
        for is_hidden in (True, False)
    ]
    yield from under[0].union(*under[1:], all=True).order_by() if under else ()


def _holding(rows: QuerySet[Any], words: list[str], name: Combinable | None = None) -> QuerySet[Any]:
    rows = rows.alias(folded_name=folded_name(name))
    for word in words:
        rows = rows.filter(folded_name__contains=Lower(Func(Value(word), function="folded")))
    return rows
