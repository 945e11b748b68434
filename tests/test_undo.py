"""Notes decided together, and what was just done undone exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.claims import claim
from accounts.models import Case, Decision, Note, RuleHit, Sanction
from accounts.moderation import decide
from accounts.reports import report
from tests.forms import judged
from tests.moderators import INSULT, TOGETHER, UNDO, desk_of, held_by, notes_of, page_of, sent
from tests.notes import case_of, reason, review, write
from tests.stories import at, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderator) -> Client:
    return desk_of(moderator)


def test_several_are_decided_together_after_a_look_and_undone_exactly(desk, moderator, second_moderator, second_reader):
    review("none")
    shown = notes_of("Shown, then reported.")[0]
    report(second_reader, shown, "spam")
    review("all")
    waiting, taken = (write(second_reader, story(text), text) for text in ("Waits.", "Is taken."))
    claim(case_of(taken), second_moderator)
    before = state_of_everything()
    chosen = {"case": [case_of(each).pk for each in (shown, waiting, taken)], "action": "reject"}
    asked = desk.post(TOGETHER, chosen)
    assert [(each.case.note, each.action) for each in asked.context["doing"]] == [(shown, "hide"), (waiting, "reject")]
    assert "Đỗ Liên is looking" in asked.content.decode()
    texts = {f"seen-{case_of(each).pk}": each.text for each in (shown, waiting)}
    refused = judged(desk, TOGETHER, chosen | texts | {"sure": "yes", "words": "Kept."})
    assert "Choose a reason." in str(refused["form"].errors["reason"])
    assert state_of_everything() == before
    said = desk.post(TOGETHER, chosen | texts | {"sure": "yes", "reason": reason().pk}, follow=True).content.decode()
    for words in ("2 notes decided", "1 was left as it is", "Đỗ Liên is looking"):
        assert words in said
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == ["hide", "reject"]
    desk.post(UNDO, {"decision": [each.pk for each in Decision.objects.all()]})
    assert state_of_everything() == before


def state_of_everything() -> list[Any]:
    """What a decision may change, but for the trace that it leaves."""
    return [
        list(Note.objects.order_by("pk").values()),
        list(Case.objects.order_by("pk").values()),
        list(Case.objects.open().in_turn().values_list("pk", "reported")),
        list(RuleHit.objects.order_by("pk").values()),
        list(Sanction.objects.in_force().values()),
    ]


@pytest.mark.parametrize("was_shown", [False, True])
def test_undo_leaves_everything_as_it_was(desk, second_reader, moderator, was_shown, subtests):
    review("none" if was_shown else "all", reports_that_hold=1)
    note = notes_of(INSULT)[0]
    if was_shown:
        report(second_reader, note, "insult")
    held_by("Insults", note, "fool")
    before = state_of_everything()
    for action, measure in (("approve", ""), ("hide", "ban"), ("reject", "ban"), ("hold", "")):
        with subtests.test(action):
            desk.post(page_of(case_of(note)), sent(action, note, reason=reason().pk) | {"measure": measure})
            assert state_of_everything() != before or action == "hold"
            desk.post(UNDO, {"decision": Decision.objects.standing().get(action=action).pk})
            Case.objects.update(claimed_by=None, claimed_until=None)
            assert state_of_everything() == before


def test_a_colleagues_an_old_and_an_unknown_decision_are_not_undone_here(desk, moderator, second_moderator):
    first, second = notes_of("One.", "Two.")
    decision = decide(case_of(first), second_moderator, "approve")
    for number in (decision.pk, "0", "abc", "9" * 40, "\0"):
        desk.post(UNDO, {"decision": number})
    old = decide(case_of(second), moderator, "approve")
    with at(timezone.now() + timedelta(minutes=11)):
        desk.post(UNDO, {"decision": old.pk})
    assert Decision.objects.standing().filter(action="approve").count() == 2
