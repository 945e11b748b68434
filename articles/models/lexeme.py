"""The words of articles as PostgreSQL reads them: stemmed, without marks; search and related stand on them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import DateField, F, Func, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _


class SearchLexemes(Func):
    """The lexemes of a headline, standfirst and body in a language, by a function of the migration `0001_words`."""

    function = "search_lexemes"
    output_field = SearchVectorField()


class MonthOf(Func):
    """The first day of the month that holds a moment, UTC, by a function of the migration `0001_words`."""

    function = "month_of"
    output_field = DateField()


def month_published() -> MonthOf:
    return MonthOf(F("published_at"))


class FiledUnder(Func):
    """An article's language and the number of its section as texts, by which an index finds what is in either."""

    template, output_field = "ARRAY[%(expressions)s]", ArrayField(TextField())


def filed_under() -> FiledUnder:
    return FiledUnder(Cast("language", TextField()), Cast("section", TextField()))


def name_lexemes() -> SearchVector:
    """The words of an author's or tag's name."""
    return SearchVector(Func(F("name"), function="folded"), config="simple")


class Lexeme(models.Model):
    """In how many articles of a language a lexeme stands; the empty lexeme counts the articles themselves."""

    pk = models.CompositePrimaryKey("language", "lexeme")
    language = models.CharField(_("language"), max_length=8)
    lexeme = models.TextField(_("lexeme"), db_collation="C")
    articles = models.PositiveIntegerField(_("articles"))

    class Meta:
        verbose_name = _("lexeme")
        verbose_name_plural = _("lexemes")

    def __str__(self) -> str:
        return self.lexeme


class Term(models.Model):
    """How much one lexeme says of one article: its share of a vector of length 1 (tf·idf)."""

    pk = models.CompositePrimaryKey("article_id", "lexeme")
    # The database deletes terms with their article, so that nobody is asked about each of them (`0002_articles`).
    article = models.ForeignKey(
        "articles.Article", models.DO_NOTHING, related_name="terms", db_constraint=False, db_index=False
    )
    lexeme = models.TextField(_("lexeme"), db_collation="C")
    weight = models.FloatField(_("weight"))

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        indexes = [models.Index("lexeme", F("weight").desc(), include=["article"], name="terms_by_lexeme")]

    def __str__(self) -> str:
        return self.lexeme
