"""Renditions: the pictures that readers get, cropped, upright, small and silent about the place."""

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from articles import photos
from articles.models import Article, Photo, PlacedPhoto
from articles.photos import darkroom, iptc
from articles.templatetags.photos import photo as drawn
from tests.pictures import file, picture, turned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.mark.parametrize(("orientation", "red"), [(1, (10, 200)), (3, (590, 200)), (6, (200, 10)), (8, (200, 590))])
def test_a_photo_is_shown_upright(orientation: int, red: tuple[int, int]) -> None:
    photo = photos.take_in(file(turned(orientation)))
    size = (600, 400) if orientation in {1, 3} else (400, 600)
    assert (photo.width, photo.height) == size
    photo.refresh_from_db()
    rendition = photos.renditions(photo, "whole")[-1]
    shown = Image.open(io.BytesIO(photos.developed(photo, rendition))).convert("RGB")
    scale = rendition.width / size[0]
    strong, _green, _blue = shown.getpixel((int(red[0] * scale), int(red[1] * scale)))  # type: ignore[misc]
    middle = shown.getpixel((shown.width // 2, shown.height // 2))
    assert strong > 200
    assert _green < 60
    assert min(middle) > 200  # type: ignore[arg-type, type-var]


def test_renditions_fit_their_crop_and_are_never_larger_than_the_photo() -> None:
    photo = photos.take_in(file(picture(size=(1500, 1000))))
    assert {(each.width, each.height) for each in photos.renditions(photo, "wide")} == {
        (480, 270), (740, 416), (1200, 675),
    }  # fmt: skip
    small = photos.take_in(file(picture(size=(40, 30))))
    assert {(each.width, each.height) for each in photos.renditions(small, "lead")} == {(40, 27)}


def test_bars_of_a_large_photo_stay_apart_in_its_smallest_rendition() -> None:
    bars = Image.new("L", (4000, 3000))
    for left in range(0, 4000, 128):
        bars.paste("white", (left, 0, left + 64, 3000))
    output = io.BytesIO()
    bars.save(output, "JPEG")
    photo = photos.take_in(file(output.getvalue()))
    for crop in ("thumb", "lead"):
        shown = Image.open(io.BytesIO(photos.developed(photo, photos.renditions(photo, crop)[0]))).convert("L")
        darkest, brightest = shown.getextrema()
        assert brightest - darkest > 200, (crop, shown.size)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (300, 2)])
def test_photos_of_any_shape_have_renditions(size: tuple[int, int]) -> None:
    photo = photos.take_in(file(picture(size=size)))
    for crop in photos.CROPS:
        rendition = photos.renditions(photo, crop)[-1]
        shown = Image.open(io.BytesIO(photos.developed(photo, rendition)))
        assert shown.size == (rendition.width, rendition.height)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_shown(mode: str) -> None:
    photo = photos.take_in(file(picture(size=(200, 200), kind="PNG", mode=mode, color=None)))
    for rendition in photos.renditions(photo, "square"):
        assert Image.open(io.BytesIO(photos.developed(photo, rendition))).mode == "RGB"


def test_sixteen_bit_greys_keep_their_brightness() -> None:
    photo = photos.take_in(file(picture(size=(200, 200), kind="PNG", mode="I;16", color=32_768)))
    shown = Image.open(io.BytesIO(photos.developed(photo, photos.renditions(photo, "square")[-1])))
    assert abs(shown.getpixel((50, 50))[0] - 128) < 4  # type: ignore[index, operator]


def test_a_cmyk_photo_with_a_broken_profile_is_shown() -> None:
    photo = photos.take_in(file(picture(mode="CMYK", color=(0, 255, 255, 0), icc_profile=b"broken")))
    shown = Image.open(io.BytesIO(photos.developed(photo, photos.renditions(photo, "card")[-1])))
    red, green, _blue = shown.getpixel((20, 20))  # type: ignore[misc]
    assert red > 200
    assert green < 80


def test_a_crop_follows_the_focal_point_and_its_address_changes() -> None:
    image = Image.new("RGB", (1600, 400), "white")
    image.paste("red", (1400, 0, 1600, 400))
    output = io.BytesIO()
    image.save(output, "PNG")
    photo = photos.take_in(file(output.getvalue(), "wide.png"), focal_x=0.9)
    rendition = photos.renditions(photo, "square")[-1]
    right = Image.open(io.BytesIO(photos.developed(photo, rendition))).getpixel((rendition.width - 5, 10))
    assert right[0] > 200  # type: ignore[index, operator]
    assert right[1] < 80  # type: ignore[index, operator]
    photo.focal_x = 0.1
    assert photos.renditions(photo, "square")[-1].url != rendition.url


def test_a_picture_is_drawn_once_for_all_pages_until_its_photo_is_another() -> None:
    use = PlacedPhoto(photo=photos.take_in(file(picture())), own_alt="A ferry")
    again = PlacedPhoto(photo=Photo.objects.get(), own_alt="A ferry")
    shown = drawn(use, "card", "10rem")
    assert drawn(again, "card", "10rem") is shown
    others = [drawn(again, "thumb", "10rem"), drawn(again, "card", "9rem"), drawn(again, "card", "10rem", alt="")]
    again.photo.focal_x = 0.1
    others += [drawn(again, "card", "10rem"), drawn(use, "card", "10rem", is_first=True)]
    assert len({shown, *others}) == 6


@pytest.mark.parametrize("extension", photos.FORMATS)
def test_a_rendition_says_whose_it_is_but_not_where_it_was_taken(
    article: Article, client: Client, extension: str
) -> None:
    photo = photos.take_in(file(turned(1)), credit="Ảnh: Đức & Co", copyright_notice="© The Post")
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    rendition = next(each for each in photos.renditions(photo, "lead") if each.format == extension)
    response = client.get(rendition.url)
    shown = Image.open(io.BytesIO(response.content))
    assert response["Content-Type"] == f"image/{extension}".replace("jpg", "jpeg")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.size == (rendition.width, rendition.height)
    assert dict(shown.getexif()) == {}
    assert "icc_profile" not in shown.info
    words = iptc.words_of(shown)
    assert (words["credit"], words["creator"], words["copyright_notice"]) == ("Ảnh: Đức & Co", "Duc Le", "© The Post")


@pytest.mark.parametrize("extension", photos.FORMATS)
def test_the_very_bytes_of_every_rendition_name_the_owner_and_no_place(extension: str) -> None:
    photo = photos.take_in(file(turned(1)), credit="Ảnh: Đức", creator="Lê Minh Đức", copyright_notice="© The Post")
    for crop in photos.CROPS:
        rendition = next(each for each in photos.renditions(photo, crop) if each.format == extension)
        data = photos.developed(photo, rendition)
        for words in ("<photoshop:Credit>Ảnh: Đức<", "<rdf:li>Lê Minh Đức<", ">© The Post<"):
            assert words.encode() in data
        for place in (b"GPS", b"Exif\0\0", b"exif:"):
            assert place not in data


@pytest.mark.parametrize("field", ["credit", "creator", "copyright_notice"])
def test_an_address_changes_with_the_words_inside(field: str) -> None:
    photo = photos.take_in(file(picture()))
    before = photos.renditions(photo, "lead")[0].url
    setattr(photo, field, "Someone else")
    assert photos.renditions(photo, "lead")[0].url != before


def test_many_at_once_make_a_rendition_once(monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    photo = photos.take_in(file(picture(size=(2400, 1600))))
    rendition = photos.renditions(photo, "lead")[0]
    printed, made = darkroom._printed, []

    def counted(*args: Any) -> bytes:
        made.append(args)
        return printed(*args)

    monkeypatch.setattr(darkroom, "_printed", counted)
    threads = [threading.Thread(target=photos.developed, args=(photo, rendition)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    kept = [path for path in (media / "renditions" / str(photo.pk)).rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [f"{rendition.width}.{rendition.format}"]


def test_a_full_disk_leaves_no_half_rendition_and_the_reader_a_picture(
    monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    photo = photos.take_in(file(picture()))

    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    data = photos.developed(photo, photos.renditions(photo, "thumb")[0])
    assert Image.open(io.BytesIO(data)).size == (96, 72)
    assert [path for path in (media / "renditions" / str(photo.pk)).rglob("*") if path.is_file()] == []


def test_a_new_focal_point_clears_away_the_old_renditions(media: Path) -> None:
    photo = photos.take_in(file(picture()))
    photos.developed(photo, photos.renditions(photo, "thumb")[0])
    photo.focal_y = 0.2
    photos.developed(photo, photos.renditions(photo, "thumb")[0])
    assert len(list((media / "renditions" / str(photo.pk)).iterdir())) == 1
