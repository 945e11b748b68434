"""What a bundle calls sections, topics, tags and authors, in one language or in several."""

import unicodedata
from pathlib import Path

import pytest

from articles.models import Article, Page, Section, Topic
from tests.bundles import LINE, bundle, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_sections_and_topics_bring_their_names_in_other_languages(tmp_path: Path) -> None:
    Section.objects.create(name="Sport", names={"vi": "Thể thao", "es": "Mundo"})
    names = {"vi": unicodedata.normalize("NFD", " Thế  giới"), "es-MX": "Mundo", "en": "World"}
    topics = ["Floods", {"name": "Tết", "names": {"es": "Año nuevo"}}]
    line = LINE | {"section": {"name": "World", "names": names}, "topics": topics}
    path = bundle(tmp_path, line, LINE | {"id": "b", "section": {"name": "sport", "names": {"vi": "Bóng đá"}}})
    for _time in range(2):
        _told, complained = load(path)
        assert "line 1: “Mundo” means “Sport” already; “World” gets no name in “es”." in complained
        assert {each.name: each.names for each in Section.objects.all()} == {
            "Sport": {"vi": "Thể thao", "es": "Mundo"},
            "World": {"vi": "Thế giới"},
        }
        assert dict(Topic.objects.values_list("name", "names")) == {"Floods": {}, "Tết": {"es": "Año nuevo"}}
        assert list(Article.objects.order_by("pk").values_list("section__name", flat=True)) == ["World", "Sport"]


def test_two_names_for_one_language_or_one_beside_the_papers_own_are_told(tmp_path: Path) -> None:
    names = {"es-MX": "Mundial", "vi": "", "es": "Mundo", "vi-VN": "Thế giới", "en": "Global"}
    path = bundle(tmp_path, LINE | {"section": {"name": "World", "names": names}})
    _told, complained = load(path)
    assert complained == (
        "line 1: “World” is called “Global” in the paper's own language: readers see that name.\n"
        "line 1: “section.names” has two names in “es”: “Mundo” is taken, “Mundial” is left out.\n"
    )
    assert Section.objects.get().names == {"en": "Global", "es": "Mundo", "vi": "Thế giới"}
    assert "readers see that name" not in load(path)[1]


def test_a_section_is_filed_under_by_its_name_in_another_language(tmp_path: Path) -> None:
    Section.objects.create(name="World", names={"vi": "Thế giới"})
    load(bundle(tmp_path, LINE | {"section": "Thế giới"}))
    assert Article.objects.get().section.name == "World"


def test_a_name_that_one_line_gives_is_known_to_the_next(tmp_path: Path) -> None:
    world = {"name": "World", "names": {"vi": "Thế giới"}}
    bridge = {"name": "River bridge", "names": {"vi": "Cầu sông Hồng"}}
    first, second = LINE | {"section": world, "topics": [bridge]}, {"section": "thế giới", "topics": ["CẦU SÔNG HỒNG"]}
    _told, complained = load(bundle(tmp_path, first, LINE | {"id": "b"} | second))
    assert (Section.objects.get().name, Topic.objects.get().name, complained) == ("World", "River bridge", "")
    assert set(Article.objects.values_list("section__name", "topics__name")) == {("World", "River bridge")}


def test_null_says_nothing_of_a_thing(tmp_path: Path) -> None:
    nothing = {"title": "Terms", "changed_at": None, "purpose": None, "position": None}
    _told, complained = load(bundle(tmp_path, LINE | {"about": {"pages": [nothing]}}))
    assert (Page.objects.get().title, complained) == ("Terms", "")
