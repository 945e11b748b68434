"""The newsroom's own colours: set at the desk, refused where they cannot be read, served as a style sheet."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.colours import contrast
from articles.models import Newsroom

CHANGE = reverse("admin:articles_newsroom_change", args=[Newsroom.ONLY])


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    Newsroom.objects.create(name="El Faro")
    client.force_login(editor)
    return client


def test_contrast_is_the_one_of_the_standard() -> None:
    assert (round(contrast("#000000", "#ffffff"), 2), round(contrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)


def test_colours_that_the_desk_sets_reach_every_page(desk: Client) -> None:
    assert "colours-" not in Client().get("/").content.decode()
    desk.post(CHANGE, {"name": "El Faro", "accent": "#0b5d3b", "accent_by_night": "#7fd6ae"})
    address = "/colours-0b5d3b-7fd6ae.css"
    assert f'<link rel="stylesheet" href="{address}">' in Client().get("/").content.decode()
    sheet = Client().get(address)
    assert "--accent:light-dark(#0b5d3b,#7fd6ae)" in sheet.content.decode()
    assert (sheet["Content-Type"], "immutable" in sheet["Cache-Control"]) == ("text/css", True)


@pytest.mark.parametrize(
    ("field", "colour", "reason"),
    [("accent", "#ffd400", "darker"), ("accent_by_night", "#0b1d3b", "paler"), ("accent", "red;}", "six of")],
)
def test_a_colour_that_cannot_be_read_is_refused_in_words(desk: Client, field: str, colour: str, reason: str) -> None:
    fields = {"name": "El Faro", "accent": "#a61b1b", "accent_by_night": "#ff8a75"}
    answer = desk.post(CHANGE, fields | {field: colour})
    assert reason in str(answer.context["adminform"].form.errors[field])
    assert not Newsroom.objects.current().has_own_colours


@pytest.mark.parametrize("path", ["/colours-red-blue.css", "/colours-0b5d3b.css", "/colours-0b5d3b-7fd6ae;.css"])
def test_nothing_but_two_colours_makes_a_style_sheet(client: Client, db: None, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404
