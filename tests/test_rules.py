"""Rules: what makes a note wait for a moderator, in three languages, against tricks, and without ever refusing one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts import rules
from accounts.models import Case, Note, Reaction, ReactionKind, Rule, RuleHit, User
from accounts.moderation import decide
from accounts.reactions import react, withdraw
from tests.cast import account
from tests.notes import case_of, reason, review, write
from tests.rules import found_in, rule, seen, told
from tests.stories import story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_reason_to_wait(db):
    """Nothing but the test's own rules holds a note."""
    Rule.objects.update(is_on=False)
    review("none")


def test_shouting_is_told_from_a_few_capitals_and_from_scripts_without_any(reader):
    expected = {
        "THE FERRY SAVES ME AN HOUR, every day": ["72 % capitals"],
        "CHUYẾN PHÀ NÀY CỨU TÔI MỖI NGÀY": ["100 % capitals"],
        "¡ESTO NO PUEDE SEGUIR ASÍ, SEÑORES!": ["100 % capitals"],
        "The UN, UNESCO and NATO met in Hà Nội.": [],
        "GOAL!!! GOAL!!!": [],
        "フェリーで一時間も早くなりました。ありがとうございます。": [],
        "12345678901234567890 !!!": [],
    }
    assert {text: seen(text, kind="capitals", most=60) for text in expected} == expected
    rule("capitals", most=60)
    assert told(reader, "THE FERRY SAVES ME AN HOUR, every day") == ["72 % capitals"]


def test_an_account_is_new_for_some_hours(reader):
    new = rule("new_account", most=24)
    reader.date_joined = timezone.now() - timedelta(hours=5)
    reader.save()
    assert told(reader, "First!") == ["account 5 hours old"]
    reader.date_joined = timezone.now() - timedelta(hours=24)
    reader.save()
    assert told(reader, "Second!") == []
    new.delete()


def test_addresses_that_are_thrown_away_are_known_by_their_domain():
    expected = {
        "a@mailinator.com": ["mailinator.com"],
        "a@Sub.MAILINATOR.com": ["sub.mailinator.com"],
        "a@ours.example": ["ours.example"],
        "a@notmailinator.com": [],
        "a@mailinator.com.example.org": [],
        "mailinator.com@example.org": [],
    }
    listed = {"kind": "disposable", "words": "OURS.example\nother.example"}
    assert {email: seen("Hello there", email, **listed) for email in expected} == expected
    rule(**listed)
    assert told(account("a@ours.example", "Ann"), "Hello there") == ["ours.example"]


def test_one_reader_writes_only_so_many_notes_in_so_many_minutes(reader, second_reader):
    rule("reader_rate", most=2, minutes=10)
    assert [told(reader, f"Note {number}") for number in range(3)] == [[], [], ["3 notes in 10 min"]]
    assert told(second_reader, "Mine") == []
    Note.objects.update(written_at=timezone.now() - timedelta(minutes=10))
    assert told(reader, "Later") == []


def test_one_network_sends_only_so_many_notes_in_so_many_minutes(reader, second_reader):
    rule("network_rate", most=1, minutes=10)
    hopeful = ReactionKind.objects.get(key="hopeful")

    def from_network(who: User, network: str) -> list[str]:
        return found_in(react(who, story("A ferry"), hopeful, note="Hello", network=network).note)

    assert from_network(reader, "home") == []
    assert from_network(second_reader, "elsewhere") == []
    assert from_network(second_reader, "home") == ["2 notes in 10 min"]
    assert [from_network(reader, ""), from_network(reader, "")] == [[], []]


CAMPAIGN = "Chỉ có ứng viên Nguyễn Văn A mới cứu được chuyến phà đêm của chúng ta."


def test_the_same_text_again_is_held_whoever_sends_it_and_whatever_little_they_change(reader, second_reader, subtests):
    rule("repeated", most=0, minutes=10)
    assert told(reader, CAMPAIGN) == []
    for text, is_held in (
        (CAMPAIGN, True),
        (CAMPAIGN.upper(), True),
        ("Chi co ung vien Nguyen Van A moi cuu duoc chuyen pha dem cua chung ta", True),
        (CAMPAIGN.replace("đêm của chúng ta", "đêm cho chúng tôi!!!"), True),
        ("Chuyến phà đêm giúp tôi về nhà sớm hơn một tiếng mỗi ngày.", False),
    ):
        with subtests.test(text), transaction.atomic():
            assert told(second_reader, text) == (["like 1 note before it"] if is_held else [])
            transaction.set_rollback(True)  # for the next text
    Note.objects.update(written_at=timezone.now() - timedelta(minutes=10))
    assert told(reader, CAMPAIGN) == []


def test_a_few_words_are_many_readers_own_but_not_twice_one_readers(reader, second_reader):
    rule("repeated", most=0, minutes=10)
    assert told(reader, "Thank you all!") == []
    assert told(second_reader, "Thank you all!") == []
    assert told(reader, "Thank you all!") == ["like 1 note before it"]
    assert told(reader, "🎉🎉") == []
    assert told(reader, "🎉🎉") == ["like 1 note before it"]


def test_a_rule_looks_at_articles_in_its_language(reader):
    rule("words", words="fin", language="es")
    assert told(reader, "The fin of a shark.") == []
    spanish = story("Un ferri de noche", language="es")
    assert found_in(write(reader, spanish, "¡Por fin!")) == ["fin"]


def test_what_was_found_is_written_in_the_newsrooms_language(reader):
    rule("reader_rate", most=1, minutes=10)
    with translation.override("vi"):
        told(reader, "Một")
        assert told(reader, "Hai") == ["2 notes in 10 min"]


def test_every_kind_holds_and_none_refuses(reader, article, subtests):
    for kind, needs in Rule.NEEDS.items():
        with subtests.test(kind.value):
            settings = {"words": "ferry\nexample.com" if needs.must_have_words else ""} if needs.words else {}
            if needs.most:
                settings["most"] = needs.most[0]
            if needs.minutes:
                settings["minutes"] = 5
            rule(kind, **settings)
            note = write(reader, article, f"The FERRY, {kind}: https://example.com " + "X" * 400)
            assert note.pk
            assert note.state in (Note.State.HELD, Note.State.SHOWN)


def test_a_broken_rule_holds_the_note_and_silences_no_other(reader, article, moderator, monkeypatch):
    def broken(_rule: Rule, _note: Note) -> None:
        Reaction.objects.extra(where=["no such column"]).exists()

    monkeypatch.setitem(rules.CHECKS, Rule.Kind.CAPITALS, broken)
    failing, listed = rule("capitals", most=50), rule("words", words="fool")
    note = write(reader, article, "You fool.")
    assert (note.state, case_of(note).why) == (Note.State.HELD, Case.Why.RULE)
    assert {hit.rule: (hit.found, hit.has_failed) for hit in note.hits.all()} == {
        failing: ("gave no answer", True),
        listed: ("fool", False),
    }
    decide(case_of(note), moderator, "reject", reason=reason())
    assert {hit.rule: hit.was_right for hit in note.hits.all()} == {failing: None, listed: True}
    listed.delete()
    assert case_of(write(reader, story("Another"), "Dear all.")).why == Case.Why.CHECK_FAILED


def test_a_rule_keeps_its_record_when_the_note_goes_and_nothing_of_the_readers(reader, article, moderator):
    fools = rule("words", words="fool")
    decide(case_of(write(reader, article, "You fool.")), moderator, "reject", reason=reason())
    withdraw(reader, article)
    hit = RuleHit.objects.get()
    assert (hit.rule, hit.note, hit.found, hit.was_right) == (fools, None, "", True)
    recorded = Rule.objects.with_record().get(pk=fools.pk)
    assert (recorded.lately, recorded.decided, recorded.right) == (1, 1, 1)


def test_a_setting_that_does_not_do_is_named(subtests):
    for kind, settings, said in (
        ("words", {}, "“Words” is empty"),
        ("words", {"words": "ferry\n\n !!! \n"}, "line 3: “!!!”"),
        ("words", {"words": "one two three four five six seven eight nine ten eleven"}, "longer than 10"),
        ("disposable", {"words": "mail.example\nnonsense"}, "line 2: “nonsense” is no domain"),
        ("disposable", {"words": "somebody@mail.example"}, "is no domain"),
        ("links", {}, "“at most” to a number from 0 to 50"),
        ("capitals", {"most": 100}, "from 1 to 99"),
        ("reader_rate", {"most": 0, "minutes": 5}, "from 1 to 1000"),
        ("reader_rate", {"most": 3}, "“within minutes”"),
        ("repeated", {"most": 3, "minutes": 2**31 - 1}, "a week"),
        ("network_rate", {"most": 2**31 - 1, "minutes": 5}, "from 1 to 1000"),
        ("nonsense", {}, "not a valid choice"),
    ):
        with subtests.test(kind, **settings), pytest.raises(ValidationError, match=said):
            rule(kind, **settings)


def test_what_a_kind_does_not_need_is_not_kept():
    kept = rule("links", most=3, minutes=5, words="left over")
    assert (kept.words, kept.most, kept.minutes) == ("", 3, None)


@pytest.mark.parametrize(
    "settings",
    [
        {"kind": "words"},
        {"kind": "links"},
        {"kind": "reader_rate", "most": 1},
        {"kind": "repeated", "most": 1, "minutes": 0},
    ],
)
def test_the_database_refuses_a_rule_that_could_not_look(settings):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(name="Not whole", **settings)
