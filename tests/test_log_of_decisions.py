"""The log of decisions, and readers and sanctions at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Decision, Note, Sanction
from accounts.moderation import decide
from tests.forms import judged, undrawn
from tests.moderators import INSULT, UNDO, desk_of, log_page, notes_of, reader_page
from tests.notes import case_of, reason, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderator) -> Client:
    return desk_of(moderator)


@pytest.fixture
def note(reader, article) -> Note:
    return write(reader, article, INSULT)


def listed(desk: Client, address: str) -> list[Decision]:
    with undrawn():
        return list(desk.get(address).context_data["cl"].result_list)


def test_the_log_is_searched_without_marks_and_filtered(desk, moderator, second_moderator, reader, article):
    note = write(reader, article, "Bến sông mở lại")
    decision = decide(case_of(note), moderator, "approve")
    other = decide(case_of(notes_of("Something else")[0]), second_moderator, "reject", reason=reason())
    log = reverse("admin:accounts_decision_changelist")
    for query in (
        "q=ben+song",
        "q=BUI",
        "q=hoai+huong",
        "q=ferry",
        "q=song+ngan",
        "action__exact=approve",
        f"by={moderator.pk}",
    ):
        assert listed(desk, f"{log}?{query}") == [decision], query
    assert listed(desk, f"{log}?reason__id__exact={reason().pk}") == [other]
    assert "Bến sông mở lại" in desk.get(log).content.decode()


def test_a_decision_is_taken_back_from_its_page_and_nothing_else_changes_it(desk, note, second_moderator):
    decision = decide(case_of(note), second_moderator, "reject", reason=reason())
    with undrawn():
        for act in ("delete_selected", "take_back", ""):
            desk.post(reverse("admin:accounts_decision_changelist"), {"action": act, "_selected_action": decision.pk})
        desk.post(log_page(decision), {"action": "approve", "text": "Forged", "reason": "999999"})
    assert (Decision.objects.count(), Decision.objects.get().text) == (1, INSULT)
    desk.post(log_page(decision), {"reason": reason("A mistake of ours").pk, "words": "Sorry."})
    note.refresh_from_db()
    back = Decision.objects.latest("pk")
    assert (note.state, back.reverses, back.words) == (Note.State.WAITING, decision, "Sorry.")
    shown = desk.get(log_page(decision)).content.decode()
    assert "taken back" in shown
    assert "Take it back" not in shown
    assert "already" in str(judged(desk, log_page(decision), {})["form"].errors)


def test_a_readers_page_has_their_record_and_warns_pauses_or_bans(desk, note, reader, moderator):
    decide(case_of(note), moderator, "reject", reason=reason())
    record = desk.get(reader_page(reader)).context["record"]
    assert (record.written, record.refused, record.percent_refused, record.is_confirmed) == (1, 1, 100, True)
    refused = desk.post(reader_page(reader), {"measure": "ban", "words": "Typed before."})
    assert "Choose a reason." in str(refused.context["form"].errors["reason"])
    assert "Typed before." in refused.content.decode()
    desk.post(reader_page(reader), {"measure": "ban", "reason": reason().pk})
    sanction = Sanction.objects.in_force().get()
    listed = desk.get(reverse("admin:accounts_sanction_changelist") + "?in_force=yes").content.decode()
    assert log_page(sanction.decision) in listed
    assert desk.post(UNDO, {"decision": sanction.decision_id})["Location"] == reader_page(reader)
    desk.post(reader_page(reader), {"measure": "ban", "reason": reason().pk})
    sanction = Sanction.objects.in_force().get()
    desk.post(log_page(sanction.decision), {"reason": reason("A mistake of ours").pk})
    assert not Sanction.objects.in_force().exists()


def test_what_a_reader_was_told_stays_as_it_was(desk, note, moderator):
    used, other = reason(), reason("Advertising")
    decide(case_of(note), moderator, "reject", reason=used)
    words = {"name": "Other", "names": "{}", "told": "Something else.", "told_in": "{}", "position": 9, "fits": "all"}
    for changed in (used, other):
        page = reverse("admin:accounts_reason_change", args=[changed.pk])
        assert ("retire this reason" in desk.get(page).text) == (changed == used)
        assert desk.post(page, words | {"is_retired": "on"}).status_code == 302
        changed.refresh_from_db()
    assert (used.name, used.is_retired, other.told) == ("Attacks a person", True, "Something else.")
    assert used.told.startswith("It attacks a person")


def test_moderators_decide_and_remove_nothing_by_hand(desk, note):
    given = note.reaction
    answer = desk.post(f"/admin/accounts/reaction/{given.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, Note.objects.exists()) == (403, True)


def test_a_colleague_is_not_sanctioned(desk, journalist):
    page = judged(desk, reader_page(journalist), {"measure": "ban", "reason": reason().pk})
    assert "colleague" in str(page["form"].errors)
    assert not Sanction.objects.exists()
