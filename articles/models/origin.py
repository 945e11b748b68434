from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.shaped import Line, Name

ORIGIN = ("original_url", "original_publisher")
LONGEST_ADDRESS, LONGEST_NAME = 2000, 120
NO_ADDRESS = _("Give the whole address as the browser shows it, such as https://example.org/news/a-story.")
NO_PASSWORD = _("Leave the name and the password out of the address: readers would see them.")

on_the_web = URLValidator(schemes=["http", "https"], message=NO_ADDRESS)


def check_on_the_web(url: str) -> None:
    """Refuse what is no http or https address that everybody may see; raises ValidationError."""
    on_the_web(url)
    if "@" in urlsplit(url).netloc:
        raise ValidationError(NO_PASSWORD)


class FirstElsewhere(models.Model):
    """Something that may have appeared elsewhere first: search engines are led there, readers are told by whom."""

    original_url = Line(
        _("address of the original"),
        max_length=LONGEST_ADDRESS,
        blank=True,
        default="",
        db_default="",
        validators=[check_on_the_web],
        help_text=_(
            "The address of an article taken over from elsewhere: search engines are led there, not told of this one."
        ),
    )
    original_publisher = Name(
        _("publisher of the original"),
        max_length=LONGEST_NAME,
        blank=True,
        default="",
        db_default="",
        help_text=_("Readers see it by the date, e.g. “The Mekong Courier”. Left empty, the name of the other site."),
    )

    class Meta:
        abstract = True

    @classmethod
    def kept_on_the_web(cls) -> models.CheckConstraint:
        return models.CheckConstraint(
            condition=Q(original_url="") | Q(original_url__regex="^https?://[^/]"),
            name="article_first_published_on_the_web",
            violation_error_message=NO_ADDRESS,
        )
