"""Photos on their way in: found by the editor's scripts, taken in many at once, described together."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import photos
from articles.models import Photo
from articles.photos import checks
from tests.pictures import file, picture, scene, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIST, UPLOADS, WORDS = (reverse(f"admin:articles_photo_{name}") for name in ("changelist", "uploads", "words"))
LIBRARY, UPLOAD_FILE = reverse("admin:articles_photo_library"), reverse("admin:articles_photo_upload")


@pytest.fixture
def desk(journalist: User, client: Client) -> Client:
    client.force_login(journalist)
    return client


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
    *({"page": page} for page in ("", "0", "-1", "x", "٣", "1e9", "9" * 8, "9" * 200)),
    *({"q": query} for query in ("%", "a" * 5000, "' OR 1=1 --", "\\", b"\xed\xb2\x80", "\x01", "/")),
]


def test_the_library_answers_odd_questions(desk: Client) -> None:
    for asked in ODD:
        assert desk.get(LIBRARY, asked).json() == {"photos": [], "next": None}, ascii(asked)[:99]


def test_one_file_is_taken_in_and_told(desk: Client, journalist: User) -> None:
    answer = desk.post(UPLOAD_FILE, {"file": upload(scene())})
    photo = Photo.objects.get()
    assert (answer.status_code, answer.json()["id"], answer.json()["is_known"]) == (201, photo.pk, False)
    assert photo.uploaded_by == journalist
    again = desk.post(UPLOAD_FILE, {"file": upload(scene(), "again.jpg")})
    assert (again.status_code, again.json()["id"], again.json()["is_known"]) == (200, photo.pk, True)


def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(desk: Client, media: Path) -> None:
    for sent, sentence in (
        (b"<html>", "not a picture that can be used"),
        (b"", "is empty"),
        (picture()[:-200], "cut off"),
        (None, "No file"),
    ):
        answer = desk.post(UPLOAD_FILE, {} if sent is None else {"file": upload(sent)})
        assert (answer.status_code, sentence in answer.json()["error"]) == (400, True), sentence
        assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("address", [UPLOAD_FILE, UPLOADS])
def test_of_a_file_too_large_the_disk_never_holds_more_than_the_limit(
    desk: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR, kept = tmp_path, []
    monkeypatch.setattr(checks, "LARGEST_FILE", 3_000_000)
    read = checks.read

    def measured(file: Any) -> bytes:
        kept.extend(path.stat().st_size for path in tmp_path.glob("*.upload*"))
        return read(file)

    monkeypatch.setattr(checks, "read", measured)
    answer = desk.post(
        address, {"file": upload(b"\xff" * 9_000_000), "files": upload(b"\xff" * 9_000_000)}, follow=True
    )
    assert "larger than" in (answer.json()["error"] if address == UPLOAD_FILE else said(answer))
    assert 3_000_000 < max(kept) < 3_200_000
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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


def said(response: Any) -> str:
    """What the desk tells after a request that leads on to another page."""
    return " ".join(str(message) for message in response.context["messages"])


def test_many_files_go_in_at_once_without_a_script_and_each_refusal_is_named(desk: Client, media: Path) -> None:
    known = photos.take_in(file(scene(5)))
    files = [
        upload(scene(1), "cầu.jpg"),
        upload(b"<html>", "page.jpg"),
        upload(scene(5), "known.jpg"),
        upload(scene(2), "chợ.jpg"),
    ]
    answer = desk.post(UPLOADS, {"files": files}, follow=True)
    new = Photo.objects.exclude(pk=known.pk)
    assert {photo.file_name for photo in new} == {"cau.jpg", "cho.jpg"}
    assert answer.redirect_chain[0][0].endswith("&".join(f"photo={pk}" for pk in sorted(photo.pk for photo in new)))
    assert "“page.jpg”: This is not a picture that can be used" in said(answer)
    assert "“known.jpg”: the library has this file already" in said(answer)
    assert [form.instance for form in answer.context["forms"]] == list(new.order_by("pk"))
    assert len([path for path in media.rglob("*") if path.is_file()]) == 3


def test_when_no_file_is_of_use_the_page_says_so(desk: Client) -> None:
    assert "No file arrived" in said(desk.post(UPLOADS, {}, follow=True))
    answer = desk.post(UPLOADS, {"files": [upload(b"x", "\u202egpj.exe")]}, follow=True)
    assert answer.redirect_chain == [(UPLOADS, 302)]
    assert "not a picture" in said(answer)


def words_for(*given: tuple[Photo, dict[str, Any]], **more: Any) -> dict[str, Any]:
    fields = {"form-TOTAL_FORMS": len(given), "form-INITIAL_FORMS": len(given)} | more
    for i, (photo, words) in enumerate(given):
        fields |= {f"form-{i}-id": photo.pk} | {f"form-{i}-{name}": value for name, value in words.items()}
    return fields


def test_the_words_of_many_are_written_at_once_and_a_credit_is_shared(desk: Client, own_photos: list[Photo]) -> None:
    address = f"{WORDS}?photo={own_photos[0].pk}&photo={own_photos[1].pk}"
    typed = words_for(
        (own_photos[0], {"caption": "Cầu", "credit": "Ảnh: Đức"}),
        (own_photos[1], {"alt": "A market", "is_decorative": ""}),
        shared_credit="Ảnh: Ánh",
    )
    answer = desk.post(address, typed, follow=True)
    first, second = Photo.objects.order_by("pk")
    assert (first.caption, first.credit) == ("Cầu", "Ảnh: Đức")
    assert (second.alt, second.credit) == ("A market", "Ảnh: Ánh")
    assert "2 photos are saved" in said(answer)
    assert "1 of them still lacks" in said(answer)


def test_words_that_do_not_fit_are_kept_and_explained(desk: Client, own_photos: list[Photo]) -> None:
    typed = words_for((own_photos[0], {"credit": "c" * 201, "caption": "Kept as typed"}))
    answer = desk.post(f"{WORDS}?photo={own_photos[0].pk}", typed)
    assert answer.status_code == 200
    assert "at most 200 characters" in str(answer.context["forms"].errors)
    assert "Kept as typed" in answer.content.decode()


def test_nobody_writes_the_words_of_anothers_photo_by_a_forged_form(desk: Client, own_photos: list[Photo]) -> None:
    other = photos.take_in(file(scene(3)), caption="As it was")
    desk.post(f"{WORDS}?photo={own_photos[0].pk}&photo={other.pk}", words_for((other, {"caption": "Forged"})))
    desk.post(f"{WORDS}?photo={other.pk}", words_for((other, {"caption": "Forged"})))
    desk.post(
        reverse("admin:articles_photo_change", args=[other.pk]),
        {"caption": "Forged", "focal_x": "0.5", "focal_y": "0.5"},
    )
    other.refresh_from_db()
    assert other.caption == "As it was"


def test_words_of_no_photo_lead_back_to_the_list(desk: Client) -> None:
    for asked in ("", "?photo=x", "?photo=99999", "?photo=-1", "?photo=" + "9" * 30, "?photo=%D9%A3"):
        for ask in (desk.get, desk.post):
            assert ask(WORDS + asked)["Location"] == LIST, asked
