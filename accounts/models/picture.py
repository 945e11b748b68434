import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SMALL, LARGE = WIDTHS = (96, 192)


def new_name() -> str:
    """A name for an address that says nothing of whose picture it is, and that nobody guesses."""
    return secrets.token_hex(16)


class Picture(models.Model):
    """What a reader shows beside their name; another one takes another name, so that each can be kept for good."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="picture", verbose_name=_("reader")
    )
    name = models.CharField(_("name in its address"), max_length=32, unique=True, default=new_name, editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("reader's picture")
        verbose_name_plural = _("readers' pictures")

    def __str__(self) -> str:
        return str(self.reader)

    @property
    def small_url(self) -> str:
        return reverse("picture", args=[self.name, SMALL])

    @property
    def large_url(self) -> str:
        return reverse("picture", args=[self.name, LARGE])


class Print(models.Model):
    """A picture's square in one width, as it is served; apart from the picture, so that lists need not load it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="prints", verbose_name=_("picture"))
    width = models.PositiveSmallIntegerField(_("width in pixels"))
    data = models.BinaryField(_("WebP file"))

    class Meta:
        verbose_name = _("print of a picture")
        verbose_name_plural = _("prints of pictures")
        constraints = [
            models.UniqueConstraint(fields=["picture", "width"], name="one_print_per_picture_and_width"),
            models.CheckConstraint(condition=Q(width__in=WIDTHS), name="print_has_a_known_width"),
        ]

    def __str__(self) -> str:
        return f"{self.picture} · {self.width}"


class TakenPicture(models.Model):
    """A picture that a moderator decided against: seen by moderators alone, and given back with the decision."""

    decision = models.OneToOneField(
        "accounts.Decision", models.PROTECT, related_name="taken_picture", verbose_name=_("decision")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="taken_pictures", verbose_name=_("reader")
    )
    small = models.BinaryField(_("WebP file"))
    large = models.BinaryField(_("large WebP file"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("picture that was removed")
        verbose_name_plural = _("pictures that were removed")

    def __str__(self) -> str:
        return str(self.decision)
