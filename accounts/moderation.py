"""What moderators decide: on notes and bursts, one of them at a time, with a reason, and never without a trace."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import bursts, faces, letters, notes, rules, sanctions
from accounts.claims import close, leave, open_to, require_another
from accounts.models import Appeal, Burst, Case, Decision, Note, Reason, User
from accounts.plain_text import plain_text
from accounts.readers import one_change_at_a_time
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
MAY_BE_SANCTIONED = (Action.HIDE, Action.REJECT)
# A decision that was taken back leaves all as it was before it, and so does one that stays after an appeal.
CHANGES_NOTHING = (Action.REVERSE, Action.UPHOLD)
LONGEST_WORDS = 1_000


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
    words = plain_text(words, longest=LONGEST_WORDS)
    case = open_to(case, moderator)
    if action not in MAY_DECIDE.get(Case.Kind(case.kind), ()):
        raise Refused(_("This cannot be decided on this case."))
    if reason is None and (action in NEEDS_A_REASON or measure):
        raise Refused(_("Choose a reason."))
    if measure and action not in MAY_BE_SANCTIONED:
        raise Refused(_("Nobody is sanctioned for what is shown or held."))
    if seen is not None and seen != (case.note.text if case.note else ""):
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
    if action == Action.HOLD:
        leave(case)
    else:
        close(case)


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
    require_another(reader.pk, moderator)
    words = plain_text(words, longest=LONGEST_WORDS)
    decision = Decision.objects.create(
        action=Action.SANCTION, reader=reader, decided_by=moderator, reason=reason, words=words
    )
    sanctions.impose(measure, decision)
    letters.tell_of_decision(decision)
    return decision


@transaction.atomic
def decide_on_face(
    reader: User, moderator: User, action: str, *, reason: Reason, words: str = "", seen: str
) -> Decision:
    """Decide against a reader's picture or name, which the moderator has `seen`; raises Refused."""
    require_another(reader.pk, moderator)
    words = plain_text(words, longest=LONGEST_WORDS)
    one_change_at_a_time(reader.pk)
    reader = User.objects.get(pk=reader.pk)
    faces.require_face(reader, action, seen)
    decision = Decision.objects.create(
        action=action,
        reader=reader,
        decided_by=moderator,
        reason=reason,
        words=words,
        text=reader.display_name if action == Action.NAME else "",
    )
    faces.take(decision)
    letters.tell_of_decision(decision)
    return decision


@transaction.atomic
def take_back(decision: Decision, moderator: User, *, reason: Reason | None = None, words: str = "") -> Decision:
    """Undo a decision by another one: what it was about is as it was before, and its case waits again.

    Raises Refused.
    """
    words = plain_text(words, longest=LONGEST_WORDS)
    decision = standing(decision)
    if decision.reader_id == moderator.pk:
        raise Refused(_("This decision is about you. A colleague takes it back."))
    if Appeal.objects.filter(decision=decision, answered_at=None).exists():
        raise Refused(_("The reader has appealed against this decision. Answer the appeal."))
    taken_back = reversal(decision, moderator, Action.REVERSE, reason=reason, words=words)
    undo(decision)
    letters.tell_of_decision(taken_back)
    return taken_back


def standing(decision: Decision) -> Decision:
    """The decision with its row held, when it can still be taken back; else raises Refused."""
    one_change_at_a_time(decision.reader_id)
    list(Case.objects.select_for_update(no_key=True).filter(decisions=decision.pk))  # nobody decides on it meanwhile
    rows = Decision.objects.select_for_update(no_key=True, of=("self",))
    decision = rows.select_related("case__burst", "note", "article", "reader").get(pk=decision.pk)
    if decision.is_reversed:
        raise Refused(_("This decision was taken back already."))
    if decision.action in (Action.REVERSE, Action.OVERTURN, Action.UPHOLD):
        raise Refused(_("This was itself an answer to a decision. Decide on the case anew."))
    later = Decision.objects.standing().exclude(action__in=CHANGES_NOTHING)
    if decision.note and later.filter(note=decision.note, pk__gt=decision.pk).exists():
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
    """Bring back what was before the decision, and have its case wait again."""
    sanctions.lift(decision)
    faces.give_back(decision)
    note, case = decision.note, decision.case
    if note:
        forget_first_shown(note, decision)
        put_into(note, decision.state_before)
    if case and case.burst:
        bursts.settle(case.burst, Burst.State.HELD)
    if case and (note or case.burst or case.reports.exists()):
        open_again(case)


def forget_first_shown(note: Note, decision: Decision) -> None:
    """A note that readers saw through this decision alone counts as never shown when it is taken back."""
    if note.shown_at and note.shown_at >= decision.decided_at:
        note.shown_at, note.state = None, Note.State.WAITING
        note.save(update_fields=["shown_at", "state"])


def open_again(case: Case) -> None:
    """Put a case back into the queue, with its reports and at its place, unless a later one waits for the same."""
    same = Q(note=case.note_id) if case.note_id else Q(burst=case.burst_id) if case.burst_id else Q(pk=case.pk)
    if not Case.objects.open().filter(same).exists():
        Case.objects.filter(pk=case.pk).update(closed_at=None)
