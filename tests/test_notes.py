"""Notes: why readers answered as they did, screened before they are shown, agreed with, reported."""

import pytest

from accounts import notes, rules
from accounts.models import Agreement, Case, Closing, Note, Reaction, ReactionKind, Report, ReviewPolicy, Rule
from accounts.reactions import react, withdraw
from accounts.refused import Refused
from accounts.reports import report
from articles.models import Article, Section
from tests.cast import account
from tests.notes import case_of, review, write
from tests.stories import hidden_stories

pytestmark = pytest.mark.django_db


def test_a_note_waits_for_review_and_is_not_shown(reader, article):
    note = write(reader, article)
    assert note.state == Note.State.WAITING
    assert not Note.objects.under(article).exists()
    assert (case_of(note).why, case_of(note).reader) == (Case.Why.POLICY, reader)


def test_without_review_a_note_is_shown_at_once(reader, article):
    review("none")
    note = write(reader, article)
    assert list(Note.objects.under(article)) == [note]
    assert not Case.objects.exists()


def test_new_readers_are_reviewed_until_some_of_their_notes_were_shown(reader, article):
    review("new", new_until=1)
    first = write(reader, article)
    assert first.state == Note.State.WAITING
    notes.show(first)
    other = Article.objects.create(
        headline="Another", section=article.section, status="published", published_at=article.published_at
    )
    assert write(reader, other).is_shown


def test_the_nearest_sections_policy_decides(reader, article):
    review("none")
    parent = Section.objects.create(name="Asia")
    article.section.parent = parent
    article.section.save()
    assert write(reader, article).is_shown
    ReviewPolicy.objects.create(section=parent, reviews="all")
    assert write(reader, article, "Written anew.").state == Note.State.WAITING
    ReviewPolicy.objects.create(section=article.section, reviews="none")
    assert write(reader, article, "And once more.").is_shown


def test_a_check_that_gives_no_answer_holds_the_note(reader, article, monkeypatch):
    review("none")

    def broken(rule: Rule, note: Note) -> None:
        Reaction.objects.extra(where=["no such column"]).exists()

    monkeypatch.setitem(rules.CHECKS, Rule.Kind.LINKS, broken)
    Rule.objects.create(name="Links", kind=Rule.Kind.LINKS, most=0, is_on=True)
    note = write(reader, article)
    assert note.state == Note.State.HELD
    assert case_of(note).why == Case.Why.CHECK_FAILED


def test_a_changed_note_is_another_note(reader, second_reader, article):
    review("none")
    note = write(reader, article)
    notes.agree(second_reader, note)
    assert write(reader, article) == note
    changed = write(reader, article, "No, two hours.")
    assert changed.pk != note.pk
    assert Note.objects.count() == 1
    assert not Agreement.objects.exists()


def test_another_answer_leaves_the_note_and_an_empty_note_takes_it_away(reader, article):
    note = write(reader, article)
    assert react(reader, article, ReactionKind.objects.get(key="worried")).note == note
    react(reader, article, ReactionKind.objects.get(key="worried"), note=" ")
    assert not Note.objects.exists()
    assert not Case.objects.open().exists()
    assert Reaction.objects.count() == 1


def test_taking_a_reaction_back_takes_its_note_along(reader, article):
    write(reader, article)
    withdraw(reader, article)
    assert not Note.objects.exists()
    assert not Case.objects.open().exists()


def test_what_cannot_be_a_note_is_refused_and_leaves_no_row(reader, article, subtests):
    for text in (
        *("a\x00b", "a\ud800b", "a\u202eb", "a\u200bb", "\u2066a", "a\ufeff", "a\u200db", "a\x1bb", "a\U000e0041"),
        *("id\ufe00iot", "id\ufe0fiot", "id\u180ciot", "id\U0001d173iot", "\u2800"),
        *("x" * 501, "x" * 10_000_000, "...", "\u3164", "id\u0316" + "\u0300" * 8 + "iot", "ก" + "\u0e49" * 9),
    ):
        with subtests.test(ascii(text[:99])), pytest.raises(Refused):
            write(reader, article, text)
    assert not Reaction.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("  two   words \r\n\r\n\r\n more ", "two words\n\nmore"),
        ("👩‍🚀 up! 🏳️‍🌈", "👩‍🚀 up! 🏳️‍🌈"),
        ("🙂", "🙂"),
        ("❤\ufe0f 1\ufe0f\u20e3 ℹ\ufe0f", "❤\ufe0f 1\ufe0f\u20e3 ℹ\ufe0f"),
        ("5 > 3 & <b>", "5 > 3 & <b>"),
        (
            "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
            "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
        ),
    ],
)
def test_a_note_is_kept_as_it_is_read(reader, article, typed, kept):
    assert write(reader, article, typed).text == kept


def test_what_the_public_cannot_see_takes_no_note_and_shows_none(reader, article):
    review("none")
    for hidden in hidden_stories():
        with pytest.raises(Refused):
            write(reader, hidden)
    note = write(reader, article)
    Article.objects.filter(pk=article.pk).update(status="withdrawn")
    assert not Note.objects.shown().filter(pk=note.pk).exists()


def test_an_editor_closes_notes_or_reactions_and_says_why(reader, article):
    closing = Closing.objects.create(article=article, closes="notes", why="Closed while the trial lasts.")
    with pytest.raises(Refused, match="trial"):
        write(reader, article)
    react(reader, article, ReactionKind.objects.get(key="angry"))
    closing.closes = "reactions"
    closing.save()
    with pytest.raises(Refused, match="trial"):
        react(reader, article, ReactionKind.objects.get(key="hopeful"))
    withdraw(reader, article)
    assert not Reaction.objects.exists()


def test_an_unconfirmed_account_never_counts(reader, article):
    reader.emailaddress_set.update(verified=False)
    with pytest.raises(Refused, match="Confirm"):
        write(reader, article)
    assert not Reaction.objects.exists()


def test_readers_agree_once_and_not_with_themselves(reader, second_reader, article):
    review("none")
    note = write(reader, article)
    for _twice in range(2):
        notes.agree(second_reader, note)
    with pytest.raises(Refused):
        notes.agree(reader, note)
    assert [each.agree for each in Note.objects.under(article)] == [1]
    notes.disagree(second_reader, note)
    assert not Agreement.objects.exists()


def test_most_agreed_come_first_when_asked_for(reader, second_reader, article):
    review("none")
    first, second = write(reader, article), write(second_reader, article, "Mine too.")
    notes.agree(second_reader, first)
    under = Note.objects.under(article)
    assert (list(under.newest()), list(under.most_agreed())) == ([second, first], [first, second])


def test_reports_open_one_case_and_enough_of_them_hold_the_note(reader, second_reader, article):
    review("none", reports_that_hold=2)
    note = write(reader, article)
    for _twice in range(2):
        report(second_reader, note, "insult", "It is about my mother.")
    note.refresh_from_db()
    assert (note.is_shown, Report.objects.count()) == (True, 1)
    third = account("chi@example.com", "Chi")
    report(third, note, "spam")
    note.refresh_from_db()
    assert note.state == Note.State.HELD
    assert case_of(note).reports.count() == 2
    with pytest.raises(Refused):
        report(account("dung@example.com", "Dũng"), note, "spam")


def test_what_was_reported_stays_when_its_reader_takes_it_back(reader, second_reader, article):
    review("none")
    report(second_reader, write(reader, article, "You fool."), "insult")
    withdraw(reader, article)
    case = Case.objects.open().get()
    assert (case.note, case.reports.get().text) == (None, "You fool.")


@pytest.mark.parametrize("about", ["", "nonsense", "x" * 99])
def test_a_report_names_what_is_wrong(reader, second_reader, article, about):
    review("none")
    with pytest.raises(Refused):
        report(second_reader, write(reader, article), about)
    assert not Report.objects.exists()
