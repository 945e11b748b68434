"""How the desk looks for things: by any words of their names, whatever their marks and capitals (docs/lists.md).

Unlike readers' search it knows drafts, and finds by the beginnings of words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, Value
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
from articles.text import composed
from articles.typed import Typed

LONGEST, MOST_WORDS = 200, 8
MOST_FOUND, MOST_NAMES = 200, 20
WORD = re.compile(r"\w+")


def called(model: Any, query: str) -> QuerySet[Any]:
    """The things of `model` that have all words of `query` somewhere in one of their names or synonyms."""
    words = composed(query)[:LONGEST].split()[:MOST_WORDS]
    kind = kind_of(model)
    own = (_holding(model._default_manager.order_by(), words, name).values("pk") for name in model.names_kept())
    by_synonym = _holding(Alias.objects.filter(**{f"{kind}__isnull": False}).order_by(), words).values(kind)
    return model._default_manager.filter(pk__in=by_synonym.union(*own, all=True))


def articles_called(articles: ArticleQuerySet, query: str) -> ArticleQuerySet:
    """Those of `articles` that each word of `query` leads to: in headline, standfirst, an author's name or a tag's.

    A number finds the article that has it in its address. Of very many the newest are found.
    """
    words = WORD.findall(composed(query)[:LONGEST])[:MOST_WORDS]
    if not words:
        return articles.none() if query.strip() else articles
    typed = Typed(words)
    led_to = [LedTo(word, typed) for word in words]
    by_name = _led_to_by_names(articles, led_to)
    by_text = _newest_with(articles, led_to)
    by_number = [number_in(word) for word in words if len(words) == 1]
    return articles.filter(pk__in={*by_text, *by_name, *filter(None, by_number)})


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

    def by_name(self) -> Q:
        """Signed by or tagged with what is called so."""
        signed = Byline.objects.filter(article=OuterRef("pk"), author__in=self.authors)
        tagged = TagPlacement.objects.filter(article=OuterRef("pk"), tag__in=self.tags)
        return Q(Exists(signed)) | Q(Exists(tagged))

    def condition(self, language: str) -> Q:
        in_text = self.typed.in_text(self.word, language, "headline_words__words")
        return self.by_name() | in_text if in_text and self.has_names else in_text


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
        with_text = articles.filter(pk__in=_newest_with(articles, others))
        by_a_name = with_text.filter(reduce(or_, (word.by_name() for word in named))).order_by()
        found.update(_all_led_to(articles, by_a_name.values_list("pk", flat=True), named))
    return found


def _all_led_to(articles: ArticleQuerySet, numbers: Iterable[int], words: list[LedTo]) -> Iterable[int]:
    """Those of a few numbers of `articles` that each of `words` leads to."""
    if not words:
        return numbers
    each = (Q(language=each) & reduce(and_, (word.condition(each) for word in words)) for each in CODES)
    few = articles.filter(pk__in=list(numbers)).filter(reduce(or_, each))
    return few.order_by().values_list("pk", flat=True)


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
