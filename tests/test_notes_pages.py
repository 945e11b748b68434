"""Notes as readers meet them: said with a reaction, shown under the article, agreed with and reported."""

import re
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.test import Client

from accounts import notes
from accounts.models import Agreement, Closing, Note, Reaction, ReactionKind, Report, User
from articles.models import Article
from tests.cast import PASSWORD, account
from tests.forms import JSON, undrawn
from tests.notes import notes_page, review, write
from tests.stories import hidden_stories, story
from tests.threads import at_once

pytestmark = pytest.mark.django_db

WHY = "The ferry saves me an hour."
FORM = "application/x-www-form-urlencoded"
BROKEN = {
    "NUL": b"a%00b",
    "surrogate": b"a%ED%A0%80b",
    "override": b"a%E2%80%AEb",
    "zero width": b"a%E2%80%8Bb",
    "not UTF-8": b"%FF%FE",
    "too long": b"x" * 501,
    "far too long": b"x" * 100_000,
    "too large": b"x" * 10_000_000,
}
NUMBERS = ["0", "999999", str(2**63 - 1), str(2**63), "9" * 40, "-1", "1a", "١", "1%00"]


@pytest.fixture
def note(reader: User, article: Article) -> Note:
    """A note that everyone can read."""
    review("none")
    return write(reader, article, WHY)


@pytest.fixture
def browser_of(second_reader: User) -> Client:
    """The browser of another reader."""
    client = Client()
    client.force_login(second_reader)
    return client


def say(client: Client, article: Article, text: str = WHY, **headers: str):
    return client.post(f"/me/react/{article.pk}/", {"kind": "hopeful", "note": text}, headers=headers)


def test_a_note_comes_with_the_reaction_and_the_page_says_what_became_of_it(client, reader, article):
    client.force_login(reader)
    answer = say(client, article)
    assert (answer.status_code, answer["Location"]) == (302, f"/me/react/{article.pk}/")
    page = client.get(answer["Location"]).text
    assert "Your note waits for a moderator." in page
    assert f"\n{WHY}</textarea>" in page
    assert Note.objects.get().reaction.network


@pytest.mark.parametrize(
    ("reviews", "state", "words"),
    [("all", "waiting", "Your note waits for a moderator."), ("none", "shown", "Your note is shown now.")],
)
def test_script_is_told_what_became_of_it(client, reader, article, reviews, state, words):
    review(reviews)
    client.force_login(reader)
    told = say(client, article, **JSON).json()["note"]
    assert (told["text"], told["state"], told["became"], told["language"]) == (WHY, state, words, "en")
    asked_later = client.get("/me/state/", {"article": article.pk}).json()
    assert asked_later["note"] == told


def test_a_note_is_changed_and_taken_away_and_goes_with_its_reaction(client, reader, article):
    client.force_login(reader)
    say(client, article)
    say(client, article, "No, two hours.")
    assert [note.text for note in Note.objects.all()] == ["No, two hours."]
    client.post(f"/me/react/{article.pk}/", {"kind": "worried"})
    assert (Note.objects.count(), Reaction.objects.get().kind.key) == (1, "worried")
    client.post(f"/me/react/{article.pk}/", {"intent": "take-note-away"})
    assert (Note.objects.count(), Reaction.objects.count()) == (0, 1)
    say(client, article)
    client.post(f"/me/react/{article.pk}/", {"intent": "withdraw"})
    assert not Note.objects.exists()
    assert not Reaction.objects.exists()


def test_a_note_needs_an_answer(client, reader, article):
    client.force_login(reader)
    page = client.post(f"/me/react/{article.pk}/", {"note": WHY})
    assert (page.status_code, "Choose an answer first" in page.text, WHY in page.text) == (400, True, True)
    assert not Reaction.objects.exists()


def test_text_that_cannot_be_shown_is_refused_in_words_and_leaves_no_row(client, reader, article, subtests):
    client.force_login(reader)
    for (name, body), headers in product(BROKEN.items(), ({}, JSON)):
        with subtests.test(name, **headers):
            sent = b"kind=hopeful&note=" + body
            answer = client.post(f"/me/react/{article.pk}/", sent, content_type=FORM, headers=headers)
            assert answer.status_code == 400
            if headers and len(body) < 5_000_000:
                assert re.search("nobody can see|at most 500 fit", answer.json()["error"])
    assert not Reaction.objects.exists()


def test_what_was_refused_is_still_typed(client, reader, article):
    client.force_login(reader)
    page = say(client, article, "Why? " * 101)
    assert page.status_code == 400
    assert "Your text has 504 letters; at most 500 fit." in page.text
    assert "Why? Why?" in page.text
    assert 'value="hopeful" required checked' in page.text


def test_a_number_without_a_note_is_not_found(client, reader):
    client.force_login(reader)
    with undrawn():
        for verb, number, ask in product(("react", "agree", "report"), NUMBERS, (client.get, client.post)):
            assert ask(f"/me/{verb}/{number}/", {"about": "spam"}).status_code in (400, 404), (verb, number)


def test_a_form_without_the_token_is_refused(note, second_reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(second_reader)
    for address in (f"/me/react/{note.article_id}/", f"/me/agree/{note.pk}/", f"/me/report/{note.pk}/"):
        assert client.post(address, {"kind": "angry", "note": "x", "about": "spam"}).status_code == 403
    assert (Note.objects.count(), Agreement.objects.count(), Report.objects.count()) == (1, 0, 0)


def test_a_closed_article_says_why_keeps_its_counts_and_offers_no_form(client, note, second_reader):
    closing = Closing.objects.create(article=note.article, closes="notes", why="Closed while the trial lasts.")
    page = client.get(note.article.get_absolute_url()).text
    assert "Closed while the trial lasts." in page
    assert "<textarea" not in page
    assert 'data-kind="hopeful"' in page
    client.force_login(second_reader)
    assert say(client, note.article, **JSON).json() == {"error": "Closed while the trial lasts."}
    closing.closes = "reactions"
    closing.save()
    page = client.get(note.article.get_absolute_url()).text
    assert "data-kind" not in page
    assert re.search(r"Hopeful\s*<i>1</i>", page)
    assert WHY in page
    plain = client.get(f"/me/react/{note.article_id}/").text
    assert "Closed while the trial lasts." in plain
    assert "<textarea" not in plain


@pytest.mark.parametrize("json", [False, True])
def test_a_note_of_someone_who_was_logged_out_is_kept_until_they_are_back(client, reader, article, json):
    answer = say(client, article, **(JSON if json else {}))
    log_in_page = answer.json()["log_in"] if json else answer["Location"]
    assert not Note.objects.exists()
    client.post(log_in_page, {"login": reader.email, "password": PASSWORD})
    kept = Note.objects.get()
    assert (kept.text, kept.reaction.reader, bool(kept.reaction.network)) == (WHY, reader, True)


def test_a_note_that_cannot_be_kept_is_refused_before_logging_in(client, article):
    assert say(client, article, "a\u202eb").status_code == 400
    assert "pressed" not in client.session


def test_notes_stand_under_the_article_as_plain_text(client, reader, article, second_reader):
    review("none")
    text = 'See https://spam.example <b>now</b>\n"twice"\n\nand again'
    note = write(reader, article, text)
    notes.agree(second_reader, note)
    page = client.get(article.get_absolute_url()).text
    assert "See https://spam.example &lt;b&gt;now&lt;/b&gt;<br>&quot;twice&quot;</p>" in page
    assert 'href="https://spam.example' not in page
    assert f'<bdi itemprop="name">{reader.display_name}</bdi>' in page
    assert re.search(rf'id="note-{note.pk}".*Hopeful.*<i itemprop="upvoteCount">1</i>', page, re.DOTALL)
    [said_at] = re.findall(r'itemprop="dateCreated" datetime="(.*?)"', page)
    assert timedelta(0) <= note.shown_at - datetime.fromisoformat(said_at) < timedelta(minutes=1)


def many(article: Article, how_many: int) -> list[Note]:
    return [write(account(f"n{n}@example.com", f"Reader {n}"), article, f"Reason {n}.") for n in range(how_many)]


def reasons(page: str) -> list[str]:
    return re.findall(r"Reason (\d+)\.", page)


def test_ten_notes_stand_on_the_article_and_the_others_a_page_at_a_time(client, article, second_reader):
    review("none")
    written = many(article, 12)
    notes.agree(second_reader, written[3])
    newest = [str(number) for number in reversed(range(12))]
    page = client.get(article.get_absolute_url()).text
    assert reasons(page) == newest[:5]
    assert f'href="{notes_page(article)}">All 12 notes' in page
    assert reasons(client.get(notes_page(article)).text) == newest[:10]
    second = client.get(notes_page(article, "?page=2")).text
    assert reasons(second) == newest[10:]
    assert f'<link rel="prev" href="{notes_page(article)}">' in second
    assert f'canonical" href="http://testserver{notes_page(article)}?page=2"' in second
    assert '<meta name="robots" content="noindex">' in second
    assert reasons(client.get(notes_page(article, "agreed/")).text)[:2] == ["3", "11"]
    with undrawn():
        for odd in ("0", "3", "-1", "a", "9" * 40):
            assert client.get(notes_page(article, f"?page={odd}")).status_code == 404


def test_the_page_of_notes_speaks_the_articles_language_and_follows_its_address(client):
    article = story("Cầu mới", language="vi")
    page = client.get(notes_page(article))
    assert (page.status_code, page["Content-Language"]) == (200, "vi")
    moved = client.get(f"/vietnam/another-wording-{article.pk}/notes/agreed/")
    assert (moved.status_code, moved["Location"]) == (301, notes_page(article, "agreed/"))
    assert client.post(notes_page(article)).status_code == 405


def test_a_page_of_notes_is_the_same_for_everyone(note, browser_of):
    notes.agree(User.objects.get(email="tomas@example.com"), note)
    for address in (note.article.get_absolute_url(), notes_page(note.article)):
        answer = browser_of.get(address)
        assert answer.content == Client().get(address).content
        assert not answer.cookies


def test_notes_cost_one_query_and_none_where_there_are_none(client, full, django_assert_max_num_queries):
    waiting = many(full, 11)
    with django_assert_max_num_queries(11) as without:
        client.get(full.get_absolute_url())
    for note in waiting:
        notes.show(note)
    with django_assert_max_num_queries(12) as with_notes:
        assert reasons(client.get(full.get_absolute_url()).text)
    assert len(with_notes) == len(without) + 1
    with django_assert_max_num_queries(7):
        client.get(notes_page(full))


def test_what_is_not_shown_is_found_nowhere_public(client, reader, article):
    absent = {}
    for state in ("waiting", "held", "hidden", "rejected"):
        absent[state] = write(account(f"{state}@example.com", state), article, f"A Kanarix is {state}.")
        Note.objects.filter(pk=absent[state].pk).update(state=state)
    for address in (article.get_absolute_url(), notes_page(article), notes_page(article, "agreed/"), "/"):
        assert "Kanarix" not in client.get(address).text
    review("none")
    public = Article.objects.create(
        headline="Gone soon", section=article.section, status="published", published_at=article.published_at
    )
    hidden = write(reader, public, "Kanarix sings.")
    Article.objects.filter(pk=public.pk).update(status="withdrawn")
    client.force_login(account("chi@example.com", "Chi"))
    with undrawn():
        for note, verb in product((*absent.values(), hidden), ("agree", "report")):
            address = f"/me/{verb}/{note.pk}/"
            assert client.get(address).status_code == client.post(address, {"about": "spam"}).status_code == 404
        assert {client.get(notes_page(each)).status_code for each in (public, *hidden_stories())} == {404}


def test_a_note_whose_reaction_is_held_out_of_the_count_is_not_shown_either(client, note):
    burst = note.article.bursts.create()
    Reaction.objects.update(standing="held", burst=burst)
    assert WHY not in client.get(note.article.get_absolute_url()).text
    client.force_login(note.reaction.reader)
    state = client.get("/me/state/", {"article": note.article_id}).json()
    assert "once a moderator has looked" in state["note"]["became"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_identical_requests_at_once_leave_one_row(note, browser_of):
    def press(address: str) -> int:
        browser = Client()
        browser.cookies = browser_of.cookies
        return browser.post(address, {"kind": "worried", "note": "Me too.", "about": "spam"}).status_code

    with undrawn():
        for address in (f"/me/react/{note.article_id}/", f"/me/agree/{note.pk}/", f"/me/report/{note.pk}/"):
            assert set(at_once(press, [address] * 6)) <= {200, 302}
    rows = (Note.objects.exclude(pk=note.pk), Agreement.objects, Report.objects)
    assert [each.count() for each in rows] == [1, 1, 1]


def test_every_kind_of_reaction_has_its_drawing(client, article):
    ReactionKind.objects.update(is_retired=True)
    for icon in ReactionKind.Icon.values:
        ReactionKind.objects.create(key=f"k-{icon}", name=f"Kind {icon}", icon=icon)
    page = client.get(article.get_absolute_url()).text
    bar = page[page.index('id="reactions"') : page.index('class="why"')]
    assert bar.count("<svg") == len(ReactionKind.Icon.values) - 1
