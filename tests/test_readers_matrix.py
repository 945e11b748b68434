"""Every page of readers, asked by everyone with every method: who gets in, what a forged form does, never a failure."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import Decision, Note, User
from articles.models import Article
from tests.forms import undrawn
from tests.notes import reason, write

pytestmark = pytest.mark.django_db

PUBLIC = {"notes", "notes_agreed", "picture"}  # the same for everyone
OPEN = {"state", "unsubscribe", "take_back"}  # say nothing of anybody, or carry a signed link
METHODS = ("GET", "HEAD", "POST")
NEITHER = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")  # each page is asked with all, by each with some
EVERYBODY = ("nobody", "reader", "second_reader", "moderator")


def patterns() -> Iterator[URLPattern]:
    """What accounts/urls.py names."""
    for each in get_resolver().url_patterns:
        if getattr(each, "urlconf_name", None) and getattr(each.urlconf_name, "__name__", "") == "accounts.urls":
            yield from each.url_patterns


@pytest.fixture
def pages(second_reader: User, article: Article) -> dict[str, str]:
    """The address of each page by its name; what it is about is the second reader's."""
    note = write(second_reader, article)
    Note.objects.filter(pk=note.pk).update(state=Note.State.SHOWN, shown_at=note.written_at)
    rejected = Decision.objects.create(action="reject", reader=second_reader, reason=reason())
    one, its_notes = [article.pk], [article.section.slug, (article.words, article.pk)]
    about: dict[str, list[Any]] = {
        "picture": ["x", 96],
        "take_back": ["x"],
        "unsubscribe": ["x"],
        "follow": ["section", article.section_id],
        "agree": [note.pk],
        "report": [note.pk],
        "appeal": [rejected.pk],
        "note_reading": one,
        "react": one,
        "save": one,
        "notes": its_notes,
        "notes_agreed": its_notes,
    }
    return {str(page.name): reverse(str(page.name), args=about.get(str(page.name))) for page in patterns()}


def is_right(name: str, who: str, answers: dict[str, int]) -> bool:
    """Whether the page answers as it should: reading to whom it is for, forms to nobody without their token."""
    is_let_in = 200 in (answers["GET"], answers["HEAD"])
    rights = [
        max(answers.values()) < 500,
        all(
            answers[method] >= 400 or (who == "nobody" and answers[method] == 302)
            for method in set(answers) & {*NEITHER}
        ),
        name in OPEN or answers["POST"] in (403, 404, 405),
        who != "nobody" or not is_let_in or name in PUBLIC | OPEN,
        name != "appeal" or is_let_in is (who == "second_reader"),
    ]
    return all(rights)


def methods_of(who: str, place: int) -> tuple[str, ...]:
    """What the page at this place of the list is asked with."""
    first = place + EVERYBODY.index(who)
    return *METHODS, NEITHER[first % len(NEITHER)], NEITHER[(first + 2) % len(NEITHER)]


def status_of(client: Client, method: str, address: str) -> int:
    """What the page answers; only what is read is drawn, since a refusal looks the same everywhere."""
    with nullcontext() if method == "GET" else undrawn():
        return client.generic(method, address).status_code


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_of_readers_lets_in_whom_it_should_and_takes_no_forged_form(who, pages, request):
    client = Client(enforce_csrf_checks=True)
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))
    assert len(pages) > 25
    asked = {
        name: {method: status_of(client, method, address) for method in methods_of(who, place)}
        for place, (name, address) in enumerate(pages.items())
    }
    assert {name: answers for name, answers in asked.items() if not is_right(name, who, answers)} == {}
