from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Upper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.shown import Shown
from articles.text import composed

WORDS = ("title", "caption", "credit", "alt", "creator", "copyright_notice", "city", "country")
MOST_WORDS_SOUGHT = 12
# Of 64 bits, how many may differ between two pictures of the same thing. Measured on 69 pictures: copies recompressed,
# quartered, brightened or cropped by 2 % differ by 10 at most, different pictures by 13 at least.
MOST_DIFFERENCE = 10
# The cosine between the colours of two: such copies have 0.84 at least, pictures whose hues are turned by 60° 0.6.
LEAST_ACCORD = 0.75


def share_of_side(name: Any, help_text: Any) -> models.FloatField:
    """A point along one side of a photo, from 0 (left or top) to 1 (right or bottom)."""
    return models.FloatField(name, default=0.5, help_text=help_text)


def place_of_original(photo: "Photo", name: str) -> str:
    """Where an original is kept, by the digest of its bytes; the public cannot reach it."""
    return f"originals/{photo.digest[:2]}/{photo.digest[:16]}-{name}"


def everything_said() -> Func:
    """All words of a photo and the name of its file, without their marks."""
    parts = [part for name in (*WORDS, "file") for part in (F(name), Value(" "))]
    return Func(Concat(*parts, output_field=models.TextField()), function="folded")


def is_a_portrait() -> Exists:
    return Exists(apps.get_model("articles.Author").objects.filter(portrait=OuterRef("pk")))


def is_coloured_like(tint: list[int]) -> Q:
    """Whether a photo has these colours, however bright or pale."""
    theirs = Value(tint, output_field=ArrayField(models.SmallIntegerField()))
    template = (
        "(SELECT sum(one * other) >= %(accord)s * sqrt(sum(one * one) * sum(other * other))"
        " FROM unnest(%(expressions)s) AS fields (one, other))"
    )
    return Q(Func(F("tint"), theirs, template=template, accord=LEAST_ACCORD, output_field=models.BooleanField()))


class PhotoQuerySet(models.QuerySet["Photo"]):
    def public(self, moment: datetime | None = None) -> Self:
        """Photos that something public shows at `moment` (now): a published article, or an author's page."""
        published = apps.get_model("articles.Article").objects.published(moment)
        placed = PlacedPhoto.objects.filter(photo=OuterRef("pk"), article__in=published)
        return self.filter(Exists(placed) | is_a_portrait())

    def used(self) -> Self:
        """Photos that an article shows, whatever its status, or an author's page."""
        return self.filter(Exists(PlacedPhoto.objects.filter(photo=OuterRef("pk"))) | is_a_portrait())

    def unused(self) -> Self:
        return self.exclude(Exists(PlacedPhoto.objects.filter(photo=OuterRef("pk"))) | is_a_portrait())

    def with_uses(self) -> Self:
        """Each with `uses`: in how many places of articles and authors' pages it stands."""
        places: tuple[Any, ...] = (PlacedPhoto, apps.get_model("articles.Author"))
        links = ("photo", "portrait")
        counts = [
            Coalesce(
                Subquery(
                    model.objects.filter(**{link: OuterRef("pk")})
                    .order_by()
                    .values(link)
                    .annotate(number=Count("pk"))
                    .values("number")
                ),
                0,
            )
            for model, link in zip(places, links, strict=True)
        ]
        return self.annotate(uses=counts[0] + counts[1])

    def without_alt(self) -> Self:
        """Photos that someone who cannot see them is told nothing about, though they are not decorative."""
        return self.filter(alt="", is_decorative=False)

    def without_credit(self) -> Self:
        return self.filter(credit="")

    def saying(self, query: str) -> Self:
        """Photos whose words or file name hold each word of `query`, capitals and marks aside."""
        sought = [Func(Value(word), function="folded") for word in composed(query).split()[:MOST_WORDS_SOUGHT]]
        return self.alias(said=everything_said()).filter(*(Q(said__icontains=word) for word in sought))

    def looking_like(self, photo: "Photo") -> Self:
        """Other photos that show the same in the same colours, whatever their size and compression; most alike first.

        One in black and white, or of earlier days, whose colours are not known, goes with any.
        """
        if photo.likeness is None:
            return self.none()
        template = "bit_count((%(expressions)s)::bit(64))"
        both = Func(F("likeness"), Value(photo.likeness), arg_joiner=" # ", template=template)
        alike = self.exclude(pk=photo.pk).annotate(difference=both).filter(difference__lte=MOST_DIFFERENCE)
        if photo.tint is not None:
            alike = alike.filter(Q(tint=None) | is_coloured_like(photo.tint))
        return alike.order_by("difference", "-pk")


class Photo(Shown):
    """A picture of the library with what its file said about itself (IPTC Photo Metadata Standard 2023.2)."""

    file = models.FileField(_("file"), upload_to=place_of_original, max_length=200)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    focal_x = share_of_side(_("subject, across"), _("Where the subject is from left (0) to right (1)."))
    focal_y = share_of_side(_("subject, down"), _("Where the subject is from top (0) to bottom (1)."))
    title = models.CharField(_("title"), max_length=200, blank=True)
    caption = models.TextField(
        _("caption"), max_length=2000, blank=True, help_text=_("Who, what, where and when, in one or two sentences.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("E.g. “Photo: Lê Minh Đức”."))
    alt = models.CharField(
        _("text alternative"),
        max_length=500,
        blank=True,
        help_text=_(
            "What is seen, for someone who cannot see it, e.g. “A tea seller lowers a white saucer into a lake”."
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not, so it needs no alternative."),
    )
    likeness = models.BigIntegerField(_("fingerprint of what is seen"), null=True, editable=False, db_index=True)
    tint = ArrayField(models.SmallIntegerField(), verbose_name=_("colours of its fields"), null=True, editable=False)
    creator = models.CharField(_("creator"), max_length=200, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    served_below = ""  # what its addresses begin with on a page that has its photos to itself, such as a preview

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-pk"]
        indexes = [
            GinIndex(OpClass(Upper(everything_said()), name="gin_trgm_ops"), name="photos_by_words"),
            models.Index("id", condition=Q(alt="", is_decorative=False), name="photos_without_alt"),
            models.Index("id", condition=Q(credit=""), name="photos_without_credit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="photo_focal_point_is_inside",
                violation_error_message=_("The focal point lies between 0 and 1 on both sides."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.caption[:80] or self.file_name

    @property
    def file_name(self) -> str:
        """The name of its file as it was taken in, without the digest that goes before it in the library."""
        name = (self.file.name or "").rpartition("/")[2]
        return name.removeprefix(f"{self.digest[:16]}-")

    @property
    def lacks(self) -> list[str]:
        """What it still wants before readers may see it, in words; empty when nothing is missing."""
        without_alt = not (self.alt or self.is_decorative)
        said = {
            gettext("a text alternative (or the mark “decorative”)"): without_alt,
            gettext("a credit"): not self.credit,
        }
        return [words for words, is_missing in said.items() if is_missing]


class PlacedPhoto(models.Model):
    """One use of a photo in an article: at its head or after a paragraph, with words of its own where needed."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="placed_photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="placements", verbose_name=_("photo"))
    is_lead = models.BooleanField(
        _("lead photo"), default=False, help_text=_("Stands at the head of the article and beside it in lists.")
    )
    after_paragraph = models.PositiveSmallIntegerField(
        _("after paragraph"), default=0, help_text=_("0: before the first. Does not matter for the lead photo.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    own_caption = models.TextField(
        _("caption here"), max_length=2000, blank=True, help_text=_("Empty: the photo's own caption.")
    )
    own_credit = models.CharField(
        _("credit here"), max_length=200, blank=True, help_text=_("Empty: the photo's own credit.")
    )
    own_alt = models.CharField(
        _("text alternative here"), max_length=500, blank=True, help_text=_("Empty: the photo's own.")
    )

    class Meta:
        verbose_name = _("photo in the article")
        verbose_name_plural = _("photos in the article")
        ordering = ["after_paragraph", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(is_lead=True),
                name="one_lead_photo_per_article",
                violation_error_message=_("An article has one lead photo."),
            )
        ]

    def __str__(self) -> str:
        return str(self.photo)

    @property
    def caption(self) -> str:
        return self.own_caption or self.photo.caption

    @property
    def credit(self) -> str:
        return self.own_credit or self.photo.credit

    @property
    def alt(self) -> str:
        return self.own_alt or ("" if self.photo.is_decorative else self.photo.alt)
