from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision

# A correction is written in the save that makes the change; the revision of that save is kept right after it.
SAME_SAVE = timedelta(minutes=1)


def kept_by_then(article: Any, number: Any, moment: Any) -> models.QuerySet[Revision]:
    """The revisions of an article after its `number`th, as far as they were there when a correction was written."""
    return Revision.objects.filter(
        article=article, number__gt=number, saved_at__lte=moment + SAME_SAVE, is_proposal=False
    ).order_by("-number")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self, moment: datetime | None = None) -> "CorrectionQuerySet":
        """Corrections whose own moment has come by `moment` (now)."""
        return self.filter(published_at__lte=moment or timezone.now())

    def to_come(self, moment: datetime) -> "CorrectionQuerySet":
        """Corrections whose own moment comes after `moment`."""
        return self.filter(published_at__gt=moment)

    def with_changes(self) -> "CorrectionQuerySet":
        """Each with `has_changes`: whether readers may see the article before it and after it."""
        after = kept_by_then(OuterRef("article"), OuterRef("revision__number"), OuterRef("published_at"))
        was_public = Q(hides_changes=False, revision__article=F("article"), revision__is_proposal=False) & Q(
            revision__status=Article.Status.PUBLISHED
        )
        return self.annotate(has_changes=was_public & Q(Exists(after)))


class Correction(models.Model):
    """A dated note on a published article that says what was changed and why; never edited away."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        RETRACTION = "retraction", _("Retraction")

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(
        _("text"),
        max_length=2000,
        help_text=_("E.g. “An earlier version gave the bridge's length as 4.8 km. It is 4.2 km.”"),
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    revision = models.ForeignKey(
        Revision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("revision before it"),
    )
    hides_changes = models.BooleanField(
        _("keep the earlier words from readers"),
        default=False,
        help_text=_("For a name or a claim that must not be repeated: “See what changed” is left out."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.pk])
