"""The photo desk: listed with what they lack and where they are used, recognised, changed by whom."""

import io
import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from articles import photos
from articles.models import Article, Author, Photo, PlacedPhoto
from tests.forms import form_sent, undrawn
from tests.pictures import file, picture, scene, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIST, UPLOAD_FILE = reverse("admin:articles_photo_changelist"), reverse("admin:articles_photo_upload")


@pytest.fixture
def desk(journalist: User, client: Client) -> Client:
    client.force_login(journalist)
    return client


def page_of(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def test_a_journalist_mends_and_removes_what_they_brought_and_only_looks_at_the_rest(
    desk: Client, own_photos: list[Photo]
) -> None:
    desk.post(page_of(own_photos[0]), {"alt": "A ferry", "focal_x": "0.2", "focal_y": "0.8"})
    own_photos[0].refresh_from_db()
    assert (own_photos[0].alt, own_photos[0].focal_x) == ("A ferry", 0.2)
    other = photos.take_in(file(scene(3)))
    shown = desk.get(page_of(other))
    assert shown.status_code == 200
    assert b'name="caption"' not in shown.content
    remove = reverse("admin:articles_photo_delete", args=[other.pk])
    assert desk.post(remove, {"post": "yes"}).status_code == 403
    desk.post(reverse("admin:articles_photo_delete", args=[own_photos[1].pk]), {"post": "yes"})
    assert set(Photo.objects.all()) == {own_photos[0], other}


def test_a_page_of_ones_own_photo_asks_few_queries(
    desk: Client, own_photos: list[Photo], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        desk.get(page_of(own_photos[0]))


def test_words_are_kept_composed_however_they_were_typed(desk: Client, own_photos: list[Photo]) -> None:
    decomposed = unicodedata.normalize("NFD", "Cầu Nhật Tảo")
    desk.post(page_of(own_photos[0]), {"caption": decomposed, "focal_x": "0.5", "focal_y": "0.5"})
    own_photos[0].refresh_from_db()
    assert own_photos[0].caption == "Cầu Nhật Tảo"


def test_a_focal_point_outside_is_refused_and_what_was_typed_stays(
    desk: Client, own_photos: list[Photo], journalist: User
) -> None:
    for typed in ("nan", "inf", "1e999", "-0.1", "1.01", "", "left", "9" * 400):
        fields = {"focal_x": typed, "focal_y": "0.5", "caption": "Kept as typed"}
        assert form_sent(journalist, own_photos[0], fields).errors, typed
    assert "Kept as typed" in desk.post(page_of(own_photos[0]), fields).content.decode()


@pytest.fixture
def editors_desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def test_a_photos_page_names_every_use_of_it(editors_desk: Client, article: Article, draft: Article) -> None:
    photo = photos.take_in(file(scene()))
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    PlacedPhoto.objects.create(article=draft, photo=photo, after_paragraph=3)
    Author.objects.create(name="Lê Minh Đức", portrait=photo)
    uses = editors_desk.get(page_of(photo)).context["uses"]
    assert [(use.what, use.name, use.state) for use in uses] == [
        ("In the text, after paragraph 3", "Not ready to be read", "Draft"),
        ("Lead photo", "A ferry for the night shift", "Published"),
        ("Portrait", "Lê Minh Đức", ""),
    ]


@pytest.mark.parametrize("use", ["article", "portrait"])
def test_a_photo_in_use_stays_and_its_uses_are_named(editors_desk: Client, article: Article, use: str) -> None:
    photo = photos.take_in(file(scene()))
    if use == "article":
        PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    else:
        Author.objects.create(name="Lê Minh Đức", portrait=photo)
    answer = editors_desk.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    for refusal in (answer, editors_desk.post(LIST, action)):
        assert "in use" in refusal.content.decode()
        assert {"article": article.headline, "portrait": "Lê Minh Đức"}[use] in refusal.content.decode()
    assert Photo.objects.get() == photo


def copies_of(picture: bytes) -> dict[str, bytes]:
    """What becomes of a picture on its way through other programs."""
    image, turned = Image.open(io.BytesIO(picture)), Image.Exif()
    turned[0x0112] = 6

    def saved(changed: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
        output = io.BytesIO()
        changed.save(output, kind, quality=40, **options)
        return output.getvalue()

    return {
        "smaller": saved(image.resize((300, 200))),
        "harder": saved(image),
        "webp": saved(image, "WEBP"),
        "trimmed": saved(image.crop((20, 14, 1180, 786))),
        "turned": saved(image.transpose(Image.Transpose.ROTATE_90), exif=turned),
        "grey": saved(image.convert("L")),
    }


def test_a_copy_is_recognised_by_what_it_shows(desk: Client, subtests: Any) -> None:
    first = photos.take_in(file(scene(1)), title="The first")
    photos.take_in(file(scene(2)))
    for change, copy in copies_of(scene(1)).items():
        with subtests.test(change), undrawn():
            answer = desk.post(UPLOAD_FILE, {"file": upload(copy)}).json()
            brought = Photo.objects.get(pk=answer["id"])
            alike = desk.get(page_of(brought)).context_data["alike"]
            brought.delete()
            assert [(each["id"], each["name"]) for each in answer["looks_like"]] == [(first.pk, "The first")]
            assert [each["photo"] for each in alike] == [first]


def test_the_same_shapes_in_other_colours_are_another_picture(desk: Client) -> None:
    photos.take_in(file(scene(1)))
    grey, blue, red = Image.open(io.BytesIO(scene(1))).convert("YCbCr").split()
    output = io.BytesIO()
    Image.merge("YCbCr", (grey, red, blue)).save(output, "JPEG", quality=95)
    assert desk.post(UPLOAD_FILE, {"file": upload(output.getvalue())}).json()["looks_like"] == []


def test_photos_that_show_nothing_look_like_no_other(desk: Client) -> None:
    photos.take_in(file(picture(color="red")))
    assert desk.post(UPLOAD_FILE, {"file": upload(picture(color="blue"))}).json()["looks_like"] == []


def test_photos_of_earlier_days_are_recognised_after_the_command(desk: Client) -> None:
    first = photos.take_in(file(scene(1)))
    Photo.objects.update(likeness=None, tint=None)
    call_command("recognise_photos", stdout=io.StringIO())
    answer = desk.post(UPLOAD_FILE, {"file": upload(scene(1, size=(600, 400)))}).json()
    assert [each["id"] for each in answer["looks_like"]] == [first.pk]


def test_the_contact_sheet_is_filtered(desk: Client, journalist: User, draft: Article, subtests: Any) -> None:
    photos.take_in(file(scene(1)), title="bare", uploaded_by=journalist)
    photos.take_in(file(scene(2)), title="described", alt="A bridge")
    photos.take_in(file(scene(3)), title="decorative", is_decorative=True, credit="Đức")
    placed = photos.take_in(file(scene(4)), title="placed", credit="Đức")
    PlacedPhoto.objects.create(article=draft, photo=placed)
    for asked, found in (
        ({"lacks": "alt"}, {"bare", "placed"}),
        ({"lacks": "credit"}, {"bare", "described"}),
        ({"use": "none"}, {"bare", "described", "decorative"}),
        ({"use": "some"}, {"placed"}),
        ({"by": "me"}, {"bare"}),
        ({"q": "pla"}, {"placed"}),
        ({"lacks": "\x01"}, {"bare", "described", "decorative", "placed"}),
    ):
        with subtests.test(**asked), undrawn():
            assert {photo.title for photo in desk.get(LIST, asked).context_data["cl"].result_list} == found


def test_the_contact_sheet_asks_the_database_no_more_for_many_photos(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    Photo.objects.bulk_create(Photo(digest=f"{n:064}", file=f"{n}.jpg", width=90, height=60) for n in range(30))
    with django_assert_max_num_queries(8):
        desk.get(LIST)


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ({}, 2),
        ({"alt": "A bridge", "credit": "Đức"}, 0),
        ({"is_decorative": True, "credit": "Đức"}, 0),
        ({"is_decorative": True}, 1),
    ],
)
def test_a_photo_knows_what_it_lacks(words: dict[str, Any], lacks: int) -> None:
    assert len(Photo(**words).lacks) == lacks


def test_a_decorative_photo_is_silent_on_the_page(article: Article, client: Client) -> None:
    photo = photos.take_in(file(scene()), alt="Ripples", is_decorative=True, credit="Đức")
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "/lead/" in page
    assert "Ripples" not in page


@pytest.mark.parametrize("moment", [-1, 1], ids=["public", "scheduled"])
def test_a_photo_that_readers_see_keeps_its_alt_text_and_credit(
    client: Client, editor: User, article: Article, moment: int
) -> None:
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() + timedelta(days=moment))
    photo = photos.take_in(file(scene(4)), alt="A ferry", credit="Photo: Lê Minh Đức")
    PlacedPhoto.objects.create(article=article, photo=photo, after_paragraph=1)
    client.force_login(editor)
    fields = {"focal_x": "0.5", "focal_y": "0.5", "alt": "A ferry", "credit": "Photo: Lê Minh Đức"}
    answer = client.post(page_of(photo), fields | {"alt": "", "credit": "", "caption": "Kept as typed"})
    assert all(words in answer.content.decode() for words in ("has no text alternative", "has no credit", "Kept as"))
    photo.refresh_from_db()
    assert (photo.alt, photo.credit) == ("A ferry", "Photo: Lê Minh Đức")
    assert client.post(page_of(photo), fields | {"alt": "", "is_decorative": "on"}).status_code == 302
