"""A reader's one word against a decision, and the answer of a moderator who did not take it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import faces, letters, moderation, sanctions
from accounts.claims import close, open_to
from accounts.models import Appeal, Case, Decision, Note, User
from accounts.plain_text import plain_text
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused

LONGEST_WORDS = 2_000


def may_appeal(reader: User, decision: Decision) -> bool:
    """Whether the decision went against the reader, stands, and was not appealed against yet."""
    is_against = decision.reader_id == reader.pk and decision.action in Decision.AGAINST
    return is_against and not decision.is_reversed and not hasattr(decision, "appeal")


@transaction.atomic
def appeal(reader: User, decision: Decision, words: str) -> Appeal:
    """Ask to have a decision looked at by another moderator, once; raises Refused."""
    words = plain_text(words, longest=LONGEST_WORDS)
    if not words:
        raise Refused(_("Say in a sentence or two what we should look at again."))
    one_request_at_a_time(reader)
    decision = Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    if not may_appeal(reader, decision):
        raise Refused(_("There is nothing to look at again: it is answered, taken back, or not about you."))
    asked = Appeal.objects.create(decision=decision, reader=reader, words=words)
    Case.objects.create(
        kind=Case.Kind.APPEAL, why=Case.Why.APPEAL, article=decision.article, appeal=asked, reader=reader
    )
    return asked


@transaction.atomic
def answer(case: Case, moderator: User, words: str, *, is_granted: bool) -> Decision:
    """Answer an appeal in writing; one that is granted restores everything. Raises Refused."""
    case = open_to(case, moderator)
    asked = case.appeal
    if asked is None:
        raise Refused(_("This is not an appeal."))
    asked.answer = plain_text(words, longest=LONGEST_WORDS)
    if not asked.answer:
        raise Refused(_("Write the reader an answer."))
    asked.answered_by, asked.answered_at, asked.is_granted = moderator, timezone.now(), is_granted
    asked.save()
    decision = moderation.standing(asked.decision) if is_granted else asked.decision
    action = Decision.Action.OVERTURN if is_granted else Decision.Action.UPHOLD
    answered = moderation.reversal(decision, moderator, action, words=asked.answer)
    if is_granted:
        restore(decision)
    close(case)
    letters.tell_of_decision(answered)
    return answered


def restore(decision: Decision) -> None:
    """Make everything as if the decision had never gone against the reader."""
    sanctions.lift(decision)
    faces.give_back(decision)
    if decision.note:
        moderation.put_into(decision.note, Note.State.SHOWN)
