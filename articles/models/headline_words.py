from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models.lexeme import MonthOf


class HeadlineWords(models.Model):
    """The lexemes of one article's headline and standfirst, which the desk's search looks through.

    The database keeps them (`0004_derived`), beside the article: few and small, they are read without its text.
    """

    # The database deletes them with their article.
    article = models.OneToOneField(
        "articles.Article", models.DO_NOTHING, primary_key=True, related_name="headline_words", db_constraint=False
    )
    language = models.CharField(_("language"), max_length=8)
    moment = models.DateTimeField(
        _("moment"), help_text=_("Of the publication; of the beginning as long as it has none.")
    )
    words = SearchVectorField(_("words"))

    class Meta:
        verbose_name = _("words of a headline")
        verbose_name_plural = _("words of headlines")
        indexes = [GinIndex(F("words"), MonthOf(F("moment")), name="headlines_by_word")]

    def __str__(self) -> str:
        return str(self.article_id)


class HeadlineLexeme(models.Model):
    """A lexeme that stands or once stood in a headline or standfirst: what the beginning of a word may become.

    The database adds each (`0004_derived`). Two who save at once never wait for each other, so one may be there twice.
    """

    lexeme = models.TextField(_("lexeme"), db_collation="C")

    class Meta:
        verbose_name = _("lexeme of headlines")
        verbose_name_plural = _("lexemes of headlines")
        indexes = [models.Index("lexeme", name="lexemes_of_headlines")]

    def __str__(self) -> str:
        return self.lexeme
