"""What readers are told by e-mail of decisions on what they wrote."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.emails import send_to_reader
from accounts.faces import OF_FACES
from accounts.models import Decision, Sanction
from accounts.sanctions import in_force

Action = Decision.Action
SUBJECTS = {
    Action.APPROVE: _("Your note is shown"),
    Action.HIDE: _("Your note is no longer shown"),
    Action.REJECT: _("Your note is not shown"),
    Action.PICTURE: _("Your picture was removed"),
    Action.NAME: _("Your name was replaced"),
    Action.UPHOLD: _("Your appeal was answered"),
    Action.OVERTURN: _("Your appeal was granted"),
    Action.REVERSE: _("A decision on your note was taken back"),
}
OF_ACCOUNTS = (Action.SANCTION, *OF_FACES)
SUBJECTS_OF_SANCTIONS = {
    Sanction.Kind.WARNING: _("A warning about what you wrote"),
    Sanction.Kind.PAUSE: _("You cannot react for a while"),
    Sanction.Kind.BAN: _("You can no longer react"),
}


def tell_of_decision(decision: Decision) -> None:
    """Write to the reader what was decided and why, and what they can do about it; nothing of what is but held."""
    sanction = Sanction.objects.filter(decision=decision).first()
    subject = subject_of(decision, sanction)
    if decision.reader is None or subject is None or is_about_a_hold(decision):
        return
    is_open_to_appeal = decision.action in Decision.AGAINST
    context = {"decision": decision, "sanction": sanction, "is_open_to_appeal": is_open_to_appeal}
    context["is_about_account"] = is_about_account(decision)
    context["face_stays"] = decision.action in OF_FACES and in_force(decision.reader)
    send_to_reader(decision.reader, kind_of(decision, sanction), subject, "decision", context)


def subject_of(decision: Decision, sanction: Sanction | None) -> str | Promise | None:
    """What the letter is about in a few words; None for what is not told."""
    if sanction:
        return SUBJECTS_OF_SANCTIONS[Sanction.Kind(sanction.kind)]
    if decision.action == Action.REVERSE and is_about_account(decision):
        return _("A decision about your account was taken back")
    return SUBJECTS.get(Action(decision.action))


def is_about_account(decision: Decision) -> bool:
    """Whether it is, or takes back, what was decided about its reader rather than about a note of theirs."""
    return (decision.reverses or decision).action in OF_ACCOUNTS


def is_about_a_hold(decision: Decision) -> bool:
    """Whether it takes back what its reader was never told of."""
    return decision.reverses is not None and decision.reverses.action == Action.HOLD


def kind_of(decision: Decision, sanction: Sanction | None) -> str:
    """Which kind of e-mail it is: of sanctions and answers to appeals readers are told, whatever they chose."""
    if sanction or is_about_account(decision) or decision.action in (Action.UPHOLD, Action.OVERTURN):
        return "sanctions"
    return "approvals" if decision.action == Action.APPROVE else "decisions"
