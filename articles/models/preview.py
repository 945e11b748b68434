from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision


class PreviewLink(models.Model):
    """An address at which someone without an account reads one revision, until it expires or is revoked."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="preview_links", verbose_name=_("revision"))
    recipient = models.CharField(
        _("for"), max_length=120, help_text=_("Who will read it, e.g. “Dr. Hà, for a check of the figures”.")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.recipient


class PreviewVisit(models.Model):
    """One opening of a preview link."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="visits")
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("visit to a preview")
        verbose_name_plural = _("visits to previews")
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
