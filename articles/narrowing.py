"""What a reader wants of all that a search finds: of a section, in a language, of the last days, in which order."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.article import ArticleQuerySet
from articles.models.lexeme import filed_under


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Sections by their numbers (in any of them), a language, the moment before which nothing counts; of each, or all.

    It is no filter of rows that were found: the index of words holds what it asks for too, because a common word in a
    small section would else be looked for all over the archive (docs/decisions/0058).
    """

    sections: frozenset[int] = frozenset()
    language: str = ""
    since: datetime | None = None
    is_by_date: bool = False

    def __bool__(self) -> bool:
        return bool(self.sections or self.language or self.since)

    def in_index(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of `articles`, which are looked for by their words, that are wanted."""
        narrowed = articles.alias(filed=filed_under())
        if self.sections:
            narrowed = narrowed.filter(filed__overlap=sorted(map(str, self.sections)))
        if self.language:
            narrowed = narrowed.filter(filed__contains=[self.language])  # type: ignore[misc]
        return self._since(narrowed)

    def among(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of a few `articles`, which are known by their numbers, that are wanted."""
        if self.sections:
            articles = articles.filter(section__in=self.sections)
        if self.language:
            articles = articles.in_language(self.language)
        return self._since(articles)

    def _since(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        return articles.filter(published_at__gte=self.since) if self.since else articles


EVERYTHING = Narrowing()
