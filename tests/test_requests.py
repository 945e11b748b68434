"""What arrives with a request and no page can read."""

from itertools import cycle, islice
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from portal.wsgi import django

PUBLIC = ("/", "/vi/", "/about/", "/search/?q=river", "/feed/", "/sitemap.xml", "/robots.txt", "/nothing/")
PRIVATE = ("/accounts/login/", "/me/", "/me/state/", "/admin/", "/photos/1-aaaaaaaaaa/lead/480.jpg")
COOKIES = (
    'csrftoken="\\000"; messages="\\000"',
    'csrftoken=!!; signed_in=1; sessionid="abcdefgh\\000ijkl"',
    f"django_language=vi; sessionid={'x' * 32}",
)

pytestmark = pytest.mark.django_db


def essence(response: HttpResponse) -> tuple[int, bytes, dict[str, str], str]:
    return response.status_code, response.content, dict(response.headers), response.cookies.output()


def test_a_public_page_is_the_same_whatever_cookies_come_with_it(client: Client, article: Article) -> None:
    """Each page is asked with two of the cookies, so that together they are asked with all."""
    more = cycle(COOKIES)
    for address in PUBLIC:
        plain = essence(client.get(address))
        for cookies in islice(more, 2):
            assert essence(client.get(address, headers={"cookie": cookies})) == plain, (address, cookies)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_session_key_that_cannot_be_one_is_no_session(client: Client, address: str) -> None:
    plain, odd = client.get(address), client.get(address, headers={"cookie": 'sessionid="abcdefgh\\000ijkl"'})
    assert odd.status_code == plain.status_code < 500


@pytest.mark.parametrize("charset", ["utf-8", "hex", "base64", "unicode_escape", "utf-7", "utf-16", "punycode"])
def test_a_request_is_in_utf_8_whatever_its_content_type_says(charset: str) -> None:
    environ = {"QUERY_STRING": f"q={quote('Hồ Gươm')}", "CONTENT_TYPE": f"text/plain; charset={charset}"}
    setup_testing_defaults(environ)
    assert django.request_class(environ).GET["q"] == "Hồ Gươm"


@pytest.mark.parametrize("kind", ["text/plain; x*=bogus''%ff", "multipart/form-data" + ';a="\\"' * 2000])
def test_a_content_type_that_nobody_can_read_is_none(kind: str) -> None:
    environ = {"CONTENT_TYPE": kind}
    setup_testing_defaults(environ)
    assert django.request_class(environ).content_type == ""


@pytest.mark.parametrize("accepted", ["a/b;x*=bogus''%ff", "a/b;" + "x" * 12_000, "a/b," * 30_000])
def test_who_accepts_what_nobody_can_read_gets_a_page(client: Client, article: Article, accepted: str) -> None:
    assert client.get(f"/me/save/{article.pk}/", headers={"accept": accepted}).status_code == 302


@pytest.mark.parametrize("address", ["/%00/", "/hanoi/a%00b-1/", "/search/?q=a%00b", "/me/?page=%00"])
def test_a_nul_byte_in_an_address_is_refused_without_noise(
    client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    assert client.get(address).status_code == 400
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
