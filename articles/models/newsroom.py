from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.colours import is_readable_by_day, is_readable_by_night
from articles.freshness import key, shows
from articles.in_languages import in_own_language
from articles.models.described import LEFT_EMPTY
from articles.models.in_languages import InLanguages
from articles.models.shaped import Line, Lines, Name

ACCENT, ACCENT_BY_NIGHT = "#a61b1b", "#ff8a75"  # as in base.css


class NewsroomManager(models.Manager["Newsroom"]):
    def current(self, **beside: Any) -> "Newsroom":
        """The newsroom as its staff described it, or an unnamed one before they did, with what is asked `beside` it."""
        shows(key("newsroom", Newsroom.ONLY))
        return self.annotate(**beside).filter(pk=Newsroom.ONLY).first() or Newsroom()


class Newsroom(models.Model):
    """What the newspaper says about itself; there is exactly one."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = Name(_("name"), max_length=80, default="Broadsheet", help_text=_("The wordmark on every page."))
    tagline = Line(
        _("tagline"), max_length=200, blank=True, help_text=_("One sentence that says what the newspaper is.")
    )
    taglines = InLanguages(_("the same in other languages"), of="tagline", help_text=LEFT_EMPTY)
    about = Lines(
        _("about this newspaper"),
        blank=True,
        help_text=_("Who makes it, who pays for it, how to reach it. Paragraphs."),
    )
    abouts = InLanguages(_("the same in other languages"), of="about", help_text=LEFT_EMPTY)
    contact_email = models.EmailField(_("e-mail for readers"), blank=True)
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default=ACCENT,
        validators=[is_readable_by_day],
        help_text=_("Of the strip, the sections' names and all that is chosen, e.g. #a61b1b."),
    )
    accent_by_night = models.CharField(
        _("colour in the dark"),
        max_length=7,
        default=ACCENT_BY_NIGHT,
        validators=[is_readable_by_night],
        help_text=_("The same for readers whose screens are dark: a paler one, e.g. #ff8a75."),
    )

    objects = NewsroomManager()

    class Meta:
        verbose_name = _("about the newsroom")
        verbose_name_plural = _("about the newsroom")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_newsroom")]

    def __str__(self) -> str:
        return self.name

    @property
    def tagline_here(self) -> str:
        """The sentence that says what the newspaper is, in the present language."""
        return in_own_language(self.taglines, self.tagline)

    @property
    def about_here(self) -> str:
        """What it says about itself, in the present language."""
        return in_own_language(self.abouts, self.about)

    @property
    def has_own_colours(self) -> bool:
        return (self.accent, self.accent_by_night) != (ACCENT, ACCENT_BY_NIGHT)

    @property
    def style_sheet_url(self) -> str:
        """Where its colours are as a style sheet."""
        return reverse("colours", args=[self.accent.removeprefix("#"), self.accent_by_night.removeprefix("#")])
