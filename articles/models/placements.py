from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.taxonomy import Tag, Topic


class Byline(models.Model):
    """One author of one article, in the order of the by-line."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="one_byline_per_author")]

    def __str__(self) -> str:
        return str(self.author)


class TopicPlacement(models.Model):
    """One article's place in one topic."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="topic_placements")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="placements", verbose_name=_("topic"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="one_placement_per_article_and_topic")]

    def __str__(self) -> str:
        return str(self.topic)


class TagPlacement(models.Model):
    """One tag on one article, in the order in which they were given."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="tag_placements")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="placements", verbose_name=_("tag"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="one_placement_per_article_and_tag")]

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
