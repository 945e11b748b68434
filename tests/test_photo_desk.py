"""The photo desk: found, taken in many at once, described, recognised, listed with their uses."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from accounts.models import User
from articles import photos
from articles.models import Photo
from tests.pictures import file, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIBRARY, UPLOAD_FILE = reverse("admin:articles_photo_library"), reverse("admin:articles_photo_upload")


@pytest.fixture
def desk(journalist: User, client: Client) -> Client:
    client.force_login(journalist)
    return client


def upload(data: bytes, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def scene(seed: int = 0, size: tuple[int, int] = (1200, 800), kind: str = "JPEG", **options: Any) -> bytes:
    """A picture with shapes in it, always the same for one seed."""
    image = Image.new("RGB", (1200, 800), (200, 210, 220))
    draw = ImageDraw.Draw(image)
    for number in range(9):
        left, top = (seed * 391 + number * 577) % 1000, (seed * 733 + number * 389) % 600
        shade = (seed * 97 + number * 53) % 256
        draw.ellipse((left, top, left + 260, top + 240), fill=(shade, 255 - shade, shade // 2))
    output = io.BytesIO()
    image.resize(size).save(output, kind, **options)
    return output.getvalue()


def test_the_library_finds_photos_by_words_without_their_marks(desk: Client) -> None:
    found = photos.take_in(file(scene(1)), caption="Cầu Long Biên lúc đỏ đèn", credit="Ảnh: Đức")
    photos.take_in(file(scene(2), "cho-noi.jpg"), caption="Chợ nổi")
    for query in ("long bien", "LONG  đức", "cau đo", "Biên"):
        answer = desk.get(LIBRARY, {"q": query}).json()
        assert ([each["id"] for each in answer["photos"]], answer["next"]) == ([found.pk], None)
    assert len(desk.get(LIBRARY, {"q": "noi.jpg"}).json()["photos"]) == 1
    assert desk.get(LIBRARY, {"q": "xe lửa"}).json() == {"photos": [], "next": None}


def test_the_library_tells_what_a_script_needs_to_show_a_photo(desk: Client) -> None:
    photo = photos.take_in(file(scene()), caption="A bridge", alt="", credit="Photo: Đức")
    told = desk.get(LIBRARY).json()["photos"][0]
    assert told | {"caption": "A bridge", "credit": "Photo: Đức", "is_decorative": False, "id": photo.pk} == told
    assert told["lacks"] == ["a text alternative (or the mark “decorative”)"]
    assert desk.get(told["thumb"]).status_code == 200
    assert Client().get(told["thumb"]).status_code == 404


def test_the_library_comes_in_pages(desk: Client) -> None:
    Photo.objects.bulk_create(Photo(digest=f"{n:064}", file=f"{n}.jpg", width=90, height=60) for n in range(30))
    first = desk.get(LIBRARY).json()
    second = desk.get(LIBRARY, {"page": first["next"]}).json()
    assert (len(first["photos"]), first["next"], len(second["photos"]), second["next"]) == (24, 2, 6, None)


ODD: list[dict[str, Any]] = [
    *({"page": page} for page in ("", "0", "-1", "x", "٣", "1e9", "9" * 8, "9" * 5000)),
    *({"q": query} for query in ("%", "a" * 5000, "' OR 1=1 --", "\\", b"\xed\xb2\x80", "\x01", "/")),
]


@pytest.mark.parametrize("asked", ODD)
def test_the_library_answers_odd_questions(desk: Client, asked: dict[str, Any]) -> None:
    assert desk.get(LIBRARY, asked).json() == {"photos": [], "next": None}


def test_one_file_is_taken_in_and_told(desk: Client, journalist: User) -> None:
    answer = desk.post(UPLOAD_FILE, {"file": upload(scene())})
    photo = Photo.objects.get()
    assert (answer.status_code, answer.json()["id"], answer.json()["is_known"]) == (201, photo.pk, False)
    assert photo.uploaded_by == journalist
    again = desk.post(UPLOAD_FILE, {"file": upload(scene(), "again.jpg")})
    assert (again.status_code, again.json()["id"], again.json()["is_known"]) == (200, photo.pk, True)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"<html>", "not a picture that can be used"),
        (b"", "is empty"),
        (picture()[:-200], "cut off"),
        (None, "No file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    desk: Client, media: Path, sent: bytes | None, sentence: str
) -> None:
    answer = desk.post(UPLOAD_FILE, {} if sent is None else {"file": upload(sent)})
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_the_library_is_for_those_who_may_see_it(client: Client, reader: User, moderator: User) -> None:
    assert client.get(LIBRARY).status_code == 302
    client.force_login(reader)
    assert client.get(LIBRARY).status_code == 302
    client.force_login(moderator)
    assert client.get(LIBRARY).status_code == 403
    assert client.post(UPLOAD_FILE, {"file": upload(scene())}).status_code == 403
    assert Photo.objects.count() == 0


def test_asking_the_other_way_round_is_refused(desk: Client) -> None:
    assert (desk.post(LIBRARY).status_code, desk.get(UPLOAD_FILE).status_code) == (405, 405)
