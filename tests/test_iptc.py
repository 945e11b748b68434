"""IPTC, XMP and EXIF: what a photo's file says about itself becomes its caption, credit and more."""

import hashlib
import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from articles import photos
from articles.models import Photo
from articles.photos import checks, iptc
from articles.photos.stowaways import is_also_something_else
from tests.pictures import CAPTION, file, iim, picture, with_iim, xmp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_iptc_iim_fills_the_fields_in_utf_8_and_nfc() -> None:
    decomposed = "Lê Minh Đức".encode().replace("ê".encode(), "e\u0302".encode())
    block = iim(
        (1, 90, b"\x1b%G"), (2, 5, "Cầu Nhật Tảo".encode()), (2, 80, decomposed), (2, 90, "Hà Nội".encode()),
        (2, 101, b"Vietnam"), (2, 110, "Ảnh: Đức".encode()), (2, 116, "© 2026".encode()),
        (2, 120, "Cầu\r\nmở".encode()), (2, 55, b"20261123"), (2, 60, b"113200+0700"),
    )  # fmt: skip
    photo = photos.take_in(file(with_iim(picture(), block)))
    assert (photo.title, photo.creator, photo.city) == ("Cầu Nhật Tảo", "Lê Minh Đức", "Hà Nội")
    assert (photo.country, photo.credit, photo.copyright_notice) == ("Vietnam", "Ảnh: Đức", "© 2026")
    assert photo.caption == "Cầu mở"
    assert photo.taken_at is not None
    assert photo.taken_at.isoformat() == "2026-11-23T04:32:00+00:00"


def test_iptc_iim_of_old_windows_programs_is_read() -> None:
    photo = photos.take_in(file(with_iim(picture(), iim((2, 120, "Señor “Peña”".encode("cp1252"))))))
    assert photo.caption == "Señor “Peña”"


def vietnamese(text: str) -> bytes:
    """`text` in the letters of Vietnamese Windows, whose tones follow their letters."""
    found = b""
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            found += base.encode("cp1258") + tone.encode("cp1258")
    return found


def caption_in(data: bytes) -> str:
    """The caption that is read in a file, before a photo is made of it."""
    return str(iptc.words_of(checks.decoded(data))["caption"])


OLD_WORDS = [
    ("cp1258", "Cầu Nhật Tảo lúc rạng đông, Hà Nội"),
    ("cp1258", "Nguyễn Ánh Tuyết"),
    ("cp1258", "Người dân phường Đồng Xuân dọn nước lũ"),
    ("cp1252", "Perché può darsi così, però più tardi"),
    ("cp1252", "São Paulo: a manhã não é só dos cães"),
    ("cp1252", "Señor “Peña” – l’été à Zürich"),
    ("cp1252", "Þórður og Guðrún á Íslandi"),
    ("mac_roman", "Le café de José à la mañana"),
    ("mac_roman", "Élève à l’école"),
]


@pytest.mark.parametrize(("encoding", "text"), OLD_WORDS)
def test_words_in_the_letters_of_old_programs_are_read(encoding: str, text: str) -> None:
    written = vietnamese(text) if encoding == "cp1258" else text.encode(encoding)
    assert caption_in(with_iim(picture(), iim((2, 120, written)))) == text


def test_the_words_of_one_file_are_read_alike() -> None:
    block = iim((2, 120, vietnamese("Phố cổ Hà Nội sau trận mưa")), (2, 80, "Ân".encode("cp1258")))
    photo = photos.take_in(file(with_iim(picture(), block)))
    assert (photo.caption, photo.creator) == ("Phố cổ Hà Nội sau trận mưa", "Ân")


# Each sentence in Unicode and as programs before it wrote it for the fonts of TCVN3 and of VNI.
FOR_FONTS = [
    (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
        "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc",
    ),
    (
        "Người dân phường Đồng Xuân dọn nước lũ trước cửa nhà",
        "Ng\u00adêi d©n ph\u00adêng §ång Xu©n dän n\u00adíc lò tr\u00adíc cöa nhµ",
        "Ngöôøi daân phöôøng Ñoàng Xuaân doïn nöôùc luõ tröôùc cöûa nhaø",
    ),
    ("Hà Nội, mùa đông", "Hµ Néi, mïa ®«ng", "Haø Noäi, muøa ñoâng"),
    ("Cầu Long Biên (ảnh: Reuters)", "CÇu Long Biªn (¶nh: Reuters)", "Caàu Long Bieân (aûnh: Reuters)"),
]


@pytest.mark.parametrize("way", ["iim", "xmp"])
@pytest.mark.parametrize(("text", "typed"), [(text, each) for text, *typed in FOR_FONTS for each in typed])
def test_words_typed_for_fonts_of_their_own_are_read(text: str, typed: str, way: str) -> None:
    by_iim = with_iim(picture(), iim((2, 120, typed.encode("cp1252"))))
    assert caption_in(by_iim if way == "iim" else picture(xmp=xmp(CAPTION.format(typed)))) == text


def test_a_short_word_for_a_font_is_read_with_the_others_of_its_file_and_a_foreign_one_stays() -> None:
    words = {120: "Ng\u00adêi d©n ph\u00adêng §ång Xu©n", 90: "HuÕ", 80: "Hervé", 116: "© TTXVN"}
    block = iim(*((2, number, text.encode("cp1252")) for number, text in words.items()))
    photo = photos.take_in(file(with_iim(picture(), block)))
    assert (photo.caption, photo.city) == ("Người dân phường Đồng Xuân", "Huế")
    assert (photo.creator, photo.copyright_notice) == ("Hervé", "© TTXVN")


@pytest.mark.parametrize(
    "text",
    [
        "Où est la Thaï ? Là-bas, où l’on danse « le tango »",
        "Hoà bình, toà soạn, hoá đơn, khoá học, cà phê và trà",
        "hoá, toà, loá, hoà",
        "Cà phê và trà, bán cá và tôm",
        "El niño dijo que sí; ¡así fue! ¿Cómo?",
        "A manhã não é só dos cães; o pão, a mãe",
        "Größe, Bäume, Öl: 20 µm, 5 m², 100 ± 3 °C",
        "© Agence France-Presse · Reuters® · 2026",
        "Þórður og Guðrún á Íslandi",
        "Häät, öljy, yö ja pää",
        "Sở VH-TT Hà Nội",
    ],
)
def test_proper_text_is_left_as_it_is(text: str) -> None:
    assert caption_in(picture(xmp=xmp(CAPTION.format(text)))) == text


def test_a_letter_cut_in_two_is_left_out() -> None:
    block = iim((1, 90, b"\x1b%G"), (2, 80, "Nguyễn Thị Ánh Tuyế".encode()[:-1]))
    assert photos.take_in(file(with_iim(picture(), block))).creator == "Nguyễn Thị Ánh Tuy"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_xmp_in_utf_16_is_read(encoding: str) -> None:
    packet = xmp(CAPTION.format("Chợ nổi Cái Răng")).decode().encode(encoding) + b"\0" * 20
    assert photos.take_in(file(picture(xmp=packet))).caption == "Chợ nổi Cái Răng"


def test_the_extended_description_stands_in_for_a_missing_text_alternative() -> None:
    tag = "Iptc4xmpCore:ExtDescrAccessibility"
    packet = xmp(f"<{tag}><rdf:Alt><rdf:li>A bridge, seen from a boat</rdf:li></rdf:Alt></{tag}>")
    assert photos.take_in(file(picture(xmp=packet))).alt == "A bridge, seen from a boat"


def test_the_place_shown_is_read_where_the_old_fields_are_empty() -> None:
    space = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    place = (
        f"<Iptc4xmpExt:Location{{}} {space}><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>{{}}"
        "</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Việt Nam</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:Location{}>"
    )
    packet = xmp(place.format("Shown", "Huế", "Shown") + place.format("Created", "Đà Nẵng", "Created"))
    photo = photos.take_in(file(picture(xmp=packet)))
    assert (photo.city, photo.country) == ("Huế", "Việt Nam")


@pytest.mark.parametrize(("said", "caption"), [("Phố cổ", "Phố cổ"), ("OLYMPUS DIGITAL CAMERA         ", "")])
def test_exif_describes_what_nothing_else_does(said: str, caption: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = said.encode()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:23 06:30:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "-05:00"
    photo = photos.take_in(file(picture(exif=exif.tobytes())))
    assert photo.caption == caption
    assert photo.taken_at is not None
    assert photo.taken_at.isoformat() == "2026-11-23T11:30:00+00:00"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_is_read_from_every_format(kind: str) -> None:
    tag = "Iptc4xmpCore:AltTextAccessibility"
    alt = f"<{tag}><rdf:Alt><rdf:li>Seen</rdf:li></rdf:Alt></{tag}>"
    names = "<dc:creator><rdf:Seq><rdf:li>Ánh</rdf:li><rdf:li>Đức</rdf:li></rdf:Seq></dc:creator>"
    date = "<photoshop:DateCreated>2026-11-23T08:00:00+07:00</photoshop:DateCreated>"
    packet = xmp(CAPTION.format("The bridge") + names + alt + date)
    if kind == "PNG":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
        data = picture(kind=kind, pnginfo=chunks)
    else:
        data = picture(kind=kind, xmp=packet)
    photo = photos.take_in(file(data))
    assert (photo.caption, photo.credit, photo.creator) == ("The bridge", "Ảnh: Lê Minh Đức", "Ánh, Đức")
    assert photo.alt == "Seen"
    assert photo.taken_at is not None


@pytest.mark.parametrize(("digest", "winner"), [(b"", "From XMP"), (b"right", "From XMP"), (b"w" * 16, "From IIM")])
def test_xmp_wins_over_iim_unless_iim_was_changed_after_it(digest: bytes, winner: str) -> None:
    block = iim((2, 120, b"From IIM"))
    if digest == b"right":
        digest = hashlib.md5(block).digest()
    data = with_iim(picture(xmp=xmp(CAPTION.format("From XMP"))), block, digest)
    assert photos.take_in(file(data)).caption == winner


def test_xmp_cannot_reach_for_files_or_grow() -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xmp(CAPTION.format("&e;"))
    assert photos.take_in(file(picture(xmp=hostile))).caption == ""


def test_words_of_a_file_are_cut_to_what_fits() -> None:
    photo = photos.take_in(file(with_iim(picture(), iim((2, 110, b"c" * 300), (2, 120, b"d" * 5000)))))
    assert (len(photo.credit), len(photo.caption)) == (200, 2000)
    assert photo.credit.endswith("…")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=60).map(lambda tail: iim((2, 120, b"x"), (2, 55, b"9")) + tail)
    ),
    st.one_of(st.binary(max_size=300), st.text(max_size=60).map(lambda text: xmp(text))),
    st.binary(max_size=100),
)
def test_garbage_in_metadata_never_makes_a_photo_fail(block: bytes, packet: bytes, exif: bytes) -> None:
    data = with_iim(picture(size=(8, 8), xmp=packet, exif=b"Exif\0\0" + exif), block)
    assume(not is_also_something_else(data, "jpg"))
    Photo.objects.all().delete()
    assert photos.take_in(file(data)).pk
