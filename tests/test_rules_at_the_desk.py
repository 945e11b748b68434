"""Rules at the desk: tried against past notes before they are on, judged by their record, switched with a trace."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from accounts.models import Note, Reaction, Rule, RuleHit, User
from accounts.moderation import decide
from accounts.reactions import withdraw
from accounts.rules import CHECKS
from accounts.rules.trials import try_out
from tests.browser import accessibility_violations, be_logged_in
from tests.forms import judged
from tests.notes import case_of, reason, review, write
from tests.rules import rule
from tests.stories import story

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/accounts/rule/", "/admin/accounts/rule/add/"
FOOLS = {"name": "Fools", "kind": "words", "language": "", "words": "fool\nidiot*", "past": "500"}


@pytest.fixture(autouse=True)
def _no_rule_is_on(db):
    Rule.objects.update(is_on=False)


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def past(reader: User, moderator: User) -> dict[str, Note]:
    """Four notes that hold a word of FOOLS and one that does not, decided and not."""
    words = {
        "rejected": "You fool <b>!",
        "hidden": "What an Idiotic idea",
        "approved": "I was a fool myself",
        "undecided": "A fool's errand",
        "harmless": "The ferry saves me an hour",
    }
    notes = {name: write(reader, story(name), text) for name, text in words.items()}
    for name, action in {"rejected": "reject", "hidden": "hide", "approved": "approve"}.items():
        decide(case_of(notes[name]), moderator, action, reason=reason())
    return notes


def page_of(client: Client, where: str, **fields: str) -> str:
    """The page after `fields` are sent to it, or as it is without any."""
    response = client.post(where, fields) if fields else client.get(where)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_rule_is_tried_as_typed_before_it_exists(desk, past):
    page = page_of(desk, ADD, _try="1", **FOOLS | {"name": ""})
    assert "It would have held <b>4</b> of 5 notes. It would have been right in <b>67 %</b> of 3 decided." in page
    assert "You <mark>fool</mark> &lt;b&gt;!" in page
    assert "What an <mark>Idiotic</mark> idea" in page
    assert "ferry saves" not in page
    assert not Rule.objects.filter(kind="words", language="").exists()
    assert not RuleHit.objects.exists()
    assert 'value="500"' in page


def test_a_trial_changes_nothing_of_the_rule(desk, past):
    saved = rule("links", most=1)
    page = page_of(desk, f"{LIST}{saved.pk}/change/", _try="1", **FOOLS | {"past": "2"})
    assert "It would have held <b>1</b> of 2 notes. No moderator has decided" in page
    saved.refresh_from_db()
    assert (saved.kind, saved.words) == ("links", "")
    assert not LogEntry.objects.exists()


def test_what_cannot_be_tried_is_said_in_words(desk, subtests):
    for typed, said in (
        ({"past": "0"}, "greater than or equal to 1"),
        ({"past": "9" * 30}, "less than or equal to 5000"),
        ({"past": "x"}, "Enter a whole number"),
        ({"kind": "nonsense"}, "not one of the available choices"),
        ({"kind": "links", "most": "-1"}, "greater than or equal to 0"),
        ({"kind": "links", "most": "9" * 30}, "less than or equal to"),
        ({"words": "a\x00b"}, "Null characters are not allowed"),
        ({"language": "xx"}, "not one of the available choices"),
    ):
        with subtests.test(**typed):
            page = judged(desk, ADD, {"_try": "1"} | FOOLS | typed)
            assert said in str(page["adminform"].form.errors | page["past_form"].errors)
            assert page["trial"] is None
    page = page_of(desk, ADD, _try="1", **FOOLS | {"words": " "})
    assert ("“Words” is empty" in page, "It would have held" in page) == (True, False)


def test_each_note_is_judged_as_of_the_moment_it_was_written(reader):
    review("none")
    now = timezone.now()
    User.objects.update(date_joined=now - timedelta(days=30, hours=1))
    for days, text in ((30, "The same words of the same reader"), (2, "Something else"), (2, "Else"), (1, "One more")):
        note = write(reader, story("A ferry"), text)
        Note.objects.filter(pk=note.pk).update(written_at=now - timedelta(days=days))
    write(reader, story("A ferry"), "The same words of the same reader")
    held = {
        kind: len(try_out(Rule(kind=kind, most=most, minutes=minutes), past=500).held)
        for kind, most, minutes in [
            ("new_account", 2, None),
            ("reader_rate", 1, 10),
            ("repeated", 0, 7 * 24 * 60),
            ("network_rate", 1, 10),
        ]
    }
    assert held == {"new_account": 1, "reader_rate": 2, "repeated": 0, "network_rate": 0}
    Reaction.objects.update(network="home")
    assert len(try_out(Rule(kind="network_rate", most=1, minutes=10), past=500).held) == 2


def test_words_that_were_decided_on_outlast_their_note_in_a_trial(past, reader):
    for note in (past["rejected"], past["undecided"]):
        withdraw(reader, note.article)
    trial = try_out(Rule(kind="words", words="fool"), past=500)
    assert [(each.past.note.text, each.past.was_kept, each.past.is_gone) for each in trial.held] == [
        ("You fool <b>!", True, True),
        ("I was a fool myself", False, False),
    ]
    assert try_out(Rule(kind="reader_rate", most=0, minutes=1), past=500).past == 3


def test_a_trial_ends_in_time_and_says_how_far_it_came(past, monkeypatch, desk):
    trial = try_out(Rule(kind="words", words="fool"), past=500, seconds=0)
    assert (trial.looked, trial.past, trial.is_cut_short, trial.right) == (0, 5, True, None)
    monkeypatch.setattr(try_out, "__kwdefaults__", {"seconds": 0})
    assert "Looked at 0 of 5 notes" in page_of(desk, ADD, _try="1", **FOOLS)


def test_a_trial_looks_at_notes_in_the_rules_language(reader):
    write(reader, story("Un ferri", language="es"), "¡Por fin!")
    write(reader, story("A shark"), "The fin of a shark")
    trial = try_out(Rule(kind="words", words="fin", language="es"), past=500)
    assert (trial.past, [each.past.note.text for each in trial.held]) == (1, ["¡Por fin!"])


def test_a_check_that_fails_in_a_trial_is_counted(past, monkeypatch, desk):
    monkeypatch.setitem(CHECKS, Rule.Kind.WORDS, lambda _rule, _note: 1 / 0)
    assert "On 5 notes it gave no answer" in page_of(desk, ADD, _try="1", **FOOLS)


def test_a_rules_page_shows_how_often_it_was_right_and_what_it_held(desk, reader, second_reader, article, moderator):
    fools = rule("words", words="fool")
    note = write(reader, article, "You fool!")
    write(second_reader, article, "Poor fool.")
    decide(case_of(note), moderator, "reject", reason=reason())
    RuleHit.objects.create(rule=fools, found_at=timezone.now() - timedelta(days=3), was_right=False)
    RuleHit.objects.create(rule=fools, has_failed=True)
    page = page_of(desk, f"{LIST}{fools.pk}/change/")
    assert "It has held <b>3</b> notes. It was right in <b>50 %</b> of 2 decided." in page
    assert "It gave no answer 1 time in the last 30 days" in page
    assert page.count("Gave no answer") == 1
    assert page.count("<rect") == 4
    assert "Poor fool." in page
    assert "style=" not in page[page.index('id="record"') :]
    listed = page_of(desk, LIST)
    assert "50 % <small>of 2 decided</small>" in listed
    assert '<td class="field-lately">3</td>' in listed


def test_switching_is_written_down(desk, moderator):
    saved = rule("links", most=1)
    changed = {"name": "Links", "kind": "links", "most": "2", "language": ""}
    assert desk.post(f"{LIST}{saved.pk}/change/", changed).status_code == 302
    for action in ("switch_on", "switch_on", "switch_off"):
        desk.post(LIST, {"action": action, "_selected_action": [saved.pk]})
    saved.refresh_from_db()
    assert not saved.is_on
    said = LogEntry.objects.filter(user=moderator).order_by("pk").values_list("change_message", flat=True)
    assert [words for words in said if "Switched" in words] == ["Switched off.", "Switched on.", "Switched off."]


def test_only_who_may_change_a_rule_tries_or_switches_it(client, editor, journalist):
    saved = rule("links", most=1)
    for colleague in (editor, journalist):
        client.force_login(colleague)
        for where in (ADD, f"{LIST}{saved.pk}/change/"):
            assert client.post(where, FOOLS | {"_try": "1"}).status_code == 403
        assert client.post(LIST, {"action": "switch_off", "_selected_action": [saved.pk]}).status_code == 403
    saved.refresh_from_db()
    assert saved.is_on


def test_a_newsroom_begins_with_the_cautious_rules_on_and_the_rest_to_be_tried():
    for each in Rule.objects.all():
        each.full_clean()
    shipped = import_module("accounts.migrations.0004_beginning").RULES
    assert {each["name"] for each in shipped} == {each.name for each in Rule.objects.all()}
    assert {each["kind"] for each in shipped if each.get("is_on")} == {"links", "disposable", "reader_rate"}


def test_every_kind_says_what_it_does_and_what_its_settings_mean(desk):
    page = page_of(desk, ADD)
    said = {kind: page.count(f"for-kind for-{kind}") for kind in Rule.Kind}
    assert said == {kind: 1 + bool(needs.most) + needs.words for kind, needs in Rule.NEEDS.items()}


def test_the_page_shows_the_settings_of_the_chosen_kind_alone(page, moderator, live_server):
    be_logged_in(page, moderator, live_server.url)
    page.goto(ADD)
    for kind, settings in (
        ("words", "words"),
        ("links", "most"),
        ("reader_rate", "most minutes"),
        ("disposable", "words"),
    ):
        page.locator("#id_kind").select_option(kind)
        for setting in ("words", "most", "minutes"):
            assert page.locator(f"#id_{setting}").is_visible() is (setting in settings.split())
        assert page.locator("#id_kind_helptext .for-kind:visible").count() == 1
    assert accessibility_violations(page, "#rule_form") == ""
