from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

# What each counts in Trending.
WEIGHTS = {"views": 1, "shares": 3, "reactions": 5}


def points() -> Any:
    """What an hour's tally is worth; the index of the articles with most of them in each hour."""
    first, *others = (F(column) * weight for column, weight in WEIGHTS.items())
    return sum(others, start=first)


class Tally(models.Model):
    """How often an article was read, shared and reacted to within one hour; says nothing of who."""

    # The database deletes tallies with their article, so that nobody is asked about each of them (`0002_articles`).
    article = models.ForeignKey(
        "articles.Article", models.DO_NOTHING, related_name="tallies", db_constraint=False, db_index=False
    )
    hour = models.DateTimeField(_("hour"), help_text=_("Its first moment, UTC."))
    views = models.PositiveIntegerField(_("views"), default=0)
    shares = models.PositiveIntegerField(_("shares"), default=0)
    reactions = models.PositiveIntegerField(_("reactions"), default=0)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        # With all columns that are asked for, so that nothing is read of the tallies themselves once they are vacuumed.
        indexes = [
            models.Index(
                "hour",
                OrderBy(points(), descending=True),
                include=["article", "views", "shares", "reactions"],
                name="tallies_by_points",
            )
        ]
        constraints = [models.UniqueConstraint(fields=["article", "hour"], name="one_tally_per_article_and_hour")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.hour:%Y-%m-%d %H}h"
