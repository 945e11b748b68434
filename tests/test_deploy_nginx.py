"""The nginx of deploy/nginx, started for real before a newsroom that says what it was asked."""

import gzip
import json
import re
import socket
import ssl
from collections.abc import Iterator
from http.client import RemoteDisconnected
from threading import Thread
from typing import Any

import brotli
import pytest

from portal.page_cache.cache import KNOWN_QUERY, PASSED_BY
from portal.page_cache.codings import coding_for
from portal.page_cache.purgers import NOT_THERE
from tests.echo import KEPT, Echo
from tests.line import Line
from tests.proxied import FILES, NAME, Front, fronted
from tests.served import HOST, within

FORGED = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "http", "Forwarded": "for=6.6.6.6", "X-Real-IP": "6.6.6.6"}


@pytest.fixture(scope="module")
def echoing() -> Iterator[Echo]:
    with Echo() as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def line(echoing: Echo) -> Iterator[Line]:
    line = Line((HOST, echoing.server_port))
    yield line
    line.cut()


@pytest.fixture(scope="module")
def front(line: Line, tmp_path_factory: Any) -> Iterator[Front]:
    with fronted(tmp_path_factory.mktemp("nginx"), line.port) as front:
        yield front


@pytest.fixture
def echo(echoing: Echo) -> Iterator[Echo]:
    yield echoing
    echoing.kept, echoing.cookie, echoing.status = KEPT, "", 200


def test_a_page_is_kept_and_no_unknown_query_splits_it(front: Front, echo: Echo) -> None:
    first = front.get("/kept/")
    again = front.get("/kept/?utm_source=feed&fbclid=7", Cookie="sessionid=abcdefgh12345678")
    assert (first.kept, again.kept, again.body) == ("MISS", "HIT", first.body)
    assert front.get("/kept/", "HEAD").kept == "HIT"
    numbered = front.get("/kept/?utm_source=feed&page=1&page=2&page=&p=7")
    assert (numbered.kept, json.loads(numbered.body)["path"]) == ("MISS", "/kept/?page=2")
    assert front.get("/kept/?p=8&page=2").kept == front.get("/kept/?page=2&page=1").kept == "HIT"
    assert json.loads(front.get("/kept.xml?p=7&page=2").body)["path"] == "/kept.xml?p=7"


@pytest.mark.parametrize("address", ["/?utm_source=feed&p=77", "/article.php?id=17"])
def test_the_query_of_an_archive_reaches_the_newsroom_and_is_not_kept(front: Front, echo: Echo, address: str) -> None:
    bare = front.get(address.partition("?")[0])
    for _twice in range(2):
        asked = front.get(address)
        assert (asked.kept, json.loads(asked.body)["path"]) == ("BYPASS", address)
    again = front.get(f"{address.partition('?')[0]}?other=1")
    assert (again.kept, again.body) == ("HIT", bare.body)


def test_the_known_names_of_a_query_are_those_of_the_page_cache() -> None:
    names = re.findall(r'"~\^\(\?:\.\*&\)\?(\w+)=', (FILES / "http.conf").read_text())
    assert set(names) == KNOWN_QUERY


def test_what_the_page_cache_passes_by_has_a_place_of_its_own() -> None:
    places = re.findall(r"^location (?:\^~ |= )?(~ )?(\S+) \{", (FILES / "newsroom.conf").read_text(), re.MULTILINE)
    others = [(is_pattern, place) for is_pattern, place in places if place != "/"]
    for path in PASSED_BY:
        assert any(re.match(place, path) if is_pattern else path.startswith(place) for is_pattern, place in others), (
            path
        )


@pytest.mark.parametrize(
    "accepted",
    [
        *("", "gzip", "gzip, deflate", "gzip, deflate, br, zstd", "deflate, gzip;q=0.8, br;q=1.0", "br;q=0, gzip"),
        *("zstd,gzip", "gzip;q=0", "BR", "brr, xgzip", "br ; q=0 , zstd", "gzip;q=0.5", "identity, zstd;q=0.000, gzip"),
    ],
)
def test_the_newsroom_is_asked_for_the_coding_that_it_would_choose(front: Front, echo: Echo, accepted: str) -> None:
    told = json.loads(front.get(f"/coded/{accepted}/".replace(" ", ""), Accept_Encoding=accepted).body)
    assert told["headers"].get("Accept-Encoding") == coding_for(accepted)


def test_the_copies_of_a_page_in_its_codings_do_not_mix(front: Front, echo: Echo) -> None:
    first = {coding: front.get("/coded/", Accept_Encoding=coding) for coding in ("br", "zstd", "gzip", "identity")}
    again = {coding: front.get("/coded/", Accept_Encoding=f"{coding}, deflate") for coding in first}
    assert len({answer.body for answer in first.values()}) == len(first)
    assert {answer.kept for answer in again.values()} == {"HIT"}
    assert {coding: answer.body for coding, answer in again.items()} == {
        coding: answer.body for coding, answer in first.items()
    }


def test_what_a_client_claims_of_itself_does_not_reach_the_newsroom(front: Front, echo: Echo) -> None:
    for path in ("/claims/", "/accounts/claims/", "/search/", "/admin/", "/count/", "/photos/1.jpg"):
        told = json.loads(front.get(path, "POST" if path == "/count/" else "GET", **FORGED).body)["headers"]
        assert (told["X-Forwarded-For"], told["X-Forwarded-Proto"], told["Host"]) == (HOST, "https", NAME), path
        assert "6.6.6.6" not in str(told), path


def test_a_cookie_goes_to_private_pages_alone(front: Front, echo: Echo) -> None:
    def told(path: str) -> Any:
        return json.loads(front.get(path, Cookie="sessionid=mine", Authorization="Bearer mine").body)["headers"]

    assert not {"Cookie", "Authorization"} & set(told("/public/"))
    assert "Cookie" not in told("/search/?q=mine")
    assert [told(path)["Cookie"] for path in ("/me/", "/admin/", "/accounts/login/")] == ["sessionid=mine"] * 3
    assert told("/metrics")["Authorization"] == "Bearer mine"


def test_nothing_private_is_kept_whatever_it_says_of_itself(front: Front, echo: Echo) -> None:
    for path in (
        "/accounts/login/",
        "/me/state/",
        "/admin/",
        "/preview/token/",
        "/search/?q=lake",
        "/vi/search/?q=lake",
        "/health/",
        "/metrics",
    ):
        first, again = front.get(path), front.get(path)
        assert (again.kept, again.body == first.body) == (None, False), path


@pytest.mark.parametrize(("kept", "cookie"), [(KEPT, "a=1"), ("private, no-store", ""), ("max-age=0", "")])
def test_an_answer_with_a_cookie_or_for_one_reader_is_not_kept(
    front: Front, echo: Echo, kept: str, cookie: str
) -> None:
    echo.kept, echo.cookie = kept, cookie
    path = f"/unkept/{kept}{cookie}/".replace(" ", "")
    assert [front.get(path).kept for _each in range(2)] == ["MISS", "MISS"]


def test_an_address_written_otherwise_is_the_same_page(front: Front, echo: Echo) -> None:
    """So that nobody can have one page kept as the answer to another's address."""
    told = [json.loads(front.get(path).body)["path"] for path in ("//spelt//so/", "/%73pelt/so/", "/x/../spelt/so/")]
    assert told == ["/spelt/so/"] * 3
    assert front.get("/spelt/so/").kept == "HIT"


def test_a_photo_is_kept_for_everyone_and_asked_for_anew_by_the_desk(front: Front, echo: Echo) -> None:
    echo.kept = "public, max-age=31536000, immutable"
    first, again = front.get("/photos/7/p-full-400.webp"), front.get("/photos/7/p-full-400.webp?x=1")
    desk = front.get("/photos/7/p-full-400.webp", Cookie="sessionid=desk")
    assert (again.body == first.body, desk.body == first.body) == (True, False)
    assert (first.headers["Content-Security-Policy"]) == "default-src 'none'; sandbox"
    echo.kept = "private, no-store"
    assert front.get("/photos/8/p-full-400.webp", Cookie="sessionid=0; sessionid=desk").status == 200
    again = front.get("/photos/8/p-full-400.webp")
    assert "Cookie" not in json.loads(again.body)["headers"]


def test_copies_are_dropped_from_this_machine_alone(front: Front, echo: Echo) -> None:
    def purge(name: str, path: str) -> int:
        return front.plainly(front.purging, "PURGE", path, Host=name, **{"X-Forwarded-Proto": "https"}).status

    kept = [front.get("/told/?page=2", Accept_Encoding=coding).body for coding in ("br", "gzip", "identity")]
    front.get("/told/", "PURGE")
    assert front.plainly(front.purging, "GET", "/told/?page=2").status == 405
    assert {purge(NAME, "/told/"), purge("another.example", "/told/?page=2")} <= NOT_THERE
    assert front.get("/told/?page=2", Accept_Encoding="br").kept == "HIT"
    assert purge(NAME, "/told/?page=2") == 200
    anew = [front.get("/told/?page=2", Accept_Encoding=coding) for coding in ("br", "gzip", "identity")]
    assert [each.kept for each in anew] == ["MISS"] * 3
    assert not {each.body for each in anew} & set(kept)


def test_too_much_at_once_is_refused_in_a_clear_page(front: Front, echo: Echo) -> None:
    most = {"/": 1, "/me/picture/": 11}
    for path, megabytes in most.items():
        assert front.get(path, "POST", bytes(megabytes * 2**20)).status == 200, path
        refused = front.get(path, "POST", bytes(megabytes * 2**20 + 1))
        assert (refused.status, "too large" in refused.text) == (413, True), path
    assert front.get("/admin/photo/upload/", "POST", bytes(41 * 2**20)).status == 200
    assert "410m" in (FILES / "newsroom.conf").read_text()


def test_who_tries_to_log_in_without_end_has_to_wait(front: Front, echo: Echo) -> None:
    tries = [front.get("/accounts/reauthenticate/", "POST", name=NAME) for _each in range(40)]
    assert tries[0].status == 200
    assert (tries[-1].status, "too often" in tries[-1].text) == (429, True)
    assert front.get("/accounts/login/").status == 200


def test_tls_is_1_2_or_1_3(front: Front) -> None:
    def spoken(version: str) -> str | None:
        context = front.trust()
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
        with (
            socket.create_connection((HOST, front.https)) as plain,
            context.wrap_socket(plain, server_hostname=NAME) as safe,
        ):
            return safe.version()

    assert [spoken("TLSv1_2"), spoken("TLSv1_3")] == ["TLSv1.2", "TLSv1.3"]
    with pytest.warns(DeprecationWarning, match="TLSv1_1"), pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        spoken("TLSv1_1")


def test_http_2_is_offered(front: Front) -> None:
    context = front.trust()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection((HOST, front.https)) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as safe,
    ):
        assert safe.selected_alpn_protocol() == "h2"


def test_plain_http_leads_to_https(front: Front) -> None:
    led = front.plainly(front.http, "GET", "/vietnam/lake-7/?page=2")
    assert (led.status, led.headers["Location"]) == (301, f"https://{NAME}/vietnam/lake-7/?page=2")
    (front.folder / "acme/.well-known/acme-challenge").mkdir(parents=True)
    (front.folder / "acme/.well-known/acme-challenge/token").write_text("proof")
    assert front.plainly(front.http, "GET", "/.well-known/acme-challenge/token").text == "proof"


def test_who_asks_for_another_name_learns_nothing(front: Front) -> None:
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        front.get("/", name="another.example")
    with pytest.raises(RemoteDisconnected):
        front.get("/", Host="another.example")
    with pytest.raises(RemoteDisconnected):
        front.plainly(front.http, "GET", "/", Host="another.example")


@pytest.mark.parametrize("trouble", ["away", "failing"])
def test_what_was_kept_outlives_the_newsroom(front: Front, echo: Echo, line: Line, trouble: str) -> None:
    echo.kept = "public, max-age=0, s-maxage=1, stale-if-error=3600"
    page = front.get(f"/brief/{trouble}/")
    photo = front.get(f"/photos/{trouble}.webp")
    if trouble == "away":
        line.cut()
    else:
        echo.status = 503
    within(15, lambda: front.get(f"/brief/{trouble}/").kept == "STALE")
    assert front.get(f"/brief/{trouble}/")[::2] == (200, page.body)
    assert front.get(f"/photos/{trouble}.webp").body == photo.body
    if trouble == "away":
        private = front.get("/me/")
        assert (private.status, private.headers["Retry-After"]) == (502, "5")
        assert "not answering" in private.text
        assert "Tòa soạn" in private.text
        line.mend()
    echo.status = 200
    within(15, lambda: front.get(f"/brief/{trouble}/").body != page.body)


def test_static_files_come_from_disk_in_the_best_coding(front: Front) -> None:
    css = front.folder / "lib/static/css"
    css.mkdir(parents=True)
    for name in ("plain.css", "named.0123456789ab.css"):
        (css / name).write_text("a{}")
    (css / "named.0123456789ab.css.gz").write_bytes(gzip.compress(b"a{}"))
    (css / "named.0123456789ab.css.br").write_bytes(brotli.compress(b"a{}"))
    named = front.get("/static/css/named.0123456789ab.css", Accept_Encoding="gzip, br")
    assert (named.headers["Content-Encoding"], named.text) == ("br", "a{}")
    assert named.headers["Content-Type"] == "text/css"
    assert "immutable" in named.headers["Cache-Control"]
    assert named.headers["X-Content-Type-Options"] == "nosniff"
    assert front.get("/static/css/named.0123456789ab.css", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert "immutable" not in front.get("/static/css/plain.css").headers["Cache-Control"]
    paths = ("/static/css/none.css", "/static/", "/static../tls/privkey.pem", "/static/%2e%2e/tls/privkey.pem")
    assert not any("{" in front.get(path).text for path in paths[:2])
    assert not any("KEY" in front.get(path).text for path in paths[2:])


def test_the_log_knows_networks_and_no_secrets(front: Front, echo: Echo) -> None:
    front.get("/me/take-back/secret/")
    front.get("/logged/?q=secret")
    log = front.folder / "log" / "broadsheet.log"
    within(15, lambda: "/logged/" in log.read_text())
    assert "127.0.0.0 [" in log.read_text()
    assert not {"127.0.0.1", "secret"} & set(re.split(r"[ /\"]", log.read_text()))
