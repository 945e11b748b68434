"""Reactions given, changed and taken back: those of several readers in one transaction (docs/decisions/0034).

Locks are taken in one order, so that nobody waits in a circle: readers by number, reactions by number, tallies by
article and hour.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone, translation

from accounts import bursts
from accounts.models import Note, Reaction, ReactionKind, User
from accounts.refused import Refused
from accounts.sanctions import STANDINGS, Standing, hold, require_part
from accounts.state import counts_of
from accounts.turns import Turns
from articles import popularity
from articles.freshness import key, tell_often
from articles.models import Article
from articles.prepared import NUMBERS, Among, Gap, Prepared, Statement, one

# Of each article and hour, by how many its tally changes.
type Tallied = Counter[tuple[int, datetime]]


@dataclass(eq=False)
class Change:
    """What a reader wants of an article, and what became of it; without a kind they take their reaction back."""

    reader: User
    article: Article
    kind: ReactionKind | None = None
    network: str = ""
    at: datetime = field(default_factory=timezone.now)
    language: str | None = field(default_factory=translation.get_language)  # of who asks, whoever's thread answers

    # What became of it. One that is not done yet was held up by another request of its reader, and one that `is_unseen`
    # was not looked at yet, since somebody decides on a burst of its article or a failure came between: others need not
    # wait for it. One that `needs_care` was left as it is, for its note or its burst.
    reaction: Reaction = field(init=False)
    is_first: bool = False
    has_note: bool = False
    needs_care: bool = False
    is_done: bool = False
    is_unseen: bool = False
    refusal: Refused | None = None
    counts: Mapping[str, int] | None = None  # of each kind, once that was counted after it


class Present(NamedTuple):
    """A reaction that is there, with its row held."""

    pk: int
    given_at: datetime
    standing: str
    has_note: bool


type Presents = Mapping[tuple[int, int], Present]

# Both at once, since they are of different readers.
WRITE = """
WITH taken_back AS (DELETE FROM accounts_reaction WHERE id = ANY(%s::bigint[]))
INSERT INTO accounts_reaction (reader_id, article_id, kind_id, standing, network, created_at, changed_at)
SELECT reader, article, kind, 'counted', network, at, at
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[])
    AS given (reader, article, kind, network, at)
ON CONFLICT (reader_id, article_id) DO UPDATE SET kind_id = excluded.kind_id, changed_at = excluded.changed_at
RETURNING {columns}
"""
GIVEN = ("readers", "articles", "kinds", "networks", "moments")
COLUMNS = [column.attname for column in Reaction._meta.concrete_fields]
WRITTEN = Prepared(
    lambda: (WRITE.format(columns=", ".join(COLUMNS)), [Gap("taken_back"), *(Gap(name) for name in GIVEN)])
)
FOUND = Prepared(lambda: found(*STANDINGS.statement))


def found(standings: str, params: Sequence[Any]) -> Statement:
    """How readers stand, along with each reaction of theirs to some articles, whose row is held."""
    present, of_present = one(
        Reaction.objects.filter(Among(F("reader"), Gap("readers", NUMBERS)))
        .filter(Among(F("article"), Gap("articles", NUMBERS)))
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("reader", "article", "pk", "created_at", "standing", has_note())
    )
    return (
        f"WITH present (reader, article) AS MATERIALIZED ({present})"  # noqa: S608 (our own SQL)
        f" SELECT * FROM ({standings}) AS standing (reader) LEFT JOIN present USING (reader)"
    ), [*of_present, *params]


def has_note() -> Exists:
    return Exists(Note.objects.filter(reaction=OuterRef("pk")))


def make(change: Change) -> None:
    """Make the change, see it committed and what follows done, together with those that came meanwhile; raises Refused.

    Within a transaction of the caller's it is made alone.
    """
    if not connection.in_atomic_block:
        CHANGES.join(change)
    finish(change)


def finish(change: Change) -> None:
    """Do what is left to be done of it, however long others take; raises Refused."""
    if not change.is_done:
        with making(change):
            pass
    elif change.refusal:
        raise change.refusal
    elif change.is_unseen:
        follow_up([change])


@contextmanager
def making(change: Change) -> Iterator[None]:
    """Make the change in one transaction with what is written within, however long its reader's other requests take.

    The tally of its hour comes last, since everyone else who reacts to the article waits for that.
    """
    with transaction.atomic():
        hold([change.reader.pk])
        tallied = fulfil([change])
        if change.refusal:
            raise change.refusal
        yield
        popularity.tally_reactions(tallied)
    follow_up([change])


def make_together(changes: Sequence[Change]) -> None:
    """Make those of these changes whose readers have no other request at work, and what follows from them.

    Of a reader's, the first is made.
    """
    first = {change.reader.pk: change for change in reversed(changes)}
    with transaction.atomic():
        free = [first[reader] for reader in hold(first, waits=False)]
        if free:
            popularity.tally_reactions(fulfil(free))
    for change in free:
        change.is_done = True
    follow_up(free, waits=False)


def follow_up(changes: Sequence[Change], *, waits: bool = True) -> None:
    """Once changes are committed, look for bursts among those unseen, and count for those who are told of it."""
    made = [each for each in changes if not (each.refusal or each.needs_care)]
    unseen = [each for each in made if each.is_unseen]
    left = bursts.watch([each.reaction for each in unseen], waits=waits) if unseen else []
    for change in unseen:
        change.is_unseen = change.reaction in left
    counts = counts_of({each.article.pk for each in made})
    for change in made:
        change.counts = counts[change.article.pk]


def fulfil(changes: Sequence[Change]) -> Tallied:
    """Make these changes, of as many readers who are held, and say of each what became of it; what is to be tallied."""
    standings, present = found_of(changes)
    given = [each for each in changes if each.kind is not None and may(each, standings)]
    taken_back = [each for each in changes if each.kind is None and is_plain(each, present)]
    if given or taken_back:
        write(given, [present[of(each)].pk for each in taken_back])
    tallied = Counter[tuple[int, datetime]]()
    for change in given:
        there = present.get(of(change))
        change.is_first, change.has_note = there is None, bool(there and there.has_note)
        change.is_unseen |= change.is_first
        tallied[change.article.pk, popularity.hour_of(change.at)] += change.is_first
    for change in taken_back:
        tallied[change.article.pk, popularity.hour_of(present[of(change)].given_at)] -= 1
    tell_often(*{key("reactions", each.article.pk) for each in changes if not each.refusal})
    return tallied


def of(change: Change) -> tuple[int, int]:
    """The reader and the article."""
    return change.reader.pk, change.article.pk


def found_of(changes: Iterable[Change]) -> tuple[Mapping[int, Standing], Presents]:
    """How their readers stand, and the reactions that are there."""
    readers, articles = zip(*map(of, changes), strict=True)
    standings, present = {}, {}
    for reader, is_confirmed, is_kept_out, article, *said in FOUND.rows(readers=list(readers), articles=list(articles)):
        standings[reader] = Standing(is_confirmed, is_kept_out)
        if article is not None:
            present[reader, article] = Present(*said)
    return standings, present


def may(change: Change, standings: Mapping[int, Standing]) -> bool:
    """Whether the reader may give an answer; the change says why not."""
    change.refusal = None  # of a transaction that failed
    try:
        with translation.override(change.language):
            require_part(change.reader, standings)
    except Refused as refusal:
        change.refusal = refusal
    return change.refusal is None


def is_plain(change: Change, present: Presents) -> bool:
    """Whether there is something to be taken back that counts and says nothing; others care for what has a note, or is
    kept out of the count."""
    there = present.get(of(change))
    change.needs_care = there is not None and (there.has_note or there.standing != Reaction.Standing.COUNTED)
    return there is not None and not change.needs_care


def write(given: Sequence[Change], taken_back: Sequence[int]) -> None:
    """Make each that is given the one reaction of its reader to its article, whatever it was before, and remove those
    that are taken back; one statement."""
    rows = [(*of(each), each.kind.pk, each.network, each.at) for each in given if each.kind]
    columns = zip(*rows, strict=True) if rows else ([] for _each in GIVEN)
    gaps = dict(zip(GIVEN, map(list, columns), strict=True))
    reactions = [Reaction.from_db("default", COLUMNS, row) for row in WRITTEN.rows(taken_back=taken_back, **gaps)]
    written = {reaction.reader_id: reaction for reaction in reactions}
    for change in given:
        change.reaction = written[change.reader.pk]
        change.reaction.reader, change.reaction.article = change.reader, change.article


CHANGES = Turns(make_together)
