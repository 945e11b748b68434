from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.choice import Choice
from articles.in_languages import in_own_language
from articles.models.in_languages import InLanguages
from articles.models.shaped import Lines


class ReasonQuerySet(models.QuerySet["Reason"]):
    def fitting(self, *what: str) -> "ReasonQuerySet":
        """Those on offer for one of these kinds of decision."""
        return self.filter(is_retired=False, fits__in=[Reason.Fits.ALL, *what])


class Reason(Choice):
    """Why a moderator may decide as they do; its sentence is what the reader is told."""

    class Fits(models.TextChoices):
        ALL = "all", _("any decision")
        NOTES = "notes", _("notes and their writers")
        FACES = "faces", _("pictures and names")
        BURSTS = "bursts", _("bursts of reactions")
        REVERSALS = "reversals", _("taking a decision back")

    told = Lines(
        _("what the reader is told"),
        max_length=500,
        blank=True,
        help_text=_("A full sentence, e.g. “It attacks a person instead of what they said or did.”"),
    )
    told_in = InLanguages(_("the same in other languages"), of="told")
    fits = models.CharField(
        _("fits"), max_length=9, choices=Fits, default=Fits.ALL, help_text=_("Where moderators are offered it.")
    )

    objects = ReasonQuerySet.as_manager()

    class Meta(Choice.Meta):
        abstract = False
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def sentence(self) -> str:
        """What the reader is told, in the present language."""
        return in_own_language(self.told_in, self.told or self.name)
