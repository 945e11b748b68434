from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.shaped import Line


class Closing(models.Model):
    """An article's reactions, or their notes alone, closed by an editor with a sentence why."""

    class Closes(models.TextChoices):
        NOTES = "notes", _("notes")
        REACTIONS = "reactions", _("reactions and notes")

    article = models.OneToOneField(Article, models.CASCADE, related_name="closing", verbose_name=_("article"))
    closes = models.CharField(_("closed"), max_length=10, choices=Closes, default=Closes.REACTIONS)
    why = Line(
        _("why"),
        max_length=300,
        help_text=_("One sentence that readers see, e.g. “Closed while the trial lasts.”"),
        error_messages={"blank": _("Write one sentence that says why.")},
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="closings",
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("closed article")
        verbose_name_plural = _("closed articles")
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="closing_says_why")]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_closes_display()}"
