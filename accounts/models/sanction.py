from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.moderation import Decision


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def in_force(self) -> "SanctionQuerySet":
        """What keeps its reader from reacting now; a warning keeps nobody from anything."""
        lasting = Q(kind=Sanction.Kind.BAN) | Q(kind=Sanction.Kind.PAUSE, ends_at__gt=timezone.now())
        return self.filter(lasting, lifted_at=None)


class Sanction(models.Model):
    """What follows for a reader from a decision: a warning, a pause until a moment, a ban."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("warning")
        PAUSE = "pause", _("pause")
        BAN = "ban", _("ban")

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sanctions", verbose_name=_("reader")
    )
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="sanction", verbose_name=_("decision"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    began_at = models.DateTimeField(_("since"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="pause", ends_at__gt=F("began_at")) | (~Q(kind="pause") & Q(ends_at=None)),
                name="pause_alone_has_an_end",
            )
        ]
        indexes = [models.Index(fields=["reader"], condition=Q(lifted_at=None), name="sanctions_not_lifted")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.reader}"

    @property
    def is_in_force(self) -> bool:
        """As `in_force()` has it, of a row that was fetched."""
        is_over = self.lifted_at is not None or (self.ends_at is not None and self.ends_at <= timezone.now())
        return self.kind != self.Kind.WARNING and not is_over


class Appeal(models.Model):
    """A reader's one word against a decision, and the answer of another moderator."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal", verbose_name=_("decision"))
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appeals", verbose_name=_("reader")
    )
    words = models.TextField(_("what the reader says"), max_length=2000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appeals_answered",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_granted = models.BooleanField(_("granted"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="appeal_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None, is_granted=None)
                | (Q(answered_at__isnull=False, is_granted__isnull=False) & ~Q(answer="")),
                name="answered_appeal_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.reader}"
