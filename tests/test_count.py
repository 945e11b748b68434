"""The beacon: what it counts, what it refuses, and that it keeps nothing of who."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from articles.models import Article, Tally
from tests.stories import hidden_stories

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36{}"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {}"
BROWSERS = [
    CHROME,
    f"{CHROME} Edg/140.0",
    "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
    ANDROID.format("CUBOT X90", ""),
    ANDROID.format("CPH2591", " Zalo android/25091 ZaloTheme/light"),
    ANDROID.format("Pixel 8", " coc_coc_browser/127.0"),
    IPHONE.format("Version/18.6 Mobile/15E148 Safari/604.1"),
    IPHONE.format("Mobile/15E148 [FBAN/FBIOS;FBAV/520.0]"),
    IPHONE.format("Mobile/15E148 [Pinterest/iOS]"),
]
CRAWLERS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.2; +https://openai.com/gptbot",
    "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
]


def beacon(client: Client, body: Any, **headers: str) -> int:
    headers = {"user-agent": CHROME} | {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/count/", body, content_type="text/plain;charset=UTF-8", headers=headers).status_code


def counted() -> tuple[int, int]:
    """How many views and shares were counted in all."""
    tallies = Tally.objects.values_list("views", "shares")
    return sum(views for views, _shares in tallies), sum(shares for _views, shares in tallies)


def test_views_and_shares_are_counted(client: Client, article: Article) -> None:
    for event in ("view", "view", "share"):
        assert beacon(client, f"article={article.pk}&event={event}") == 204
    assert counted() == (2, 1)


def test_a_form_counts_like_plain_text(client: Client, article: Article) -> None:
    body, kind = f"article={article.pk}&event=view", "application/x-www-form-urlencoded;charset=UTF-8"
    assert client.post("/count/", body, content_type=kind, headers={"user-agent": CHROME}).status_code == 204
    assert counted() == (1, 0)


@pytest.mark.parametrize("agent", BROWSERS)
def test_readers_count(client: Client, article: Article, agent: str) -> None:
    beacon(client, f"article={article.pk}&event=view", user_agent=agent)
    assert counted() == (1, 0)


@pytest.mark.parametrize("crawler", CRAWLERS)
def test_known_crawlers_do_not_count(client: Client, article: Article, crawler: str) -> None:
    assert beacon(client, f"article={article.pk}&event=view", user_agent=crawler) == 204
    assert counted() == (0, 0)


@pytest.mark.parametrize(("site", "views"), [("same-origin", 1), ("cross-site", 0)])
def test_only_our_own_pages_can_count(client: Client, article: Article, site: str, views: int) -> None:
    assert beacon(client, f"article={article.pk}&event=view", sec_fetch_site=site) == 204
    assert counted() == (views, 0)


def test_what_the_public_cannot_see_is_neither_counted_nor_told_apart(client: Client) -> None:
    for article in hidden_stories():
        assert beacon(client, f"article={article.pk}&event=view") == 204
    assert beacon(client, f"article={2**63 - 1}&event=view") == 204
    assert counted() == (0, 0)


NAMELESS = [
    "",
    "{}",
    "event=view",
    "article=x&event=view",
    "article=-1&event=view",
    "article=٣&event=view",
    b"\xff\xfe",
]
IMPOSSIBLE = [f"article={2**63}&event=view", "article=1%00&event=view", "article=1", "article=1&event=like", "&" * 150]


@pytest.mark.parametrize("body", [*NAMELESS, *IMPOSSIBLE, "article=1&event=view&" + "x" * 300])
def test_a_malformed_beacon_is_refused(client: Client, article: Article, body: str | bytes) -> None:
    assert beacon(client, body) == 400
    assert counted() == (0, 0)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_nothing_but_post_is_answered(client: Client, method: str) -> None:
    response = getattr(client, method)("/count/")
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_the_beacon_needs_no_token_and_leaves_no_trace(article: Article) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"user-agent": CHROME})
    response = strict.post("/count/", f"article={article.pk}&event=view", content_type="text/plain")
    assert response.status_code == 204
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("max-age=0")
    assert not Session.objects.exists()
    assert counted() == (1, 0)
