"""The newspaper as a bundle: what goes out comes in again as the same, and what cannot go out is told."""

import json
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import body, bundle, corrections, naming, photos
from articles.bundle import Outcome, about, keys
from articles.bundle.gathering import file_of
from articles.bundle.record import Note, Record, line_of, record_of
from articles.models import (
    Alias,
    Article,
    Author,
    Byline,
    Correction,
    Newsroom,
    OldAddress,
    Page,
    Photo,
    PinnedRelated,
    PlacedPhoto,
    Section,
    Tag,
    Topic,
)
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from tests.bundles import load
from tests.pictures import iim, picture, with_iim
from tests.stories import many_stories, story

pytestmark = pytest.mark.django_db

TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BODY = (
    f'<p>See <a href="/vietnam/another-1/">another</a>.</p><p>{TUBE}</p><h2>Later</h2>'
    f'<figure data-embed="{TUBE}"><a href="{TUBE}">The bridge</a></figure><blockquote class="pull">Said</blockquote>'
)


@pytest.fixture
def everything(full: Article, settings: Any, tmp_path: Path) -> Article:
    """The whole newspaper with all else that an export can hold."""
    settings.SITE_URL = "https://river.example"
    other, retracted, *_rest = Article.objects.exclude(pk=full.pk).order_by("pk")
    vietnam = Section.objects.get()
    Section.objects.filter(pk=vietnam.pk).update(names={"vi": "Việt Nam"}, descriptions={"vi": "Tin trong nước"})
    hanoi = Section.objects.create(name="Hanoi", slug="ha-noi", parent=vietnam, position=2, is_in_navigation=False)
    Section.objects.create(name="Opinion", position=0, is_signed=True, description="What we think.")
    naming.rename(hanoi, "Hà Nội & around")
    naming.add_synonym(Tag.objects.get(name="Schools"), "Trường học")
    Tag.objects.filter(name="Hồ Gươm").update(slug="sword-lake")
    Author.objects.filter(name__startswith="Mateo").update(portrait=photo_in_library(portrait_of=1))
    Author.objects.create(name="Ana Ruiz", role="Editor", biography="Edits.\n\nAnd rests.")
    Author.objects.create(name="Bo Idle")
    Topic.objects.create(name="Tết", names={"es": "Año nuevo"}, banner_from=timezone.now() - timedelta(days=1))
    full.body, full.section, full.slug, full.language = BODY, hanoi, "COP-30", "vi"
    full.earlier_views, full.external_id, full.updated_at = 70, "lake", timezone.now()
    full.share_title, full.original_publisher = "Clear again", "The Mekong Courier"
    full.original_url = "https://mekong.example/lake?id=7"
    full.save()
    said = {"photo": photo_in_library(), "article": full, "after_paragraph": 1}
    PlacedPhoto.objects.create(**said, position=7)
    PlacedPhoto.objects.create(**said, position=8, own_caption="Only here", own_alt="A saucer", own_credit="Ảnh: Mai")
    for path, query in (("/2019/03/cầu tháng 3.html", ""), ("/story", ""), ("/story", "id=7"), ("/", "p=77")):
        OldAddress.objects.create(path=path, query=query, article=full)
    PinnedRelated.objects.bulk_create(
        PinnedRelated(article=full, related_article=each, position=place)
        for place, each in enumerate((retracted, other))
    )
    corrections.correct(retracted, "retraction", "We made it up.", None)
    Newsroom.objects.update(
        taglines={"vi": "Bên sông"}, abouts={"es": "Hecho en Hanói.\n\nPor trece."}, accent="#123456"
    )
    Page.objects.create(title="Terms", titles={"es": "Términos"}, text="<p>Be.</p>", texts={"es": "<p>Sé.</p>"})
    return full


def photo_in_library(portrait_of: int = 0) -> Photo:
    """A photo of which the desk says other words than its file, and nothing where that has a caption."""
    block = iim((1, 90, b"\x1b%G"), (2, 120, "Cầu".encode()), (2, 80, b"Duc Le"))
    data = with_iim(picture((900, 600), color=(9, 9, 200 + portrait_of)), block)
    photo = photos.take_in(ContentFile(data, "Bến phà.jpg"), credit="Ảnh: Đức", alt="A ferry")
    photo.caption, photo.title, photo.focal_x, photo.focal_y, photo.is_decorative = "", "Ferry", 0.25, 2 / 3, True
    photo.save()
    return photo


def unseen_by_readers(hall: Section) -> None:
    """One article at each step of the desk that readers know nothing of."""
    moment = timezone.now() + timedelta(days=3, microseconds=7)
    for status in ("draft", "in_review", "approved", "withdrawn", "published"):
        published_at = moment if status in {"published", "withdrawn"} else None
        fields = {"status": status, "section": hall, "embargoed_until": moment, "published_at": published_at}
        Article.objects.create(headline=f"Hidden: {status}", **fields)


def export(folder: Path, **options: Any) -> list[dict[str, Any]]:
    """The lines of an export to the file `paper.jsonl` in `folder`, its photos beside it."""
    folder.mkdir(exist_ok=True)
    call_command("export_articles", folder / "paper.jsonl", photos=folder / "photos", **options)
    return [json.loads(line) for line in (folder / "paper.jsonl").read_text().splitlines()]


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty_the_newsroom(settings: Any, tmp_path: Path) -> None:
    for model in (Article, Page, Newsroom, Alias, Topic, Tag, Author, Photo):
        model.objects.all().delete()
    Section.objects.exclude(parent=None).delete()
    Section.objects.all().delete()
    settings.MEDIA_ROOT = tmp_path / "another"


def texts_of(pages: dict[str, str]) -> list[str]:
    """What readers read on these pages, within an element of each."""
    found = []
    for path, element in pages.items():
        page = Client().get(path, follow=True).content.decode()
        found.append(body.plain_text(page[page.index(f"<{element}") : page.rindex(f"</{element}>")]))
    return found


def test_an_export_is_loaded_by_an_empty_newsroom_as_the_same_newspaper(
    everything: Article, settings: Any, tmp_path: Path
) -> None:
    unseen_by_readers(everything.section)
    export(tmp_path / "first", drafts=True)
    path = everything.get_absolute_url()
    lists = ("/ha-noi/", "/author/mateo-bolano-nunez/", "/tag/sword-lake/", "/corrections/", "/about/", "/about/terms/")
    pictures = [photos.plain(photo, "lead", 1200).url for photo in Photo.objects.public()]
    pages = {path: "article", **dict.fromkeys(lists, "main")}
    before = texts_of(pages)
    empty_the_newsroom(settings, tmp_path)
    told, complained = load(tmp_path / "first/paper.jsonl", photos=tmp_path / "first/photos")
    assert complained == ""
    assert "14 articles added" in told
    assert texts_of(pages) == before
    export(tmp_path / "second", drafts=True)
    assert files_in(tmp_path / "second") == files_in(tmp_path / "first")
    assert Client().get("/story?id=7").headers["Location"] == path
    assert [Client().get(picture).status_code for picture in pictures] == [200] * len(pictures)


def test_loading_an_export_where_it_comes_from_changes_nothing(everything: Article, tmp_path: Path) -> None:
    unseen_by_readers(everything.section)
    export(tmp_path, drafts=True)
    before = (list(Article.objects.order_by("pk").values()), Photo.objects.count(), Alias.objects.count())
    told, complained = load(tmp_path / "paper.jsonl", photos=tmp_path / "photos")
    assert complained == ""
    assert "0 articles added, 0 updated, 14 left alone." in told
    assert (list(Article.objects.order_by("pk").values()), Photo.objects.count(), Alias.objects.count()) == before


def test_an_export_holds_what_readers_see_and_no_more(everything: Article, tmp_path: Path) -> None:
    unseen_by_readers(Section.objects.create(name="Hall"))
    hidden = Article.objects.get(headline="Hidden: approved")
    PinnedRelated.objects.create(article=everything, related_article=hidden, position=9)
    Byline.objects.create(article=hidden, author=Author.objects.get(name="Bo Idle"))
    Correction.objects.create(article=everything, text="To come.", published_at=timezone.now() + timedelta(days=1))
    Topic.objects.create(name="Some day")
    lines = export(tmp_path)
    text = (tmp_path / "paper.jsonl").read_text()
    assert len(lines) == 9
    for unseen in ("Hidden", "Bo Idle", "To come.", "Some day", f'"{hidden.pk}@'):
        assert unseen not in text
    for seen in ("Ana Ruiz", "Tết", "Opinion", "Hall"):
        assert seen in text


def test_an_export_says_nothing_that_the_format_has_no_key_for(everything: Article, tmp_path: Path) -> None:
    unseen_by_readers(everything.section)
    lines = export(tmp_path, drafts=True)
    assert [keys.unknown_in(line) for line in lines] == [[]] * 14
    for line in lines:
        assert line_of(record_of(line)) == line


# What is told in another way (a retraction by its correction), is found anew, or is the new newsroom's own.
OTHERWISE: dict[Any, set[str]] = {
    Article: {"id", "retracted_at", "outline", "word_count", "search", "created_by", "created_at", "saved_at"},
    Photo: {"id", "digest", "width", "height", "likeness", "tint", "uploaded_by", "uploaded_at"},
    Section: {"id", "parent"},
    Author: {"id", "portrait", "account"},
    Correction: {"id", "article", "revision", "hides_changes", "written_by"},
} | {model: {"id"} for model in (Topic, Tag, Page, Newsroom)}


def test_every_field_of_the_newspaper_goes_along_or_is_left_behind_knowingly() -> None:
    taken = {kind.model: {kind.name, *kind.fields} for kind in about.KINDS.values()}
    taken[Article] = {*(each.name for each in fields(Record)), *TITLES, *ORIGIN}
    taken[Correction] = set(Note._fields)
    left = {model: {each.name for each in model._meta.concrete_fields} - taken[model] for model in taken}
    assert left == OTHERWISE


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_export_is_of_one_moment_whatever_the_desk_saves_meanwhile(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.bundle.gathering.AT_ONCE", 1)
    stories = [story("Before"), story("Before")]
    with closing(connection.copy()) as colleague, colleague.cursor() as cursor:

        def save(_share: float, _leaving: Any) -> None:
            cursor.execute("UPDATE articles_article SET headline = 'After' WHERE id = %s", [stories[1].pk])

        bundle.export(tmp_path / "paper.jsonl", None, Outcome(progress=save))
    assert (tmp_path / "paper.jsonl").read_text().count('"Before"') == 2
    assert Article.objects.get(pk=stories[1].pk).headline == "After"


def test_an_export_asks_as_much_for_many_articles_as_for_a_few(
    everything: Article, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    many_stories(60, section="Vietnam")
    with django_assert_max_num_queries(25):
        export(tmp_path)


def refused(path: Path, **options: Any) -> str:
    """The one sentence in which an export is refused."""
    with pytest.raises(CommandError) as refusal:
        call_command("export_articles", path, **options)
    return str(refusal.value)


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    paper = tmp_path / "paper.jsonl"
    assert refused(paper) == "There is no article to export."
    story("One")
    assert "is a folder; name a file in it." in refused(tmp_path)
    assert refused(tmp_path / "none/paper.jsonl") == f"There is no folder {tmp_path / 'none'}."
    assert refused(Path("/proc/paper.jsonl")).startswith("Nothing was exported: ")
    paper.write_text("mine")
    assert refused(paper) == f"{paper} is there already; name another file, or add --replace."
    assert f"{paper} is a file; name a folder" in refused(tmp_path / "other.jsonl", photos=paper)
    assert paper.read_text() == "mine"
    call_command("export_articles", paper, replace=True)
    assert list(tmp_path.iterdir()) == [paper]
    assert '"One"' in paper.read_text()


def test_a_full_disk_leaves_nothing_behind(everything: Article, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "out").mkdir()
    full_disk = Mock(side_effect=[None, None, OSError(ENOSPC, "No space left on device")])
    monkeypatch.setattr("articles.bundle.files.os.fsync", full_disk)
    told = refused(tmp_path / "out/paper.jsonl", photos=tmp_path / "out/photos")
    assert told.startswith("Nothing was exported: No space left on device")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_photo_whose_original_is_gone_is_told_and_the_rest_goes_out(
    everything: Article, tmp_path: Path, capsys: Any
) -> None:
    gone, *others = Photo.objects.order_by("pk")
    Path(gone.file.path).unlink()
    with pytest.raises(CommandError, match="All else is there"):
        export(tmp_path / "out")
    told = capsys.readouterr().err
    assert told == f"line 1: photo '{file_of(gone)}': its original cannot be read (No such file or directory).\n"
    assert len(files_in(tmp_path / "out")) == 1 + len(others)
    assert gone.digest[:16] in (tmp_path / "out/paper.jsonl").read_text()


def test_photos_that_lie_there_already_are_kept_and_others_are_never_written_over(
    everything: Article, tmp_path: Path, capsys: Any
) -> None:
    call_command("export_articles", tmp_path / "without.jsonl")
    assert "; to copy 5 photos too, add --photos DIR." in capsys.readouterr().out
    export(tmp_path)
    assert "5 photos copied" in capsys.readouterr().out
    export(tmp_path, replace=True)
    assert "0 photos copied" in capsys.readouterr().out
    lead = tmp_path / "photos" / file_of(Photo.objects.order_by("pk").first())
    lead.write_bytes(b"mine")
    assert f"{lead} is there already and is another file" in refused(
        tmp_path / "again.jsonl", photos=tmp_path / "photos"
    )
