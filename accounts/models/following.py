from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Section, Tag, Topic

if TYPE_CHECKING:
    from accounts.models.user import User

type Subject = Section | Topic | Author | Tag
SUBJECTS: dict[str, type[Subject]] = {"section": Section, "topic": Topic, "author": Author, "tag": Tag}


def only(subject: str) -> Q:
    """Rows that name a subject of this kind and none of another."""
    return Q(**{f"{other}__isnull": other != subject for other in SUBJECTS})


class SavedArticle(models.Model):
    """An article that a reader put aside to read later."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_articles", verbose_name=_("reader")
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="saves", verbose_name=_("article"))
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved article")
        verbose_name_plural = _("saved articles")
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="one_save_per_reader_and_article")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.article}"


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, reader: "User") -> "FollowQuerySet":
        """What `reader` follows, each with its subject, without a further query."""
        return self.filter(reader=reader).select_related(*SUBJECTS)

    def on(self, subject: Subject) -> "FollowQuerySet":
        return self.filter(**{kind_of(subject): subject})


def kind_of(subject: Subject) -> str:
    """`section`, `topic`, `author` or `tag`."""
    return next(kind for kind, model in SUBJECTS.items() if isinstance(subject, model))


class Follow(models.Model):
    """One section, topic, author or tag whose new articles a reader wants to see."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", verbose_name=_("reader")
    )
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="follows", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="follows", verbose_name=_("topic")
    )
    author = models.ForeignKey(
        Author, models.CASCADE, null=True, blank=True, related_name="follows", verbose_name=_("author")
    )
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="follows", verbose_name=_("tag"))
    followed_at = models.DateTimeField(_("followed since"), auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed subject")
        verbose_name_plural = _("followed subjects")
        constraints = [
            models.CheckConstraint(
                condition=only("section") | only("topic") | only("author") | only("tag"),
                name="follow_names_one_subject",
                violation_error_message=_("Choose one section, topic, author or tag."),
            ),
            models.UniqueConstraint(fields=["reader", "section"], name="one_follow_per_reader_and_section"),
            models.UniqueConstraint(fields=["reader", "topic"], name="one_follow_per_reader_and_topic"),
            models.UniqueConstraint(fields=["reader", "author"], name="one_follow_per_reader_and_author"),
            models.UniqueConstraint(fields=["reader", "tag"], name="one_follow_per_reader_and_tag"),
        ]

    def __str__(self) -> str:
        return f"{self.reader} · {self.subject}"

    @property
    def subject(self) -> Subject:
        return next(subject for kind in SUBJECTS if (subject := getattr(self, kind)))

    @property
    def kind(self) -> str:
        return next(kind for kind in SUBJECTS if getattr(self, f"{kind}_id"))
