"""The interface in other languages: what the catalogues hold, and which page speaks which language."""

import re
import unicodedata
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from articles.models import Article

TRANSLATIONS = ["vi", "es"]
LANGUAGES = ["en", *TRANSLATIONS]
ROOMS = ("accounts", "articles", "portal")
ON_EVERY_PAGE = "Skip to the news"
WISHES = ["en", "vi", "es", "es-MX,es;q=0.9,en;q=0.5", "tlh"]
VIETNAMESE_ALONE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|</?\w+[^>]*>")


def catalogue(language: str, suffix: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / f"django{suffix}"


@cache
def written(language: str) -> Catalog:
    with catalogue(language, ".po").open("rb") as po:
        return read_po(po, locale=language)


def forms(texts: str | list[str] | tuple[str, ...]) -> list[str]:
    """A text's singular and plural, or itself."""
    return [texts] if isinstance(texts, str) else list(texts)


def translated(language: str) -> list[Message]:
    return [text for text in written(language) if text.id and any(forms(text.string))]


def read_by_django(catalog: GNUTranslations, text: Message) -> list[str]:
    if isinstance(text.id, tuple):
        return [catalog.ngettext(*text.id, number) for number in range(1, len(text.string) + 1)]
    return [catalog.pgettext(text.context, text.id) if text.context else catalog.gettext(text.id)]


def words_in(language: str, words: str = ON_EVERY_PAGE) -> str:
    return words if language == "en" else written(language).get(words).string


def languages_spoken(page: str, words: str = ON_EVERY_PAGE) -> list[str]:
    return [language for language in LANGUAGES if f">{words_in(language, words)}<" in page]


def is_the_same_for_every_wish(page, address: str) -> bool:
    return {Client().get(address, headers={"Accept-Language": wish}).text for wish in WISHES} == {page.text}


def test_every_language_of_the_site_has_its_own_words():
    assert [code for code, _name in settings.LANGUAGES] == LANGUAGES
    assert len(set(map(words_in, LANGUAGES))) == len(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_compiled_catalogue_says_what_the_written_one_says(language):
    with catalogue(language, ".mo").open("rb") as mo:
        compiled = GNUTranslations(mo)
    assert compiled.gettext(ON_EVERY_PAGE) == words_in(language)
    for text in translated(language):
        assert read_by_django(compiled, text) == forms(text.string)


def test_no_word_hides_from_the_catalogues_under_another_name_of_gettext():
    renamed = re.compile(r"gettext\w* as (?!_$)\w+", re.MULTILINE)
    found = {
        path.name: renamed.findall(path.read_text())
        for room in ROOMS
        for path in (settings.BASE_DIR / room).rglob("*.py")
    }
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_placeholder_or_element_is_lost_or_invented_in_a_translation(language):
    for text in translated(language):
        # An English singular may do without its number; so may a translation's.
        expected = [sorted(PLACEHOLDER.findall(form)) for form in forms(text.id)]
        for form in forms(text.string):
            assert sorted(PLACEHOLDER.findall(form)) in expected, f"{text.id!r}: {form!r}"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translations_are_composed_unicode_without_space_around_them(language):
    for text in translated(language):
        for form in forms(text.string):
            assert unicodedata.is_normalized("NFC", form), form
            assert form == form.strip(), form


def test_nothing_spanish_is_said_in_vietnamese():
    """As where two changes of the catalogues meet; names in an example are Vietnamese in English too."""
    for text in translated("es"):
        allowed = set(VIETNAMESE_ALONE.findall("".join(forms(text.id))))
        assert set(VIETNAMESE_ALONE.findall("".join(forms(text.string)))) <= allowed, text.string


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_speaks_its_own_language_whatever_the_browser_asks_for(article, language):
    Article.objects.filter(pk=article.pk).update(language=language)
    response = Client().get(article.get_absolute_url())
    assert languages_spoken(response.text) == languages_spoken(response.text, "Not now") == [language]
    assert f'<html lang="{language}">' in response.text
    assert response["Content-Language"] == language
    assert "Accept-Language" not in response.get("Vary", "")
    assert is_the_same_for_every_wish(response, article.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_speaks_the_language_of_its_address(article, language):
    address = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
    response = Client().get(address)
    assert languages_spoken(response.text) == [language]
    assert response["Content-Language"] == language
    assert is_the_same_for_every_wish(response, address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language"),
    [("/vi/no-such-page/", "vi"), ("/es/cultura/9-9/", "es"), ("/es", "es"), ("/essays/", "en"), ("/en/no/", "en")],
)
def test_a_page_that_is_not_there_is_missed_in_the_language_its_address_begins_with(address, language):
    response = Client().get(address, follow=True, headers={"Accept-Language": "tlh"})
    assert languages_spoken(response.text) == [language]
    assert response["Content-Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_cannot_be_read_is_refused_in_the_language_it_begins_with(language):
    edition = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
    response = Client().get(f"{edition}search/?q=%00", headers={"Accept-Language": "tlh"})
    assert (response.status_code, response["Content-Language"]) == (400, language)
    assert words_in(language, "This address cannot be read") in response.text
    assert f'<a href="{edition}">' in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "refusal"),
    [
        ("en", "This password is too short. It must contain at least 10 characters."),
        ("vi", "Mật khẩu quá ngắn. Mật khẩu cần có ít nhất 10 ký tự."),
        ("es", "La contraseña es demasiado corta. Debe tener al menos 10 caracteres."),
    ],
)
def test_a_password_that_is_too_short_is_refused_in_the_language_of_the_page(language, refusal):
    signing_up = {"display_name": "Bùi Ngân", "email": "ngan@example.com", "password1": "phố cổ"}
    response = Client().post("/accounts/signup/", signing_up, headers={"Accept-Language": language})
    assert refusal in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"), [("en", "The desk"), ("vi", "Trang biên tập"), ("es", "Mesa de redacción")]
)
def test_the_desk_has_its_own_name_in_every_language(journalist, language, name):
    client = Client(headers={"Accept-Language": language})
    client.force_login(journalist)
    page = client.get("/admin/").text
    assert f"| {name}</title>" in page
    assert "Django" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("wish", "language"), list(zip(WISHES, ["en", "vi", "es", "es", "en"], strict=True)))
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_account_pages_speak_the_language_that_the_browser_asks_for(address, wish, language):
    response = Client().get(address, headers={"Accept-Language": wish})
    assert languages_spoken(response.text) == [language]
    assert f'<html lang="{language}">' in response.text
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "day"), [("en", "2 June 2026"), ("vi", "2/6/2026"), ("es", "2 de junio de 2026")])
def test_dates_are_written_in_the_language_of_the_article(article, language, day):
    Article.objects.filter(pk=article.pk).update(language=language, published_at="2026-06-02T12:00Z")
    assert day in Client().get(article.get_absolute_url()).text


def test_spanish_speaks_to_one_person_as_to_a_friend_throughout() -> None:
    formal = re.compile(r"\b(usted|elija|escriba|pulse|vuelva a|haga|diga hasta|ponga en)\b", re.IGNORECASE)
    assert [text.id for text in translated("es") if any(map(formal.search, forms(text.string)))] == []


def test_spanish_quotes_with_the_same_marks_throughout() -> None:
    assert [text.id for text in translated("es") if any("«" in form for form in forms(text.string))] == []
