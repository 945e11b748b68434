from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import body, terms
from articles.addresses import address
from articles.freshness import list_of, lists
from articles.models.author import Author
from articles.models.lexeme import SearchLexemes, filed_under, month_published
from articles.models.origin import FirstElsewhere
from articles.models.photo import PlacedPhoto
from articles.models.placements import Byline
from articles.models.shaped import Line, Lines
from articles.models.shown import Shown
from articles.models.taxonomy import Section, Tag, Topic
from articles.models.titles import TITLES, Titled
from articles.outline import outline_of
from articles.text import slug_of

WORDS_PER_MINUTE = 230
LONGEST_WORDS = 90
# Of an article and of the photo at its head, what only the desk reads.
NOT_SHOWN = (
    *("search", "embargoed_until", "created_by", "saved_at", "external_id", "earlier_views"),
    "section__descriptions",
)
NOT_SHOWN_OF_PHOTO = (
    *("lead__photo__file", "lead__photo__title", "lead__photo__likeness", "lead__photo__tint", "lead__photo__taken_at"),
    *("lead__photo__city", "lead__photo__country", "lead__photo__uploaded_by", "lead__photo__uploaded_at"),
)
NOT_ON_CARDS = (
    *("body", "outline", "word_count", "section__description", "section__position"),
    *(*TITLES, "original_publisher"),
)


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, moment: datetime | None = None) -> "ArticleQuerySet":
        """What the public may see at `moment` (now). Nothing else in the project decides this."""
        return self.filter(status=Article.Status.PUBLISHED, published_at__lte=moment or timezone.now())

    def scheduled(self, moment: datetime | None = None) -> "ArticleQuerySet":
        """What will appear by itself after `moment` (now)."""
        return self.filter(status=Article.Status.PUBLISHED, published_at__gt=moment or timezone.now())

    def newest(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def in_section(self, section: Section) -> "ArticleQuerySet":
        """Articles of `section` and of all sections below it."""
        return self.in_sections(section.with_descendants())

    def in_sections(self, numbers: set[int]) -> "ArticleQuerySet":
        """Articles of the sections with these numbers; a page that asks for them is made of their lists."""
        lists("sections", *(list_of("section", number) for number in numbers))
        return self.filter(section__in=numbers)

    def first_here(self) -> "ArticleQuerySet":
        """Those that did not appear elsewhere first: what search engines are told of."""
        return self.filter(original_url="")

    def in_language(self, language: Any) -> "ArticleQuerySet":
        return self.filter(language=language)

    def on_topic(self, topic: Topic) -> "ArticleQuerySet":
        lists(list_of("topic", topic.pk))
        return self.filter(topic_placements__topic=topic)

    def tagged(self, tag: Tag) -> "ArticleQuerySet":
        lists(list_of("tag", tag.pk))
        return self.filter(tag_placements__tag=tag)

    def by(self, author: Author) -> "ArticleQuerySet":
        lists(list_of("author", author.pk))
        return self.filter(bylines__author=author)

    def with_lead(self) -> "ArticleQuerySet":
        """Each article with its section and `lead_photo`, without a further query."""
        lead = FilteredRelation("placed_photos", condition=Q(placed_photos__is_lead=True))
        annotated = self.annotate(lead=lead, lead_pk=F("lead__pk"))
        return annotated.select_related("section", "lead__photo")  # type: ignore[misc]

    def as_shown(self) -> "ArticleQuerySet":
        """Each without what no page shows; to read that raises."""
        return self.defer(*NOT_SHOWN, *NOT_SHOWN_OF_PHOTO).fetch_mode(models.FETCH_RAISE)

    def for_cards(self) -> "ArticleQuerySet":
        """What a list shows of an article; anything else raises instead of querying once an item."""
        names = Byline.objects.filter(article=OuterRef("pk")).values(
            row=JSONObject(pk="author__pk", name="author__name")
        )
        return self.with_lead().as_shown().defer(*NOT_ON_CARDS).annotate(shown_authors=ArraySubquery(names))


class LeanManager(models.Manager["Article"]):
    def get_queryset(self) -> models.QuerySet["Article"]:
        """Every article without what only the database reads."""
        return super().get_queryset().defer("search")


class Article(Titled, FirstElsewhere, Shown):
    """A piece of journalism at one address, which ends in its number."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    headline = Line(
        _("headline"), max_length=200, help_text=_("What happened, in 50 to 90 characters, without a full stop.")
    )
    slug = models.SlugField(
        _("words of the address"),
        max_length=LONGEST_WORDS,
        blank=True,
        allow_unicode=True,
        help_text=_("Left empty, they follow the headline. Old wordings redirect, so they may change at any time."),
    )
    standfirst = Lines(
        _("standfirst"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences under the headline and in lists."),
    )
    body = models.TextField(_("body"), max_length=body.LONGEST, blank=True)
    outline = models.JSONField(default=dict, editable=False)
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    language = models.CharField(_("language"), max_length=8, default=settings.LANGUAGE_CODE, choices=settings.LANGUAGES)
    section = models.ForeignKey(Section, models.PROTECT, related_name="articles", verbose_name=_("section"))
    topics = models.ManyToManyField(
        Topic, through="TopicPlacement", blank=True, related_name="articles", verbose_name=_("topics")
    )
    authors = models.ManyToManyField(
        Author, through="Byline", blank=True, related_name="articles", verbose_name=_("authors")
    )
    tags = models.ManyToManyField(
        Tag, through="TagPlacement", blank=True, related_name="articles", verbose_name=_("tags")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("In the future: the article appears by itself at that moment."),
    )
    updated_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        help_text=_("When readers should be told that the text is newer; else empty."),
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("Nobody but an administrator can have it appear before this moment."),
    )
    retracted_at = models.DateTimeField(_("retracted"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved"), auto_now=True)
    external_id = models.CharField(
        _("number where it came from"), max_length=200, null=True, blank=True, unique=True, editable=False
    )
    earlier_views = models.PositiveBigIntegerField(_("views before it came here"), default=0, editable=False)
    search = models.GeneratedField(
        expression=SearchLexemes("headline", "standfirst", "body", "language"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = LeanManager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", _("May publish, correct and withdraw articles")),
            ("lift_embargo", _("May publish before an embargo ends")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_article_has_its_moment",
                violation_error_message=_("A published article needs the moment of its publication."),
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(embargoed_until__isnull=True)
                | Q(published_at__gte=F("embargoed_until")),
                name="published_article_waits_for_its_embargo",
                violation_error_message=_("An article cannot be published before its embargo ends."),
            ),
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_a_headline"),
            FirstElsewhere.kept_on_the_web(),
        ]
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), condition=Q(status="published"), name="published"),
            models.Index(
                "section",
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(status="published"),
                name="published_in_section",
            ),
            models.Index(
                "language",
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(status="published"),
                name="published_in_lang",
            ),
            models.Index(F("saved_at").desc(), F("id").desc(), name="articles_by_save"),
            models.Index(
                "status",
                F("saved_at").desc(),
                F("id").desc(),
                condition=~Q(status="published"),
                name="unpublished_by_save",
            ),
            models.Index(F("published_at").desc(nulls_last=True), F("id").desc(), name="articles_by_moment"),
            models.Index("embargoed_until", condition=Q(embargoed_until__isnull=False), name="articles_embargoed"),
            models.Index("retracted_at", condition=Q(retracted_at__isnull=False), name="articles_retracted"),
            models.Index("updated_at", condition=Q(updated_at__isnull=False), name="articles_by_update"),
            models.Index("earlier_views", condition=Q(earlier_views__gt=0), name="articles_viewed_before"),
            GinIndex(F("search"), month_published(), filed_under(), name="articles_by_word_filed"),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        is_new = self._state.adding
        super().save(*args, **kwargs)
        terms.prepare([self.pk], are_new=is_new)

    def get_absolute_url(self) -> str:
        return address("article", self.section.slug, (self.words, self.pk))

    def tidy(self) -> None:
        """Bring its body into the form in which it is kept, with what pages need to know of it."""
        self.body = body.sanitised(self.body)
        self.outline = outline_of(self.body)
        self.word_count = body.word_count(self.body)

    @property
    def words(self) -> str:
        """The words of the address."""
        return self.slug or slug_of(self.headline)[:LONGEST_WORDS].strip("-")

    @property
    def is_published(self) -> bool:
        """Whether the public may see it now, as far as this object knows."""
        has_come = self.published_at is not None and self.published_at <= timezone.now()
        return self.status == self.Status.PUBLISHED and has_come

    @property
    def is_updated(self) -> bool:
        """Whether readers should be told of an update: later than the publication, and not still to come."""
        return bool(self.updated_at and self.published_at and self.published_at < self.updated_at <= timezone.now())

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.word_count / WORDS_PER_MINUTE))

    @cached_property
    def lead_photo(self) -> PlacedPhoto | None:
        """The photo at its head; `with_lead()` brings it along."""
        if "lead_pk" in self.__dict__:
            return getattr(self, "lead", None)
        return self.placed_photos.select_related("photo").filter(is_lead=True).first()
