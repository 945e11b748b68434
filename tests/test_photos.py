"""Photos: which files are taken in, and who is shown them."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import User
from articles import photos
from articles.models import Article, Author, Photo, PlacedPhoto
from tests.pictures import SVG, file, iim, picture, png_of_13000_pixels_square, with_iim
from tests.processor import within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_the_same_file_is_one_photo(media: Path) -> None:
    first, again = photos.take_in(file(picture())), photos.take_in(file(picture(), "renamed.jpg"))
    assert first == again
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_a_lost_original_comes_back_with_its_file(media: Path) -> None:
    photo = photos.take_in(file(picture()))
    Path(photo.file.path).unlink()
    assert photos.take_in(file(picture())) == photo
    assert Path(photo.file.path).exists()


def test_a_phones_picture_with_a_second_one_inside_is_taken_in() -> None:
    output = io.BytesIO()
    first, second = (Image.new("RGB", (640, 480), shade) for shade in ("red", "blue"))
    first.save(output, "MPO", save_all=True, append_images=[second])
    photo = photos.take_in(file(output.getvalue()))
    assert (photo.width, photo.height) == (640, 480)
    assert photos.developed(photo, photos.renditions(photo, "thumb")[0])


def test_words_given_win_over_the_files_and_those_over_the_rest() -> None:
    data = with_iim(picture(), iim((2, 120, b"From the file"), (2, 110, b"File credit")))
    photo = photos.take_in(file(data), caption="Given", otherwise={"credit": "Rest", "alt": "A bridge"})
    assert (photo.caption, photo.credit, photo.alt) == ("Given", "File credit", "A bridge")


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), (shade, 0, 0)) for shade in (0, 255)]
    output = io.BytesIO()
    frames[0].save(output, kind, save_all=True, append_images=frames[1:], duration=100)
    return output.getvalue()


def cut_up(part: bytes) -> bytes:
    """A JPEG with so many parts before its picture that to read their headers takes a minute."""
    data = picture(size=(9, 9))
    return data[:2] + part * 7_500_000 + data[2:]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"not a picture", "not a picture"),
    "svg": (lambda: SVG, "SVG"),
    "gif": (lambda: picture(kind="GIF"), "not a picture that can be used"),
    "html": (lambda: b"<html><img></html>", "not a picture"),
    "cut off": (lambda: picture((1500, 1000), kind="PNG", color=0, mode="L")[:-800], "broken or cut off"),
    "cut off at its last byte": (lambda: picture(kind="PNG")[:-1], "broken or cut off"),
    "cut off webp": (lambda: picture(kind="WEBP")[:-9], "broken or cut off"),
    "cut off avif": (lambda: picture(kind="AVIF")[:-9], "broken or cut off"),
    "cut off jpeg": (lambda: picture(size=(640, 480))[:-300], "broken or cut off"),
    "header alone": (lambda: b"\xff\xd8\xff\xe0", "not a picture"),
    "bomb": (png_of_13000_pixels_square, "million"),
    "one long side": (lambda: picture(size=(20_001, 1), kind="PNG"), "20000 a side"),
    "moving webp": (lambda: moving("WEBP"), "moves"),
    "moving png": (lambda: moving("PNG"), "moves"),
    "moving avif": (lambda: moving("AVIF"), "moves"),
    "thousand scans": (lambda: picture() + b"\xff\xda" * 200, "broken"),
    "millions of segments": (lambda: cut_up(b"\xff\xfe\x00\x02"), "broken"),
    "endless padding": (lambda: cut_up(b"\xff\xff\xff\xff"), "broken"),
    "countless chunks": (lambda: picture(size=(9, 9), kind="PNG")[:33] + b"\0\0\0\0tEXt\0\0\0\0" * 2_000_000, "broken"),
    "too large": (lambda: picture() + b"\0" * 40 * 2**20, "40 MB"),
}


def archive() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as packed:
        packed.writestr("index.html", "<p>Hello</p>")
    return output.getvalue()


STOWAWAYS: dict[str, Callable[[], bytes]] = {
    "zip": archive,
    "zip after padding": lambda: b"\0" * 5000 + archive(),
    "zip after a second picture": lambda: picture(size=(9, 9)) + archive(),
    "page": lambda: b"<!DOCTYPE html><p>Hello</p>",
    "markup": lambda: b"\n<svg onload='alert(1)'></svg>",
    "php": lambda: b"\x00\x01<?php system($_GET['c']); ?>",
    "phar": lambda: b"\xfe\xff<?php __HALT_COMPILER(); ?>\x00\x01",
    "pdf": lambda: b"\x01\x02%PDF-1.7 trailer",
    "script": lambda: b"=1;alert(document.cookie)//",
    "rar": lambda: b"Rar!\x1a\x07\x01\x00\xff\xfe",
    "program": lambda: b"MZ\x90\x00\x03\x00\x00\x00\xff\xfe",
    "gif": lambda: picture(size=(9, 9), kind="GIF"),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("stowaway", STOWAWAYS)
def test_a_picture_that_is_something_else_besides_is_refused(kind: str, stowaway: str, media: Path) -> None:
    with pytest.raises(photos.PhotoRefused, match="something else besides"):
        photos.take_in(file(picture(size=(90, 60), kind=kind) + STOWAWAYS[stowaway]()))
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_code_in_the_words_of_a_picture_is_refused() -> None:
    with pytest.raises(photos.PhotoRefused, match="something else besides"):
        photos.take_in(file(picture(comment=b"<?php phpinfo(); ?>")))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("tail", [b"\0" * 999, b"\r\n", b"\x00\x00\x01\x0aSEFH\x6b\x00\xff\x01\x99SEFT"])
def test_what_cameras_hang_on_behind_a_picture_is_no_harm(kind: str, tail: bytes) -> None:
    assert photos.take_in(file(picture(size=(90, 60), kind=kind) + tail)).pk


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_fit_picture_is_refused_in_a_sentence_and_leaves_nothing(case: str, media: Path) -> None:
    data, sentence = REFUSED[case][0](), REFUSED[case][1]
    with pytest.raises(photos.PhotoRefused) as refusal:
        photos.take_in(file(data))
    assert sentence in refusal.value.messages[0]
    assert Photo.objects.count() == 0
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    data = png_of_13000_pixels_square()
    assert len(data) < 30_000
    with within(0.2), pytest.raises(photos.PhotoRefused, match="13000 × 13000 pixels"):
        photos.take_in(file(data))


def test_words_that_do_not_fit_leave_no_file_behind(media: Path) -> None:
    with pytest.raises(ValidationError):
        photos.take_in(file(picture()), credit="x" * 201)
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_four_formats_are_taken_in(kind: str) -> None:
    photo = photos.take_in(file(picture(kind=kind)))
    assert (photo.width, photo.height) == (600, 400)


def test_a_photo_that_is_deleted_takes_its_files_along(
    article: Article, client: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    photo = photos.take_in(file(picture()))
    placement = PlacedPhoto.objects.create(article=article, photo=photo)
    client.get(photos.renditions(photo, "thumb")[0].url)
    placement.delete()
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert [path for path in media.rglob("*") if path.is_file() and "locks" not in path.parts] == []


def status_of(client: Client, photo: Photo) -> tuple[int, str]:
    response = client.get(photos.renditions(photo, "thumb")[-1].url)
    return response.status_code, response.get("Cache-Control", "")


def test_a_photo_is_public_while_something_public_shows_it(article: Article, client: Client) -> None:
    photo = photos.take_in(file(picture()))
    assert status_of(client, photo)[0] == 404
    PlacedPhoto.objects.create(article=article, photo=photo)
    assert status_of(client, photo) == (200, "public, max-age=31536000, immutable")
    for change in ({"status": "draft"}, {"status": "withdrawn"}):
        Article.objects.update(**change)
        assert status_of(client, photo)[0] == 404
    Article.objects.update(status="published", published_at=timezone.now() + timedelta(minutes=5))
    assert status_of(client, photo)[0] == 404


def test_an_authors_portrait_is_public(client: Client) -> None:
    photo = photos.take_in(file(picture()))
    Author.objects.create(name="Lê Minh Đức", portrait=photo)
    assert status_of(client, photo)[0] == 200


def test_the_desk_sees_what_is_not_public_and_no_cache_keeps_it(client: Client) -> None:
    photo = photos.take_in(file(picture()))
    reader = User.objects.create_user("reader@example.org", "a-long-password")
    client.force_login(reader)
    assert status_of(client, photo)[0] == 404
    client.force_login(User.objects.create_superuser("boss@example.org", "a-long-password"))
    status, cache_control = status_of(client, photo)
    assert status == 200
    assert "private" in cache_control
    assert "no-store" in cache_control


def test_a_public_photo_costs_one_query_and_neither_reads_nor_sets_a_cookie(
    article: Article, client: Client, django_assert_num_queries: Any
) -> None:
    photo = photos.take_in(file(picture()))
    PlacedPhoto.objects.create(article=article, photo=photo)
    client.cookies["sessionid"] = "x" * 32
    with django_assert_num_queries(1):
        response = client.get(photos.renditions(photo, "thumb")[-1].url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_addresses_that_are_not_exactly_a_rendition(article: Article, client: Client) -> None:
    photo = photos.take_in(file(picture((900, 600))))
    PlacedPhoto.objects.create(article=article, photo=photo)
    url = next(each.url for each in photos.renditions(photo, "lead") if each.width == 740 and each.format == "webp")
    old = client.get(url.replace(url.split("-")[1].split("/")[0], "0123456789"))
    assert (old.status_code, old["Location"]) == (302, url)
    for earlier in ("/0740.", "/800."):
        assert client.get(url.replace("/740.", earlier))["Location"] == url
    for wrong in ("/99999999999999999999.", "/-1.", "/740.gif.", "/%20740.", "/740.%00"):
        assert client.get(url.replace("/740.", wrong)).status_code in {400, 404}
    for wrong in (url.replace("lead", "poster"), url.replace("webp", "png"), url.replace("/photos/", "/photos/9")):
        assert client.get(wrong).status_code == 404
    assert client.get(f"/media/{photo.file.name}").status_code == 404
    assert client.post(url).status_code == 405


def test_an_original_that_is_gone_is_a_404(article: Article, client: Client) -> None:
    photo = photos.take_in(file(picture()))
    PlacedPhoto.objects.create(article=article, photo=photo)
    Path(photo.file.path).unlink()
    assert status_of(client, photo)[0] == 404
