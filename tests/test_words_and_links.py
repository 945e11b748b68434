"""Words of lists and links, found in what readers write in three languages, against tricks."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts import links, phrases
from accounts.models import Rule
from accounts.rules.found import pieces
from tests.notes import review
from tests.processor import within
from tests.rules import rule, seen, told


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("idiot", "Only an IDIOT would cross there, idiot.", ["IDIOT, idiot"]),
        ("idiot", "Idiotic, but not their fault.", []),
        ("idiot*", "Idiotic, but not their fault.", ["Idiotic"]),
        ("lợn", "Đồ LỢN!", ["LỢN"]),
        ("lợn", "Một lon nước ngọt trên phà.", []),
        ("lon", "Con lợn trên phà.", []),
        ("óc chó", "Đúng là óc\nchó.", ["óc\nchó"]),
        ("óc chó", "Chó có óc, người cũng vậy.", []),
        ("đồ khốn", "ĐỒ, KHỐN thật!", ["ĐỒ, KHỐN"]),
        ("hoà", "Cầu Hòa Bình", ["Hòa"]),
        ("hijo de puta", "¡Qué hijo de puta!", ["hijo de puta"]),
        ("puta", "Una disputa sin fin.", []),
        ("cabron", "¡Cabrón!", []),
        ("año", "Un ano es otra cosa.", []),
        ("publico", "El alcalde lo publicó.", []),
        ("fool", "You 𝗳𝗼𝗼𝗹, you ｆｏｏｌ.", ["𝗳𝗼𝗼𝗹, ｆｏｏｌ"]),
        ("straße", "DIE STRASSE", ["STRASSE"]),
        ("don't", "I don't mind.", ["don't"]),
        ("a.b", "axb", []),
        ("f(", "f( x", ["f"]),
        ("x\n\n  y  \r\nz", "y", ["y"]),
    ],
)
def test_whole_words_are_found_with_their_marks_in_any_case(listed, text, found):
    assert seen(text, kind="words", words=listed) == found


@pytest.mark.parametrize("listed", [".*", "***"])
def test_a_line_without_a_letter_is_refused(listed):
    with pytest.raises(ValidationError, match="no letter"):
        seen("Anything at all", kind="words", words=listed)


@given(st.text(), st.text(alphabet="aáạầ lợn\u0301\u0323Đđ*\n.,", max_size=60))
def test_a_word_is_the_same_composed_or_not_and_in_any_case(text, listed):
    for way in ("NFC", "NFD"):
        for written in (text, f"{text} {listed}", listed.upper()):
            places = phrases.places(phrases.read(unicodedata.normalize(way, listed)), written)
            assert bool(places) == bool(phrases.places(phrases.read(listed), unicodedata.normalize(way, written)))
            assert "".join(piece for piece, _is_found in pieces(written, places)) == written


def test_phrases_that_overlap_are_marked_once_each_letter():
    text = "Oh a b c."
    assert pieces(text, phrases.places(phrases.read("a b\nb c\nb"), text)) == [
        ("Oh ", False), ("a b", True), (" c", True), (".", False),
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_is_found_holds_the_note_that_a_reader_writes(reader):
    Rule.objects.update(is_on=False)
    review("none")
    rule("words", words="fool")
    rule("links", most=1)
    assert told(reader, "See www.vidu.vn for an hour.") == []
    assert told(reader, "See www.vidu.vn or example.com, fool.") == ["www.vidu.vn, example.com", "fool"]


def test_a_list_of_twenty_thousand_words_and_the_worst_of_notes_take_no_time():
    hostile = "\n".join(f"{'a' * (number % 40)}{number:x} b c d e f g h i j*" for number in range(20_000))
    with within(2):
        read = phrases.read(hostile)
        for text in ("a " * 249 + "b", "ab" * 249, "a b c d e f g h i j " * 24, "ỗ" * 500):
            phrases.places(read, text)
    found = f"{'a' * 7}7 B c d e f g h i jolly"
    assert seen(f"See {found}", kind="words", words=hostile) == [found]
    with pytest.raises(ValidationError, match="20001 lines"):
        seen("", kind="words", words=f"{hostile}\none more")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("See https://example.com/a?b=c#d and http://example.org.", 2),
        ("hxxps://example.com", 1),
        ("Vào www.vidu.vn ngay!", 1),
        ("Mua ở shopre.com.vn nhé", 1),
        ("EXAMPLE.COM, Example.Com, example.com", 3),
        ("t.me/quick_money", 1),
        ("write to win@prizes.xyz today", 1),
        ("example . com and example [.] com and example(dot)com", 3),
        ("ejemplo [punto] com y vidu (chấm) vn", 2),
        ("example。com", 1),
        ("đẹp.vn", 1),
        ("It was late.So we went home. It is 5.30 p.m. and/or 6.15.", 0),
        ("Ya llegó.De hecho, a las 5.30 h.Es verdad.", 0),
        ("TP.HCM/Hà Nội: 1.000.000.000 đồng, v.v…", 0),
        ("Mr. Com went to the net. Result: 3.5 km/h", 0),
        ("The ferry... com'on!", 0),
    ],
)
def test_links_are_seen_however_they_are_written(text, number):
    assert len(links.places(text)) == number, [text[a:b] for a, b in links.places(text)]
    assert seen(text, kind="links", most=number) == []
    if number:
        assert len(seen(text, kind="links", most=number - 1)) == 1


@pytest.mark.parametrize("text", ["a." * 250, "a-" * 250, "www." * 125, "a" * 500, "a@" * 250, "a . " * 125, "." * 500])
def test_no_note_keeps_the_search_for_links_busy(text):
    with within(0.2):
        links.places(text)
