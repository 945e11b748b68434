import re
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.shaped import Line
from articles.models.taxonomy import Section, Topic

OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
SECURE_URL = re.compile(r"https://[^\s/\\@?#]+\.[^\s/\\@?#]+([/?#][^\s\\]*)?", re.IGNORECASE)


class SlotQuerySet(models.QuerySet["Slot"]):
    def current(self, moment: datetime | None = None) -> "SlotQuerySet":
        """Slots whose hold on their article has not ended at `moment` (now)."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=moment or timezone.now()))


class Slot(models.Model):
    """An article that an editor set at one place of a front, a section's page or a topic's page, until a moment."""

    language = models.CharField(_("edition"), max_length=8, choices=settings.LANGUAGES, blank=True)
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="slots", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="slots", verbose_name=_("topic")
    )
    position = models.PositiveSmallIntegerField(_("place"), help_text=_("1 is the first."))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="slots", verbose_name=_("article"))
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until it is taken away."))
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    placed_at = models.DateTimeField(_("placed"), auto_now=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned article")
        verbose_name_plural = _("fronts")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section=None, topic=None) & ~Q(language="")
                | Q(language="", topic=None, section__isnull=False)
                | Q(language="", section=None, topic__isnull=False),
                name="slot_is_on_one_page",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="slots_are_counted_from_one"),
            *(
                models.UniqueConstraint(
                    fields=[page, field], condition=~Q(**{page: empty}), name=f"one_slot_per_{field}_of_{page}"
                )
                for page, empty in (("language", ""), ("section", None), ("topic", None))
                for field in ("position", "article")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.article}"


class BreakingQuerySet(models.QuerySet["Breaking"]):
    def running(self, moment: datetime | None = None) -> "BreakingQuerySet":
        """Banners whose time holds `moment` (now), the newest first."""
        moment = moment or timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment).order_by("-starts_at", "-pk")


class Breaking(models.Model):
    """A line of breaking news above every page, from one moment until another."""

    text = Line(
        _("text"), max_length=140, help_text=_("One plain sentence, e.g. “Storm No. 7 makes landfall at Quảng Ninh”.")
    )
    link = models.CharField(
        _("link"),
        max_length=500,
        blank=True,
        help_text=_(
            "Where it leads: a path of this site, e.g. /vietnam/, or an address with https://. Empty: nowhere."
        ),
    )
    language = models.CharField(
        _("edition"),
        max_length=8,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Empty: on the pages of every language."),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), help_text=_("The banner goes away by itself at this moment."))

    objects = BreakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking banner")
        verbose_name_plural = _("breaking banners")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="breaking_ends_after_it_begins",
                violation_error_message=_("The banner's end must come after its beginning."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse a link that would lead readers to an insecure page, or run as a script."""
        super().clean()
        if self.link and not (OWN_PATH.fullmatch(self.link) or SECURE_URL.fullmatch(self.link)):
            words = _(
                "Give a path of this site that begins with one “/”, or a whole address that begins with https://."
            )
            raise ValidationError({"link": words})

    def overlapping(self) -> "BreakingQuerySet":
        """Other banners whose time has a moment in common with this one's on the pages of one edition."""
        others = Breaking.objects.exclude(pk=self.pk).filter(starts_at__lt=self.ends_at, ends_at__gt=self.starts_at)
        return others.filter(language__in=["", self.language]) if self.language else others
