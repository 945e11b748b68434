"""What readers are told by e-mail of decisions on what they wrote."""

from django.utils.translation import gettext_lazy as _

from accounts.emails import send_to_reader
from accounts.models import Decision, Sanction

Action = Decision.Action
SUBJECTS = {
    Action.APPROVE: _("Your note is shown"),
    Action.HIDE: _("Your note is no longer shown"),
    Action.REJECT: _("Your note is not shown"),
    Action.UPHOLD: _("Your appeal was answered"),
    Action.OVERTURN: _("Your appeal was granted"),
    Action.REVERSE: _("A decision on your note was taken back"),
}
SUBJECTS_OF_SANCTIONS = {
    Sanction.Kind.WARNING: _("A warning about what you wrote"),
    Sanction.Kind.PAUSE: _("You cannot react for a while"),
    Sanction.Kind.BAN: _("You can no longer react"),
}


def tell_of_decision(decision: Decision) -> None:
    """Write to the reader what was decided and why, and what they can do about it; nothing of what is but held."""
    sanction = Sanction.objects.filter(decision=decision).first()
    subject = SUBJECTS_OF_SANCTIONS[Sanction.Kind(sanction.kind)] if sanction else SUBJECTS.get(Action(decision.action))
    if decision.reader is None or subject is None or is_about_a_hold(decision):
        return
    is_open_to_appeal = decision.action in Decision.AGAINST
    context = {"decision": decision, "sanction": sanction, "is_open_to_appeal": is_open_to_appeal}
    send_to_reader(decision.reader, kind_of(decision, sanction), subject, "decision", context)


def is_about_a_hold(decision: Decision) -> bool:
    """Whether it takes back what its reader was never told of."""
    return decision.reverses is not None and decision.reverses.action == Action.HOLD


def kind_of(decision: Decision, sanction: Sanction | None) -> str:
    """Which kind of e-mail it is: of sanctions and answers to appeals readers are told, whatever they chose."""
    if sanction or decision.action in (Action.UPHOLD, Action.OVERTURN):
        return "sanctions"
    return "approvals" if decision.action == Action.APPROVE else "decisions"
