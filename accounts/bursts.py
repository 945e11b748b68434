"""Reactions that come together as a campaign's do: held, then voided or admitted as one."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Burst, Case, Reaction
from accounts.refused import Refused
from articles import popularity

STANDING = {
    Burst.State.HELD: Reaction.Standing.HELD,
    Burst.State.VOID: Reaction.Standing.VOID,
    Burst.State.ADMITTED: Reaction.Standing.COUNTED,
}


@transaction.atomic
def settle(burst: Burst, state: str) -> None:
    """Bring every reaction of the burst into or out of the count and its article's tallies; it can be reversed.

    Raises Refused where it would be held beside another one of its article.
    """
    present = Burst.objects.select_for_update().get(pk=burst.pk)
    beside = Burst.objects.going_on().filter(article=present.article_id).exclude(pk=present.pk)
    if state == Burst.State.HELD and beside.exists():
        raise Refused(_("Another burst of reactions to this article waits. Decide on that first."))
    burst.state = present.state = state
    present.save(update_fields=["state"])
    stand(present.reactions.all(), present)


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
