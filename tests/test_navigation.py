"""Which sections stand in the bar under the newspaper's name, and how the others are reached."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Section
from tests.bundles import LINE, bundle, load
from tests.stories import story

NAMES = [f"Section number {number}" for number in range(14)]


@pytest.mark.django_db
def test_a_section_out_of_the_navigation_is_in_the_menu_and_at_the_foot_of_the_page(client: Client) -> None:
    Section.objects.create(name="World")
    Section.objects.create(name="Letters", is_in_navigation=False)
    bar, end, rest = client.get("/search/").text.partition('class="all always"')
    assert (end != "", ">World</a>" in bar, ">Letters</a>" in bar) == (True, True, False)
    assert rest.count(">Letters</a>") == 2


@pytest.mark.django_db
def test_an_import_gives_the_navigation_as_many_sections_as_it_has_room_for(tmp_path: Path) -> None:
    load(bundle(tmp_path, *(LINE | {"id": name, "section": name} for name in NAMES)))
    assert [each.name for each in Section.objects.all() if each.is_in_navigation] == NAMES[:12]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_has_no_room_is_in_sight_or_within_reach(page: Page, live_server: LiveServer) -> None:
    """Of sections those beyond the bar's end, and what else there is to read beside a long text."""
    article = story("A long one", "Word for word. " * 2000)
    story("Another")
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    menu = page.locator(".sections button")
    expect(menu).to_be_hidden()
    beside = page.get_by_role("link", name="Another")
    page.mouse.wheel(0, 5000)
    expect(beside).to_be_in_viewport()
    Section.objects.bulk_create(Section(name=name, slug=f"n{place}") for place, name in enumerate(NAMES))
    page.reload()
    menu.click()
    expect(page.locator("#menu").get_by_role("link", name=NAMES[-1])).to_be_visible()
