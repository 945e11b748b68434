"""Reactions that come together as a campaign's do: held, then voided or admitted as one."""

from django.db import transaction

from accounts.models import Burst, Case, Reaction

STANDING = {
    Burst.State.HELD: Reaction.Standing.HELD,
    Burst.State.VOID: Reaction.Standing.VOID,
    Burst.State.ADMITTED: Reaction.Standing.COUNTED,
}


@transaction.atomic
def settle(burst: Burst, state: str) -> None:
    """Bring every reaction of the burst into or out of the count, by one statement that can be reversed."""
    burst.state = state
    burst.save(update_fields=["state"])
    burst.reactions.update(standing=STANDING[Burst.State(state)])


def open_case(burst: Burst, why: str) -> Case:
    """The burst's open case, made now if there is none."""
    case, _is_new = Case.objects.get_or_create(
        burst=burst, closed_at=None, defaults={"kind": Case.Kind.BURST, "why": why, "article": burst.article}
    )
    return case
