"""What readers put aside and what they follow; both change nothing for anybody else."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import Follow, SavedArticle, User
from accounts.models.following import SUBJECTS, Subject, kind_of
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused
from articles.models import Article, Byline, TagPlacement, TopicPlacement
from articles.models.article import ArticleQuerySet
from articles.naming import has_page
from articles.paper import Paper

SAVES_AT_MOST = 2_000
FOLLOWS_AT_MOST = 300


def save_article(reader: User, article: Article) -> None:
    """Put `article` aside for `reader`, if it is not yet; raises Refused."""
    if not article.is_published:
        raise Refused(_("This article is not open to readers."))
    with transaction.atomic():
        one_request_at_a_time(reader)
        saved = SavedArticle.objects.filter(reader=reader)
        if saved.filter(article=article).exists():
            return
        if saved.count() >= SAVES_AT_MOST:
            raise Refused(_("You have saved as many articles as we keep. Remove one that you have read."))
        SavedArticle.objects.create(reader=reader, article=article)


def unsave_article(reader: User, article: Article) -> None:
    SavedArticle.objects.filter(reader=reader, article=article).delete()


def follow(reader: User, subject: Subject) -> None:
    """Have `subject` on the reader's own page from now on, if it is not yet; raises Refused."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        follows = Follow.objects.filter(reader=reader)
        if follows.on(subject).exists():
            return
        if follows.count() >= FOLLOWS_AT_MOST:
            raise Refused(_("You follow as much as we keep. Leave something out first."))
        Follow.objects.create(reader=reader, **{kind_of(subject): subject})


def unfollow(reader: User, subject: Subject) -> None:
    Follow.objects.filter(reader=reader).on(subject).delete()


def open_subject(kind: str, number: int) -> Subject:
    """The section, topic, author or tag that has a page for readers; Http404 for any other."""
    model = SUBJECTS.get(kind)
    found = model._default_manager.filter(pk=number).first() if model else None
    if not (found and has_page(found)):
        raise Http404("Nothing that readers can follow has this number.")
    return found


class ForYou:
    """What one reader follows, and the published articles that it leads to: nothing else chooses them."""

    def __init__(self, reader: User) -> None:
        self.follows = list(Follow.objects.of(reader))
        paper = Paper()
        self.families = {follow.pk: paper.family_of(follow.section) for follow in self.follows if follow.section}

    def followed(self, kind: str) -> list[int]:
        """The numbers of the followed subjects of one kind."""
        return [getattr(follow, f"{kind}_id") for follow in self.follows if follow.kind == kind]

    @property
    def articles(self) -> ArticleQuerySet:
        """All of them, the newest first."""
        condition = (
            Q(section__in=set().union(*self.families.values()))
            | Q(pk__in=TopicPlacement.objects.filter(topic__in=self.followed("topic")).values("article"))
            | Q(pk__in=Byline.objects.filter(author__in=self.followed("author")).values("article"))
            | Q(pk__in=TagPlacement.objects.filter(tag__in=self.followed("tag")).values("article"))
        )
        return Article.objects.published().filter(condition).newest().for_cards()

    def explain(self, articles: Iterable[Article]) -> None:
        """Give each article `because`: the subjects for which it is here."""
        articles = list(articles)
        placed = self.placements(articles)
        for article in articles:
            article.because = [  # type: ignore[attr-defined]
                follow.subject for follow in self.follows if self.leads_to(follow, article, placed)
            ]

    def leads_to(self, follow: Follow, article: Article, placed: set[tuple[str, int, int]]) -> bool:
        if follow.kind == "section":
            return article.section_id in self.families[follow.pk]
        return (follow.kind, article.pk, getattr(follow, f"{follow.kind}_id")) in placed

    def placements(self, articles: list[Article]) -> set[tuple[str, int, int]]:
        """Which of the followed topics, authors and tags stand on which of `articles`."""
        found = set()
        for kind, model in (("topic", TopicPlacement), ("author", Byline), ("tag", TagPlacement)):
            numbers = self.followed(kind)
            rows = model._default_manager.filter(article__in=articles, **{f"{kind}__in": numbers})
            found |= {(kind, *pair) for pair in rows.values_list("article", kind)} if numbers else set()
        return found
