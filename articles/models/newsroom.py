from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NewsroomManager(models.Manager["Newsroom"]):
    def current(self) -> "Newsroom":
        """The newsroom as its staff described it, or an unnamed one before they did."""
        return self.filter(pk=Newsroom.ONLY).first() or Newsroom()


class Newsroom(models.Model):
    """What the newspaper says about itself; there is exactly one."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField(_("name"), max_length=80, default="Broadsheet", help_text=_("The wordmark on every page."))
    tagline = models.CharField(
        _("tagline"), max_length=200, blank=True, help_text=_("One sentence that says what the newspaper is.")
    )
    about = models.TextField(
        _("about this newspaper"),
        blank=True,
        help_text=_("Who makes it, who pays for it, how to reach it. Paragraphs."),
    )
    contact_email = models.EmailField(_("e-mail for readers"), blank=True)

    objects = NewsroomManager()

    class Meta:
        verbose_name = _("about the newsroom")
        verbose_name_plural = _("about the newsroom")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_newsroom")]

    def __str__(self) -> str:
        return self.name
