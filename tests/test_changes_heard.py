"""What changes in one process is seen in every other within a second; what does not change stays kept."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from psycopg import Notify

from accounts.models import ReactionKind
from accounts.reactions import react
from articles.models import Article, Breaking
from articles.publishing import publish
from portal.page_cache import PageCache
from portal.page_cache.listening import TRUST, Listener
from tests.line import Line
from tests.press import Press
from tests.served import Server, served, within
from tests.stories import story

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def line() -> Iterator[Line]:
    known = connection.get_connection_params()
    line = Line((known["host"], int(known["port"])))
    yield line
    line.cut()


def over(line: Line) -> dict[str, str]:
    """The environment of a server that reaches its database over the line."""
    password = connection.get_connection_params()["password"]
    return {"SERVED_DATABASE_PORT": str(line.port), "SERVED_DATABASE_PASSWORD": password}


def show_each_change_within_a_second(servers: list[Server], article: Article, reader: Any, editor: Any) -> None:
    draft = Article.objects.create(headline="Out at last", section=article.section, body="<p>It is out.</p>")
    kept = [story("Of the world", section="World").get_absolute_url(), "/world/", "/about/", "/corrections/"]
    pages = ["/", "/vietnam/", article.get_absolute_url(), *kept]
    for server in servers:
        within(10, server.trusts_its_pages)
        assert {server.get(page)[0] for page in pages} == {200}

    def misses() -> list[int]:
        return [server.figure("misses_total") for server in servers]

    def is_everywhere(text: str, *pages: str) -> bool:
        return all(text in server.get(page)[2] for server in servers for page in pages)

    publish(draft, editor)
    within(1, lambda: is_everywhere("Out at last", "/", "/vietnam/"))
    Article.objects.filter(pk=article.pk).update(headline="Another name for it", slug="as-before")
    within(1, lambda: is_everywhere("Another name for it", "/", "/vietnam/"))
    react(reader, article, ReactionKind.objects.on_offer()[0])
    article.refresh_from_db()
    within(1, lambda: is_everywhere("<i>1</i>", article.get_absolute_url()))
    before = misses()
    assert {server.get(page)[0] for server in servers for page in kept} == {200}
    assert misses() == before
    Breaking.objects.create(text="A storm is near.", ends_at=timezone.now() + timedelta(hours=1))
    within(1, lambda: is_everywhere("A storm is near.", *pages[:2], article.get_absolute_url()))
    story("By itself at its minute", published_at=timezone.now() + timedelta(seconds=1))
    Breaking.objects.all().delete()
    within(1, lambda: not any("A storm" in server.get(page)[2] for server in servers for page in pages[:2]))
    within(2, lambda: is_everywhere("By itself at its minute", "/", "/vietnam/"))


def test_pages_are_trusted_for_as_long_as_heartbeats_come_back() -> None:
    cache = PageCache(Press(), megabytes=1)
    listener = Listener(cache)
    beat = {"process": listener.name_of_process, "mark": listener.mark, "at": 100.0, "figures": {}}
    listener.hear([Notify("page_cache_alive", json.dumps(beat | {"mark": "another host's"}), 1)])
    assert cache.trusted_until == 0
    listener.hear([Notify("page_cache_alive", json.dumps(beat), 1)])
    assert cache.trusted_until == 100 + TRUST
    listener.doubt()
    assert cache.trusted_until <= monotonic()


def keeps_its_pages_while_the_database_is_away(server: Server, line: Line, article: Article) -> None:
    """What changed meanwhile, and could not be heard, is seen once it is back."""
    page, other = article.get_absolute_url(), story("Of the world", section="World").get_absolute_url()
    line.cut()
    within(1, lambda: server.figure("trusted") == 0)
    for _reader in range(3):
        assert [server.get(each)[0] for each in (page, "/")] == [200, 200]
    start = monotonic()
    status, headers, _body = server.get(other)
    assert (status, headers["retry-after"]) == (503, "5")
    assert server.get("/accounts/login/")[0] == 503
    assert monotonic() - start < 3
    Article.objects.filter(pk=article.pk).update(body="<p>Changed unheard.</p>")
    assert "Changed unheard." not in server.get(page)[2]
    line.mend()
    within(5, lambda: server.get(other)[0] == 200 and "Changed unheard." in server.get(page)[2])
    within(5, server.trusts_its_pages)


def lets_nobody_wait_for_long_while_the_database_is_silent(server: Server, line: Line, article: Article) -> None:
    """It takes every question and answers none, as a stopped process does; all threads have asked it something."""
    page, others = article.get_absolute_url(), [f"/accounts/login/?{number}" for number in range(8)]
    with ThreadPoolExecutor(len(others) + 1) as readers:
        assert [answer[0] for answer in readers.map(server.get, others)] == [200] * 8
        line.flows.clear()
        kept = readers.submit(server.get, page)
        answers = list(readers.map(server.get, others))
        assert {(status, headers["retry-after"]) for status, headers, _body in answers} == {(503, "5")}
        assert kept.result()[0] == server.get(page)[0] == 200
        line.flows.set()
        within(5, lambda: {answer[0] for answer in readers.map(server.get, others)} == {200})
        within(5, server.trusts_its_pages)


def test_every_process_shows_each_change_within_a_second_and_none_waits_for_the_database(
    article: Article, reader: Any, editor: Any, line: Line
) -> None:
    """Two servers, which take their time to start, go through all of it; the database is silent and away for both."""
    with served(2, **over(line)) as servers:
        show_each_change_within_a_second(servers, article, reader, editor)
        server = servers[0]
        assert server.get(article.get_absolute_url())[0] == 200
        lets_nobody_wait_for_long_while_the_database_is_silent(server, line, article)
        keeps_its_pages_while_the_database_is_away(server, line, article)
