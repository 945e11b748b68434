"""What moderators decide: one at a time, with a reason, told to the reader, never without a trace."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts import leaving, moderation
from accounts.appeals import answer, appeal
from accounts.claims import claim, release
from accounts.models import Appeal, Case, Decision, Note, Reaction, Report, Sanction, User
from accounts.moderation import decide, take_back
from accounts.privacy import export
from accounts.reactions import withdraw
from accounts.refused import Refused
from accounts.reports import report
from accounts.sanctions import Measure
from tests.notes import case_of, reason, review, write

pytestmark = pytest.mark.django_db

INSULT = "Only a fool would cross there."


@pytest.fixture
def note(reader, article) -> Note:
    return write(reader, article, INSULT)


def test_an_approved_note_is_shown_and_its_case_closed(note, moderator):
    decision = decide(case_of(note), moderator, "approve")
    note.refresh_from_db()
    assert note.is_shown
    assert not Case.objects.open().exists()
    assert (decision.text, decision.state_before, decision.decided_by) == (INSULT, "waiting", moderator)


def test_a_note_is_kept_from_readers_for_a_reason_that_its_reader_is_told(
    note, moderator, django_capture_on_commit_callbacks
):
    with pytest.raises(Refused, match="reason"):
        decide(case_of(note), moderator, "reject")
    with django_capture_on_commit_callbacks(execute=True):
        decide(case_of(note), moderator, "reject", reason=reason(), words="Write it without the insult.")
    note.refresh_from_db()
    assert note.state == Note.State.REJECTED
    told = mail.outbox[-1]
    for words in (reason().told, "Write it without the insult.", INSULT, "say so once"):
        assert words in told.body
    assert told.to == [note.reaction.reader.email]
    assert f"/me/appeal/{Decision.objects.get().pk}/" in told.body


@pytest.mark.parametrize("language", ["en", "vi", "es"])
def test_a_letter_has_single_blank_lines_in_each_language(
    reader, moderator, language, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=reader.pk).update(language=language)
    reader.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        moderation.sanction(reader, moderator, Measure(Sanction.Kind.WARNING), reason=reason())
    text, html = mail.outbox[-1].body, mail.outbox[-1].alternatives[0].content
    assert reason().told_in.get(language, reason().told) in text
    assert "\n\n\n" not in text
    assert text.rstrip() + "\n" == text
    assert "<p></p>" not in html


def test_one_moderator_looks_at_a_case_at_a_time(note, moderator, second_moderator):
    case = claim(case_of(note), moderator)
    for late in (lambda: claim(case, second_moderator), lambda: decide(case, second_moderator, "approve")):
        with pytest.raises(Refused, match="looking"):
            late()
    assert not Case.objects.free_for(second_moderator).exists()
    release(case, moderator)
    claim(case, second_moderator)
    Case.objects.update(claimed_until=timezone.now())
    claim(case, moderator)


def test_a_case_is_decided_once(note, moderator, second_moderator):
    case = case_of(note)
    decide(case, moderator, "approve")
    with pytest.raises(Refused, match="already"):
        decide(case, second_moderator, "reject", reason=reason())
    assert Decision.objects.count() == 1


def test_nobody_decides_on_their_own_note(moderator, article):
    note = write(moderator, article)
    with pytest.raises(Refused, match="about you"):
        decide(case_of(note), moderator, "approve")


def test_what_was_changed_meanwhile_is_not_decided_on(note, reader, article, moderator):
    case = case_of(note)
    Note.objects.update(text="Something else.")
    with pytest.raises(Refused, match="changed"):
        decide(case, moderator, "approve", seen=INSULT)


def test_a_held_note_stays_in_the_queue_for_anyone(note, moderator, second_moderator):
    decide(claim(case_of(note), moderator), moderator, "hold")
    note.refresh_from_db()
    assert note.state == Note.State.HELD
    decide(case_of(note), second_moderator, "approve")


def test_most_reported_come_first_then_the_oldest(reader, second_reader, article, moderator):
    review("none")
    shown = write(second_reader, article)
    review("all")
    waiting = write(reader, article)
    assert list(Case.objects.open().in_turn()) == [case_of(waiting)]
    report(reader, shown, "spam")
    assert list(Case.objects.open().in_turn()) == [case_of(shown), case_of(waiting)]


def test_a_decision_is_never_changed_or_removed(note, moderator):
    decision = decide(case_of(note), moderator, "approve")
    changes = [
        lambda: Decision.objects.update(action="reject"),
        lambda: Decision.objects.update(text="something else"),
        lambda: Decision.objects.update(reader=moderator),
        lambda: decision.delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="decision"), transaction.atomic():
            change()
    decision.refresh_from_db()
    assert (decision.action, decision.text) == ("approve", INSULT)


def test_a_decision_is_taken_back_by_another_one(note, moderator, second_moderator):
    decision = decide(case_of(note), moderator, "reject", reason=reason())
    taken_back = take_back(decision, second_moderator)
    note.refresh_from_db()
    assert (note.state, taken_back.reverses) == (Note.State.WAITING, decision)
    assert case_of(note)
    with pytest.raises(Refused, match="already"):
        take_back(decision, moderator)


def test_a_written_anew_note_waits_even_where_none_does(note, reader, article, moderator):
    decide(case_of(note), moderator, "reject", reason=reason())
    review("none")
    anew = write(reader, article, "A better word.")
    assert (anew.state, case_of(anew).why) == (Note.State.WAITING, Case.Why.REWRITTEN)


def test_who_is_held_or_reported_is_not_shown_by_saying_it_anew(reader, second_reader, article, moderator):
    review("none", reports_that_hold=1)
    report(second_reader, write(reader, article, INSULT), "insult")
    withdraw(reader, article)
    anew = write(reader, article, INSULT)
    assert (anew.state, case_of(anew).why) == (Note.State.WAITING, Case.Why.REWRITTEN)
    held = write(second_reader, article, INSULT)
    report(reader, held, "insult")
    decide(case_of(held), moderator, "hold")
    Report.objects.all().delete()
    assert write(second_reader, article, "Nearly the same.").state == Note.State.WAITING


def test_a_pause_keeps_its_reader_out_until_it_ends(note, reader, article, moderator, second_reader):
    tomorrow = timezone.now() + timedelta(days=1)
    decide(case_of(note), moderator, "reject", reason=reason(), measure=Measure(Sanction.Kind.PAUSE, tomorrow))
    with pytest.raises(Refused, match=r"until .* It attacks a person"):
        write(reader, article, "Once more.")
    Sanction.objects.update(began_at=timezone.now() - timedelta(days=2), ends_at=timezone.now())
    write(reader, article, "Once more.")


def test_a_warning_keeps_nobody_out_and_a_ban_for_good(note, reader, article, moderator):
    decide(case_of(note), moderator, "reject", reason=reason(), measure=Measure(Sanction.Kind.WARNING))
    write(reader, article, "Once more.")
    moderation.sanction(reader, moderator, Measure(Sanction.Kind.BAN), reason=reason())
    with pytest.raises(Refused, match="no longer"):
        write(reader, article, "Again.")
    withdraw(reader, article)
    assert not Reaction.objects.exists()


@pytest.mark.parametrize("measure", [Measure(Sanction.Kind.PAUSE), Measure(Sanction.Kind.PAUSE, timezone.now())])
def test_a_pause_without_a_moment_to_come_leaves_everything(note, moderator, measure):
    with pytest.raises(Refused, match="until when"), transaction.atomic():
        decide(case_of(note), moderator, "reject", reason=reason(), measure=measure)
    assert not Decision.objects.exists()
    assert case_of(note)


def test_an_appeal_is_answered_by_another_moderator_and_restores_everything(
    note, reader, article, moderator, second_moderator, django_capture_on_commit_callbacks
):
    ban = Measure(Sanction.Kind.BAN)
    decision = decide(case_of(note), moderator, "reject", reason=reason(), measure=ban)
    appeal(reader, decision, "It was meant as a joke about myself.")
    with pytest.raises(Refused):
        appeal(reader, decision, "Please!")
    case = Case.objects.open().get()
    assert not Case.objects.open().free_for(moderator).exists()
    with pytest.raises(Refused, match="Another moderator"):
        answer(case, moderator, "No.", is_granted=False)
    with pytest.raises(Refused, match="answer"):
        answer(case, second_moderator, " ", is_granted=True)
    with django_capture_on_commit_callbacks(execute=True):
        overturned = answer(case, second_moderator, "You are right.", is_granted=True)
    note.refresh_from_db()
    assert (note.is_shown, overturned.reverses) == (True, decision)
    assert not Sanction.objects.in_force().exists()
    assert "You are right." in mail.outbox[-1].body
    assert Appeal.objects.get().is_granted


def test_an_appeal_that_is_refused_leaves_the_decision(note, reader, moderator, second_moderator):
    decision = decide(case_of(note), moderator, "reject", reason=reason())
    appeal(reader, decision, "Why?")
    answer(Case.objects.open().get(), second_moderator, "It calls people fools.", is_granted=False)
    note.refresh_from_db()
    assert note.state == Note.State.REJECTED
    assert not Case.objects.open().exists()


def test_only_the_reader_appeals_and_only_against_what_went_against_them(note, second_reader, reader, moderator):
    approved = decide(case_of(note), moderator, "approve")
    for who, decision in ((second_reader, approved), (reader, approved)):
        with pytest.raises(Refused):
            appeal(who, decision, "No!")


def test_who_leaves_takes_their_words_out_of_what_was_decided(reader, second_reader, article, moderator):
    review("none")
    note = write(reader, article, INSULT)
    report(second_reader, note, "insult")
    decide(case_of(note), moderator, "hide", reason=reason(), words="Bùi, please.")
    assert INSULT in export_text(reader)
    erase(reader)
    decision = Decision.objects.get()
    assert (decision.action, decision.reason, decision.reader, decision.text, decision.words) == (
        "hide", reason(), None, "", "",
    )  # fmt: skip
    assert Report.objects.get().text == ""


def export_text(reader: User) -> str:
    return zipfile.ZipFile(BytesIO(export(reader))).read("all.json").decode()


def erase(reader: User) -> None:
    wish = leaving.ask_to_leave(reader, keeps_reactions=True)
    day_before = timezone.now() - timedelta(days=2)
    type(wish).objects.update(asked_at=day_before, due_at=day_before + timedelta(days=1))
    wish.refresh_from_db()
    leaving.erase(wish)
