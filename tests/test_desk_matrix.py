"""Every address of the desk, asked by every role with every method: who gets in, who does not, and never a failure.

Whoever adds a page to the desk adds its line to PAGES (or its model's to MODELS); a page without one fails here.
"""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any, NamedTuple

import pytest
from django.contrib import admin, auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver

from accounts.models import Case, Decision, User
from articles.models import Article, Correction, PreviewLink, Revision, Section
from tests.deskful import a_row_of_each

pytestmark = pytest.mark.django_db

STAFF = "JEMA"  # the roles by their first letters: Journalist, Editor, Moderator, Administrator
ROLES = {"J": "journalist", "E": "editor", "M": "moderator", "A": "administrator"}


class May(NamedTuple):
    """Who may see a model's list and pages, add a row, change and delete this one."""

    view: str
    add: str
    change: str
    delete: str


NOBODY = May("", "", "", "")
MODELS = {
    "accounts_reactionkind": May("MA", "A", "A", "A"),
    "accounts_reaction": May("MA", "", "A", "A"),
    "accounts_rule": May("MA", "MA", "MA", "A"),
    "accounts_reason": May("MA", "MA", "MA", ""),
    "accounts_reviewpolicy": May("MA", "MA", "MA", "A"),
    "accounts_sanction": May("MA", "", "", ""),
    "accounts_closing": May("EMA", "EMA", "EMA", "EMA"),
    "accounts_user": May("MA", "A", "A", "A"),
    "account_emailaddress": May("A", "A", "A", "A"),
    "auth_group": May("A", "A", "A", "A"),
    "mfa_authenticator": NOBODY,
    "usersessions_usersession": NOBODY,
    # The article of these pages is somebody else's draft: a journalist may read it.
    "articles_article": May("JEMA", "JEA", "EA", "EA"),
    **{f"articles_{name}": May("JEA", "EA", "EA", "EA") for name in ("author", "breaking", "oldaddress", "page")},
    "articles_newsroom": May("JEA", "", "EA", ""),
    "articles_photo": May("JEA", "JEA", "EA", "EA"),
    "articles_section": May("JEA", "EA", "EA", "EA"),
    "articles_tag": May("JEA", "EA", "EA", "EA"),
    "articles_topic": May("JEA", "EA", "EA", "EA"),
}
STANDARD = {
    "changelist": lambda may: (may.view, may.view),
    "history": lambda may: (may.view, may.view),
    "add": lambda may: (may.add, may.add),
    "change": lambda may: (may.view, may.change),
    "delete": lambda may: (may.delete, may.delete),
}
# Who may read (GET) and who may send (POST), page by page.
PAGES = {
    "accounts_case_changelist": ("MA", ""),
    "accounts_case_change": ("MA", "MA"),
    "accounts_case_claim": ("", "MA"),
    "accounts_case_release": ("", "MA"),
    "accounts_case_next": ("", "MA"),
    "accounts_case_together": ("", "MA"),
    "accounts_case_undo": ("", "MA"),
    "accounts_case_reader": ("MA", "MA"),
    "accounts_decision_changelist": ("MA", "MA"),
    "accounts_decision_change": ("MA", "MA"),
    "accounts_decision_picture": ("MA", ""),
    "index": (STAFF, STAFF),
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, ""),
    "jsi18n": (STAFF, ""),
    "app_list": (STAFF, STAFF),
    "autocomplete": ("JEA", ""),
    "view_on_site": (STAFF, STAFF),
    "auth_user_password_change": ("A", "A"),
    "articles_article_compare": ("JEMA", ""),
    "articles_article_history": (STAFF, ""),
    "articles_article_restore": ("EA", "EA"),
    "articles_article_discard": ("", "EA"),
    "articles_article_editing": ("", "EA"),
    "articles_article_note": ("", "JEMA"),
    "articles_article_preview": ("JEMA", ""),
    "articles_article_previews": ("JEMA", "EA"),
    "articles_article_revoke_preview": ("", "EA"),
    "articles_article_hide_changes": ("EA", "EA"),
    "articles_article_links": ("JEMA", ""),
    "articles_article_photos": ("JEA", ""),
    "articles_tag_suggest": ("JEA", "JEA"),
    "articles_photo_library": ("JEA", ""),
    "articles_photo_upload": ("", "JEA"),
    "articles_photo_uploads": ("JEA", "JEA"),
    "articles_photo_words": ("JEA", "JEA"),
    "articles_slot_changelist": ("JEA", ""),
    "articles_slot_page": ("JEA", "EA"),
    "articles_slot_preview": ("JEA", ""),
    "articles_slot_previewed": ("JEA", "EA"),
}
NEITHER = ("PUT", "PATCH", "DELETE", "OPTIONS")
OPEN = {"login", "logout"}  # whoever is not logged in must get there
QUERIES = {"autocomplete": "?app_label=articles&model_name=byline&field_name=author"}
WORDS = {"app_label": "articles", "url": "nowhere", "key": "front-en"}
PARTS = {
    "article_id": (Article, "pk"),
    "number": (Revision, "number"),
    "correction_id": (Correction, "pk"),
    "id": (User, "pk"),
    "link_id": (PreviewLink, "pk"),
    "case_id": (Case, "pk"),
    "decision_id": (Decision, "pk"),
    "reader_id": (User, "pk"),
}
ODD = ("999999999", "0", "-1", "abc", "999_999_999", "_00", "1" + "0" * 30, "1'", "%ED%A0%80", "é" * 300)


class Page(NamedTuple):
    """An address of the desk: its name and its pattern's parts."""

    name: str
    route: str
    parts: tuple[str, ...]


def pages(patterns: list[Any], before: str = "") -> Iterator[Page]:
    """Every address below, those of all models too."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from pages(each.url_patterns, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            parts = tuple(getattr(each.pattern, "converters", None) or each.pattern.regex.groupindex)
            yield Page(each.name or "", before + str(each.pattern), parts)


ALL = list(pages(admin.site.urls[0]))


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets in is decided before a page is drawn, and drawing would take most of the time."""
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: "")


@pytest.fixture(autouse=True)
def _looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is done here lasts, so whoever asks a thousand times is the same each time, rights and all."""
    look_up, known = auth.get_user, {}

    def get_user(request: HttpRequest) -> User | AnonymousUser:
        key = request.session.session_key
        if key not in known:
            known[key] = look_up(request)
        return known[key]

    monkeypatch.setattr(auth, "get_user", get_user)


@pytest.fixture
def rows(journalist: User) -> dict[type, Any]:
    return a_row_of_each(journalist)


def rights_to(page: Page) -> tuple[str, str]:
    """Who may read and who may send to this page, by the table of models or by its own line."""
    model, _line, kind = page.name.rpartition("_")
    if page.name not in PAGES and model in MODELS and kind in STANDARD:
        return STANDARD[kind](MODELS[model])
    if page.parts == ("url",):
        return "", ""
    if not page.name:
        return STAFF, STAFF  # redirects of addresses that were cut short, to pages that say the rest
    assert page.name in PAGES, f"{page.name} ({page.route}) is new: say in PAGES who may read it and who may send to it"
    return PAGES[page.name]


def address(page: Page, rows: dict[type, Any], odd: str = "") -> str:
    """The page's address for the rows there are, or with `odd` in the place of every number."""
    found = page.route.lstrip("^").rstrip("$")
    for part in page.parts:
        value = odd or str(part_of(page, part, rows))
        found = re.sub(rf"<(\w+:)?{part}>|\(\?P<{part}>[^)]*\)", value.replace("\\", ""), found, count=1)
    return f"/admin/{found}{QUERIES.get(page.name, '')}"


def part_of(page: Page, part: str, rows: dict[type, Any]) -> Any:
    if page.name == "view_on_site":
        section = rows[Section]
        return ContentType.objects.get_for_model(section).pk if part == "content_type_id" else section.pk
    if part in WORDS:
        return WORDS[part]
    if part in PARTS:
        return getattr(rows[PARTS[part][0]], PARTS[part][1])
    model = next(model for model in rows if page.route.startswith(f"{model._meta.label_lower.replace('.', '/')}/"))
    return rows[model].pk


def is_let_in(answer: HttpResponse) -> bool:
    is_sent_away = answer.status_code == 302 and "/login/" in answer["Location"]
    return answer.status_code not in {403, 404, 405} and not is_sent_away


def ask(client: Client, method: str, where: str, data: Any = None, *, is_welcome: bool = True) -> HttpResponse:
    """Ask, and take back whatever a form did; who is not welcome does nothing, or the test fails anyhow."""
    if data is None or not is_welcome:
        answer = client.generic(method, where) if data is None else client.post(where, data)
    else:
        with transaction.atomic():
            answer = client.post(where, data)
            transaction.set_rollback(True)
    assert answer.status_code < 500, f"{method} {where} fails for {client.who}"
    return answer


def desk_of(who: str, request: pytest.FixtureRequest) -> Client:
    client = Client(raise_request_exception=False)
    client.who = who
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    return client


def asked_of(page: Page, letter: str) -> Iterator[tuple[str, Any, bool]]:
    """What to ask as this role: whatever it must not get, and once each page that somebody may read."""
    readers, senders = rights_to(page)
    if letter not in readers or letter == "A" or page.name in PAGES:
        yield "GET", None, letter in readers
    if letter not in senders or page.name in PAGES:
        yield "POST", {"post": "yes"}, letter in senders


@pytest.mark.parametrize("letter", ["-", "R", *ROLES])
def test_every_page_lets_in_whom_it_should_and_nobody_else(
    letter: str, rows: dict[type, Any], request: pytest.FixtureRequest
) -> None:
    client = desk_of({"-": "anonymous", "R": "reader", **ROLES}[letter], request)
    wrong = [
        f"{method} {page.name} {address(page, rows)}"
        for page in ALL
        if page.name not in OPEN
        for method, data, is_welcome in asked_of(page, letter)
        if is_let_in(ask(client, method, address(page, rows), data, is_welcome=is_welcome)) is not is_welcome
    ]
    assert not wrong, "\n".join(wrong)


def test_the_desk_is_read_and_posted_to_and_nothing_else(rows: dict[type, Any], request: pytest.FixtureRequest) -> None:
    """Every page is asked with all of the methods, each by another role, and so by all roles in turn."""
    clients = cycle([desk_of(who, request) for who in ("anonymous", "reader", *ROLES.values())])
    for page in ALL:
        for method in NEITHER if page.name not in OPEN else ():
            answer = ask(client := next(clients), method, address(page, rows))
            assert answer.status_code in {302, 404, 405}, (page.name, client.who)
            assert not is_let_in(answer), (page.name, client.who)


def test_an_odd_number_in_an_address_is_answered_in_words(
    rows: dict[type, Any], request: pytest.FixtureRequest
) -> None:
    """Each page is asked with some of the odd numbers, so that together they are asked with all."""
    client = desk_of("administrator", request)
    numbered = [page for page in ALL if page.name and set(page.parts) - {"url"}]
    for place, page in enumerate(numbered):
        for step, data in ((0, None), (3, {"post": "yes"}), (6, None)):
            odd = ODD[(place + step) % len(ODD)]
            answer = ask(client, "GET", address(page, rows, odd), data)
            is_sent_on = answer.status_code == 302 and answer["Location"].endswith(("/admin/", "/change/"))
            assert is_sent_on or answer.status_code in {400, 403, 404, 405}, (page.name, odd, answer.status_code)


QUESTIONS = (
    *("q=%00", "q=%ED%A0%80", "p=-1", "p=999999999999999999999", "o=99.-x", "all=", "e=1", "nonsense=1"),
    *("id__exact=abc", "id__in=1,x", "id__gte=1" + "0" * 30, "_popup=1&_to_field=x", "section__id__exact=1%00"),
    *("published_at__year=99999", "published_at__gte=never", "created_by__password__startswith=m", "_facets=x"),
)


def test_an_odd_question_to_a_list_is_answered_in_words(rows: dict[type, Any], request: pytest.FixtureRequest) -> None:
    client = desk_of("administrator", request)
    lists = [page for page in ALL if page.name.endswith("_changelist")]
    for place, page in enumerate(lists):
        is_article = page.name == "articles_article_changelist"
        for question in (
            QUESTIONS if is_article else (QUESTIONS[(place * 3 + more) % len(QUESTIONS)] for more in range(3))
        ):
            ask(client, "GET", f"{address(page, rows)}?{question}")
