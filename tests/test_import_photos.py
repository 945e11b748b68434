"""What an imported article brings along: photos inside their folder, old addresses, pinned related articles."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles import photos
from articles.bundle.gathering import file_of
from articles.models import Article, OldAddress, Photo, PlacedPhoto
from tests.bundles import LINE, bundle, load
from tests.pictures import SVG, file, iim, picture, png_of_13000_pixels_square, with_iim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of photos with one that says its caption and credit and one that says nothing."""
    (tmp_path / "photos/day").mkdir(parents=True)
    block = iim((1, 90, b"\x1b%G"), (2, 120, "Cầu".encode()), (2, 110, "Ảnh: Đức".encode()))
    (tmp_path / "photos/day/bridge.jpg").write_bytes(with_iim(picture(), block))
    (tmp_path / "photos/plain.png").write_bytes(picture(color="blue", kind="PNG"))
    (tmp_path / "secret.jpg").write_bytes(picture(color="green"))
    return tmp_path / "photos"


def with_photos(folder: Path, *photos: Any) -> tuple[str, str]:
    return load(bundle(folder.parent, LINE | {"photos": list(photos)}), photos=folder)


def test_photos_bring_their_own_words_where_the_bundle_has_none(folder: Path) -> None:
    with_photos(
        folder,
        {"file": "day/bridge.jpg", "lead": True},
        {"file": "plain.png", "caption": "Said", "credit": "Who", "alt": "Blue", "after_paragraph": 3},
        {"file": "day/bridge.jpg", "credit": "Another", "after_paragraph": 10**9},
    )
    lead, plain, again = PlacedPhoto.objects.order_by("pk").select_related("photo")
    assert (lead.is_lead, lead.caption, lead.credit) == (True, "Cầu", "Ảnh: Đức")
    assert (plain.is_lead, plain.caption, plain.credit, plain.alt, plain.after_paragraph) == (
        False, "Said", "Who", "Blue", 3,
    )  # fmt: skip
    assert (again.photo, again.caption, again.credit) == (lead.photo, "Cầu", "Another")
    assert plain.photo.credit == "Who"
    assert Photo.objects.count() == 2


def test_a_caption_stays_with_the_article_that_it_was_written_for(folder: Path) -> None:
    said = {"file": "plain.png", "caption": "Bé trai bên sông", "credit": "Ảnh: Mai", "alt": "Blue"}
    lines = [LINE | {"photos": [said]}, LINE | {"id": "another", "photos": [{"file": "plain.png"}]}]
    load(bundle(folder.parent, *lines), photos=folder)
    first, second = PlacedPhoto.objects.order_by("pk").select_related("photo")
    assert (first.caption, second.caption) == ("Bé trai bên sông", "")
    assert (first.credit, second.credit, second.alt) == ("Ảnh: Mai", "Ảnh: Mai", "Blue")
    assert list(Photo.objects.saying("be trai")) == [first.photo]


def test_a_small_lead_photo_goes_in_and_a_second_one_stands_in_the_text(folder: Path) -> None:
    told, complained = with_photos(
        folder, {"file": "plain.png", "lead": True}, {"file": "day/bridge.jpg", "lead": True}
    )
    assert "soft at the head: 1 lead photo (in line 1)." in told
    assert complained == ""
    assert list(PlacedPhoto.objects.order_by("pk").values_list("is_lead", flat=True)) == [True, False]


def link_out(folder: Path) -> None:
    (folder / "out.jpg").symlink_to(folder.parent / "secret.jpg")


def link_in_a_circle(folder: Path) -> None:
    (folder / "circle.jpg").symlink_to(folder / "circle.jpg")


def write(name: str, data: Callable[[], bytes]) -> Callable[[Path], Any]:
    return lambda folder: (folder / name).write_bytes(data())


UNFIT: dict[str, tuple[Any, str, Callable[[Path], Any]]] = {
    "missing": ({"file": "none.jpg"}, "it is not there", id),
    "above": ({"file": "../secret.jpg"}, "leaves the folder", id),
    "above in the middle": ({"file": "day/../../secret.jpg"}, "leaves the folder", id),
    "absolute": ({"file": "/etc/passwd"}, "leaves the folder", id),
    "link out": ({"file": "out.jpg"}, "leaves the folder", link_out),
    "circle": ({"file": "circle.jpg"}, "cannot be followed", link_in_a_circle),
    "folder": ({"file": "day"}, "it is not there", id),
    "pipe": ({"file": "pipe.jpg"}, "it is not there", lambda folder: os.mkfifo(folder / "pipe.jpg")),
    "NUL": ({"file": "plain.png\0"}, "names no file", id),
    "half a pair": ({"file": "\ud800.png"}, "cannot be followed", id),
    "long name": ({"file": "x" * 4_096}, "cannot be followed", id),
    "longer": ({"file": "\u0301\u0316" * 100_000}, "its file has 200,000 characters", id),
    "no file": ({"caption": "x"}, "names no file", id),
    "a number": (7, "“photos” must be a list of objects", id),
    "lead in a text": ({"file": "plain.png", "lead": "yes"}, "“lead” must be true or false", id),
    "place in a text": ({"file": "plain.png", "after_paragraph": "2"}, "“after_paragraph” must be a whole", id),
    "long credit": ({"file": "plain.png", "credit": "c" * 201}, "“credit” has 201", id),
    "text": ({"file": "text.jpg"}, "not a picture", write("text.jpg", lambda: b"no picture")),
    "above, escaped": ({"file": "..%2fsecret.jpg"}, "leaves the folder", id),
    "above on Windows": ({"file": "..\\secret.jpg"}, "leaves the folder", id),
    "heic": ({"file": "a.jpg"}, "a HEIC file; save it as JPEG", write("a.jpg", lambda: b"\0\0\0\x18ftypheic\0\0\0\0")),
    "svg": ({"file": "svg.jpg"}, "SVG", write("svg.jpg", lambda: SVG)),
    "cut off": ({"file": "cut.jpg"}, "broken or cut off", write("cut.jpg", lambda: picture()[:-500])),
    "bomb": ({"file": "bomb.png"}, "13000 × 13000 pixels", write("bomb.png", png_of_13000_pixels_square)),
}


def test_a_photo_that_cannot_be_used_is_told_and_its_article_goes_in_without_it(folder: Path, media: Path) -> None:
    made = []
    for case, (entry, _why, prepare) in UNFIT.items():
        prepare(folder)
        made.append({"id": case, "headline": case, "photos": [entry, {"file": "plain.png"}]})
    _told, complained = load(bundle(folder.parent, *made), photos=folder)
    *said, total = complained.splitlines()
    assert len(said) == len(UNFIT)
    for number, (told, (case, (_entry, why, _prepare))) in enumerate(zip(said, UNFIT.items(), strict=True), start=1):
        assert told.startswith(f"line {number}: photo "), case
        assert why in told, case
    assert total == f"{len(UNFIT)} photos could not be loaded."
    assert {article.external_id: article.placed_photos.count() for article in Article.objects.all()} == dict.fromkeys(
        UNFIT, 1
    )
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_where_photos_cannot_be_kept_the_file_alone_is_not_blamed(folder: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = folder / "plain.png"
    _told, complained = load(
        bundle(folder.parent, {"id": "1", "headline": "One", "photos": [{"file": "plain.png"}]}), photos=folder
    )
    assert "it cannot be read or kept (Not a directory)." in complained


def test_without_a_folder_no_photo_is_looked_for(folder: Path) -> None:
    _told, complained = load(bundle(folder.parent, LINE | {"photos": [{"file": "photos/plain.png"}]}))
    assert "no folder of photos was given" in complained
    assert Article.objects.exists()
    assert not Photo.objects.exists()


def test_a_folder_left_out_takes_no_photo_away(folder: Path) -> None:
    with_photos(folder, {"file": "plain.png"})
    article = Article.objects.get()
    _told, complained = load(bundle(folder.parent, LINE | {"headline": "New", "photos": [{"file": "plain.png"}]}))
    assert "no folder of photos was given" in complained
    article.refresh_from_db()
    assert (article.headline, article.placed_photos.count()) == ("New", 1)


def test_without_a_folder_what_the_library_has_is_taken_and_one_sentence_tells_of_all_else(folder: Path) -> None:
    with_photos(folder, {"file": "plain.png"})
    there = file_of(Photo.objects.get())
    others = [{"file": f"{number}.jpg"} for number in (1, 2)]
    several = [{"id": each, "headline": each, "photos": [{"file": there}, *others]} for each in ("b", "c")]
    _told, complained = load(bundle(folder.parent, *several))
    assert complained.splitlines() == [
        "line 1: its photos stay out, and those of further lines: no folder of photos was given (--photos DIR).",
        "4 photos could not be loaded.",
    ]
    assert PlacedPhoto.objects.filter(article__external_id__in="bc", photo=Photo.objects.get()).count() == 2


def test_a_photo_keeps_the_number_that_it_had_elsewhere_where_no_other_has_it(folder: Path) -> None:
    with_photos(folder, {"file": "plain.png"})
    taken, complaints = Photo.objects.get().pk, []
    for name, number in (("day/bridge.jpg", taken), ("pier.png", taken + 70)):
        (folder / "pier.png").write_bytes(picture(color="red", kind="PNG"))
        told = {"about": {"photos": [{"file": name, "number": number}]}, "photos": [{"file": name}] * 2}
        complaints.append(load(bundle(folder.parent, LINE | {"id": name} | told), photos=folder)[1])
    _plain, bridge, pier = Photo.objects.order_by("pk")
    assert (bridge.file_name, pier.file_name, pier.pk) == ("bridge.jpg", "pier.png", taken + 70)
    said = f"is number {bridge.pk} here, for {taken} is another's: links to /photos/{taken}-… show that."
    assert complaints == [f"line 1: photo 'day/bridge.jpg' {said}\n", ""]
    assert photos.take_in(file(picture(color="white"))).pk == taken + 71


def test_a_file_name_is_found_however_its_letters_were_composed_or_escaped(folder: Path) -> None:
    (folder / "a\u0302nh.png").write_bytes(picture(kind="PNG"))
    (folder / "day" / "đêm 1.png").write_bytes(picture(kind="PNG"))
    written = ("ânh.png", "day/%C4%91%C3%AAm%201.png", "day\\đêm 1.png")
    _told, complained = with_photos(folder, *({"file": each} for each in written))
    assert complained == ""


def test_an_old_address_stays_with_its_article_and_another_claim_is_an_error(tmp_path: Path) -> None:
    url = "https://old.example/story?id=7"
    _told, complained = load(bundle(tmp_path, LINE | {"url": url}, {"id": "b", "headline": "B", "url": url}))
    number = Article.objects.get(external_id="a").pk
    assert complained.splitlines() == [
        f"line 2: /story?id=7 leads to article {number} already, and stays so.",
        "1 line claimed the old address of another article.",
    ]
    assert OldAddress.objects.get().article_id == number
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://e/a%20b/%C4%91", "/a b/đ"), ("https://e/%FF", "/%FF"), ("/only/path?x=1", "/only/path"),
        ("story.html", "/story.html"), ("https://e//twice//", "/twice//"), ("www.old.example/a/b.html", "/a/b.html"),
        ("old.com.vn/tin/a.htm", "/tin/a.htm"), ("index.php/2019/a", "/index.php/2019/a"), ("//e/a/", "/a/"),
    ],
)  # fmt: skip
def test_old_addresses_are_kept_as_a_request_reads_them(url: str, path: str, tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE | {"url": url}))
    assert OldAddress.objects.get().path == path


def test_an_old_address_is_found_however_its_letters_were_composed(client: Client, tmp_path: Path) -> None:
    decomposed = "/tin/%C4%91e%CC%A3%CC%82p.html"
    load(bundle(tmp_path, LINE | {"url": f"https://old.example{decomposed}"}))
    address = Article.objects.get().get_absolute_url()
    assert {client.get(path).headers["Location"] for path in (decomposed, "/tin/%C4%91%E1%BB%87p.html")} == {address}


@pytest.mark.parametrize("url", ["https://e", "https://e/", "https://e/?utm_source=x"])
def test_a_front_page_is_no_old_address(url: str, tmp_path: Path) -> None:
    _told, complained = load(bundle(tmp_path, LINE | {"url": url}))
    assert "front page" in complained
    assert not OldAddress.objects.exists()


def pins_of(external_id: str) -> list[str]:
    pins = Article.objects.get(external_id=external_id).pins.order_by("position")
    return [pin.related_article.external_id for pin in pins.select_related("related_article")]


def test_pins_lead_to_articles_later_in_the_file_and_already_here(tmp_path: Path) -> None:
    load(bundle(tmp_path, {"id": "old", "headline": "Old"}))
    _told, complained = load(
        bundle(tmp_path, LINE | {"related": ["c", "old", "a", "none"]}, {"id": "c", "headline": "C", "related": ["a"]})
    )
    assert (pins_of("a"), pins_of("c")) == (["c", "old"], ["a"])
    assert "line 1: the related article “none” is not here." in complained
    load(bundle(tmp_path, LINE | {"related": ["old"]}))
    assert pins_of("a") == ["old"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(tmp_path: Path) -> None:
    path = bundle(tmp_path, *({"id": str(number), "headline": "h"} for number in range(250)))
    out, plain = Terminal(), io.StringIO()
    call_command("import_articles", path, stdout=out)
    call_command("import_articles", path, stdout=plain)
    assert out.getvalue().count("\r") >= 3
    assert "█" in out.getvalue()
    assert "\r" not in plain.getvalue()
    assert plain.getvalue().splitlines()[-2:] == [
        "100%  250 articles", "0 articles added, 0 updated, 250 left alone.",
    ]  # fmt: skip
