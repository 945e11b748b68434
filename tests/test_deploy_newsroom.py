"""The newsroom as deploy/ sets it up: production's settings under granian, behind Debian's nginx."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.models import Picture, User
from articles.models import Article
from articles.publishing import publish
from tests.line import Line
from tests.pictures import picture
from tests.proxied import NAME, Front, fronted
from tests.served import HOST, Server, free_port, served, within
from tests.stories import story

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TOKEN = "a token for the metrics"


class Deployed(NamedTuple):
    newsroom: Server
    line: Line
    front: Front

    def misses(self) -> int:
        """How many pages the newsroom has made."""
        said = self.newsroom.get("/metrics", Authorization=f"Bearer {TOKEN}", **{"X-Forwarded-Proto": "https"})[2]
        return sum(int(count) for count in re.findall(r"^page_cache_misses_total\{.*\} (\d+)$", said, re.MULTILINE))

    def hears(self) -> bool:
        """Whether it hears of every change."""
        self.front.get("/about/")
        said = self.front.get("/metrics", Authorization=f"Bearer {TOKEN}").text
        return bool(re.search(r"^page_cache_trusted\{.*\} 1$", said, re.MULTILINE))


def production(purging: int, folder: Path) -> dict[str, str]:
    """The environment that deploy/README.md has one write, on the test's database."""
    database = connection.get_connection_params()
    url = "postgres://{user}:{password}@{host}:{port}/{dbname}?sslmode=disable".format(**database)
    return {
        "DJANGO_SETTINGS_MODULE": "tests.proxied_settings",
        "PRODUCTION": "1",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": NAME,
        "DATABASE_URL": url,
        "EMAIL_URL": "consolemail://",
        "BEHIND_PROXY": "1",
        "PURGED_PROXIES": f"http://{HOST}:{purging}",
        "METRICS_TOKEN": TOKEN,
        "PHOTOS_AHEAD": "0",  # a process that nothing here waits for
        "VAR_DIR": str(folder),
    }


@pytest.fixture(scope="module")
def deployed(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Deployed]:
    purging = free_port()
    with django_db_blocker.unblock():
        environment = production(purging, tmp_path_factory.mktemp("var"))
    with served(1, **environment) as (newsroom,):
        line = Line((HOST, newsroom.port))
        with fronted(tmp_path_factory.mktemp("nginx"), line.port, purging) as front:
            yield Deployed(newsroom, line, front)
        line.cut()


def test_a_page_is_made_once_and_outlives_the_newsroom(deployed: Deployed, reader: User) -> None:
    front, page = deployed.front, story("Kept by two", section="Kept").get_absolute_url()
    first = front.get(page, Accept_Encoding="br")
    made = deployed.misses()
    again = front.get(f"{page}?utm_source=feed", Accept_Encoding="gzip, br")
    assert (first.status, first.kept, again.kept) == (200, "MISS", "HIT")
    assert again.body == first.body
    assert front.get(page, Accept_Encoding="gzip").text == front.get(page).text == first.text
    assert "Kept by two" in first.text
    assert front.get(page, If_None_Match=first.headers["ETag"], Accept_Encoding="br").status == 304
    assert deployed.misses() == made
    deployed.line.cut()
    assert front.get(page, Accept_Encoding="br").body == first.body
    assert front.get("/me/").status == front.get("/admin/").status == 502
    deployed.line.mend()
    within(10, lambda: front.get("/me/").status == 302)


def test_a_publication_is_seen_at_once_though_nginx_keeps_pages_for_a_minute(deployed: Deployed, editor: User) -> None:
    front, here, elsewhere = deployed.front, story("Here", section="Here"), story("There", section="There")
    pages = [here.section.get_absolute_url(), elsewhere.section.get_absolute_url()]
    within(10, deployed.hears)
    asked = list(product(pages, ("br", "gzip")))
    within(10, lambda: {front.get(page, Accept_Encoding=coding).kept for page, coding in asked} == {"HIT"})
    publish(Article.objects.create(headline="Out at last", section=here.section, body="<p>Out.</p>"), editor)
    for coding in ("br", "gzip"):
        within(10, lambda coding=coding: "Out at last" in front.get(pages[0], Accept_Encoding=coding).text)
        assert front.get(pages[1], Accept_Encoding=coding).kept == "HIT"


def test_private_pages_know_their_reader_and_are_kept_nowhere(deployed: Deployed, reader: User) -> None:
    front, cookie = deployed.front, session_of(reader)
    log_in = [front.get("/accounts/login/") for _each in range(2)]
    assert [each.status for each in log_in] == [200, 200]
    assert log_in[0].body != log_in[1].body
    assert "Secure" in log_in[0].headers["Set-Cookie"]
    mine = front.get("/me/", Cookie=cookie)
    assert (mine.status, mine.kept, reader.display_name in mine.text) == (200, None, True)
    assert front.get("/me/").status == 302
    about = front.get("/about/", Cookie=cookie)
    assert (about.status, "Set-Cookie" in about.headers) == (200, False)
    assert "max-age=31536000" in about.headers["Strict-Transport-Security"]
    assert front.get("/about/").body == about.body
    kept = [path.read_bytes() for path in (front.folder / "cache").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Set-Cookie" in each or b"/me/" in each.partition(b"\r\n")[0] for each in kept)


def test_a_picture_within_the_limit_goes_through_and_no_larger_body_does(deployed: Deployed, reader: User) -> None:
    cookie = session_of(reader)
    form = deployed.front.get("/me/picture/", Cookie=cookie)
    token = SimpleCookie("; ".join(form.headers.get_all("Set-Cookie")))["csrftoken"].value
    sent = {"Cookie": f"{cookie}; csrftoken={token}", "X_CSRFToken": token, "Referer": f"https://{NAME}/me/"}
    sent |= {"Content_Type": MULTIPART_CONTENT}
    body = encode_multipart(BOUNDARY, {"picture": SimpleUploadedFile("me.jpg", picture(size=(600, 600)))})
    assert deployed.front.get("/me/picture/", "POST", body, **sent).status == 302
    assert Picture.objects.filter(reader=reader).exists()
    assert deployed.front.get("/me/picture/", "POST", bytes(12 * 2**20), **sent).status == 413


def session_of(user: User) -> str:
    """The cookie of someone who has logged in."""
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.fixture
def static_root(tmp_path: Path, settings: Any) -> Path:
    """Where the static files of production are collected: here, a style sheet."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.css").write_text("a { color: red }\n" * 100)
    collected = {"BACKEND": "portal.static_files.RememberedStaticFiles"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": collected}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "sources"], tmp_path / "static"
    return settings.STATIC_ROOT


def test_static_files_are_named_by_their_words_and_ready_in_two_codings(static_root: Path) -> None:
    """What nginx finds, and what the newsroom answers where there is no nginx."""
    call_command("collectstatic", verbosity=0, interactive=False)
    address = staticfiles_storage.url("a.css")
    assert re.fullmatch(r"/static/a\.[0-9a-f]{12}\.css", address)
    name = address.removeprefix("/static/")
    assert {path.name for path in static_root.glob("a.*")} == {name, f"{name}.br", f"{name}.gz"}
    answer = Client().get(address, HTTP_ACCEPT_ENCODING="gzip, br")
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    answer.close()


def test_a_style_sheet_is_collected_with_what_it_imports_each_once(static_root: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "sources" / "css"
    sheets.mkdir()
    (sheets / "page.css").write_text('@import "paper.css";\n@import "parts.css";\nmain { color: red }\n')
    (sheets / "paper.css").write_text('@import "parts.css";\nbody { color: blue }\n')
    (sheets / "parts.css").write_text("p { background: url(p.svg) }\n")
    (sheets / "p.svg").write_text("<svg/>")
    call_command("collectstatic", verbosity=0, interactive=False)
    collected = (static_root / staticfiles_storage.url("css/page.css").removeprefix("/static/")).read_text()
    assert re.sub(r"\.[0-9a-f]{12}\.", ".", collected).split("\n")[:3] == [
        'p { background: url("p.svg") }',
        "body { color: blue }",
        "main { color: red }",
    ]
