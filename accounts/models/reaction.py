from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models import Article

if TYPE_CHECKING:
    from accounts.models.user import User

HOW_TO_NAME = _('By language code, e.g. {"vi": "Hy vọng", "es": "Esperanza"}.')


class ReactionKindQuerySet(models.QuerySet["ReactionKind"]):
    def on_offer(self) -> "ReactionKindQuerySet":
        """What readers may give now."""
        return self.filter(is_retired=False)

    def counted(self, article: Article | int, reader: "User | None" = None) -> "ReactionKindQuerySet":
        """Kinds on offer, and retired ones that were given, with the `count` of readers who gave each to `article`.

        `is_mine` marks the one that `reader` gave. An article that the public cannot see has no counts.
        """
        published = Article.objects.published().filter(pk=getattr(article, "pk", article))
        given = Reaction.objects.filter(article__in=published, kind=OuterRef("pk"))
        total = given.order_by().values("kind").annotate(total=Count("pk")).values("total")
        kinds = self.annotate(count=Coalesce(Subquery(total), 0), is_mine=Exists(given.filter(reader=reader)))
        return kinds.filter(Q(is_retired=False) | Q(count__gt=0))


class ReactionKind(models.Model):
    """One answer that readers may give to an article, such as “Hopeful”; the newsroom chooses the set."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Stays the same for ever, e.g. “hopeful”."))
    name = models.CharField(_("name"), max_length=40, help_text=_("In the site's own language, e.g. “Hopeful”."))
    names = models.JSONField(
        _("names in other languages"),
        default=dict,
        blank=True,
        help_text=HOW_TO_NAME,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Smaller comes first."))
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered; reactions already given are kept and counted.")
    )

    # On kinds that come from `counted()`.
    count: int
    is_mine: bool

    objects = ReactionKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of reaction")
        verbose_name_plural = _("kinds of reaction")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.names.get(get_language() or settings.LANGUAGE_CODE) or self.name

    def clean(self) -> None:
        super().clean()
        self.names = {} if self.names is None else self.names
        languages = dict(settings.LANGUAGES)
        if not isinstance(self.names, dict) or not all(
            code in languages and isinstance(name, str) for code, name in self.names.items()
        ):
            raise ValidationError({"names": HOW_TO_NAME})


class Reaction(models.Model):
    """What one reader answered to one article; without a reader, what one who has left did."""

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
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(fields=["reader", "article"], name="one_reaction_per_reader_and_article")
        ]
        indexes = [models.Index(fields=["article", "kind"], name="reactions_by_article_and_kind")]

    def __str__(self) -> str:
        return f"{self.reader or '—'} · {self.article} · {self.kind}"
