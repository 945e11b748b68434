from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.old_queries import joined, parameters

# PostgreSQL indexes values of up to 2,704 bytes together, and a letter has up to four.
LONGEST, LONGEST_QUERY, MOST_BYTES = 600, 300, 2_600


class OldAddress(models.Model):
    """Where an article lived before it came here, such as `/2019/03/a-story.html` or `/?p=77`; it redirects."""

    path = models.CharField(_("path"), max_length=LONGEST, help_text=_("Begins with /, without the host."))
    query = models.CharField(
        _("query"),
        max_length=LONGEST_QUERY,
        blank=True,
        help_text=_("What followed the question mark, such as p=77, where that told articles apart."),
    )
    # Which parameters it has, such as `id&view`: an index finds the few kinds of queries among the many of one path.
    names = models.GeneratedField(
        expression=models.Func(
            "query", models.Value("=[^&]*"), models.Value(""), models.Value("g"), function="regexp_replace"
        ),
        output_field=models.CharField(max_length=LONGEST_QUERY),
        db_persist=True,
    )
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = (models.UniqueConstraint(fields=["path", "query"], name="an_old_address_leads_to_one_article"),)
        indexes = (models.Index(fields=["path", "names"], name="kinds_of_old_queries"),)

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.query = joined(parameters(self.query))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Take a whole address that was typed as its path apart."""
        if not self.query:
            self.path, _mark, self.query = self.path.partition("?")
        self.query = joined(parameters(self.query))
