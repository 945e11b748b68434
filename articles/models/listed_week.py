from django.db import models
from django.utils.translation import gettext_lazy as _


class ListedWeek(models.Model):
    """How many articles with a moment in one week a section, topic, tag or author lists: the sum of its rows.

    The database counts them (`0004_derived`), so that a list is counted, and any page of it found, without reading it.
    """

    kind = models.CharField(_("kind"), max_length=8)
    number = models.BigIntegerField(_("number"))
    week = models.DateField(_("week"), help_text=_("Its Monday, UTC."))
    articles = models.IntegerField(_("articles"))

    class Meta:
        verbose_name = _("week of a list")
        verbose_name_plural = _("weeks of lists")
        indexes = [models.Index(fields=["kind", "number", "week"], include=["articles"], name="weeks_of_lists")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} · {self.week}"
