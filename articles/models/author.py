from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import Named, by_folded_name, by_words
from articles.models.shaped import Line, Lines


class Author(Named):
    """Someone whose name stands over articles; may have an account on the desk."""

    role = Line(_("role"), max_length=120, blank=True, help_text=_("E.g. “City editor”."))
    biography = Lines(
        _("biography"), max_length=1000, blank=True, help_text=_("Two or three plain sentences, shown on their page.")
    )
    portrait = models.ForeignKey(
        "articles.Photo", models.SET_NULL, null=True, blank=True, related_name="portrays", verbose_name=_("portrait")
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="one_author_per_name")]
        indexes = [by_folded_name("authors_by_folded_name"), by_words("authors_by_words")]
