"""Reactions that come together as a campaign's do: held as they come, then voided or admitted as one."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.db.models import DateTimeField, Expression, F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import burst_evidence
from accounts.burst_signs import (
    AGES,
    CLASS,
    FEW,
    HALF_HOUR,
    MOST,
    SETTLED,
    SPAN,
    Finding,
    Press,
    recognise,
)
from accounts.burst_usual import UsualHere
from accounts.models import Burst, Case, Reaction, Retreat
from accounts.refused import Refused
from articles import popularity
from articles.prepared import NUMBERS, Among, Gap, Prepared, Statement, one

STANDING = {
    Burst.State.HELD: Reaction.Standing.HELD,
    Burst.State.VOID: Reaction.Standing.VOID,
    Burst.State.ADMITTED: Reaction.Standing.COUNTED,
}
SEEN = (*("pk", "created_at", "kind", "network", "reader__date_joined", "reader__joined_from"), "standing")
ADMITTED_FOR = timedelta(days=1)  # what a moderator found innocent is not held again for the same sign
KEPT_EVERY = timedelta(seconds=15)  # while reactions join a burst

LATEST = Prepared(lambda: one(newest(Gap("article"), Gap("since", DateTimeField()))))
ALIKE = Prepared(lambda: alike(*one(newest(*(RawSQL(f"asked.{name}", ()) for name in ("article", "since"))))))  # noqa: S611
RETREATS = Prepared(
    lambda: one(
        Retreat.objects.filter(Among(F("reader"), Gap("readers", NUMBERS)))
        .filter(Among(F("burst__article"), Gap("articles", NUMBERS)))
        .exclude(burst__state=Burst.State.ADMITTED)
        .order_by("pk")
        .values_list("reader", "burst__article", "burst")
    )
)

logger = logging.getLogger(__name__)


def newest(article: Expression, since: Expression) -> QuerySet[Reaction, Any]:
    """The newest reactions to an article, but those that a moderator found to be no campaign."""
    latest = Reaction.objects.filter(article=article, created_at__gt=since).exclude(burst__state=Burst.State.ADMITTED)
    return latest.order_by("-created_at").values_list(*SEEN)[:MOST]


def alike(sql: str, params: Sequence[Any]) -> Statement:
    """Those articles where as many of the newest have something in common as a sign of `accounts.burst_signs` looks at.

    Most looks end with none: to bring the reactions themselves and to judge them costs more than twice as much.
    """
    return (
        "SELECT asked.article FROM unnest(%s::bigint[], %s::timestamptz[]) AS asked (article, since) WHERE EXISTS ("  # noqa: S608 (our own SQL)
        "SELECT FROM (SELECT nullif(network, '') AS network, nullif(joined_from, '') AS joined_from,"
        " CASE WHEN at - joined_at < %s THEN true END AS is_young,"
        " CASE WHEN at - joined_at >= %s THEN date_bin(%s, joined_at, 'epoch') END AS half_hour"
        f" FROM ({sql}) AS press (pk, at, kind, network, joined_at, joined_from, standing)) AS traits"
        " GROUP BY GROUPING SETS ((is_young), (half_hour), (network), (joined_from)) HAVING"
        " num_nonnulls(is_young, half_hour) = 1 AND count(*) >= %s"
        " OR num_nonnulls(network, joined_from) = 1 AND count(*) >= %s)"
    ), [
        *(Gap("articles"), Gap("moments")),
        *(max(AGES.values()), SETTLED, timedelta(seconds=HALF_HOUR)),
        *(*params, FEW, CLASS),
    ]


def watch(reactions: Sequence[Reaction], *, waits: bool = True) -> list[Reaction]:
    """Look whether the latest reactions to their articles came together as a campaign's do, and hold those that did.

    To be called once the reactions are given: whatever goes wrong here, they stand. Returns those that are still to be
    looked at: somebody decides on their burst at this moment and one should not wait, or the look failed.
    """
    try:
        return look(reactions, waits=waits)
    except Exception:
        logger.exception("The latest reactions could not be looked at; they count.")
        return list(reactions)


def look(reactions: Sequence[Reaction], *, waits: bool) -> list[Reaction]:
    """Look once at each of their articles: one look sees all that was given before it began.

    A reaction stands as the one did that its reader took back from a burst of the article, if there was one.
    """
    left = bursts_left(reactions)
    came_back = [each for each in reactions if (each.reader_id, each.article_id) in left]
    waiting = [each for each in came_back if not rejoin(each, left[each.reader_id, each.article_id], waits=waits)]
    others = [each for each in reactions if each not in came_back]
    last_at = {each.article_id: each.created_at for each in sorted(others, key=attrgetter("created_at"))}
    for article in suspicious(last_at):
        moment = last_at[article]
        found = recognise(latest(article, moment), UsualHere(article, moment))
        if found and not hold(article, found, waits=waits):
            waiting += [each for each in others if each.article_id == article]
    return waiting


def suspicious(last_at: Mapping[int, datetime]) -> list[int]:
    """Of articles, each with the moment of its last reaction, those that are worth a closer look; at most one query."""
    if not last_at:
        return []
    moments = [moment - SPAN for moment in last_at.values()]
    return [article for (article,) in ALIKE.rows(articles=list(last_at), moments=moments)]


def latest(article: int, moment: datetime) -> Sequence[Press]:
    """The newest reactions to the article; one query."""
    return [
        Press(pk, at, kind, network, joined_at, joined_from or "", standing == Reaction.Standing.COUNTED)
        for pk, at, kind, network, joined_at, joined_from, standing in LATEST.rows(article=article, since=moment - SPAN)
    ]


@transaction.atomic
def hold(article: int, found: Sequence[Finding], *, waits: bool = True) -> bool:
    """Take what was found out of the count, as a burst of the article that waits for a moderator.

    Whether that is done; not while somebody else has the burst, unless one `waits` for them.
    """
    found = not_admitted(article, found)
    burst, _is_new = Burst.objects.get_or_create(article_id=article, state=Burst.State.HELD) if found else (None, False)
    if not burst:
        return True
    if not (present := held(burst, waits=waits)):
        return not Burst.objects.going_on().filter(pk=burst.pk).exists()  # or one was decided on this very moment
    members = {press.pk: press.at for finding in found for press in finding.members}
    if stand(Reaction.objects.counted().filter(pk__in=members), present):
        grow(present, list(members.values()), found)
    elif not present.signs:
        present.delete()
    return True


def not_admitted(article: int, found: Sequence[Finding]) -> list[Finding]:
    """Those whose sign no moderator has just found innocent on this article."""
    since = timezone.now() - ADMITTED_FOR
    admitted = Burst.objects.filter(article=article, state=Burst.State.ADMITTED, last_at__gt=since)
    known = {(each["sign"], each["trait"]) for burst in admitted for each in burst.signs.get("found", [])}
    return [finding for finding in found if (finding.sign, finding.trait) not in known]


def held(burst: Burst, *, waits: bool = True) -> Burst | None:
    """The burst with its row held, if no moderator has decided, and nobody has the row or one `waits` for them."""
    present = Burst.objects.going_on().select_for_update(no_key=True, skip_locked=not waits)
    return present.filter(pk=burst.pk).first()


def grow(burst: Burst, moments: Sequence[datetime], found: Sequence[Finding]) -> None:
    """Keep since when and until when the burst goes, now and then its evidence, and have a moderator look."""
    known = (burst.began_at, burst.last_at) if burst.signs else ()
    burst.began_at, burst.last_at = min(*moments, *known), max(*moments, *known)
    if not burst.signs or burst.last_at - datetime.fromisoformat(burst.signs["kept_at"]) > KEPT_EVERY:
        burst_evidence.keep(burst, found)
    burst.save(update_fields=["began_at", "last_at"])
    open_case(burst, Case.Why.BURST)


def bursts_left(reactions: Sequence[Reaction]) -> dict[tuple[int | None, int], int]:
    """The latest burst of the article from which each reader took a reaction back, where there was one; one query."""
    readers, articles = zip(*((each.reader_id, each.article_id) for each in reactions), strict=True)
    rows = RETREATS.rows(readers=list(readers), articles=list(articles))
    return {(reader, article): burst for reader, article, burst in rows}


@transaction.atomic
def rejoin(reaction: Reaction, burst: int, *, waits: bool = True) -> bool:
    """Have a reaction stand as the burst does; whether that is done."""
    present = Burst.objects.select_for_update(no_key=True, skip_locked=not waits).filter(pk=burst).first()
    if present:
        stand(Reaction.objects.filter(pk=reaction.pk), present)
    return present is not None


def part(reaction: Reaction) -> None:
    """Remember who takes a reaction of a burst back, so that another press does not bring it into the count."""
    if reaction.burst_id and reaction.reader_id and reaction.standing != Reaction.Standing.COUNTED:
        Retreat.objects.get_or_create(reader_id=reaction.reader_id, burst_id=reaction.burst_id)


@transaction.atomic
def settle(burst: Burst, state: str) -> None:
    """Bring every reaction of the burst into or out of the count and its article's tallies; it can be reversed.

    Raises Refused where it would be held beside another one of its article.
    """
    present = Burst.objects.select_for_update(no_key=True).get(pk=burst.pk)
    beside = Burst.objects.going_on().filter(article=present.article_id).exclude(pk=present.pk)
    if state == Burst.State.HELD and beside.exists():
        raise Refused(_("Another burst of reactions to this article waits. Decide on that first."))
    if present.state == Burst.State.HELD:
        burst_evidence.keep(present)
    burst.state = present.state = state
    present.save(update_fields=["state"])
    stand(present.reactions.all(), present)


@transaction.atomic
def stand(reactions: models.QuerySet[Reaction], burst: Burst) -> int:
    """Have the reactions count or not, as the burst's state says, and the tallies with them; how many changed.

    Everyone who changes several reactions and tallies takes them in this order, so that nobody waits in a circle.
    """
    standing = STANDING[Burst.State(burst.state)]
    changed = list(reactions.exclude(standing=standing, burst=burst).order_by("pk").select_for_update(no_key=True))
    Reaction.objects.filter(pk__in=[each.pk for each in changed]).update(standing=standing, burst=burst)
    popularity.recount_reactions(burst.article_id, differences(changed, standing))
    return len(changed)


def differences(reactions: Iterable[Reaction], standing: str) -> Counter[datetime]:
    """By how many the tally of each hour changes when all of these stand so."""
    counts = Counter[datetime]()
    for each in reactions:
        is_counted, was_counted = (which == Reaction.Standing.COUNTED for which in (standing, each.standing))
        counts[popularity.hour_of(each.created_at)] += is_counted - was_counted
    return counts


def open_case(burst: Burst, why: str) -> Case:
    """The burst's open case, made now if there is none."""
    case, _is_new = Case.objects.get_or_create(
        burst=burst, closed_at=None, defaults={"kind": Case.Kind.BURST, "why": why, "article": burst.article}
    )
    return case
