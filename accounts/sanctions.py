"""Who may take part: readers whose address is confirmed and whom no pause or ban keeps out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Decision, Sanction, User
from accounts.readers import confirmed_addresses
from accounts.refused import Refused
from articles.prepared import NUMBERS, Among, Gap, Prepared, Statement, one


@dataclass(frozen=True)
class Measure:
    """What a moderator imposes along with a decision: a kind, and for a pause the moment of its end."""

    kind: str
    ends_at: datetime | None = None


# Of whoever is kept out: both stand beside what they wrote before.
FACE_STAYS = gettext_lazy("While you cannot react, your name and picture stay as they are.")


class Standing(NamedTuple):
    """Whether a reader's address is confirmed, and whether a sanction keeps them out."""

    is_confirmed: bool
    is_kept_out: bool


READERS = Among(F("pk"), Gap("readers", NUMBERS))


def held(*, skip_locked: bool) -> Statement:
    """The readers in a gap, with their rows held."""
    readers = User.objects.filter(READERS).order_by("pk").values_list("pk")
    return one(readers.select_for_update(no_key=True, skip_locked=skip_locked))


HELD = Prepared(lambda: held(skip_locked=False))
HELD_IF_FREE = Prepared(lambda: held(skip_locked=True))
STANDINGS = Prepared(
    lambda: one(
        User.objects.filter(READERS).values_list(
            "pk",
            Exists(confirmed_addresses(OuterRef("pk"))),
            Exists(Sanction.objects.in_force().filter(reader=OuterRef("pk"))),
        )
    )
)


def hold(readers: Iterable[int], *, waits: bool = True) -> list[int]:
    """Hold the readers' rows until the transaction ends, so that their requests come one after the other.

    Unless it `waits`, whoever has another request at work is left out. How they stand is to be asked once they are
    held: a statement that waits for a row sees everything else as it was before.
    """
    question = HELD if waits else HELD_IF_FREE
    return [number for (number,) in question.rows(readers=sorted(readers))]


def standings_of(readers: Sequence[int]) -> dict[int, Standing]:
    """How readers stand, by number; no query for none."""
    return {number: Standing(*said) for number, *said in STANDINGS.rows(readers=readers)} if readers else {}


def take_part(reader: User) -> None:
    """Hold the reader's row; raises Refused for one whose address is not confirmed, or whom a sanction keeps out."""
    require_part(reader, standings_of(hold([reader.pk])))


def require_part(reader: User, standings: Mapping[int, Standing]) -> None:
    """Raises Refused for a reader who, as their standing says, cannot take part."""
    standing = standings.get(reader.pk)
    if not (standing and standing.is_confirmed):
        raise Refused(_("Confirm your e-mail address first; then your reactions count."))
    if standing.is_kept_out:
        raise Refused(why_kept_out(reader))


def in_force(reader: User) -> Sanction | None:
    """What keeps the reader out now; of several the one that lasts longest."""
    sanctions = Sanction.objects.in_force().filter(reader=reader).select_related("decision__reason")
    return max(
        sanctions, key=lambda each: (each.kind == Sanction.Kind.BAN, each.ends_at or each.began_at), default=None
    )


def why_kept_out(reader: User) -> str:
    """In words: that they cannot take part, for how long, and why."""
    sanction = in_force(reader)
    if sanction is None:
        return ""
    told = sanction.decision.reason.sentence() if sanction.decision.reason else ""
    if sanction.kind == Sanction.Kind.BAN:
        return " ".join(filter(None, [_("You can no longer react here."), told]))
    until = date_format(timezone.localtime(sanction.ends_at), "DATETIME_FORMAT")
    return " ".join(filter(None, [_("You cannot react until %(moment)s.") % {"moment": until}, told]))


def impose(measure: Measure, decision: Decision) -> Sanction:
    """Have the decision be followed by a sanction of its reader; raises Refused where it cannot be."""
    if decision.reader is None:
        raise Refused(_("There is no account to sanction: its reader has left."))
    require_no_colleague(decision.reader)
    if measure.kind == Sanction.Kind.PAUSE and (measure.ends_at is None or measure.ends_at <= timezone.now()):
        raise Refused(_("Say until when the pause lasts, as a moment to come."))
    ends_at = measure.ends_at if measure.kind == Sanction.Kind.PAUSE else None
    return Sanction.objects.create(reader=decision.reader, decision=decision, kind=measure.kind, ends_at=ends_at)


def require_no_colleague(reader: User) -> None:
    """Raises Refused for whoever works here: their role goes before their part as a reader."""
    if reader.is_staff:
        raise Refused(_("This is a colleague's account. An administrator takes its role first."))


def lift(decision: Decision) -> None:
    """End what followed from the decision, if anything did."""
    Sanction.objects.filter(decision=decision, lifted_at=None).update(lifted_at=timezone.now())
