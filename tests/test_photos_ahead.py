"""Photos made before anybody asks for them, and what readers get of those that nobody made."""

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles import photos
from articles.models import Article, Author, Photo, PlacedPhoto
from articles.photos import ahead, darkroom, making, orders
from articles.photos.darkroom import is_kept
from portal import photos_ahead
from tests.pictures import file, picture
from tests.stories import story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media", "newsroom")]

ADDRESS = re.compile(r"/photos/(\d+)-\w+/([a-z]+)/(\d+)\.([a-z]+)")


@pytest.fixture
def has_process(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are made ahead, by a process that ends as soon as nothing is ordered."""
    settings.PHOTOS_AHEAD = True
    monkeypatch.setattr(making, "LINGERS", 0.1)
    monkeypatch.setattr(orders, "LOOKS", 0.1)


def placed(article: Article, number: int = 1, **fields: Any) -> Photo:
    """A tiny photo of its own in the article, which has one width in each crop."""
    photo = photos.take_in(file(picture((40, 30), color=(number, 40, 40))), credit="Photo: Lê Minh Đức")
    PlacedPhoto.objects.create(article=article, photo=photo, **{"is_lead": True} | fields)
    return photo


def first_of(photo: Photo, crop: str = "lead") -> photos.Rendition:
    return photos.renditions(photo, crop)[0]


def test_a_jpeg_stands_in_until_the_picture_is_made(article: Article, client: Client, has_process: None) -> None:
    photo = placed(article)
    rendition = first_of(photo)
    first = client.get(rendition.url)
    assert (first["Content-Type"], first["Cache-Control"]) == ("image/jpeg", "public, max-age=60")
    assert first.content == client.get(photos.plain(photo, "lead", 40).url).content
    call_command("make_renditions", "--ordered")
    second = client.get(rendition.url)
    assert (second["Content-Type"], second["Cache-Control"]) == ("image/avif", "public, max-age=31536000, immutable")
    assert not orders.are_waiting()


def test_no_reader_waits_for_a_process_that_gives_way(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    photo, printed, given = placed(article), darkroom._printed, []

    def print_slowly(photo: Photo, rendition: photos.Rendition) -> bytes:
        monkeypatch.setattr(darkroom, "_printed", printed)
        asked = ThreadPoolExecutor(1).submit(photos.developed, photo, photos.plain(photo, "lead", 40))
        given.append(asked.result(timeout=10))
        return printed(photo, rendition)

    monkeypatch.setattr(darkroom, "_printed", print_slowly)
    ahead.make(photo, first_of(photo))
    assert given[0]
    assert is_kept(photo, first_of(photo))


def test_an_order_for_what_is_gone_is_passed_over(article: Article, has_process: None) -> None:
    photo = placed(article)
    orders.at_hand(photo, first_of(photo))
    orders.at_hand(photo, first_of(photo, "card"))
    Path(photo.file.path).unlink()
    orders.note("999999-lead-40.avif")
    orders.note("1-of.nobody")
    call_command("make_renditions", "--ordered")
    assert not orders.are_waiting()


def test_a_photo_that_cannot_be_read_is_ordered_by_nobody(article: Article, client: Client, has_process: None) -> None:
    photo = placed(article)
    Path(photo.file.path).unlink()
    assert client.get(first_of(photo).url).status_code == 404
    assert not orders.are_waiting()


def test_orders_that_wait_are_bounded(article: Article, has_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "MOST", 2)
    photo = placed(article)
    for crop in ("lead", "card", "thumb", "lead"):
        orders.at_hand(photo, first_of(photo, crop))
    orders.order_newest()
    assert {path.name for path in orders.book_of_orders().iterdir()} == {
        f"{photo.pk}-lead-40.avif", f"{photo.pk}-card-40.avif", "newest",
    }  # fmt: skip


def test_what_readers_ask_for_comes_first_and_what_is_seen_first_before_the_rest(has_process: None) -> None:
    new, old = (story(f"Story {number}.", hours_ago=number) for number in (1, 2))
    of_new, of_old = (photos.take_in(file(picture((800, 600), color=(number, 0, 0)))) for number in (1, 2))
    PlacedPhoto.objects.create(article=old, photo=of_old, is_lead=True)
    PlacedPhoto.objects.create(article=new, photo=of_new, is_lead=True)
    orders.order_newest()
    tasks = making.ordered(making.Newest())
    assert next(tasks)[0] == of_new
    orders.at_hand(of_old, first_of(of_old, "whole"))
    assert next(tasks) == (of_old, first_of(of_old, "whole"))
    then = list(tasks)
    begins = list(takewhile(lambda task: ahead.is_seen_first(task[1]), then))
    assert {photo for photo, _rendition in begins} == {of_new, of_old}
    assert len(begins) < len(then)


def test_the_newest_are_looked_through_now_and_then_however_often_they_change(
    article: Article, has_process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(article)
    newest = making.Newest()
    for now, finds_some in ((100.0, True), (100.0 + making.PACE / 2, False), (100.0 + making.PACE, True)):
        monkeypatch.setattr(making, "monotonic", lambda now=now: now)
        orders.order_newest()
        assert bool(list(making.ordered(newest))) is finds_some
        assert orders.are_waiting() is not finds_some


def test_what_pages_ask_for_is_made_ahead(full: Article, client: Client, media: Path) -> None:
    author = Author.objects.first()
    assert author
    Author.objects.filter(pk=author.pk).update(portrait=photos.take_in(file(picture((500, 500)))))
    addresses = ("/", "/vietnam/", "/search/?q=lake", full.get_absolute_url(), author.get_absolute_url())
    asked = {found for address in addresses for found in ADDRESS.findall(client.get(address).content.decode())}
    made = {
        (str(photo.pk), each.crop, str(each.width), each.format)
        for photo, crops in ((Photo.objects.get(pk=number), crops) for number, crops in ahead.shown_by_all().items())
        for each in ahead.missing(photo, crops)
    }
    assert len(asked) > 50
    assert asked <= made


def test_a_draft_s_photos_are_ordered_while_it_is_written_and_a_change_orders_them_anew(
    article: Article, draft: Article, has_process: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo = photos.take_in(file(picture((40, 30))))
    assert not orders.are_waiting()  # it stands nowhere yet
    with django_capture_on_commit_callbacks(execute=True):
        PlacedPhoto.objects.create(article=draft, photo=photo, is_lead=True)
    assert ahead.shown_by_newest()[photo.pk] == {"lead", "card", "thumb"}
    assert orders.take_newest()
    photos_ahead.heed({"reactions-7"})
    assert not orders.are_waiting()
    photos_ahead.heed({"article-7-whole", "front-en"})
    assert orders.take_newest()


def test_the_command_makes_what_is_missing_and_nothing_twice(
    article: Article, media: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead, second = placed(article), placed(article, 2, is_lead=False)
    call_command("make_renditions", "--formats", "avif", "--newest", "1")
    # Four crops of one width each, and three previews.
    assert "7 renditions of 2 photos made" in capsys.readouterr().out
    assert is_kept(lead, first_of(lead, "thumb"))
    assert is_kept(second, first_of(second, "whole"))
    call_command("make_renditions", "--workers", "2")
    assert "100%  2 of 2 photos" in capsys.readouterr().out
    call_command("make_renditions")
    assert "\n0 renditions of 0 photos made; the others were there." in capsys.readouterr().out


def test_the_command_names_what_it_could_not_make_and_goes_on(
    article: Article, media: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, there = placed(article), placed(article, 2, is_lead=False)
    Path(gone.file.path).unlink()
    Photo.objects.filter(pk=gone.pk).update(title="Ferry at dusk")
    with pytest.raises(CommandError, match=r"^The original of “Ferry at dusk” \(bridge.jpg\) is gone.$"):
        call_command("make_renditions")
    told = capsys.readouterr().out
    assert "100%  1 of 2 photos" in told
    assert "3 renditions of 1 photo made; nothing more of 1 photo." in told
    assert is_kept(there, first_of(there, "whole"))


def test_the_command_ends_where_the_disk_is_full(
    article: Article, has_process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    orders.at_hand(photo := placed(article), first_of(photo))
    monkeypatch.setattr(Path, "replace", full)
    for options in ([], ["--ordered"]):
        with pytest.raises(CommandError, match="cannot be kept: is the disk full"):
            call_command("make_renditions", *options)


def test_what_readers_order_without_end_gives_way_to_the_command_for_all(article: Article, has_process: None) -> None:
    photo = placed(article)
    orders.at_hand(photo, first_of(photo))
    with orders.alone(waits=True):
        call_command("make_renditions", "--ordered")
        assert orders.are_waiting()
    call_command("make_renditions", "--ordered")
    assert not orders.are_waiting()


def test_what_was_begun_is_ordered_again_by_who_ends_before_it_is_made(article: Article, has_process: None) -> None:
    placed(article)
    orders.order_newest()
    answers = iter((True, False))
    making.make_ordered(is_needed=lambda: next(answers))
    assert orders.take_newest()


@pytest.mark.parametrize("options", [["--workers", "0"], ["--formats", "avif,gif"], ["--newest", "-1"]])
def test_the_command_says_which_option_is_none(options: list[str]) -> None:
    with pytest.raises(CommandError, match=r"is no number|there is no gif"):
        call_command("make_renditions", *options)


@pytest.mark.parametrize(("code", "went_well"), [(0, True), (1, False)])
def test_one_process_of_a_machine_makes_photos_ahead(
    monkeypatch: pytest.MonkeyPatch, code: int, *, went_well: bool
) -> None:
    started: list[list[str]] = []

    def run(command: list[str], *, pass_fds: list[int], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        started.append(command)
        assert os.fstat(pass_fds[0]).st_ino == (orders.book_of_orders().parent / "locks" / "ahead").stat().st_ino
        assert photos_ahead.make_ordered()  # another server of this machine, which leaves it to this one
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(subprocess, "run", run)
    assert photos_ahead.make_ordered() is went_well
    (command,) = started
    assert tuple(command[: len(photos_ahead.GIVING_WAY)]) == photos_ahead.GIVING_WAY
    assert command[-2:] == ["--ordered", str(os.getpid())]


def test_that_process_makes_nothing_when_its_server_was_gone_before_it_began(article: Article) -> None:
    orders.order_newest()
    call_command("make_renditions", f"--ordered={os.getpid()}")  # which is no parent of its own
    assert orders.take_newest()


def test_that_process_comes_last_in_its_session_and_its_session_last_on_the_machine() -> None:
    asked = [*photos_ahead.GIVING_WAY, "sh", "-c", "nice; cat /proc/self/autogroup 2> /dev/null"]
    told = subprocess.run(asked, capture_output=True, text=True, start_new_session=True, check=False).stdout.split()
    assert told[0] == "19"
    assert told[1:] == [] or told[-2:] == ["nice", "19"]  # a kernel without such sessions has no such file
