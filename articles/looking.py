"""How the desk looks for things: by any words of their names, whatever their marks and capitals (docs/lists.md).

Unlike readers' search it knows drafts, and finds by the beginnings of words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower
from django.db.models.lookups import Exact

from articles.converters import number_in
from articles.models import Alias, Author, Byline, Tag, TagPlacement
from articles.models.article import ArticleQuerySet
from articles.models.lexeme import headline_lexemes, month_at_desk
from articles.models.named import folded_name
from articles.naming import kind_of
from articles.newest_matching import LANGUAGES, alike, newest_matching, written_in
from articles.text import composed

LONGEST, MOST_WORDS = 200, 8
MOST_FOUND, MOST_NAMES = 500, 20
WORD = re.compile(r"\w+")
BEGINNING = "word_beginning(search_config(language), %s)"


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
    led_to = [LedTo(word) for word in words]
    by_name = _led_to_by_names(articles, led_to)
    by_text = _newest_with(articles, led_to)
    by_number = [number_in(word) for word in words if len(words) == 1]
    return articles.filter(pk__in={*by_text, *by_name, *filter(None, by_number)})


class WordBeginning(SearchQuery):
    """What a word asks for while it is typed, by a function of the migration `0018_words_by_month`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.function = "word_beginning"


class LedTo:
    """What one word leads to: lexemes that begin so, authors and tags that are called so."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.authors, self.tags = (
            list(called(model, word).order_by("pk").values_list("pk", flat=True)[:MOST_NAMES])
            for model in (Author, Tag)
        )

    @property
    def has_names(self) -> bool:
        return bool(self.authors or self.tags)

    def query(self, language: str) -> SearchQuery:
        """Words of headline or standfirst that begin so; one too common to be indexed, like “the”, asks for nothing."""
        return WordBeginning(self.word, config=Func(Value(language), function="search_config"))

    def by_name(self) -> Q:
        """Signed by or tagged with what is called so."""
        signed = Byline.objects.filter(article=OuterRef("pk"), author__in=self.authors)
        tagged = TagPlacement.objects.filter(article=OuterRef("pk"), tag__in=self.tags)
        return Q(Exists(signed)) | Q(Exists(tagged))

    def condition(self, language: str) -> Q:
        nodes = Func(self.query(language), function="numnode", output_field=IntegerField())
        in_text = Q(Exact(nodes, 0)) | Q(lexemes=self.query(language))
        # The text is looked at last: to take a headline's words out of all of an article's is what costs.
        return self.by_name() | in_text if self.has_names else in_text


def _newest_with(articles: ArticleQuerySet, words: list[LedTo]) -> Iterable[int]:
    """The newest articles that have all the words in their text."""
    readings = alike(BEGINNING, [word.word for word in words])
    dated = articles.alias(month=month_at_desk(), lexemes=headline_lexemes())

    def matching(window: Q) -> Iterator[Any]:
        for languages in readings:
            every = reduce(and_, (word.query(languages[0]) for word in words))
            found = written_in(dated.filter(window, lexemes=every), languages)
            yield found.annotate(moment=Coalesce("published_at", "created_at")).values_list("pk", "moment")

    return newest_matching(matching, MOST_FOUND)


def _led_to_by_names(articles: ArticleQuerySet, words: list[LedTo]) -> set[int]:
    """Those that some word leads to by an author's or tag's name, and the others by theirs or by the text.

    They are looked for among the newest under these names, and among the newest whose text has all words that are no
    name's.
    """
    found: set[int] = set()
    named, others = [word for word in words if word.has_names], [word for word in words if not word.has_names]
    for word in named:
        newest = articles.filter(pk__in=_newest_under_names_of(word))
        found.update(_all_led_to(newest, [each for each in words if each is not word]))
    if named and others:
        with_text = articles.filter(pk__in=_newest_with(articles, others))
        by_a_name = with_text.filter(reduce(or_, (word.by_name() for word in named))).order_by()
        found.update(_all_led_to(articles.filter(pk__in=list(by_a_name.values_list("pk", flat=True))), named))
    return found


def _all_led_to(articles: ArticleQuerySet, words: list[LedTo]) -> Iterable[int]:
    """Those of a few `articles` that each of `words` leads to."""
    if words:
        each = (Q(language=each) & reduce(and_, (word.condition(each) for word in words)) for each in LANGUAGES)
        articles = articles.alias(lexemes=headline_lexemes()).filter(reduce(or_, each))
    return articles.order_by().values_list("pk", flat=True)


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
