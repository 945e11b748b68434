from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EmailPreferenceQuerySet(models.QuerySet["EmailPreference"]):
    def due(self, kind: str, since: datetime) -> "EmailPreferenceQuerySet":
        """Who wants e-mails of this kind and has had none `since`."""
        return self.filter(Q(last_sent_at=None) | Q(last_sent_at__lt=since), kind=kind, is_wanted=True)


class EmailPreference(models.Model):
    """Whether a reader wants one kind of e-mail; without a row it is as `accounts.emails` has it for everyone."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="email_preferences", verbose_name=_("reader")
    )
    kind = models.CharField(_("kind of e-mail"), max_length=30)
    is_wanted = models.BooleanField(_("wanted"))
    changed_at = models.DateTimeField(_("chosen"), default=timezone.now)
    last_sent_at = models.DateTimeField(_("last sent"), null=True, blank=True, help_text=_("Of those sent by the day."))

    objects = EmailPreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of e-mails")
        verbose_name_plural = _("choices of e-mails")
        constraints = [models.UniqueConstraint(fields=["reader", "kind"], name="one_choice_per_reader_and_kind")]
        indexes = [models.Index(fields=["kind", "is_wanted"], name="choices_by_kind")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.kind}"
