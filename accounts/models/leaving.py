import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def due(self) -> "LeavingQuerySet":
        """Whose day to change their mind is over."""
        return self.filter(due_at__lte=timezone.now()).order_by("due_at")


class Leaving(models.Model):
    """A reader's wish to have their account deleted, which they may take back until it is due."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="leaving", verbose_name=_("reader")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    keeps_reactions = models.BooleanField(_("leaves the reactions, without the name"), default=False)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish to leave")
        verbose_name_plural = _("wishes to leave")
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="leaving_can_be_taken_back"),
        ]
        indexes = [models.Index(fields=["due_at"], name="leavings_by_due")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.due_at}"


class Receipt(models.Model):
    """Proof that an account was deleted, which says nothing of whose it was."""

    number = models.UUIDField(_("number"), primary_key=True, default=uuid.uuid4, editable=False)
    carried_out_at = models.DateTimeField(_("carried out"), default=timezone.now)
    removed = models.JSONField(_("what was removed"), help_text=_("How many rows of each kind."))

    class Meta:
        verbose_name = _("receipt of a deletion")
        verbose_name_plural = _("receipts of deletions")

    def __str__(self) -> str:
        return str(self.number)
