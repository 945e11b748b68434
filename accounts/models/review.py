from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Section


class ReviewPolicy(models.Model):
    """Which notes wait for a moderator before they are shown: everywhere, or in one section."""

    class Reviews(models.TextChoices):
        ALL = "all", _("every note")
        NEW = "new", _("notes of new readers")
        NONE = "none", _("none")

    section = models.OneToOneField(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="review_policy",
        verbose_name=_("section"),
        help_text=_("Empty: everywhere else."),
    )
    reviews = models.CharField(_("waits for review"), max_length=4, choices=Reviews, default=Reviews.ALL)
    new_until = models.PositiveSmallIntegerField(
        _("new until"),
        default=3,
        help_text=_("A reader is no longer new once this many of their notes were shown."),
    )
    reports_that_hold = models.PositiveSmallIntegerField(
        _("reports that hold"),
        default=3,
        help_text=_("A shown note that this many readers report waits out of sight until one has looked; 0: never."),
    )

    class Meta:
        verbose_name = _("review of notes")
        verbose_name_plural = _("review of notes")
        constraints = [
            models.UniqueConstraint(fields=["section"], name="one_review_policy_per_section", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.section or _('Everywhere')}: {self.get_reviews_display()}"

    @classmethod
    def for_section(cls, section: Section) -> "ReviewPolicy":
        """The section's own, that of the nearest section above it, that for everywhere, or to review every note."""
        found: dict[int | None, ReviewPolicy] = {policy.section_id: policy for policy in cls.objects.all()}
        numbers = section.with_ancestors() if found.keys() - {None} else []
        return next((found[number] for number in [*numbers, None] if number in found), cls())
