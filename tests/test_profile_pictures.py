"""A reader's picture: optional, small, checked like a photo, and gone when they say so."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from PIL import Image

from accounts import limits
from accounts.models import Picture, Print
from accounts.pictures import remove_picture
from accounts.privacy import export
from accounts.templatetags.readers import initials
from tests.cast import account
from tests.pictures import SVG, picture, turned

pytestmark = pytest.mark.django_db


def send(client: Client, data: bytes, name: str = "me.jpg"):
    return client.post("/me/picture/", {"picture": SimpleUploadedFile(name, data, "image/jpeg")})


def of(user: object) -> str:
    return Template("{% load readers %}{% reader_picture user %}").render(Context({"user": user}))


def shown(address: str) -> Image.Image:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    return Image.open(BytesIO(response.content))


@pytest.fixture
def own(client, reader) -> Client:
    client.force_login(reader)
    return client


def moving() -> bytes:
    output = BytesIO()
    frames = [Image.new("RGB", (200, 200), color) for color in ("red", "blue")]
    frames[0].save(output, "PNG", save_all=True, append_images=frames[1:])
    return output.getvalue()


def test_a_picture_is_kept_as_two_small_squares_that_anyone_may_keep(own, reader):
    assert send(own, picture((1500, 1000)))["Location"] == "/me/"
    page = own.get("/me/").text
    small, large = re.search(r'src="(/pictures/\S+)" srcset="(\S+) 2x"', page).groups()
    assert (shown(small).size, shown(large).size) == ((96, 96), (192, 192))
    assert Print.objects.count() == 2
    assert not Client().get(small).wsgi_request.session.accessed


def test_it_is_upright_and_says_nothing_of_where_or_who(own, reader):
    send(own, turned(6))
    image = shown(reader.picture.large_url)
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
    red = image.convert("RGB").getpixel((96, 10))
    assert red[0] > 200
    assert red[1] < 90
    assert b"Duc Le" not in bytes(Print.objects.get(width=192).data)


def test_its_address_says_nothing_of_whose_it_is_and_is_another_each_time(own, reader):
    names = set()
    for _time in range(2):
        send(own, picture())
        names.add(Picture.objects.get().name)
    assert len(names) == 2
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)
    assert sum(Client().get(f"/pictures/{name}/96.webp").status_code == 200 for name in names) == 1


def test_what_is_no_good_picture_is_refused_in_words_and_the_present_one_stays(own, reader, subtests):
    send(own, picture())
    before = Picture.objects.get().name
    for kind, data, why in (
        ("svg", SVG, "SVG drawings"),
        ("moving", moving(), "The picture moves"),
        ("empty", b"", "Choose a picture|empty"),
        ("gif", b"GIF89a", "not a picture that can be used"),
        ("small", picture((90, 400)), "very small"),
        ("large", picture((6000, 5000), 1, "PNG", mode="1"), "more than 25 million"),
        ("polyglot", picture() + b"<html><script>alert(1)</script>", "something else besides"),
        ("cut off", picture()[:3000], "broken or cut off"),
    ):
        with subtests.test(kind):
            page = send(own, data)
            assert page.status_code == 200
            assert re.search(why, page.text.partition('id="picture-error"')[2].partition("</div>")[0])
            assert Picture.objects.get().name == before


def test_a_file_of_more_than_ten_megabytes_is_refused(own):
    assert "larger than 10 MB" in send(own, picture() + b"\0" * 10 * 2**20).text
    assert not Picture.objects.exists()


def test_a_form_without_a_file_is_answered_in_words(own):
    for form in ({}, {"picture": "words"}, {"intent": "nothing"}):
        assert "Choose a picture first." in own.post("/me/picture/", form).text


def test_changing_it_all_the_time_is_stopped_before_the_file_is_looked_at(own, monkeypatch):
    monkeypatch.setattr(limits, "PICTURES", "2/1h/key")
    for _time in range(2):
        send(own, picture())
    monkeypatch.setattr("articles.photos.squares", lambda *_: pytest.fail("the file was looked at"))
    assert "Try again in an hour." in send(own, picture()).text


def test_the_reader_takes_it_away_and_initials_stand_there_again(own, reader):
    send(own, picture())
    address = Picture.objects.get().small_url
    assert "Remove the picture" in own.get("/me/").text
    own.post("/me/picture/", {"intent": "remove"})
    assert Client().get(address).status_code == 404
    assert not Print.objects.exists()
    assert ">BN</span>" in own.get("/me/").text


def test_what_a_moderator_removes_is_served_to_nobody(own, reader):
    send(own, picture())
    address = Picture.objects.get().large_url
    remove_picture(reader)
    assert Client().get(address).status_code == 404
    assert "<img" not in of(account("x@example.com", "X"))


def test_a_stranger_changes_nobodys_picture(own, reader):
    assert send(Client(), picture())["Location"].startswith("/accounts/login/")
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(reader)
    assert send(forged, picture()).status_code == 403
    assert not Picture.objects.exists()


def test_the_picture_is_in_the_export(own, reader):
    send(own, picture())
    archive = zipfile.ZipFile(BytesIO(export(reader)))
    assert Image.open(BytesIO(archive.read("picture.webp"))).size == (192, 192)
    assert Picture.objects.get().name in archive.read("picture.csv").decode()


def test_beside_a_note_of_nobody_stands_a_sign_of_nobody(reader):
    assert "<svg" in of(None)
    assert ">BN</span>" in of(reader)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Bùi Ngân", "BN"), ("Đỗ Thị Hà", "ĐH"), ("óscar", "Ó"), ("(Anna) Böll", "B"), ("Ngân", "N"), ("7 dwarves", "7D")],
)
def test_initials_are_the_first_letters_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    "address", ["x/96.webp", f"{'0' * 32}/96.webp", f"{'0' * 32}/97.webp", "x/9999999999999999999.webp"]
)
def test_an_address_of_nothing_is_answered_with_404(address):
    assert Client().get(f"/pictures/{address}").status_code in (400, 404)
