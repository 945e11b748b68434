"""What readers answer to articles: one reaction for each reader and article, changed or taken back at will."""

from django.core.exceptions import BadRequest
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Reaction, ReactionKind, User
from accounts.readers import one_request_at_a_time
from articles import popularity
from articles.models import Article


class Refused(BadRequest):
    """A reaction that cannot be given now; it says why in plain words."""


def react(reader: User, article: Article, kind: ReactionKind) -> Reaction:
    """Make `kind` the one reaction of `reader` to `article`, whatever it was before; raises Refused."""
    if not article.is_published:
        raise Refused(_("This article is not open to readers."))
    if kind.is_retired:
        raise Refused(_("This reaction is no longer offered."))
    with transaction.atomic():
        one_request_at_a_time(reader)
        reaction, is_first = Reaction.objects.update_or_create(reader=reader, article=article, defaults={"kind": kind})
        if is_first:
            popularity.count_reaction(article.pk, reaction.created_at)
    return reaction


def withdraw(reader: User, article: Article) -> None:
    """Take back the reaction of `reader` to `article`, if there is one."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        for reaction in Reaction.objects.filter(reader=reader, article=article):
            discard(reaction)


@transaction.atomic
def discard(reaction: Reaction) -> None:
    """Remove a reaction from its article and from the tally of its hour, whoever gave it."""
    if Reaction.objects.filter(pk=reaction.pk).delete()[0]:
        popularity.uncount_reaction(reaction.article_id, reaction.created_at)


def counts_for(article: Article) -> list[tuple[ReactionKind, int]]:
    """Each kind on offer, and retired ones that were given, with how many readers gave it; one query."""
    return [(kind, kind.count) for kind in ReactionKind.objects.counted(article)]
