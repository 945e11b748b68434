"""The reader's own page: what they said, what became of it, what was decided, and their one word against it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import moderation
from accounts.appeals import answer, appeal
from accounts.models import Appeal, Case, Decision, Note, Reaction, User
from accounts.moderation import decide, take_back
from accounts.sanctions import Measure
from articles.models import Article
from tests.cast import colleague
from tests.forms import JSON, undrawn
from tests.notes import case_of, reason, review, write

pytestmark = pytest.mark.django_db

INSULT = "Only a fool would cross there."
PAGE = "/me/reactions/"


@pytest.fixture
def own(client: Client, reader: User) -> Client:
    """The reader's browser."""
    client.force_login(reader)
    return client


@pytest.fixture
def second_moderator(db) -> User:
    return colleague("Moderator", "lien@example.com", "Đỗ Liên")


@pytest.fixture
def rejected(reader: User, article: Article, moderator: User) -> Decision:
    """A decision that goes against the reader."""
    case = case_of(write(reader, article, INSULT))
    return decide(case, moderator, "reject", reason=reason(), words="Write it without the insult.")


def test_a_reader_sees_in_words_how_their_note_stands(own, reader, article, subtests):
    write(reader, article)
    for state, words in {
        "waiting": "Your note waits for a moderator.",
        "held": "Your note is held for a closer look.",
        "shown": "Your note is shown now.",
        "hidden": "Your note was taken down.",
        "rejected": "Your note is not shown.",
    }.items():
        with subtests.test(state):
            Note.objects.update(state=state, shown_at=timezone.now())
            page = own.get(PAGE).text
            assert "The ferry saves me an hour." in page
            assert words in page
            assert page.count("Your note ") == 1


def test_a_reader_sees_in_words_whether_their_reaction_counts(own, reader, article):
    write(reader, article)
    standings = {"held": "It is not in the count yet", "void": "It is not counted"}
    assert [words for words in standings.values() if words in own.get(PAGE).text] == []
    burst = article.bursts.create()
    for standing, words in standings.items():
        Reaction.objects.update(standing=standing, burst=burst)
        assert words in own.get(PAGE).text


def test_a_decision_stands_with_its_reason_and_words_beside_the_note(own, rejected):
    page = own.get(PAGE).text
    for words in ("has decided not to show this note", reason().told, rejected.words, f"/me/appeal/{rejected.pk}/"):
        assert words in page
    assert "Other decisions" not in page


def test_what_is_but_held_and_what_others_were_told_is_not_shown(own, second_reader, article, moderator):
    other = decide(case_of(write(second_reader, article, INSULT)), moderator, "reject", reason=reason())
    assert "decided" not in own.get(PAGE).text
    assert own.get(f"/me/appeal/{other.pk}/").status_code == 404
    assert own.post(f"/me/appeal/{other.pk}/", {"words": "Let it stand."}).status_code == 404
    assert not Appeal.objects.exists()


def test_decisions_stay_in_sight_when_the_note_or_its_article_is_gone(own, reader, rejected):
    write(reader, rejected.article, "Written anew.")
    page = own.get(PAGE).text
    assert page.index("Other decisions") < page.index(INSULT)
    Article.objects.update(status="withdrawn")
    page = own.get(PAGE).text
    assert INSULT in page
    assert rejected.article.headline not in page


def test_a_pause_stands_at_the_top_with_its_end_and_reason(own, reader, moderator):
    ends_at = timezone.now() + timedelta(days=3)
    decision = moderation.sanction(
        reader, moderator, Measure("pause", ends_at), reason=reason(), words="For three days."
    )
    for address in (PAGE, "/me/"):
        page = own.get(address).text
        assert "You cannot react until" in page
        assert reason().told in page
        assert f"/me/appeal/{decision.pk}/" in page
    assert "For three days." in own.get(PAGE).text
    assert f"/me/appeal/{decision.pk}/" in own.get(PAGE).text
    take_back(decision, moderator)
    assert "You cannot react until" not in own.get("/me/").text


def test_who_is_banned_is_told_so_and_can_still_take_everything_back(own, reader, article, moderator):
    write(reader, article)
    moderation.sanction(reader, moderator, Measure("ban"), reason=reason())
    address = f"/me/react/{article.pk}/"
    refused = own.post(address, {"kind": "angry"}, headers=JSON)
    assert (refused.status_code, reason().told in refused.json()["error"]) == (400, True)
    assert own.get("/me/state/", {"article": article.pk}).json()["kept_out"] == refused.json()["error"]
    page = own.get(address).text
    assert "You can no longer react here." in page
    assert "<textarea" not in page
    own.post(address, {"intent": "take-note-away"})
    own.post(address, {"intent": "withdraw"})
    assert not Reaction.objects.exists()


def test_a_reader_appeals_once_and_reads_the_answer(own, rejected, second_moderator):
    address = f"/me/appeal/{rejected.pk}/"
    page = own.get(address).text
    for words in (INSULT, reason().told, rejected.words, "What happens next"):
        assert words in page
    sent = own.post(address, {"words": "It was a joke among friends."}, follow=True)
    assert sent.redirect_chain == [(address, 302)]
    for words in ("Your appeal is sent.", "It was a joke among friends.", "will look at it and answer you"):
        assert words in sent.text
    again = own.post(address, {"words": "And another thing."})
    assert (again.status_code, Appeal.objects.count()) == (400, 1)
    assert "It was a joke among friends." in own.get(address).text
    answer(Case.objects.get(kind="appeal"), second_moderator, "We have read it with other eyes.", is_granted=True)
    page = own.get(PAGE).text
    for words in ("Another moderator has granted it:", "We have read it with other eyes.", "Your note is shown now."):
        assert words in page


def test_an_appeal_that_is_refused_says_why(own, reader, rejected, second_moderator):
    asked = appeal(reader, rejected, "It was a joke.")
    answer(asked.cases.get(), second_moderator, "Not to us.", is_granted=False)
    page = own.get(PAGE).text
    assert "and the decision stays:" in page
    assert "Not to us." in page
    assert "/me/appeal/" not in page


def test_an_appeal_that_says_nothing_readable_is_refused_and_stays_typed(own, rejected):
    for words in ("", "  ", "...", "x" * 2001, "a\u202eb", "a\u200bb"):
        page = own.post(f"/me/appeal/{rejected.pk}/", {"words": words})
        assert (page.status_code, f"\n{words}</textarea>" in page.text) == (400, True), ascii(words)
    assert not Appeal.objects.exists()


def test_an_appeal_asks_who_one_is(client, rejected):
    client.logout()
    assert client.post(f"/me/appeal/{rejected.pk}/", {"words": "Let it stand."}).status_code == 302
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(rejected.reader)
    assert forged.post(f"/me/appeal/{rejected.pk}/", {"words": "Let it stand."}).status_code == 403
    assert not Appeal.objects.exists()


def test_a_number_without_a_decision_is_not_found(own):
    with undrawn():
        for number in ("0", "999999", str(2**63), "9" * 40, "-1", "1a", "1%00"):
            assert own.get(f"/me/appeal/{number}/").status_code in (400, 404), number


def test_many_decisions_take_no_more_queries(own, reader, article, moderator, django_assert_max_num_queries):
    review("all")
    for number in range(5):
        decide(case_of(write(reader, article, f"{INSULT} {number}")), moderator, "reject", reason=reason())
    assert Decision.objects.filter(reader=reader).count() == 5
    with django_assert_max_num_queries(12):
        own.get(PAGE)
