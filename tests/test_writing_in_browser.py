"""Writing in the editor with mouse and keyboard: photos, embeds, links, pasted text, counts."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from articles import body, embeds
from articles.models import Article, Author, Byline, Section
from articles.photos import take_in
from articles.placing import Placing, place
from tests.article_desk import ADD_ARTICLE, page_of
from tests.browser import accessibility_violations, be_logged_in, show_in
from tests.pasted import GOOGLE, LINKS, SITE, STRANGE, WORD
from tests.pictures import file, picture

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]

PASTE = """([html, text]) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  data.setData("text/plain", text)
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
  document.querySelector(".ProseMirror").dispatchEvent(event)
}"""
SAME_LINKS = """async (links) => {
  const { providerOf } = await import("desk/embeds")
  return links.map((link) => providerOf(link) ?? "")
}"""
SAME_COUNT = """async (texts) => {
  const { wordsIn } = await import("desk/guidance")
  return texts.map(wordsIn)
}"""
GONE = '<figure data-photo="99999"></figure>'
ROWS_IN_SIGHT = """[...document.querySelectorAll(".inline-group table")].every(
  (table) => table.clientWidth <= table.closest(".inline-group").clientWidth
)"""


@pytest.fixture
def at_desk(new_page: Callable[..., Page], editor: User, section: Section, live_server: Any) -> Callable[..., Page]:
    def opened(address: str, **options: Any) -> Page:
        page = new_page(**({"viewport": {"width": 1440, "height": 900}} | options))
        be_logged_in(page, editor, live_server.url)
        page.goto(address)
        expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
        return page

    return opened


def text_of(page: Page) -> Locator:
    return page.locator(".ProseMirror[contenteditable=true]")


def typed_body(page: Page) -> str:
    return body.sanitised(page.locator("#id_body").input_value())


def elements(markup: str) -> dict[str, int]:
    """How many of each element there are; the editor has its own names for bold, and paragraphs in items."""
    names = [{"b": "strong", "i": "em"}.get(name, name) for name in re.findall(r"<([a-z0-9]+)", markup)]
    return Counter(name for name in names if name != "p")


def test_photos_embeds_and_links_by_keyboard(at_desk: Callable[..., Page], article: Article) -> None:
    photo = take_in(file(picture()), caption="Bến phà lúc rạng đông", credit="Photo: Minh")
    page = at_desk(ADD_ARTICLE)
    text_of(page).focus()
    page.keyboard.type("Một.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Alt+p")
    page.keyboard.type("ben pha")
    page.get_by_role("button", name="Bến phà lúc rạng đông").press("Enter")
    expect(page.locator(".placed-photo figcaption")).to_contain_text("Bến phà lúc rạng đông")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Caption").fill("Ở đây")
    page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".placed-photo figcaption")).to_contain_text("Ở đây")
    page.keyboard.press("Alt+ArrowUp")
    figure = f'<figure data-photo="{photo.pk}" data-caption="Ở đây" data-credit="" data-alt=""></figure>'
    expect(page.locator("#id_body")).to_have_value(f"{figure}<p>Một.</p><p></p>")
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Control+x")
    expect(page.locator(".placed-photo")).to_have_count(0)
    page.keyboard.press("Control+End")
    page.wait_for_timeout(100)  # no hand is quicker than the editor learns where the cursor went
    page.keyboard.press("Control+v")
    expect(page.locator("#id_body")).to_have_value(f"<p>Một.</p>{figure}")
    text_of(page).locator("p").click()
    page.keyboard.press("End")
    page.keyboard.press("Control+k")
    page.keyboard.type("FERRY night")
    expect(page.locator("#desk-link-articles [aria-selected]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, ["", "https://youtu.be/dQw4w9WgXcQ"])
    expect(page.locator(".placed-embed")).to_contain_text("YouTube")
    link = f'<a href="{article.get_absolute_url()}" rel="noopener">{article.headline}</a>'
    assert typed_body(page).split("\n") == [
        f"<p>Một.{link}</p>",
        str(embeds.embed_of("https://youtu.be/dQw4w9WgXcQ")),
    ]


def fill_the_page(article: Article) -> None:
    """Give the article whatever stands on the writing page."""
    photo = take_in(file(picture()), caption="A ferry")
    place(article, [Placing(photo.pk, is_lead=True), Placing(photo.pk)])
    Byline.objects.create(article=article, author=Author.objects.create(name="Nguyễn Ánh Tuyết"))


def assert_it_fits_and_is_accessible(page: Page, place: str) -> None:
    for scheme, width in (("dark", 390), ("light", 1440)):
        page.set_viewport_size({"width": width, "height": 900})
        show_in(page, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(ROWS_IN_SIGHT)
        assert accessibility_violations(page, place) == "", scheme


def take_away_all(page: Page) -> None:
    text_of(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def type_and_count(page: Page) -> None:
    page.get_by_label("Headline").fill("Ngắn")
    expect(page.locator("#id_headline ~ output")).to_have_text("4 characters: short (50 to 90 is best)")
    page.get_by_label("Headline").fill("a" * 62)
    expect(page.locator("#id_headline ~ output")).to_have_text("62 characters: good")
    expect(page.locator("#id_search_title")).to_have_attribute("placeholder", "a" * 62)
    page.get_by_text("Search, sharing and origin").click()
    page.get_by_label("Address of the original").fill("https://www.courier.example/a")
    expect(page.get_by_label("Publisher of the original")).to_have_attribute("placeholder", "courier.example")
    take_away_all(page)
    page.keyboard.type("Tiếng Việt có dấu")
    expect(page.locator(".field-body output")).to_have_text("4 words · 1 min read")


def paste_as_the_server_would_have_it(page: Page) -> None:
    for pasted in (WORD, GOOGLE, SITE):
        take_away_all(page)
        page.evaluate(PASTE, [pasted, ""])
        shown, meant = typed_body(page), body.sanitised(pasted)
        assert body.plain_text(shown) == body.plain_text(meant)
        assert elements(shown) == elements(meant)


def assert_it_knows_links_and_words_as_the_server_does(page: Page) -> None:
    known = [link for link, _provider, _page in LINKS if "plugins" not in link and "player.html" not in link]
    names = [link.provider if (link := embeds.embed_of(url)) else "" for url in [*known, *STRANGE]]
    assert page.evaluate(SAME_LINKS, [*known, *STRANGE]) == names
    texts = ["<h2>One</h2><p>H<sub>2</sub>O &amp; <b>air</b><br>x</p>", "<p>Tiếng&nbsp;Việt\u2003có dấu</p>", ""]
    assert page.evaluate(SAME_COUNT, texts) == [body.word_count(text) for text in texts]


def follow_what_is_refused(page: Page) -> None:
    page.evaluate(f"document.querySelector('.ProseMirror').editor.commands.setContent({GONE!r})")
    page.locator("#id_embargoed_until_0").fill("some day")
    page.locator(".workflow").get_by_role("button", name="Save", exact=True).click()
    page.locator(".refusals").get_by_role("link", name="Body").click()
    expect(text_of(page)).to_be_focused()
    page.locator(".refusals").get_by_role("link", name="Embargoed until").press("Enter")
    expect(page.locator("#id_embargoed_until_0")).to_be_focused()


def test_the_writing_page_fits_is_accessible_counts_and_pastes_as_the_server_would_and_leads_to_what_is_refused(
    at_desk: Callable[..., Page], article: Article
) -> None:
    fill_the_page(article)
    page = at_desk(page_of(article))
    assert_it_fits_and_is_accessible(page, "fieldset.writing")
    page.get_by_role("button", name="Photo", exact=True).click()
    expect(page.locator(".desk-picker-photos img")).to_have_count(1)
    assert_it_fits_and_is_accessible(page, "dialog")
    page.keyboard.press("Escape")
    type_and_count(page)
    paste_as_the_server_would_have_it(page)
    assert_it_knows_links_and_words_as_the_server_does(page)
    follow_what_is_refused(page)
