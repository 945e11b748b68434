"""What readers hold against others' notes."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import notes
from accounts.models import Case, Decision, Note, Report, ReviewPolicy, User
from accounts.plain_text import plain_text
from accounts.refused import Refused
from accounts.sanctions import take_part

LONGEST_WORDS = 500


def report(reader: User, note: Note, about: str, words: str = "") -> Report:
    """Put a note before the moderators, once for each reader; enough reports take it out of sight until then.

    Raises Refused.
    """
    if about not in Report.About:
        raise Refused(_("Choose what is wrong with the note."))
    words = plain_text(words, longest=LONGEST_WORDS)
    with transaction.atomic():
        take_part(reader)
        note = notes.of_another(reader, note)
        case = notes.open_case(note, Case.Why.REPORTED)
        reported, is_first = Report.objects.get_or_create(
            reader=reader, note=note, defaults={"case": case, "about": about, "words": words, "text": note.text}
        )
        if is_first:
            hold_if_many(note, case)
    return reported


def hold_if_many(note: Note, case: Case) -> None:
    """Take the note out of sight when as many have reported it as the policy says, unless a moderator had approved."""
    most = ReviewPolicy.for_section(note.article.section).reports_that_hold
    approved = Decision.objects.standing().filter(note=note, action=Decision.Action.APPROVE)
    if most and case.reports.count() >= most and not approved.exists():
        note.state = Note.State.HELD
        note.save(update_fields=["state"])
