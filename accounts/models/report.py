from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.moderation import Case
from accounts.models.note import Note


class Report(models.Model):
    """What a reader holds against another's note, with the words that they read."""

    class About(models.TextChoices):
        INSULT = "insult", _("It insults or threatens someone")
        HATE = "hate", _("It incites hatred against a group")
        PRIVATE = "private", _("It tells private things about someone")
        FALSE = "false", _("It says something false as a fact")
        SPAM = "spam", _("It is advertising or has nothing to do with the article")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports", verbose_name=_("case"))
    note = models.ForeignKey(
        Note, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("note")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reports", verbose_name=_("reported by")
    )
    about = models.CharField(_("about"), max_length=8, choices=About)
    words = models.TextField(_("in their words"), max_length=500, blank=True)
    text = models.TextField(_("the note as it was"))
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["reader", "note"], name="one_report_per_reader_and_note")]

    def __str__(self) -> str:
        return f"{self.get_about_display()} · {self.case}"
