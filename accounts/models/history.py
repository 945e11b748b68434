from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

KEPT_FOR = timedelta(days=90)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def recent(self) -> "ReadingQuerySet":
        """What is still kept."""
        return self.filter(read_at__gt=timezone.now() - KEPT_FOR)

    def old(self) -> "ReadingQuerySet":
        """What is to be forgotten."""
        return self.filter(read_at__lte=timezone.now() - KEPT_FOR)


class Reading(models.Model):
    """An article that a reader opened who has switched their reading history on."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings", verbose_name=_("reader")
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="readings", verbose_name=_("article"))
    read_at = models.DateTimeField(_("last read"), default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("article read")
        verbose_name_plural = _("articles read")
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="one_reading_per_reader_and_article")]
        indexes = [models.Index(fields=["read_at"], name="readings_by_moment")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.article}"
