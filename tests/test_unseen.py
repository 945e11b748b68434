"""Signs that nobody sees: what looks the same is the same, at the desk as in a bundle."""

from pathlib import Path
from typing import Any
from unicodedata import combining

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from idna.core import valid_contextj

from accounts.models import User
from articles.looking import articles_called
from articles.models import Alias, Article, Author, Newsroom, Section, Tag, Topic
from articles.text import name_in, one_line, seen
from tests.article_desk import ADD_ARTICLE, typed
from tests.bundles import LINE, bundle, load
from tests.forms import judged
from tests.stories import story

pytestmark = pytest.mark.django_db

UNSEEN = "\x7f\u0090\u00ad\u200b\u200e\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9\U000e0041"
NO_SYNONYMS = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
KINDS = {"tag": Tag, "topic": Topic, "author": Author, "section": Section}


@pytest.mark.parametrize("sign", UNSEEN + "\u200c\u200d\ufe0f")
def test_a_sign_that_nobody_sees_is_left_out_of_a_line(sign: str) -> None:
    assert one_line(f"{sign}So{sign}ng {sign} Hồng{sign}") == "Song Hồng"


@pytest.mark.parametrize(
    "text",
    [
        "کتاب\u200cها",
        "سَ\u200cتار",
        "۱۴۰۲ ه\u200d.",
        "ക്\u200d",
        "क्\u200dष",
        "क्\u200cष",
        "র\u200d্যাব",
        "👩\u200d🚀",
        "❤\ufe0f\u200d🔥",
        "❤\ufe0f",
        "1\ufe0f⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100",
        "C++\u200e היא שפה",
        "ភាសា\u200bខ្មែរ",
        "ภาษา\u200bไทย",
    ],
)
def test_what_a_script_or_an_emoji_is_written_with_stays(text: str) -> None:
    assert seen(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "دا\u200cر",  # no letter that joins is before it
        "کتاب\u200c",
        "کتاب\u200c\u200cها",
        "ب\u200dب",
        "क\u200cष",
        "ક\u200dષ",
        "ক্\u200dা",
        "😀\u200dA",
        "ង\u200b ង",
        "ไทย\u200bThai",
        "Hà\u200e Nội\nעברית",
        "2\ufe0f024",
        "葛\U000e0100\ufe00",
        "🏴\U000e0067",
    ],
)
def test_where_a_script_needs_no_such_sign_it_is_left_out(text: str) -> None:
    assert len(seen(text)) == len(text) - 1


def test_letters_join_as_unicode_says() -> None:
    of_arabic_and_syriac = map(chr, [*range(0x620, 0x840), *range(0x8A0, 0x8CA)])
    letters = [letter for letter in of_arabic_and_syriac if letter.isalpha() and not combining(letter)]
    for pair in [*(f"{letter}\u200cب" for letter in letters), *(f"ب\u200c{letter}" for letter in letters)]:
        assert ("\u200c" in seen(pair)) == valid_contextj(pair, 1), pair


WRITTEN = "aé1#*بادیهـक्षക്র্য😀👩🏴❤葛กกំမאש \n<←\u0301\u0338\u0653\u0344\u20e3\U000e0067\U000e007f\u2060\u00ad"


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(WRITTEN + "\u200b\u200c\u200d\u200e\u200f\u061c\ufe0f\ufe00\u180b\U000e0100", max_size=12))
@example("a" + "\u0344" * 40)
@example("\u0300\u180b\u094d\u200d")
def test_what_is_seen_once_is_seen_the_same_again(text: str) -> None:
    assert seen(seen(text)) == seen(text)
    assert one_line(one_line(text)) == one_line(text)


def test_a_line_keeps_its_no_break_spaces_and_a_name_has_plain_ones() -> None:
    assert (one_line("10\u00a0000\u2028\t người"), name_in("10\u00a0000\r\n người")) == (
        "10\u00a0000 người",
        "10 000 người",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_desk_takes_two_names_that_look_the_same_for_one(desk: Client, kind: str) -> None:
    KINDS[kind].objects.create(name="Sông\u200b Hồng")
    add = reverse(f"admin:articles_{kind}_add")
    for name, why in (
        ("Sông\u00ad\u00a0Hồng\u2069", "already exists"),
        (UNSEEN, "This field cannot be blank"),
    ):
        sent = {"name": name, "position": 1, **NO_SYNONYMS}
        assert why in str(judged(desk, add, sent)["errors"]), name
    assert [each.name for each in KINDS[kind].objects.all()] == ["Sông Hồng"]


@pytest.mark.parametrize("kind", ["section", "tag"])
def test_a_name_is_the_same_with_a_sign_that_its_script_needs_and_without(desk: Client, kind: str) -> None:
    books, called_so = KINDS[kind].objects.create(name="کتاب\u200cها"), "کتابها"
    Alias.objects.create(name="שבת\u200f", **{kind: books})
    add, sent = reverse(f"admin:articles_{kind}_add"), {"position": 1, **NO_SYNONYMS}
    for name, why in ((called_so, "already"), ("\u200eשבת", "is another name of")):
        assert why in str(judged(desk, add, sent | {"name": name})["errors"]), name


def test_whatever_the_desk_calls_something_is_kept_without_them(desk: Client) -> None:
    synonym = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-name": "Ab\u202eroad"}
    others = {"names_vi": "Thế\u200b giới", "description": "Else\u00adwhere.", "descriptions_vi": "Nơi\ufeff khác."}
    desk.post(reverse("admin:articles_section_add"), {"name": "World", "position": 1, **others, **synonym})
    section = Section.objects.get()
    assert (section.names, section.description, section.descriptions, Alias.objects.get().name) == (
        {"vi": "Thế giới"}, "Elsewhere.", {"vi": "Nơi khác."}, "Abroad",
    )  # fmt: skip
    desk.post(
        ADD_ARTICLE, typed(section, headline="Bến\u200b cũ", standfirst="Mở\u2066 lại", tag_names="Phà\u200b, Phà")
    )
    article = Article.objects.get()
    assert (article.headline, article.standfirst, article.tags.get().name) == ("Bến cũ", "Mở lại", "Phà")


def test_a_headline_of_nothing_that_one_sees_is_asked_for(desk: Client, section: Section) -> None:
    assert "cannot be blank" in str(judged(desk, ADD_ARTICLE, typed(section, headline=UNSEEN))["refusals"])


def test_the_newsroom_has_a_name_that_one_sees(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    newsroom = Newsroom.objects.create(name="Broad\u200bsheet")
    assert newsroom.name == "Broadsheet"
    sent = {"accent": newsroom.accent, "accent_by_night": newsroom.accent_by_night}
    address = reverse("admin:articles_newsroom_change", args=[newsroom.pk])
    assert "cannot be blank" in str(judged(client, address, sent | {"name": UNSEEN})["errors"])
    client.post(address, sent | {"name": "Phố\u202c", "tagline": "Every\u2067 day", "about": "We\u200b.\r\n\r\nOurs."})
    kept = Newsroom.objects.values_list("name", "tagline", "about").get()
    assert kept == ("Phố", "Every day", "We.\r\n\r\nOurs.")


def test_words_are_found_whatever_unseen_came_along_when_they_were_pasted(desk: Client) -> None:
    article = story("Sông Hồng")
    for pasted in ("Hồ\u00adng", "Hồng\u2069", "Hồ\u200bng"):
        assert "Sông <mark>Hồng</mark></a>" in desk.get("/search/", {"q": pasted}).text, pasted
        assert list(articles_called(Article.objects.all(), pasted)) == [article], pasted


def test_a_bundle_names_what_it_seems_to_name(tmp_path: Path) -> None:
    world: dict[str, Any] = {"name": "Wor\u00adld", "names": {"vi": "Thế\u200b giới"}}
    lists = {"topics": ["Phà", "Ph\u2060à"], "authors": ["\u202eLê", "Lê\u202c"], "tags": ["Cầu\ufeff", UNSEEN, "Cầu"]}
    named = LINE | lists | {"section": world, "headline": "Bến\u200b cũ", "standfirst": "Mở\u2066 lại"}
    assert load(bundle(tmp_path, named, LINE | {"id": "b", "section": "World\u200b"}))[1] == ""
    article = Article.objects.get(external_id="a")
    kinds = (Section, Topic, Author, Tag)
    assert [kind.objects.get().name for kind in kinds] == ["World", "Phà", "Lê", "Cầu"]
    assert (article.headline, article.standfirst) == ("Bến cũ", "Mở lại")
    again = {"topics": ["\u200fאב", "אב"], "tags": ["کتاب\u200cها", "کتابها"], "section": "\u200fאב"}
    assert (
        load(bundle(tmp_path, LINE | again, LINE | again | {"id": "b", "topics": ["אב\u200f"], "section": "אב"}))[1]
        == ""
    )
    assert [kind.objects.count() for kind in kinds] == [2, 2, 1, 2]
    assert "it has no “headline”" in load(bundle(tmp_path, LINE | {"headline": UNSEEN}))[1]
