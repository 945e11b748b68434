from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.taxonomy import Tag, Topic


class PlacementQuerySet(models.QuerySet["Placement"]):
    def listed(self, moment: datetime | None = None) -> "PlacementQuerySet":
        """The places of what the public may see at `moment` (now); the database knows it from the article."""
        return self.filter(listed_at__lte=moment or timezone.now())


class Placement(models.Model):
    """An article's place in a list; `listed_at` is the article's moment while it is published, else empty.

    The database keeps it (`0004_derived`), so that a list reads its articles in order from one index.
    """

    listed_at = models.DateTimeField(_("listed"), null=True, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        abstract = True


def newest_of(kind: str) -> models.Index:
    """The index that a list of `kind` is read from; at its head stands what is not published."""
    return models.Index(kind, F("listed_at").desc(), F("article").desc(), name=f"listed_by_{kind}")


class Byline(Placement):
    """One author of one article, in the order of the by-line."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"), db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="one_byline_per_author")]
        indexes = [newest_of("author")]

    def __str__(self) -> str:
        return str(self.author)


class TopicPlacement(Placement):
    """One article's place in one topic."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="topic_placements")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="placements", verbose_name=_("topic"), db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="one_placement_per_article_and_topic")]
        indexes = [newest_of("topic")]

    def __str__(self) -> str:
        return str(self.topic)


class TagPlacement(Placement):
    """One tag on one article, in the order in which they were given."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="tag_placements")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="placements", verbose_name=_("tag"), db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="one_placement_per_article_and_tag")]
        indexes = [newest_of("tag")]

    def __str__(self) -> str:
        return str(self.tag)


class PinnedRelated(models.Model):
    """An article that an editor set beside another; pins come before what the machine suggests."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="pins")
    related_article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="pinned_by", verbose_name=_("article")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("pinned related article")
        verbose_name_plural = _("pinned related articles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related_article"], name="one_pin_per_pair"),
            models.CheckConstraint(
                condition=~Q(article=F("related_article")),
                name="article_is_not_related_to_itself",
                violation_error_message=_("An article cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.related_article)
