"""What the environment variables may say, and the sentence that refuses anything else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from portal.environment import (
    apart_by_commas,
    both,
    correspondent,
    database,
    folder,
    hosts,
    is_on,
    is_production,
    mailer,
    megabytes,
    one_of,
    origins,
    require_production_settings,
    secret,
    site_url,
    time_zone,
)

ENOUGH = {"SECRET_KEY": "k", "ALLOWED_HOSTS": "news.example", "DATABASE_URL": "postgres://u@h/news"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRODUCTION", *ENOUGH):
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_is_the_demo() -> None:
    assert not is_production()


@pytest.mark.parametrize("name", ENOUGH)
def test_any_of_its_variables_means_production_unless_it_is_denied(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, ENOUGH[name])
    assert is_production()
    monkeypatch.setenv("PRODUCTION", "0")
    assert not is_production()


@pytest.mark.parametrize("word", ["prod", "ture", "yes", "2", "False"])
def test_a_word_that_may_mean_anything_never_means_the_demo(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    for name, value in (ENOUGH | {"PRODUCTION": word}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"PRODUCTION={word}"):
        is_production()


def test_a_list_of_hosts_that_names_none_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (ENOUGH | {"ALLOWED_HOSTS": " , "}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="needs ALLOWED_HOSTS: set it"):
        require_production_settings()


@pytest.mark.parametrize(
    "url",
    [
        "news",
        "mysql://u@h/n",
        "sqlite:///n.db",
        "postgres://",
        "postgres://u@h",
        "postgres://u:p/w@h/n",
        "postgres://u@h:54x/n",
    ],
)
def test_what_names_no_postgresql_is_refused_and_no_password_is_shown(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must name a PostgreSQL") as refusal:
        database(url)
    assert "p/w" not in str(refusal.value)


@pytest.mark.parametrize("url", ["garbage", "smtp+tls://u:p@h:x", "pigeon://h"])
def test_an_unreadable_way_for_e_mail_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be"):
        mailer(url)


def test_addresses_of_services_become_settings() -> None:
    assert database("postgres://u:p@h:5432/news")["NAME"] == "news"
    assert database("postgres:///?service=news")["OPTIONS"] == {"service": "news"}
    options = mailer("smtp+tls://u:p@h:587")["OPTIONS"]
    assert (options["use_tls"], options["timeout"]) == (True, 10)


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("0", False), ("", True), (" 0 ", False)])
def test_a_switch_says_one_or_nought_or_nothing(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv("HTTPS", said)
    assert is_on("HTTPS", default=True) is meant


def test_a_place_without_a_clock_is_refused() -> None:
    assert time_zone("America/Mexico_City") == "America/Mexico_City"
    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE=Nowhere is no time zone"):
        time_zone("Nowhere")


@pytest.mark.parametrize("said", ["64 MB", "-1", "1.5", "٣", "1000000"])
def test_an_odd_size_of_memory_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PAGE_CACHE_MB", said)
    with pytest.raises(ImproperlyConfigured, match=r"is no size: write a whole number of megabytes, such as 64\."):
        megabytes("PAGE_CACHE_MB", default=64)


@pytest.mark.parametrize(
    ("hosts", "address"),
    [(["news.example", "x"], "https://news.example"), (["*", ".news.example"], "https://news.example")],
)
def test_links_in_e_mails_lead_to_the_first_host_or_where_is_said(monkeypatch, hosts, address) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert site_url(hosts, is_https=True) == address
    assert site_url(["localhost"], is_https=False, port="8000") == "http://localhost:8000"
    monkeypatch.setenv("SITE_URL", "https://www.news.example/")
    assert site_url(hosts, is_https=True) == "https://www.news.example"


def test_a_site_without_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    with pytest.raises(ImproperlyConfigured, match="set SITE_URL"):
        site_url(["*"], is_https=True)
    for said in ("news.example", "https://news.example/paper", "ftp://x", "https://news.example?x", "https://u@x"):
        monkeypatch.setenv("SITE_URL", said)
        with pytest.raises(ImproperlyConfigured, match="is no address of a site"):
            site_url([], is_https=True)


def test_a_language_that_the_site_does_not_speak_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE_CODE", "fr")
    with pytest.raises(ImproperlyConfigured, match="LANGUAGE_CODE=fr is not known: write en or vi"):
        one_of(["en", "vi"], "LANGUAGE_CODE", default="en")


def test_a_printed_e_mail_can_be_read(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.MAILERS = {"default": mailer("consolemail://")}
    mail.send_mail("Mã xác nhận", "Mã của bạn: ƠN3-Đ7", None, ["ngan@example.com"])
    assert "Subject: Mã xác nhận\n\nMã của bạn: ƠN3-Đ7" in capsys.readouterr().out


REFUSED = [
    (lambda name: hosts(name, default=[]), "ALLOWED_HOSTS", ["https://a.example", "a.x:443", "a.x b.x", "báo.example"]),
    (origins, "PURGED_PROXIES", ["127.0.0.1:6081", "http://127.0.0.1:port", "http://"]),
    (origins, "CSRF_TRUSTED_ORIGINS", ["a.example", "https://a.example/paper"]),
    (lambda name: correspondent(name, default=""), "OPERATOR_EMAIL", ["nobody", "a@b.example,c@d.example", "a@b c"]),
    (secret, "SECRET_KEY", ["FIFTY_RANDOM_CHARACTERS"]),
    (lambda name: both(name, "FASTLY_TOKEN"), "FASTLY_SERVICE", ["alone"]),
    (lambda name: folder(name, default=Path()), "MEDIA_ROOT", [__file__, "/" + "x" * 300]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "name", "said"), [(read, name, each) for read, name, said in REFUSED for each in said]
)
def test_a_slip_of_the_pen_is_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Any], name: str, said: str
) -> None:
    monkeypatch.setenv(name, said)
    with pytest.raises(ImproperlyConfigured, match=f"^{name}.*[.]$"):
        read(name)


def test_lists_may_have_blanks_after_their_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "news.example, .example, [::1],")
    assert hosts("ALLOWED_HOSTS", default=[]) == ["news.example", ".example", "[::1]"]
    monkeypatch.setenv("PURGED_PROXIES", "http://127.0.0.1:6081/, http://[::1]:80")
    assert origins("PURGED_PROXIES") == ["http://127.0.0.1:6081", "http://[::1]:80"]
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", "old, older")
    assert apart_by_commas("SECRET_KEY_FALLBACKS") == ["old", "older"]


def test_a_sender_may_have_a_name_and_be_of_ones_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("The Post <desk@news.example>", "root@mailhost"):
        monkeypatch.setenv("DEFAULT_FROM_EMAIL", said)
        assert correspondent("DEFAULT_FROM_EMAIL", default="newsroom@localhost") == said
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "")
    assert correspondent("DEFAULT_FROM_EMAIL", default="newsroom@localhost") == "newsroom@localhost"
