"""Log-in opened from a page speaks the language of that page; log-out ends on the front of its edition."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts import SIGN_UP, log_in
from tests.cast import PASSWORD
from tests.stories import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"Accept-Language": "es"})


def log_in_link(page: str) -> str:
    """Where the masthead of a page leads who is not logged in."""
    return re.search(r'href="(/accounts/login/[^"]*)"', Client().get(page).text)[1]


def language_of(answer) -> str:
    assert f'<html lang="{answer["Content-Language"]}">' in answer.text
    return answer["Content-Language"]


def test_log_in_speaks_the_language_of_the_page_that_it_was_opened_from(browser):
    article = story("Chuyến phà đêm", language="vi")
    story("Night ferry")
    pages = {"/vi/": "vi", "/vi/search/?q=a": "vi", "/vi/nothing/": "vi", "/vietnam/": "en", "/": "en"}
    for page, language in (pages | {article.get_absolute_url(): "vi"}).items():
        assert language_of(browser.get(log_in_link(page))) == language, page
    browser.cookies.clear()
    for nowhere in ("https://evil.example/vi/", "//evil.example/vi/", "/me/saved/", "/accounts/vi/", "", "vi"):
        assert language_of(browser.get(f"/accounts/login/?next={quote(nowhere)}")) == "es", nowhere
    assert not browser.cookies.keys() - {"csrftoken"}


def test_the_steps_after_it_speak_that_language_too_and_no_other_page_is_told(browser):
    page = browser.get(log_in_link("/vi/"))
    cookie = page.cookies["django_language"]
    assert (cookie["path"], cookie["max-age"], bool(cookie["httponly"])) == ("/accounts/", "", True)
    sign_up = re.search(r'href="(/accounts/signup/[^"]*)"', page.text)[1]
    assert language_of(browser.get(sign_up)) == "vi"
    assert language_of(browser.post("/accounts/signup/", SIGN_UP | {"password1": "short"})) == "vi"
    assert browser.post("/accounts/signup/", SIGN_UP)["Location"] == "/accounts/confirm-email/"
    assert language_of(browser.get("/accounts/confirm-email/")) == "vi"
    assert User.objects.get().language == "vi"


def test_a_reader_who_chose_a_language_keeps_it(browser, reader):
    User.objects.filter(pk=reader.pk).update(language="en")
    browser.force_login(reader)
    assert language_of(browser.get("/accounts/password/change/?next=/vi/")) == "en"


def test_log_out_ends_on_the_front_of_the_edition_that_the_reader_came_from(browser, reader):
    article = story("Chuyến phà đêm", language="vi")
    pages = {"/vi/vietnam/": "/vi/", article.get_absolute_url(): "/vi/", "/vietnam/": "/", "/es/about/": "/es/"}
    for page, front in pages.items():
        account = re.search(r'<template><a class="button" href="(.*?)">', Client().get(page).text)[1]
        browser.force_login(reader)
        form = browser.get(account).text.partition('action="/accounts/logout/"')[2].partition("</form>")[0]
        to = re.search(r'name="next" value="(.*?)"', form)[1]
        assert browser.post("/accounts/logout/", {"next": to})["Location"] == front, page


def test_log_out_from_elsewhere_ends_on_the_front_in_the_language_of_the_page(browser, reader):
    log_in(browser, reader.email, PASSWORD)
    assert 'name="next"' not in browser.get("/me/", {"next": "//evil.example/vi/"}).text
    assert browser.post("/accounts/logout/")["Location"] == "/es/"
