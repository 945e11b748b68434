from django.db import models
from django.utils.translation import gettext_lazy as _

# PostgreSQL indexes values of up to 2,704 bytes, and a letter has up to four.
LONGEST = 600


class OldAddress(models.Model):
    """A path where an article lived before it came here, such as `/2019/03/a-story.html`; it redirects."""

    path = models.CharField(_("path"), max_length=LONGEST, unique=True, help_text=_("Begins with /, without the host."))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.path
