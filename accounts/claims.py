"""One moderator looks at a case at a time, for some minutes or until they leave it."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Case, User
from accounts.models.moderation import CLAIMED_FOR, CaseQuerySet
from accounts.readers import one_change_at_a_time
from accounts.refused import Refused

MOST_TRIES = 20


def claim(case: Case, moderator: User) -> Case:
    """Let the moderator look at the case alone for some minutes; raises Refused when a colleague does."""
    with transaction.atomic():
        case = open_to(case, moderator)
        case.claimed_by, case.claimed_until = moderator, timezone.now() + CLAIMED_FOR
        case.save(update_fields=["claimed_by", "claimed_until"])
    return case


def claim_first(cases: CaseQuerySet, moderator: User) -> Case | None:
    """Claim the first of `cases` that is free; one that a colleague takes at this moment is left to them."""
    for case in cases.free_for(moderator)[:MOST_TRIES]:
        with suppress(Refused):
            return claim(case, moderator)
    return None


def release(case: Case, moderator: User) -> None:
    """Leave the case to others again."""
    Case.objects.filter(pk=case.pk, claimed_by=moderator).update(claimed_by=None, claimed_until=None)


def leave(case: Case) -> None:
    """Let anyone look at a case whose row is held, whoever had it."""
    case.claimed_by = case.claimed_until = None
    case.save(update_fields=["claimed_by", "claimed_until"])


def close(case: Case) -> None:
    """Take a case that is decided, and whose row is held, out of the queue."""
    case.closed_at, case.claimed_by, case.claimed_until = timezone.now(), None, None
    case.save(update_fields=["closed_at", "claimed_by", "claimed_until"])


def open_to(case: Case, moderator: User) -> Case:
    """The case with its row held, if the moderator may decide on it now; else raises Refused."""
    one_change_at_a_time(case.reader_id)
    rows = Case.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related("article__section", "note__reaction", "burst", "appeal__decision")
    case = rows.get(pk=case.pk)
    if not case.is_open:
        raise Refused(_("This case is decided already."))
    if case.is_claimed_by_other(moderator):
        raise Refused(who_looks_at(case))
    require_another(case.reader_id, moderator)
    if case.appeal and case.appeal.decision.decided_by_id == moderator.pk:
        raise Refused(_("You took this decision. Another moderator answers the appeal."))
    return case


def require_another(reader: int | None, moderator: User) -> None:
    """Raises Refused where it is the moderator's own account on which they would decide."""
    if reader == moderator.pk:
        raise Refused(_("This case is about you. A colleague decides."))


def who_looks_at(case: Case) -> str:
    """In words, for a colleague: that somebody has this case now."""
    name = case.claimed_by.get_full_name() if case.claimed_by else "–"
    return _("%(name)s is looking at this case now.") % {"name": name}
