"""What a bundle of another Broadsheet knows besides: numbers, steps, corrections, and what its things are."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.models import Alias, Article, Author, Correction, Newsroom, Page, Photo, Section, Tag, Topic
from tests.bundles import LINE, bundle, load
from tests.pictures import picture
from tests.stories import count_view, story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_what_the_desk_has_written_stays_and_only_what_is_empty_is_filled(tmp_path: Path) -> None:
    Author.objects.create(name="Lê Minh", role="Chief reporter")
    Topic.objects.create(name="Floods", description="Ours.", banner_from="2026-01-01T00:00Z")
    Newsroom.objects.create(name="Ours")
    Page.objects.create(title="Rules", text="<p>Ours.</p>", purpose="rules")
    about = {
        "newspaper": {"name": "Theirs"},
        "pages": [
            {"title": "Rules", "text": "<p>Theirs.</p>"},
            {"title": "Fairness", "text": "<p>Be.</p>", "purpose": "rules"},
        ],
        "authors": [{"name": "lê minh", "role": "Intern", "biography": "Writes.\n\nReads."}],
        "topics": [
            {"name": "Floods", "description": "Theirs.", "banner_from": "2025-01-01", "banner_until": "2025-02-01"}
        ],
    }
    assert load(bundle(tmp_path, LINE | {"about": about}))[1] == ""
    author, topic = Author.objects.get(), Topic.objects.get()
    assert (author.name, author.role, author.biography) == ("Lê Minh", "Chief reporter", "Writes.\n\nReads.")
    assert (topic.description, topic.banner_from.year, topic.banner_until) == ("Ours.", 2026, None)
    assert Newsroom.objects.get().name == "Ours"
    assert list(Page.objects.order_by("pk").values_list("title", "text", "purpose")) == [
        ("Rules", "<p>Ours.</p>", "rules"),
        ("Fairness", "<p>Be.</p>", ""),
    ]


def test_things_that_are_something_else_here_are_told(tmp_path: Path) -> None:
    Section.objects.create(name="Hanoi")
    Alias.objects.create(name="Ha Noi", slug="ha-noi", section=Section.objects.get())
    sections = [
        {
            "name": "City",
            "slug": "hanoi",
            "synonyms": [{"name": "Ha Noi", "slug": "x"}, {"name": "Town", "slug": "hanoi"}],
        },
        {"name": "Round", "part_of": "About"},
        {"name": "About", "slug": "about", "part_of": "Round"},
        {"name": "Lost", "part_of": "Nowhere"},
    ]
    _told, complained = load(bundle(tmp_path, LINE | {"about": {"sections": sections}}))
    assert complained.splitlines() == [
        "line 1: the address “hanoi” is taken; “City” gets another.",
        "line 1: “Ha Noi” means something else already, and not “City”.",
        "line 1: the address “about” is taken; “About” gets another.",
        "line 1: “About” cannot be part of “Round”.",
        "line 1: “Lost” cannot be part of “Nowhere”.",
    ]
    assert dict(Section.objects.values_list("name", "parent__name")) == {
        "Hanoi": None,
        "City": None,
        "Round": "About",
        "About": None,
        "Lost": None,
        "News": None,
    }
    assert Section.objects.get(name="City").aliases.get().slug == "town"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "about in a list": ({"about": []}, "“about” must be an object, not a list"),
    "sections in an object": ({"about": {"sections": {}}}, "“sections” must be a list, not an object"),
    "a newspaper in a list": ({"about": {"newspaper": []}}, "“about.newspaper” must be an object, not a list"),
    "a topic in a text": ({"about": {"topics": ["Floods"]}}, "“about.topics” must be a list of objects, not a text"),
    "a thing without a name": ({"about": {"tags": [{"slug": "x"}]}}, "“about.tags”: it has no “name”"),
    "a long biography": (
        {"about": {"authors": [{"name": "x", "biography": "b" * 1001}]}},
        "“about.authors”: “biography” has 1,001 characters; 1,000 are the most.",
    ),
    "an address with spaces": (
        {"about": {"tags": [{"name": "x", "slug": "a b"}]}},
        "“about.tags”: “slug”: Enter a valid",
    ),
    "a synonym in a text": (
        {"about": {"tags": [{"name": "x", "synonyms": ["y"]}]}},
        "“synonyms” must be a list of objects",
    ),
    "a subject beside the photo": (
        {"about": {"photos": [{"file": "x", "focal_x": 1.5}]}},
        "“focal_x” must be between 0 and 1",
    ),
    "a subject that is no number": (
        {"about": {"photos": [{"file": "x", "focal_y": float("nan")}]}},
        "“focal_y” must be between",
    ),
    "a photo without a file": ({"about": {"photos": [{"title": "x"}]}}, "“about.photos”: it names no file"),
    "an endless position": (
        {"about": {"sections": [{"name": "x", "position": float("inf")}]}},
        "must be a whole number",
    ),
    "a colour of words": ({"about": {"newspaper": {"name": "x", "accent": "red"}}}, "“about.newspaper”: “accent”: "),
    "a purpose that no page has": ({"about": {"pages": [{"title": "x", "purpose": "fun"}]}}, "“purpose”: Value 'fun'"),
    "a strip that ends before it begins": (
        {"about": {"topics": [{"name": "x", "banner_from": "2026-02-01", "banner_until": "2026-01-01"}]}},
        "“about.topics”: “banner_until” must come after",
    ),
    "texts in a list": (
        {"about": {"sections": [{"name": "x", "descriptions": ["y"]}]}},
        "“descriptions”: This must be texts",
    ),
    "a step of what is published": ({"step": "approved"}, "“step” is of what has the status draft"),
    "no step": ({"status": "draft", "step": "lost"}, "“step” must be in_review or approved or withdrawn, not “lost”"),
    "a correction without words": ({"corrections": [{"published_at": "2026-01-01"}]}, "it has no “text”"),
    "a correction without a day": ({"corrections": [{"text": "x"}]}, "a correction has no “published_at”"),
    "a correction of another kind": (
        {"corrections": [{"kind": "joke", "text": "x", "published_at": "2026-01-01"}]},
        "“kind” must be correction or",
    ),
    "a number beyond counting": ({"number": 10**7 + 1}, "“number” must be between 0 and 10000000"),
    "a bad old address": ({"old_urls": ["http://[x"]}, "“old_urls” is not an address"),
    "words of no address": ({"slug": "a b"}, "“slug”: Enter a valid"),
}


def test_what_cannot_be_so_keeps_its_line_out_and_is_told(tmp_path: Path) -> None:
    made = [{"id": case, "headline": "h"} | line for case, (line, _why) in REFUSED.items()]
    _told, complained = load(bundle(tmp_path, LINE, *made))
    assert Article.objects.get().external_id == "a"
    for number, (case, (_line, why)) in enumerate(REFUSED.items(), start=2):
        said = next(one for one in complained.splitlines() if one.startswith(f"line {number}: "))
        assert why in said, case
    assert [model.objects.count() for model in (Section, Topic, Author, Tag, Photo, Newsroom, Page)] == [
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    ]


def test_an_article_keeps_its_number_where_no_other_has_it_and_else_its_old_address_redirects(tmp_path: Path) -> None:
    mine = story("Mine")
    free = mine.pk + 40
    lines = [
        {"id": "a", "headline": "Kept", "number": free, "url": f"https://e/world/kept-{free}/", "slug": "KEPT"},
        {"id": "b", "headline": "Moved", "number": mine.pk, "url": f"https://e/world/moved-{mine.pk}/"},
    ]
    path = bundle(tmp_path, *lines)
    for _time in range(2):
        assert load(path)[1] == ""
    assert Article.objects.get(external_id="a").get_absolute_url() == f"/news/KEPT-{free}/"
    moved = Article.objects.get(external_id="b")
    assert Client().get(f"/world/moved-{mine.pk}/").headers["Location"] == moved.get_absolute_url()
    assert list(moved.old_addresses.values_list("path", flat=True)) == [f"/world/moved-{mine.pk}/"]
    assert not Article.objects.get(external_id="a").old_addresses.exists()
    assert story("The next").pk > moved.pk > free


def test_several_old_addresses_lead_to_one_article(tmp_path: Path) -> None:
    load(
        bundle(tmp_path, LINE | {"url": "https://old.example/story?id=7", "old_urls": ["/story", "/2019/c%E1%BA%A7u"]})
    )
    found = {(old.path, old.query) for old in Article.objects.get().old_addresses.all()}
    assert found == {("/story", "id=7"), ("/story", ""), ("/2019/cầu", "")}


def test_corrections_come_in_once_and_a_retraction_marks_its_article(tmp_path: Path) -> None:
    said = [
        {"text": "A name.", "published_at": "2026-11-01"},
        {"kind": "retraction", "text": "All.", "published_at": "2026-11-02"},
    ]
    for _time in range(2):
        load(bundle(tmp_path, LINE | {"corrections": said}))
    assert list(Correction.objects.values_list("kind", "text")) == [("retraction", "All."), ("correction", "A name.")]
    article = Article.objects.get()
    assert article.retracted_at == article.corrections.first().published_at
    load(bundle(tmp_path, LINE))
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(("said", "kept"), [(100, 100), (102, 100), (103, 103), (99, 99)])
def test_views_that_were_counted_here_do_not_count_twice(said: int, kept: int, tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE | {"views": 100}))
    for _time in range(2):
        count_view(Article.objects.get().pk)
    load(bundle(tmp_path, LINE | {"views": said}))
    assert Article.objects.get().earlier_views == kept


def test_a_body_as_it_was_kept_is_not_read_anew(tmp_path: Path) -> None:
    markup = "<p>https://youtu.be/dQw4w9WgXcQ</p>"
    load(
        bundle(
            tmp_path,
            LINE | {"body": f"{markup}<script>x</script>", "body_as_kept": True},
            {"id": "b", "headline": "B", "body": markup},
        )
    )
    kept, read = Article.objects.order_by("external_id").values_list("body", flat=True)
    assert kept == markup
    assert "data-embed" in read


def test_an_author_gets_a_portrait_unless_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "face.jpg").write_bytes(picture((300, 300)))
    about = {"authors": [{"name": "Lê", "portrait": "face.jpg"}, {"name": "Mai", "portrait": "none.jpg"}]}
    path = bundle(
        tmp_path, LINE | {"about": about | {"photos": [{"file": "face.jpg", "alt": "Lê smiles", "focal_x": 0.1}]}}
    )
    _told, complained = load(path, photos=tmp_path)
    assert "line 1: portrait 'none.jpg': it is not there." in complained
    face = Author.objects.get(name="Lê").portrait
    assert (face.alt, face.focal_x) == ("Lê smiles", 0.1)
    load(path, photos=tmp_path)
    assert Photo.objects.count() == 1
