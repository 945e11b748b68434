from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Expression, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models.burst import Burst
from accounts.models.choice import Choice
from articles.models import Article

if TYPE_CHECKING:
    from accounts.models.user import User


class ReactionKindQuerySet(models.QuerySet["ReactionKind"]):
    def on_offer(self) -> "ReactionKindQuerySet":
        """What readers may give now."""
        return self.filter(is_retired=False)

    def counted(
        self, article: Article | int | Expression, reader: "User | Expression | None" = None
    ) -> "ReactionKindQuerySet":
        """Kinds on offer, and retired ones that were given, with the `count` of readers who gave each to `article`.

        `is_mine` marks the one that `reader` gave. An article that the public cannot see has no counts.
        """
        number: Any = getattr(article, "pk", article)
        is_published = Exists(Article.objects.published().filter(pk=number))
        given = Reaction.objects.filter(is_published, article=number, kind=OuterRef("pk"))
        # Rows are counted in their index: a count of their numbers would have each of them read.
        total = given.counted().order_by().values("kind").annotate(total=Count("*")).values("total")
        kinds = self.annotate(count=Coalesce(Subquery(total), 0), is_mine=Exists(given.filter(reader=reader)))
        return kinds.filter(Q(is_retired=False) | Q(count__gt=0))


class ReactionKind(Choice):
    """One answer that readers may give to an article, such as “Hopeful”; the newsroom chooses the set."""

    class Icon(models.TextChoices):
        """Drawn in templates/icons/reactions/."""

        NONE = "", _("none")
        SUN = "sun", _("sun")
        PEN = "pen", _("pen")
        SPARK = "spark", _("spark")
        CLOUD = "cloud", _("cloud")
        FLAME = "flame", _("flame")
        HEART = "heart", _("heart")
        QUESTION = "question", _("question mark")
        HAND = "hand", _("raised hand")

    key = models.SlugField(_("key"), unique=True, help_text=_("Stays the same for ever, e.g. “hopeful”."))
    icon = models.CharField(_("icon"), max_length=20, choices=Icon, default=Icon.NONE, blank=True)

    # On kinds that come from `counted()`.
    count: int
    is_mine: bool
    # On those that come from `counts_for()`: how many notes the article shows, and what an editor closed there and why.
    notes: int
    closed: dict[str, str] | None

    objects = ReactionKindQuerySet.as_manager()

    class Meta(Choice.Meta):
        abstract = False
        verbose_name = _("kind of reaction")
        verbose_name_plural = _("kinds of reaction")


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def counted(self) -> "ReactionQuerySet":
        """What the public counts hold; nothing else in the project decides this."""
        return self.filter(standing=Reaction.Standing.COUNTED)


class Reaction(models.Model):
    """What one reader answered to one article; without a reader, what one who has left did."""

    class Standing(models.TextChoices):
        COUNTED = "counted", _("counted")
        HELD = "held", _("held until a moderator has looked")
        VOID = "void", _("not counted")

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reactions",
        verbose_name=_("reader"),
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="reactions", verbose_name=_("article"))
    kind = models.ForeignKey(ReactionKind, models.PROTECT, related_name="reactions", verbose_name=_("kind"))
    standing = models.CharField(_("standing"), max_length=8, choices=Standing, default=Standing.COUNTED)
    burst = models.ForeignKey(
        Burst, models.SET_NULL, null=True, blank=True, related_name="reactions", verbose_name=_("burst")
    )
    network = models.CharField(
        _("network"), max_length=64, blank=True, editable=False, help_text=_("A keyed hash, forgotten after 30 days.")
    )
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(fields=["reader", "article"], name="one_reaction_per_reader_and_article"),
            models.CheckConstraint(
                condition=Q(standing="counted") | Q(burst__isnull=False), name="only_a_burst_keeps_a_reaction_out"
            ),
        ]
        indexes = [
            models.Index(fields=["article", "kind", "standing"], name="reactions_by_standing"),
            models.Index("article", F("created_at").desc(), name="reactions_by_moment"),
            models.Index(fields=["created_at"], condition=~Q(network=""), name="reactions_with_network"),
            models.Index("network", F("created_at").desc(), condition=~Q(network=""), name="reactions_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.kind}"  # the desk's log keeps it, whose reader may leave
