from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class BurstQuerySet(models.QuerySet["Burst"]):
    def going_on(self) -> "BurstQuerySet":
        """What no moderator has decided on."""
        return self.filter(state=Burst.State.HELD)


class Burst(models.Model):
    """Reactions to one article that came together as a campaign's do: held out of its counts until one has looked."""

    class State(models.TextChoices):
        HELD = "held", _("held")
        ADMITTED = "admitted", _("admitted")
        VOID = "void", _("void")

    article = models.ForeignKey(Article, models.CASCADE, related_name="bursts", verbose_name=_("article"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.HELD)
    began_at = models.DateTimeField(_("began"), default=timezone.now)
    last_at = models.DateTimeField(_("last reaction"), default=timezone.now)
    signs = models.JSONField(_("signs"), default=dict, help_text=_("What it was recognised by, with the figures."))

    objects = BurstQuerySet.as_manager()

    class Meta:
        verbose_name = _("burst of reactions")
        verbose_name_plural = _("bursts of reactions")
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(state="held"), name="one_burst_held_per_article"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.began_at:%Y-%m-%d %H:%M}"


class Retreat(models.Model):
    """A reader who took a reaction of a burst back: another one of theirs to the same article stands as that did."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("reader"))
    burst = models.ForeignKey(Burst, models.CASCADE, related_name="retreats", verbose_name=_("burst"))
    at = models.DateTimeField(_("taken back"), default=timezone.now)

    class Meta:
        verbose_name = _("reaction of a burst that was taken back")
        verbose_name_plural = _("reactions of bursts that were taken back")
        constraints = [models.UniqueConstraint(fields=["reader", "burst"], name="one_retreat_per_reader_and_burst")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.burst}"
