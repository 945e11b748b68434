from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

JUST_NOW = timedelta(minutes=1)


class WorkflowStep(models.Model):
    """One change of an article's status: by whom and when; never changed afterwards."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="steps")
    before = models.CharField(_("from"), max_length=12, blank=True)
    after = models.CharField(_("to"), max_length=12)
    moment = models.DateTimeField(_("for"), null=True, blank=True, help_text=_("The moment of publication set."))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def is_coming(self) -> bool:
        """Whether it set a moment that was still to come."""
        return self.moment is not None and self.moment > self.taken_at

    @property
    def is_dated_back(self) -> bool:
        """Whether it gave the article a date before the moment at which readers got it."""
        return self.moment is not None and self.moment < self.taken_at - JUST_NOW


class EditorialNote(models.Model):
    """A word from one colleague to the others on an article; readers never see it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    text = models.TextField(
        pgettext_lazy("to colleagues", "note"),
        max_length=2000,
        help_text=_("For colleagues only; readers never see it."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("note to colleagues")
        verbose_name_plural = _("notes to colleagues")
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return self.text[:60]
