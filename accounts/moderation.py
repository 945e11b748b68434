"""What moderators decide: on notes and bursts, one of them at a time, with a reason, and never without a trace."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import bursts, letters, notes, rules, sanctions
from accounts.models import Burst, Case, Decision, Note, Reason, User
from accounts.models.moderation import CLAIMED_FOR
from accounts.refused import Refused
from accounts.sanctions import Measure

Action = Decision.Action
MAY_DECIDE = {
    Case.Kind.NOTE: (Action.APPROVE, Action.HIDE, Action.REJECT, Action.HOLD),
    Case.Kind.BURST: (Action.ADMIT, Action.VOID),
}
BECOMES = {
    Action.APPROVE: Note.State.SHOWN,
    Action.HIDE: Note.State.HIDDEN,
    Action.REJECT: Note.State.REJECTED,
    Action.HOLD: Note.State.HELD,
}
NEEDS_A_REASON = (Action.HIDE, Action.REJECT, Action.VOID)


def claim(case: Case, moderator: User) -> Case:
    """Let the moderator look at the case alone for some minutes; raises Refused when a colleague does."""
    with transaction.atomic():
        case = open_case(case, moderator)
        case.claimed_by, case.claimed_until = moderator, timezone.now() + CLAIMED_FOR
        case.save(update_fields=["claimed_by", "claimed_until"])
    return case


def release(case: Case, moderator: User) -> None:
    """Leave the case to others again."""
    Case.objects.filter(pk=case.pk, claimed_by=moderator).update(claimed_by=None, claimed_until=None)


def open_case(case: Case, moderator: User) -> Case:
    """The case with its row held, if the moderator may decide on it now; else raises Refused."""
    held = Case.objects.select_for_update(of=("self",)).select_related("article__section", "note__reaction", "burst")
    case = held.get(pk=case.pk)
    if not case.is_open:
        raise Refused(_("This case is decided already."))
    if case.is_claimed_by_other(moderator):
        raise Refused(_("%(name)s is looking at this case now.") % {"name": case.claimed_by})
    if case.reader_id == moderator.pk:
        raise Refused(_("This case is about you. A colleague decides."))
    return case


@transaction.atomic
def decide(
    case: Case,
    moderator: User,
    action: str,
    *,
    reason: Reason | None = None,
    words: str = "",
    measure: Measure | None = None,
    seen: str | None = None,
) -> Decision:
    """Decide on a note or a burst, once: what becomes of it, why, and what follows for its reader.

    `seen` is the text that the moderator had before them; a note that was changed since is not decided on.
    Raises Refused.
    """
    case = open_case(case, moderator)
    if action not in MAY_DECIDE.get(Case.Kind(case.kind), ()):
        raise Refused(_("This cannot be decided on this case."))
    if reason is None and (action in NEEDS_A_REASON or measure):
        raise Refused(_("Choose a reason."))
    if case.note and seen is not None and seen != case.note.text:
        raise Refused(_("The reader has changed the note meanwhile. Read it again."))
    decision = record(case, moderator, action, reason=reason, words=words)
    carry_out(action, case)
    if measure:
        sanctions.impose(measure, decision)
    letters.tell_of_decision(decision)
    return decision


def record(case: Case, moderator: User, action: str, **more: object) -> Decision:
    """Write the decision down, with the words it is about."""
    note = case.note
    return Decision.objects.create(
        case=case,
        action=action,
        article=case.article,
        note=note,
        reader=case.reader,
        text=note.text if note else last_reported(case),
        state_before=note.state if note else case.burst.state if case.burst else "",
        decided_by=moderator,
        **more,
    )


def last_reported(case: Case) -> str:
    """The words of a note that its reader has taken back, as they were last reported."""
    report = case.reports.order_by("-reported_at", "-pk").first()
    return report.text if report else ""


def carry_out(action: str, case: Case) -> None:
    """Make of the note or the burst what was decided; a case that is held stays open, for anyone."""
    if case.burst:
        bursts.settle(case.burst, Burst.State.VOID if action == Action.VOID else Burst.State.ADMITTED)
    if case.note:
        put_into(case.note, BECOMES[Action(action)])
    case.closed_at = None if action == Action.HOLD else timezone.now()
    case.claimed_by = case.claimed_until = None
    case.save(update_fields=["closed_at", "claimed_by", "claimed_until"])


def put_into(note: Note, state: str) -> None:
    """Bring a note into the state that was decided, and tell the rules that held it whether they were right."""
    if state == Note.State.SHOWN:
        notes.show(note)
    else:
        note.state = state
        note.save(update_fields=["state"])
    kept_from_readers = {Note.State.SHOWN: False, Note.State.HIDDEN: True, Note.State.REJECTED: True}
    rules.learn(note, was_right=kept_from_readers.get(Note.State(state)))


@transaction.atomic
def sanction(reader: User, moderator: User, measure: Measure, *, reason: Reason, words: str = "") -> Decision:
    """Sanction a reader for what they did in several places rather than for one note; raises Refused."""
    if reader.pk == moderator.pk:
        raise Refused(_("This case is about you. A colleague decides."))
    decision = Decision.objects.create(
        action=Action.SANCTION, reader=reader, decided_by=moderator, reason=reason, words=words
    )
    sanctions.impose(measure, decision)
    letters.tell_of_decision(decision)
    return decision


@transaction.atomic
def take_back(decision: Decision, moderator: User, *, reason: Reason | None = None, words: str = "") -> Decision:
    """Undo a decision by another one: what it was about is as it was before, and its case waits again.

    Raises Refused.
    """
    decision = standing(decision)
    taken_back = reversal(decision, moderator, Action.REVERSE, reason=reason, words=words)
    undo(decision)
    letters.tell_of_decision(taken_back)
    return taken_back


def standing(decision: Decision) -> Decision:
    """The decision with its row held, when it can still be taken back; else raises Refused."""
    held = Decision.objects.select_for_update(of=("self",)).select_related("case__burst", "note", "article", "reader")
    decision = held.get(pk=decision.pk)
    if decision.is_reversed:
        raise Refused(_("This decision was taken back already."))
    if decision.action in (Action.REVERSE, Action.OVERTURN, Action.UPHOLD):
        raise Refused(_("This was itself an answer to a decision. Decide on the case anew."))
    if Decision.objects.standing().filter(note=decision.note, pk__gt=decision.pk).exclude(note=None).exists():
        raise Refused(_("A later decision stands on this note. Take that back first."))
    return decision


def reversal(
    decision: Decision, moderator: User, action: str, *, reason: Reason | None = None, words: str = ""
) -> Decision:
    """Write down what became of a decision: that it is taken back, or that it stays after an appeal."""
    return Decision.objects.create(
        case=decision.case,
        action=action,
        reason=reason,
        words=words,
        article=decision.article,
        note=decision.note,
        reader=decision.reader,
        text=decision.text,
        state_before=decision.note.state if decision.note else "",
        reverses=None if action == Action.UPHOLD else decision,
        decided_by=moderator,
    )


def undo(decision: Decision) -> None:
    """Bring back what was before the decision, and open its case again where something waits in it then."""
    sanctions.lift(decision)
    case = decision.case
    if decision.note:
        put_into(decision.note, decision.state_before)
        is_waiting = decision.state_before in (Note.State.WAITING, Note.State.HELD)
        if is_waiting and not (case and case.is_open):
            notes.open_case(decision.note, Case.Why.REVERSED)
    elif case and case.burst:
        bursts.settle(case.burst, Burst.State.HELD)
        bursts.open_case(case.burst, Case.Why.REVERSED)
