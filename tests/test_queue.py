"""The moderators' queue at the desk: what waits, who looks at it, and what is decided on it, through its pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.appeals import appeal
from accounts.models import Appeal, Burst, Case, Decision, Note, Sanction
from accounts.moderation import decide
from accounts.reactions import react
from accounts.reports import report
from accounts.sanctions import Measure
from tests.cast import colleague
from tests.forms import judged, messages_of, undrawn
from tests.moderators import (
    INSULT,
    NEXT,
    QUEUE,
    TOGETHER,
    UNDO,
    desk_of,
    held_by,
    log_page,
    notes_of,
    page_of,
    reader_page,
    sent,
)
from tests.notes import case_of, reason, review, write
from tests.stories import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderator) -> Client:
    return desk_of(moderator)


@pytest.fixture
def note(reader, article) -> Note:
    return write(reader, article, INSULT)


def test_the_queue_shows_the_words_of_each_case_and_parts_them_with_counts(desk, note, second_reader, article):
    review("none")
    shown = notes_of("Shown and reported.")[0]
    report(second_reader, shown, "spam", "It sells boats.")
    burst = Burst.objects.create(article=article)
    Case.objects.create(kind="burst", why="burst", burst=burst, article=article)
    answer = desk.get(QUEUE)
    for words in (INSULT, "Shown and reported.", "1 report", "Many reactions came together"):
        assert words in answer.content.decode()
    assert next(iter(answer.context["page"])) == case_of(shown)
    whats, whys, sections = answer.context["choices"]
    assert [each.number for each in whats.each] == [1, 1, 1, 0]
    assert (whats.all.number, len(whys.each), [each.number for each in sections.each]) == (3, 3, [3])
    assert list(desk.get(f"{QUEUE}?what=reported").context["page"]) == [case_of(shown)]
    assert list(desk.get(f"{QUEUE}?why=policy&section={article.section_id}").context["page"]) == [case_of(note)]


def test_an_odd_question_to_the_queue_is_as_if_not_asked_and_the_page_says_so(desk, note, subtests):
    for odd, title in (
        *(("what=nope", "What waits"), ("why=x", "Why"), ("section=a", "Section"), ("section=999", "Section")),
        *(("section=" + "9" * 40, "Section"), ("what=", None), ("p=-1", None), ("p=x", None)),
    ):
        with subtests.test(odd), undrawn():
            answer = desk.get(f"{QUEUE}?{odd}")
            assert (answer.status_code, list(answer.context_data["page"])) == (200, [case_of(note)])
            said = [f"The filter “{title}” has no such choice; it is left out."] if title else []
            assert messages_of(desk, answer) == said


def test_a_full_queue_takes_few_queries(desk, second_reader, django_assert_max_num_queries):
    review("none")
    notes = notes_of(*(f"Note {number}" for number in range(6)))
    for note in notes:
        report(second_reader, note, "spam")
    held_by("Links", notes[0], "a.example")
    with django_assert_max_num_queries(13):
        assert "Links (a.example)" in desk.get(QUEUE).content.decode()


def test_a_case_shows_what_there_is_to_judge_it_by(desk, reader, second_reader, moderator, article):
    review("none")
    gone = write(second_reader, article, "Only a fool would cross there!!")
    Case.objects.create(kind="note", why="policy", note=gone, article=article, reader=second_reader)
    decide(case_of(gone), moderator, "reject", reason=reason())
    note = write(reader, article, INSULT)
    report(second_reader, note, "insult", "It calls my father a fool.")
    held_by("Insults", note, "fool")
    answer = desk.get(page_of(case_of(note)))
    for words in (
        INSULT,
        article.headline,
        "It calls my father a fool.",
        "Insults",
        "crosses there!!"[-8:],
        "0 days old",
    ):
        assert words in answer.content.decode()
    assert [(each.text, each.became) for each in answer.context["evidence"].similar] == [(gone.text, "not shown")]


def test_reasons_are_offered_where_they_fit(desk, moderator, note, article):
    burst = Case.objects.create(kind="burst", why="burst", burst=Burst.objects.create(article=article), article=article)

    def offered(page: str) -> list[str]:
        with undrawn():
            return [each.name for each in desk.get(page).context_data["form"].fields["reason"].queryset]

    of_notes, together = offered(page_of(case_of(note))), "Reactions that belong together"
    assert (len(of_notes), of_notes[0], together in of_notes) == (5, "Attacks a person", False)
    assert offered(page_of(burst)) == [together]
    refused = judged(desk, page_of(burst), {"action": "void", "reason": reason().pk})["form"]
    assert "Choose one of the reasons in the list." in str(refused.errors["reason"])
    for case, action in ((case_of(note), "reject"), (burst, "void")):
        fitting = [*offered(page_of(case)), "A mistake of ours"]
        decision = decide(case, moderator, action, reason=reason(fitting[0]))
        assert offered(log_page(decision)) == fitting


def test_reading_a_case_claims_nothing_and_a_press_does(desk, note, second_moderator):
    desk.get(page_of(case_of(note)))
    assert case_of(note).claimed_by is None
    desk.post(reverse("admin:accounts_case_claim", args=[case_of(note).pk]))
    other = desk_of(second_moderator)
    assert "Phan Hoài Hương looks at it until" in other.get(QUEUE).content.decode()
    assert "<textarea" not in other.get(page_of(case_of(note))).content.decode()
    assert other.post(page_of(case_of(note)), sent("approve", note)).status_code == 409
    desk.post(reverse("admin:accounts_case_release", args=[case_of(note).pk]))
    assert other.post(NEXT)["Location"] == page_of(case_of(note))
    assert case_of(note).claimed_by == second_moderator


def test_a_decision_leads_to_the_next_case_with_a_way_back(desk, moderator):
    first, second = notes_of(INSULT, "A better word.")
    answer = desk.post(page_of(case_of(first)), sent("reject", first, reason=reason().pk), follow=True)
    assert answer.redirect_chain == [(page_of(case_of(second)), 302)]
    assert case_of(second).claimed_by == moderator
    assert "Undo" in answer.content.decode()
    answer = desk.post(UNDO, {"decision": Decision.objects.get().pk})
    first.refresh_from_db()
    assert answer["Location"] == page_of(case_of(first))
    assert first.state == Note.State.WAITING


def test_the_way_on_stays_in_the_chosen_part_and_ends_in_words(desk, second_reader):
    review("none")
    shown = notes_of("Reported.")[0]
    report(second_reader, shown, "spam")
    review("all")
    write(second_reader, story("Another"), "Waits.")
    answer = desk.post(page_of(case_of(shown)) + "?what=reported", sent("approve", shown), follow=True)
    assert answer.redirect_chain[0][0] == f"{QUEUE}?what=reported"
    assert "Nothing more waits here" in answer.content.decode()


def test_a_held_note_is_not_the_next_one_again_and_again(desk):
    first, second, third = notes_of("First.", "Second.", "Third.")
    assert desk.post(page_of(case_of(first)), sent("hold", first))["Location"] == page_of(case_of(second))
    assert desk.post(NEXT, {"case": case_of(second).pk})["Location"] == page_of(case_of(third))
    assert case_of(second).claimed_by is None
    assert desk.post(NEXT, {"case": case_of(third).pk})["Location"] == page_of(case_of(first))


REFUSED = [
    ({"action": "reject"}, "reason", "Choose a reason."),
    ({"action": "hide", "reason": "999999"}, "reason", "Choose one of the reasons in the list."),
    ({"action": "reject", "measure": "warning"}, "reason", "Choose a reason."),
    ({"action": "reject", "measure": "pause"}, "until", "Say until when the pause lasts."),
    ({"action": "reject", "measure": "pause", "until": "2001-01-01T10:00"}, "until", "Choose a moment to come"),
    ({"action": "reject", "measure": "pause", "until": "9999-12-31T23:59"}, "until", "Choose a moment to come"),
    ({"action": "approve", "measure": "ban"}, "measure", "Nobody is sanctioned"),
    ({"action": "burn"}, "action", "burn"),
    ({"action": "admit"}, "__all__", "cannot be decided"),
    ({"action": "approve", "words": "a\u202eb"}, "__all__", "signs that nobody can see"),
    ({"action": "approve", "words": "a" * 1001}, "words", "1000"),
    ({"action": "approve", "seen": "What stood there before."}, "__all__", "changed the note meanwhile"),
]


def test_what_is_refused_keeps_what_was_typed_and_names_its_field(desk, note):
    page, typed = page_of(case_of(note)), {"words": "Write it without the insult."}
    for asked, field, sentence in REFUSED:
        form = judged(desk, page, sent(note=note, **(typed | asked)))["form"]
        assert sentence in str(form.errors[field])
        assert form["words"].value() == (typed | asked)["words"]
    answer = desk.post(page, sent(note=note, action="burn", **typed))
    assert answer.status_code == 400
    assert typed["words"] in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_decision_may_be_followed_by_a_pause(desk, note, reader):
    until = timezone.localtime() + timedelta(days=7)
    more = {"reason": reason().pk, "measure": "pause", "until": until.strftime("%Y-%m-%dT%H:%M")}
    desk.post(page_of(case_of(note)), sent("reject", note, **more))
    assert (
        Sanction.objects.in_force().get().ends_at.date()
        == until.astimezone(Sanction.objects.get().ends_at.tzinfo).date()
    )


def test_nobody_sees_or_decides_a_case_about_themselves(desk, moderator, article):
    note = write(moderator, article, INSULT)
    assert INSULT not in desk.get(QUEUE).content.decode()
    for answer in (desk.get(page_of(case_of(note))), desk.post(page_of(case_of(note)), sent("approve", note))):
        assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    desk.post(TOGETHER, {"case": case_of(note).pk, "action": "approve", "sure": "yes"})
    desk.post(reverse("admin:accounts_case_claim", args=[case_of(note).pk]))
    desk.post(reader_page(moderator), {"measure": "warning", "reason": reason().pk})
    assert not Decision.objects.exists()
    assert case_of(note).claimed_by is None


def test_an_appeal_is_answered_on_its_page_by_another_moderator(desk, moderator, second_moderator, note, reader):
    decision = decide(case_of(note), moderator, "reject", reason=reason(), measure=Measure("ban"))
    case = Case.objects.get(appeal=appeal(reader, decision, "It was a joke about myself."))
    assert desk.get(page_of(case))["Location"] == QUEUE
    assert desk.post(page_of(case), {"action": "refuse", "answer": "No."})["Location"] == QUEUE
    other = desk_of(second_moderator)
    shown = other.get(page_of(case)).content.decode()
    for words in (INSULT, "It was a joke about myself.", "Phan Hoài Hương", str(reason())):
        assert words in shown
    refused = judged(other, page_of(case), {"action": "grant", "answer": " "})
    assert "Write the reader an answer." in str(refused["form"].errors["answer"])
    with undrawn():
        assert other.post(page_of(case), {"action": "burn", "answer": "Words to keep."}).status_code == 400
    other.post(page_of(case), {"action": "grant", "answer": "You are right."})
    note.refresh_from_db()
    assert (note.is_shown, Appeal.objects.get().is_granted, Sanction.objects.in_force().exists()) == (True, True, False)


def test_an_answer_to_an_appeal_leaves_nothing_earlier_to_undo_beside_it(moderator, second_moderator, note, reader):
    asked = appeal(reader, decide(case_of(note), moderator, "reject", reason=reason()), "Why?")
    earlier, other = notes_of("Decided earlier.")[0], desk_of(second_moderator)
    other.post(page_of(case_of(earlier)), sent("approve", earlier))
    with undrawn():
        assert other.get(QUEUE).context_data["done"]
        other.post(page_of(asked.cases.get()), {"action": "refuse", "answer": "It stays."})
        assert other.get(QUEUE).context_data["done"] is None


def test_a_decision_that_is_appealed_against_is_answered_and_not_taken_back(desk, moderator, note, reader):
    decision = decide(case_of(note), moderator, "reject", reason=reason())
    appeal(reader, decision, "Why?")
    form = judged(desk, log_page(decision), {"reason": reason().pk})["form"]
    assert "Answer the appeal" in str(form.errors)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_eight_decisions_at_once_on_one_case_one_is_taken(moderator, note):
    desk, case, form = desk_of(moderator), case_of(note), sent("reject", note, reason=reason().pk)

    def press(_number: int) -> int:
        client = Client()
        client.cookies = desk.cookies
        try:
            return client.post(page_of(case), form).status_code
        finally:
            connections.close_all()

    with undrawn(), ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(8)))
    assert sorted(answers) == [302] + [409] * 7
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_moderators_who_press_next_at_once_get_different_cases(reader):
    for number in range(4):
        write(reader, story(f"Story {number}"), f"Note {number}")
    clients = [desk_of(colleague("Moderator", f"m{number}@example.com", f"M {number}")) for number in range(4)]

    def press(client: Client) -> str:
        try:
            return client.post(NEXT)["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(press, clients))
    assert len(set(answers) - {QUEUE}) == 4
    assert Case.objects.filter(claimed_by=None).count() == 0


def test_reacting_again_closes_the_case_that_was_about_the_old_words(desk, note, reader, article):
    case = case_of(note)
    react(reader, article, note.reaction.kind, note="Other words.")
    answer = desk.post(page_of(case), sent("approve", note))
    assert (answer.status_code, Decision.objects.exists()) == (409, False)
    assert "decided already" in answer.content.decode() or "already" in str(answer.context["form"].errors)
