from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.described import Described, named_once
from articles.models.named import Named, alike_name, by_folded_name, by_words
from articles.models.shaped import Line

# First words of the addresses that belong to the site itself, so that no section can take them.
RESERVED = frozenset(
    {
        "about",
        "accounts",
        "admin",
        "author",
        "corrections",
        "count",
        "favicon",
        "feed",
        "front",
        "health",
        "me",
        "media",
    }
    | {"metrics", "news-sitemap", "photos", "pictures", "preview", "search", "sitemap", "static", "tag", "topic"}
    | {code for code, _name in settings.LANGUAGES}
)


class Section(Described):
    """A part of the newspaper; sections form a tree, and an article belongs to one of them."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("The section that this one belongs to, e.g. Vietnam for Hanoi."),
    )
    description = Line(
        _("description"), max_length=300, blank=True, help_text=_("One sentence at the top of the section's page.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100, help_text=_("Smaller comes first."))
    is_in_navigation = models.BooleanField(
        _("in the navigation"),
        default=True,
        db_default=True,
        help_text=_(
            "In the bar under the newspaper's name, unless it is part of another. "
            "All sections stand in the menu and at the foot of every page."
        ),
    )
    is_signed = models.BooleanField(
        _("names authors in lists"),
        default=False,
        db_default=False,
        help_text=_(
            "For opinion: fronts, lists and related news say who wrote an article of it or of a section below it."
        ),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_section_per_name"),
            *named_once("section"),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="section_is_not_its_own_parent",
                violation_error_message=_("A section cannot be part of itself."),
            ),
        ]

    @classmethod
    def reserved_slugs(cls) -> frozenset[str]:
        return RESERVED

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent_id in self.with_descendants():
            raise ValidationError({"parent": _("A section cannot be part of itself or of a section below it.")})

    def with_descendants(self) -> set[int]:
        """The numbers of this section and of every section below it, by one query."""
        parents = dict(Section.objects.values_list("pk", "parent_id"))
        family, size = {self.pk}, 0
        while size != len(family):
            size = len(family)
            family |= {pk for pk, parent in parents.items() if parent in family}
        return family

    def with_ancestors(self) -> list[int]:
        """The numbers of this section and of every section above it, nearest first, by one query."""
        parents = dict(Section.objects.values_list("pk", "parent_id"))
        line: list[int] = []
        number: int | None = self.pk
        while number is not None and number not in line:
            line.append(number)
            number = parents.get(number)
        return line


class TopicQuerySet(models.QuerySet["Topic"]):
    def running(self, moment: datetime | None = None) -> "TopicQuerySet":
        """Topics whose banner period holds `moment` (now), the newest period first."""
        moment = moment or timezone.now()
        not_over = Q(banner_until__isnull=True) | Q(banner_until__gt=moment)
        return self.filter(not_over, banner_from__lte=moment).order_by("-banner_from", "pk")


class Topic(Described):
    """A running event or theme; during its banner period it stands in the strip on top of every page."""

    description = Line(
        _("description"), max_length=300, blank=True, help_text=_("One sentence at the top of the topic's page.")
    )
    banner_from = models.DateTimeField(
        _("in the strip from"), null=True, blank=True, help_text=_("Empty: never in the strip.")
    )
    banner_until = models.DateTimeField(
        _("in the strip until"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_topic_per_name"),
            *named_once("topic"),
            models.CheckConstraint(
                condition=Q(banner_until__isnull=True) | Q(banner_from__lt=F("banner_until")),
                name="topic_banner_ends_after_it_begins",
                violation_error_message=_("The strip's end must come after its beginning."),
            ),
        ]
        indexes = [
            models.Index(fields=["banner_from"], name="topics_by_banner", condition=Q(banner_from__isnull=False))
        ]


class Tag(Named):
    """A keyword of articles."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="one_tag_per_name")]
        indexes = [
            by_folded_name("tags_by_folded_name"),
            by_words("tags_by_words"),
            models.Index(alike_name(), name="tags_by_look"),
        ]
