"""What readers answer to articles: one reaction for each reader and article, changed or taken back at will."""

from django.db import transaction
from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from accounts import bursts, closings, notes
from accounts.changes import Change, make, making
from accounts.models import Closing, Note, Reaction, ReactionKind, User
from accounts.models.note import LONGEST_NOTE
from accounts.plain_text import plain_text
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused
from articles import popularity
from articles.freshness import key, lists, shows, tell_often
from articles.models import Article
from articles.prepared import Gap, PreparedRows


def react(
    reader: User, article: Article, kind: ReactionKind, *, note: str | None = None, network: str = ""
) -> Reaction:
    """Make `kind` the one reaction of `reader` to `article`, whatever it was before; raises Refused.

    `note` says why in the reader's words, an empty one takes that away, None leaves it as it is; `network` is the keyed
    hash of where the reader is.
    """
    return give(Change(reader, article, kind, network), note).reaction


def give(change: Change, note: str | None = None) -> Change:
    """The same, of which the change knows what became; raises Refused."""
    require_welcome(change, to_notes=bool(note))
    if note is None:
        make(change)
        return change
    text = plain_text(note, longest=LONGEST_NOTE)
    with making(change):
        notes.put(change.reaction, text)
    change.has_note = True
    return change


def require_welcome(change: Change, *, to_notes: bool = False) -> None:
    """Raises Refused, in words, for an article that readers do not see or that is closed, or an answer that is not on
    offer."""
    if not change.article.is_published:
        raise Refused(_("This article is not open to readers."))
    if change.kind and change.kind.is_retired:
        raise Refused(_("This reaction is no longer offered."))
    closings.require_open(change.article, to_notes=to_notes)


def withdraw(reader: User, article: Article) -> Change:
    """Take back the reaction of `reader` to `article`, and its note, if there is one."""
    change = Change(reader, article)
    make(change)
    take_care(change)
    return change


def take_care(change: Change) -> None:
    """Take back step by step what cannot be taken back together with others'."""
    if change.needs_care:
        with transaction.atomic():
            one_request_at_a_time(change.reader)
            for reaction in Reaction.objects.filter(reader=change.reader, article=change.article):
                discard(reaction)


@transaction.atomic
def discard(reaction: Reaction) -> None:
    """Remove a reaction from its article and from the tally of its hour, whoever gave it."""
    notes.remove_of(reaction)
    present = Reaction.objects.select_for_update().filter(pk=reaction.pk).first()  # a burst may just have held it
    if not present:
        return
    bursts.part(present)
    present.delete()
    if present.standing == Reaction.Standing.COUNTED:
        popularity.uncount_reaction(present.article_id, present.created_at)
        tell_often(key("reactions", present.article_id))


def counts_for(article: Article) -> list[tuple[ReactionKind, int]]:
    """Each kind on offer, and retired ones that were given, with how many readers gave it; one query.

    It brings along what else the page has to know before it asks for more: how many `notes` are shown under the
    article, and what of it is `closed`.
    """
    shows(key("reactions", article.pk))
    lists("reaction-kinds")
    return [(kind, kind.count) for kind in KINDS.ask(article=article.pk)]


def kinds() -> QuerySet[ReactionKind]:
    article = Gap("article")
    notes = Note.objects.shown().filter(article=article).order_by().values("article").annotate(total=Count("pk"))
    closing = Closing.objects.filter(article=article).values(row=JSONObject(closes="closes", why="why"))
    return ReactionKind.objects.counted(article).annotate(  # type: ignore[no-redef]
        notes=Coalesce(Subquery(notes.values("total")), 0), closed=Subquery(closing)
    )


KINDS = PreparedRows(kinds)
