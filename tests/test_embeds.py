"""Videos and posts of other sites: which links are known, what is kept of them, and that nothing loads by itself."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Route, expect

from articles import body, embeds
from articles.models import Article

TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LINKS = [
    (TUBE, "YouTube", TUBE),
    ("http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=42s", "YouTube", TUBE),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", TUBE),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "YouTube", TUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "YouTube", TUBE),
    ("HTTPS://WWW.YouTube.com/shorts/dQw4w9WgXcQ", "YouTube", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
    ("https://vimeo.com/76979871", "Vimeo", "https://vimeo.com/76979871"),
    ("https://vimeo.com/channels/staffpicks/76979871", "Vimeo", "https://vimeo.com/76979871"),
    ("https://vimeo.com/76979871/8272103f6e?share=copy", "Vimeo", "https://vimeo.com/76979871/8272103f6e"),
    ("https://player.vimeo.com/video/76979871", "Vimeo", "https://vimeo.com/76979871"),
    (
        "https://www.dailymotion.com/video/x8abcde?playlist=x",
        "Dailymotion",
        "https://www.dailymotion.com/video/x8abcde",
    ),
    ("https://dai.ly/x8abcde", "Dailymotion", "https://www.dailymotion.com/video/x8abcde"),
    (
        "https://geo.dailymotion.com/player.html?video=x8abcde",
        "Dailymotion",
        "https://www.dailymotion.com/video/x8abcde",
    ),
    (
        "https://www.tiktok.com/@vov.vn/video/7106594312292453675?is_from_webapp=1",
        "TikTok",
        "https://www.tiktok.com/@vov.vn/video/7106594312292453675",
    ),
    ("https://twitter.com/NASA/status/1445000000000000000?s=20", "X", "https://x.com/NASA/status/1445000000000000000"),
    ("https://x.com/NASA/status/1445000000000000000/photo/1", "X", "https://x.com/NASA/status/1445000000000000000"),
    (
        "https://www.facebook.com/watch/?v=10153231379946729",
        "Facebook",
        "https://www.facebook.com/watch/?v=10153231379946729",
    ),
    (
        "https://m.facebook.com/facebook/videos/some-words/10153231379946729/",
        "Facebook",
        "https://www.facebook.com/facebook/videos/10153231379946729",
    ),
    (
        "https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Freel%2F12345678",
        "Facebook",
        "https://www.facebook.com/reel/12345678",
    ),
    (
        "https://www.facebook.com/zuck/posts/pfbid02abcDEF",
        "Facebook",
        "https://www.facebook.com/zuck/posts/pfbid02abcDEF",
    ),
    ("https://www.instagram.com/p/CUbHfhpswxt/?igshid=1", "Instagram", "https://www.instagram.com/p/CUbHfhpswxt/"),
    ("https://instagram.com/nasa/reel/CUbHfhpswxt", "Instagram", "https://www.instagram.com/reel/CUbHfhpswxt/"),
    (
        "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
        "Bluesky",
        "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
    ),
    ("https://t.me/s/durov/142", "Telegram", "https://t.me/durov/142"),
    (
        "https://open.spotify.com/intl-vi/episode/0WvHJQU4pJjZQ7xJ2CqjNk?si=1",
        "Spotify",
        "https://open.spotify.com/episode/0WvHJQU4pJjZQ7xJ2CqjNk",
    ),
    ("https://soundcloud.com/forss/flickermood", "SoundCloud", "https://soundcloud.com/forss/flickermood"),
]
STRANGE = [
    "",
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    "https://youtu.be.evil.example/dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "https://youtu.be:8000/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ\n<script>",
    "https://www.youtube.com/@channel",
    "https://youtu.be/đQw4w9WgXcQ",
    "//youtu.be/dQw4w9WgXcQ",
    "https://[",
    "https://vm.tiktok.com/ZMabc/",
    "https://youtu.be/dQw4w9WgXcQ?x=" + "x" * 600,
]


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
