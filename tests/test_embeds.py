"""Videos and posts of other sites: which links are known, what is kept of them, and that nothing loads by itself."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Route, expect

from articles import body, embeds
from articles.models import Article
from tests.pasted import LINKS, STRANGE, TUBE


@pytest.mark.parametrize(("link", "provider", "page"), LINKS)
def test_a_link_is_known_in_its_many_forms(link: str, provider: str, page: str) -> None:
    embed = embeds.embed_of(link)
    assert embed
    assert (embed.provider, embed.url) == (provider, page)
    assert embed.frame.startswith(embeds.FRAME_SOURCES)
    assert embeds.embed_of(page) == embed


@pytest.mark.parametrize("link", STRANGE)
def test_other_links_are_not(link: str) -> None:
    assert embeds.embed_of(link) is None


def test_every_provider_is_tried_above() -> None:
    assert {provider for _link, provider, _page in LINKS} == set(embeds.PROVIDERS)


def test_the_policy_lets_the_listed_providers_into_frames_and_nobody_else() -> None:
    assert set(settings.SECURE_CSP["frame-src"]) == {"'self'", *embeds.FRAME_SOURCES}
    assert all(re.fullmatch(r"https://[a-z.-]+", source) for source in embeds.FRAME_SOURCES)


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (
            '<figure data-embed="https://youtu.be/dQw4w9WgXcQ"><figcaption>The  bridge “opens”</figcaption></figure>',
            f'<figure data-embed="{TUBE}"><a href="{TUBE}" rel="noopener">The bridge “opens”</a></figure>',
        ),
        (
            '<figure data-embed="https://youtu.be/dQw4w9WgXcQ" onclick="x" class="a"></figure>',
            f'<figure data-embed="{TUBE}"><a href="{TUBE}" rel="noopener">{TUBE}</a></figure>',
        ),
        (
            '<figure data-embed="https://evil.example/&quot;x">Look</figure>',
            '<p><a href="https://evil.example/&quot;x" rel="noopener">Look</a></p>',
        ),
        ('<figure data-embed="javascript:alert(1)">Look</figure>', "<p>Look</p>"),
        ("<figure><img src=x><figcaption>A caption</figcaption></figure>", "<p>A caption</p>"),
        (f'<p>{TUBE}</p><iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>', f"<p>{TUBE}</p>"),
    ],
)
def test_a_body_keeps_listed_embeds_and_makes_links_of_others(markup: str, kept: str) -> None:
    assert body.sanitised(markup) == kept
    assert body.sanitised(kept) == kept


def test_where_nobody_knows_embeds_there_is_a_link() -> None:
    kept = body.sanitised('<p>a</p><figure data-embed="https://youtu.be/dQw4w9WgXcQ">The bridge</figure>')
    assert f'<a href="{TUBE}"' in kept
    assert body.plain_text(kept) == "a The bridge"


@pytest.fixture
def with_video(article: Article) -> Article:
    article.body = (
        '<p>Before.</p><figure data-embed="https://youtu.be/dQw4w9WgXcQ">The &lt;bridge&gt;</figure><p>After.</p>'
    )
    article.save()
    return article


def test_the_page_has_a_placeholder_and_a_plain_link(client: Client, with_video: Article) -> None:
    page = client.get(with_video.get_absolute_url())
    text = page.content.decode()
    assert "<iframe" not in text
    assert f'<a href="{TUBE}"' in text
    assert "The &lt;bridge&gt;" in text
    assert "YouTube sees your address" in text
    assert "https://www.youtube-nocookie.com" in page["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_of_another_site_is_asked_for_before_the_press(
    new_page: Callable[..., Page], with_video: Article, live_server: object
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>Video</title>")

    page.route(re.compile(r"^https://"), answer)
    page.goto(with_video.get_absolute_url())
    page.get_by_role("button", name="Load from YouTube").scroll_into_view_if_needed()
    assert asked == []
    page.get_by_role("button", name="Load from YouTube").press("Enter")
    frame = page.locator("figure.embed iframe")
    expect(frame).to_have_attribute("title", "YouTube: The <bridge>")
    expect(frame).to_have_attribute("sandbox", re.compile("allow-scripts"))
    expect(frame).to_be_focused()
    page.frame_locator("figure.embed iframe").locator("html").wait_for()
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
