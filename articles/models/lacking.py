from django.db import models
from django.utils.translation import gettext_lazy as _


class Lacking(models.Model):
    """That an article has no by-line, or no photo.

    The database keeps it (`0004_derived`), so that the few that lack something are found without asking all the others.
    """

    pk = models.CompositePrimaryKey("kind", "article_id")
    kind = models.CharField(_("kind"), max_length=8)
    # The database deletes it with its article.
    article = models.ForeignKey(
        "articles.Article", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        verbose_name = _("what an article lacks")
        verbose_name_plural = _("what articles lack")

    def __str__(self) -> str:
        return f"{self.article_id} · {self.kind}"
