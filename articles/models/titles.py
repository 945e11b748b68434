from datetime import datetime

from django.db import models
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.shaped import Line

TITLES = ("search_title", "share_title", "share_description")


class Titled(models.Model):
    """Something with a headline, and with titles of its own for those who meet it elsewhere (docs/decisions/0055)."""

    search_title = Line(
        _("title for search engines"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("What people would look for; about 60 characters are shown. Left empty, the headline."),
    )
    share_title = Line(
        _("title for sharing"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("On the card that a link becomes, e.g. on Facebook or Zalo. Left empty, the headline."),
    )
    share_description = Line(
        _("description for sharing"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("A sentence below that title. Left empty, the standfirst."),
    )

    headline: str
    language: str
    retracted_at: datetime | None

    class Meta:
        abstract = True

    @property
    def listed_headline(self) -> str:
        """The headline as lists have it."""
        return self._as_it_stands(self.headline)

    @property
    def page_title(self) -> str:
        """What search engines and a browser's tab call its page."""
        return self._as_it_stands(self.search_title or self.headline)

    @property
    def shared_title(self) -> str:
        """What a link to it is called where somebody shares it."""
        return self._as_it_stands(self.share_title or self.headline)

    def _as_it_stands(self, title: str) -> str:
        """A title; that of a retracted article says so, in the article's language."""
        if not self.retracted_at:
            return title
        with translation.override(self.language):
            return gettext("Retracted: %(headline)s") % {"headline": title}
