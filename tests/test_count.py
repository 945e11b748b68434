"""The beacon: what it counts, what it refuses, and that it keeps nothing of who."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from articles.models import Article
from portal.beacons import Beacons, Flusher
from tests.beacons import BROWSERS, CHROME, counted
from tests.press import Answer, Press
from tests.stories import hidden_stories

pytestmark = pytest.mark.django_db
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
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 DatadogSynthetics",
    "Mozilla/5.0 (compatible; A crawler that nobody has heard of)",
    f"{CHROME} +https://site.example/about-us",
    "AnythingElse/1.0",
]


@pytest.fixture
def beacons() -> Beacons:
    """What stands before Django, flushed by nobody but the test."""
    flusher = Flusher()
    flusher.is_begun = True
    return Beacons(Press(), flusher)


def beacon(beacons: Beacons, sent: str | bytes, method: str = "POST", **headers: str) -> Answer:
    sent = sent.encode() if isinstance(sent, str) else sent
    answer = Answer(beacons, "/count/", method, sent, **{"user_agent": CHROME} | headers)
    beacons.flusher.flush()
    return answer


def test_views_and_shares_are_counted(beacons: Beacons, article: Article) -> None:
    for event in ("view", "share"):
        assert beacon(beacons, f"article={article.pk}&event={event}").status == 204
    assert beacon(beacons, f"event=view&article={article.pk}", user_agent=BROWSERS[1]).status == 204
    assert counted() == (2, 1)


def test_readers_count(beacons: Beacons, article: Article) -> None:
    for number, agent in enumerate(BROWSERS, start=1):
        beacon(beacons, f"article={article.pk}&event=view", user_agent=agent)
        assert counted() == (number, 0), agent


def test_known_crawlers_do_not_count(beacons: Beacons, article: Article) -> None:
    for number, crawler in enumerate(CRAWLERS, start=1):
        assert beacon(beacons, f"article={article.pk}&event=view", user_agent=crawler).status == 204
        assert beacons.flusher.waiting.figures == {"received": number, "refused": number}, crawler
    assert counted() == (0, 0)


@pytest.mark.parametrize(
    ("header", "views"),
    [
        ({"sec_fetch_site": "same-origin"}, 1),
        ({"sec_fetch_site": "cross-site"}, 0),
        ({"sec_purpose": "prefetch;prerender"}, 0),
    ],
)
def test_only_our_own_pages_can_count_and_only_once_they_are_looked_at(
    beacons: Beacons, article: Article, header: dict[str, str], views: int
) -> None:
    assert beacon(beacons, f"article={article.pk}&event=view", **header).status == 204
    assert counted() == (views, 0)


def test_what_the_public_cannot_see_is_neither_counted_nor_told_apart(beacons: Beacons) -> None:
    for article in hidden_stories():
        assert beacon(beacons, f"article={article.pk}&event=view").status == 204
    assert beacon(beacons, f"article={2**63 - 1}&event=view").status == 204
    assert counted() == (0, 0)


NAMELESS = [
    "",
    "{}",
    "event=view",
    "article=x&event=view",
    "article=-1&event=view",
    "article=0&event=view",
    "article=٣&event=view",
    b"\xff\xfe",
]
IMPOSSIBLE = [f"article={2**63}&event=view", "article=1%00&event=view", "article=1", "article=1&event=like", "&" * 150]


def test_a_malformed_beacon_is_refused_in_words(beacons: Beacons, article: Article) -> None:
    for body in (*NAMELESS, *IMPOSSIBLE):
        answer = beacon(beacons, body)
        assert (answer.status, answer.body[-1:]) == (400, b"."), body
    assert counted() == (0, 0)


def test_of_a_long_body_or_one_of_unknown_length_nothing_is_read(beacons: Beacons) -> None:
    class Endless:
        def read(self, length: int) -> bytes:
            assert length == 0
            return b""

    environ = {"PATH_INFO": "/count/", "REQUEST_METHOD": "POST", "wsgi.input": Endless()}
    for length in ({"CONTENT_LENGTH": "201"}, {"CONTENT_LENGTH": "9" * 5000}, {"CONTENT_LENGTH": "²"}, {}):
        said: list[str] = []
        assert beacons(environ | length, lambda status, _headers, said=said: said.append(status))
        assert said == ["400 Bad Request"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_post_is_answered(beacons: Beacons, method: str) -> None:
    answer = beacon(beacons, "", method)
    assert (answer.status, answer.headers["Allow"], answer.body) == (405, "POST", b"")


def test_everything_else_is_left_to_what_stands_behind(beacons: Beacons) -> None:
    assert Answer(beacons, "/vietnam/").body.startswith(b"making 1 of /vietnam/")


def test_django_counts_alike_without_what_stands_before_it_and_needs_no_token(article: Article) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"user-agent": CHROME})
    response = strict.post("/count/", f"article={article.pk}&event=view", content_type="text/plain")
    assert (response.status_code, counted()) == (204, (1, 0))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("max-age=0")
    assert not Session.objects.exists()
    assert strict.post("/count/", {"article": article.pk, "event": "like"}).status_code == 400
    assert strict.get("/count/")["Allow"] == "POST"
