"""Words typed at the desk outlive a closed tab; colleagues see each other and what was saved meanwhile."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Author, Byline
from tests import kept
from tests.article_desk import page_of
from tests.browser import be_logged_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def opened(page: Page, article: Article, by: User, live_server: Any) -> Page:
    be_logged_in(page, by, live_server.url)
    page.goto(page_of(article))
    expect(page.locator("form[data-kept]")).to_be_attached()
    return page


def test_words_of_a_lost_session_and_of_a_closed_tab_are_offered_back(
    page: Page, editor: User, article: Article, live_server: Any
) -> None:
    Byline.objects.create(article=article, author=Author.objects.create(name="Nguyễn Ánh Tuyết"))
    opened(page, article, editor, live_server)
    page.get_by_label("Headline").fill("Đò ngang về bến")
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.insert_text("Chuyến cuối.")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('desk '))", polling=100)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_label("Password")).to_be_visible()
    second = page.context.new_page()
    page.close()
    opened(second, article, editor, live_server)
    kept_at = second.evaluate("JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('desk '))[1]).at")
    in_hanoi = f"{timezone.localtime(datetime.fromtimestamp(kept_at / 1000, UTC)):%H:%M}"
    expect(second.get_by_text("You have unsaved words")).to_contain_text(in_hanoi)
    second.get_by_role("button", name="Compare").click()
    expect(second.locator(".revisions-kept ins").first).to_have_text("Đò ngang về bến")
    second.get_by_role("button", name="Take them back").click()
    expect(second.get_by_label("Headline")).to_have_value("Đò ngang về bến")
    expect(second.locator(".ProseMirror[contenteditable=true]")).to_contain_text("Chuyến cuối.")
    second.get_by_role("button", name="Save").first.click()
    expect(second.locator(".messagelist .success")).to_be_visible()
    expect(second.locator("form[data-kept]")).to_be_attached()
    assert second.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk ')).length") == 0
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Đò ngang về bến", "<p>Chuyến cuối.</p>")


def test_two_colleagues_see_each_other_and_lose_nothing(
    page: Page, client: Client, editor: User, administrator: User, article: Article, live_server: Any
) -> None:
    client.force_login(editor)
    form = kept.opened(client, article)
    client.post(kept.address(article, "editing"), form)
    opened(page, article, administrator, live_server)
    expect(page.get_by_text("Mateo Bolaño has this article open too")).to_be_visible()
    assert "Trịnh Gia Bảo" in str(client.post(kept.address(article, "editing"), form).json()["others"])
    page.get_by_label("Headline").fill("Two ferries for the night shift")
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.insert_text("Two  spaces, of which the editor shows one. ")
    client.post(kept.address(article), form | {"headline": "A ferry for the day shift"})
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Somebody saved this article")).to_be_visible()
    expect(page.locator("form[data-kept]")).to_be_attached()
    expect(page.get_by_text("You have unsaved words")).to_have_count(0)
    expect(page.get_by_label("Headline")).to_have_value("Two ferries for the night shift")
    page.get_by_role("button", name="Save mine over it").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    mine, theirs, _before = (revision.content["headline"] for revision in article.revisions.all())
    assert (mine, theirs) == ("Two ferries for the night shift", "A ferry for the day shift")
    article.refresh_from_db()
    assert article.headline == mine
