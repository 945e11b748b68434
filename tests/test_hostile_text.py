"""Texts made to take long: whatever is sent is cleaned in seconds, and means what it meant."""

import pytest
from django.test import Client

from accounts.models import User
from articles.corrections import correct
from articles.models import Article, Correction, Section, Tag
from articles.placing import without_photos
from articles.revisions import keep
from articles.suggesting import named_in
from articles.text import composed, fold
from portal.logs import without_people
from tests.article_desk import ADD_ARTICLE, typed
from tests.processor import within
from tests.stories import story

pytestmark = pytest.mark.django_db
HALF = 150_000  # characters; a body may have twice as many


@pytest.mark.parametrize(
    "markup",
    [
        "<" + "a" * HALF,
        "<p>a" + " " * HALF + "b</p>",
        "<p>a" + "\n " * (HALF // 2) + "b</p>",
        f'<p style="{"mso-list:" * (HALF // 9)}">x</p>',
        f'<p style="{"mso-list:level" * (HALF // 14)}">x</p>',
        "a" + "\u0301\u0316" * (HALF // 2),
        "&" * (HALF // 10),
        "\u00a0x" * (HALF // 10),
    ],
)
def test_a_body_made_to_take_long_takes_a_second(markup: str) -> None:
    with within(2):
        without_photos(markup)


def test_a_text_made_to_take_long_is_looked_through_for_tags_in_a_second() -> None:
    Tag.objects.create(name="River")
    with within(2):
        assert named_in("<p" * HALF + "> river <b") == ["River"]


@pytest.mark.parametrize("asked", ["a" * 60_000, "Failing row contains (" * 3_000])
def test_an_address_made_to_take_long_is_logged_in_no_time(asked: str) -> None:
    with within(1):
        without_people(None, "", f"Forbidden: /tag/{asked}/")


@pytest.mark.parametrize("letter", ["&", "&a", "\u00a0x", "&#1;"])
def test_a_body_of_signs_that_are_slow_to_read_is_refused_for_its_length(
    client: Client, editor: User, section: Section, letter: str
) -> None:
    client.force_login(editor)
    with within(3):
        answer = client.post(ADD_ARTICLE, typed(section, body=letter * (2 * HALF // len(letter))))
        assert "The text is too long" in answer.content.decode()


def test_marks_beyond_what_a_language_puts_on_a_letter_are_left_out() -> None:
    assert composed("e\u0302\u0301" * 40) == "ế" * 40
    assert composed("a" + "\u0316" * 100 + "b") == "a" + "\u0316" * 30 + "b"
    assert composed("…「」、。" * 20 + "🎉" * 40) == "…「」、。" * 20 + "🎉" * 40
    assert fold("a" + "\u0316\u0301" * HALF) == "a"


def rewritten(before: str, after: str, editor: User) -> Correction:
    """A correction along with another text of an article; each is written as it is, because cleaning takes longest."""
    article = story("Long")

    def write(body: str) -> None:
        Article.objects.filter(pk=article.pk).update(body=body)
        article.refresh_from_db()

    write(before)
    keep(article, editor)
    write(after)
    correction = correct(article, "correction", "It is 4.2 km.", editor)
    keep(article, editor)
    return correction


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a</p>\n" * 12_000, "<p>b</p>\n" * 12_000),
        (f"<p>{'. '.join(map(str, range(15_000)))}</p>", f"<p>{', '.join(map(str, range(15_000)))}</p>"),
    ],
)
def test_a_change_made_to_take_long_is_shown_as_far_as_anybody_reads(
    client: Client, editor: User, before: str, after: str
) -> None:
    correction = rewritten(before, after, editor)
    with within(2):
        html = client.get(correction.get_absolute_url()).text
    assert "More was changed after that than this page shows." in html


def test_a_small_change_at_the_end_of_a_long_text_is_shown_whole(client: Client, editor: User) -> None:
    text = "\n".join(f"<p>Paragraph {number}.</p>" for number in range(2_000))
    correction = rewritten(text, text.replace("Paragraph 1999.", "The end."), editor)
    html = client.get(correction.get_absolute_url()).text
    assert "The end." in html
    assert "More was changed" not in html
