"""Tags, topics, authors and sections in order: renamed, merged, given synonyms; old addresses lead on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Follow, User
from articles.models import Article, Author, Byline, Section, Slot, Tag, Topic, TopicPlacement
from articles.naming import Refused, add_synonym, merge, rename
from articles.tagging import set_tags
from tests.bundles import LINE, bundle, load
from tests.stories import story

pytestmark = pytest.mark.django_db


def leads(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    return answer.status_code, answer.get("Location", "")


def names(article: Article) -> list[str]:
    return [placement.tag.name for placement in article.tag_placements.select_related("tag")]


def tagged(headline: str, *tags: str, **fields: Any) -> Article:
    article = story(headline, **fields)
    set_tags(article, tags)
    return article


@pytest.fixture
def named(article: Article) -> dict[str, Any]:
    """One of each kind, on a published article."""
    set_tags(article, ["Saigon"])
    author, topic = Author.objects.create(name="Saigon"), Topic.objects.create(name="Saigon")
    Byline.objects.create(article=article, author=author)
    TopicPlacement.objects.create(article=article, topic=topic)
    section = Section.objects.create(name="Saigon")
    return {"tag": Tag.objects.get(), "author": author, "topic": topic, "section": section}


def test_a_former_address_leads_on_for_good(named: dict[str, Any]) -> None:
    for thing in named.values():
        rename(thing, "City")
    expected = {
        "/tag/saigon/": "/tag/city/",
        "/author/saigon/": "/author/city/",
        "/topic/saigon/": "/topic/city/",
        "/saigon/": "/city/",
        "/saigon/feed/": "/city/feed/",
        "/tag/saigon/?page=2": "/tag/city/?page=2",
    }
    assert {before: leads(before) for before in expected} == {before: (301, to) for before, to in expected.items()}


def test_a_chain_of_renames_is_one_hop_and_renaming_back_ends_it(named: dict[str, Any]) -> None:
    tag = named["tag"]
    rename(tag, "Gia Định")
    rename(tag, "City")
    assert [leads(f"/tag/{slug}/")[1] for slug in ("saigon", "gia-dinh")] == ["/tag/city/"] * 2
    rename(tag, "Saigon")
    assert leads("/tag/saigon/") == (200, "")
    assert leads("/tag/city/") == (301, "/tag/saigon/")


def test_an_article_of_a_renamed_section_is_found_at_its_old_address(article: Article) -> None:
    before = article.get_absolute_url()
    rename(article.section, "The Country")
    article.refresh_from_db()
    assert leads(before) == (301, article.get_absolute_url())


def test_a_new_name_does_not_take_a_former_address(named: dict[str, Any]) -> None:
    rename(named["tag"], "City")
    assert Tag.objects.create(name="Saigón").slug == "saigon-2"
    assert Topic.objects.create(name="City").slug == "city"


def test_a_former_name_of_drafts_alone_is_not_disclosed(section: Section) -> None:
    tagged("A hidden one", "Oldsecret", status="draft")
    rename(Tag.objects.get(), "Secret")
    hidden, unknown = Client().get("/tag/oldsecret/"), Client().get("/tag/nothing/")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.content.replace(b"oldsecret", b"nothing") == unknown.content


def test_a_page_that_is_not_there_under_the_present_name_does_not_lead_in_circles(named: dict[str, Any]) -> None:
    rename(named["tag"], "City", "saigon")
    assert leads("/tag/saigon/?page=99")[0] == 404
    assert named["tag"].aliases.get().name == "Saigon"


def test_merged_tags_keep_order_lose_doubles_and_lead_on(section: Section) -> None:
    one = tagged("One", "Floods", "Rivers", "Deluge")
    two = tagged("Two", "Rain", "Deluge", "Hà Nội", status="draft")
    stays, goes = Tag.objects.get(name="Floods"), Tag.objects.get(name="Deluge")
    add_synonym(goes, "Inundation")
    assert merge(stays, [goes]) == 2
    assert (names(one), names(two)) == (["Floods", "Rivers"], ["Rain", "Floods", "Hà Nội"])
    assert [leads(f"/tag/{slug}/")[1] for slug in ("deluge", "inundation")] == ["/tag/floods/"] * 2
    assert not Tag.objects.filter(name="Deluge").exists()


def test_a_tag_merged_into_a_later_one_of_the_same_article_keeps_the_earlier_place(section: Section) -> None:
    article = tagged("One", "Deluge", "Rivers", "Floods")
    merge(Tag.objects.get(name="Floods"), [Tag.objects.get(name="Deluge")])
    assert names(article) == ["Floods", "Rivers"]


def test_merged_sections_bring_articles_children_and_slots(section: Section) -> None:
    goes = Section.objects.create(name="Nation", parent=None)
    child = Section.objects.create(name="Hue", parent=goes)
    moved, there = story("Moved", section="Nation"), story("There")
    for place, (page, article) in enumerate([(section, there), (goes, moved)], 1):
        Slot.objects.create(section=page, article=article, position=1 if page == section else place)
    before = moved.get_absolute_url()
    assert merge(section, [goes]) == 1
    child.refresh_from_db()
    moved.refresh_from_db()
    assert (child.parent, moved.section) == (section, section)
    assert [(slot.position, slot.article) for slot in section.slots.all()] == [(1, there), (2, moved)]
    assert leads(before) == (301, moved.get_absolute_url())
    assert leads("/nation/feed/") == (301, "/vietnam/feed/")


def test_a_section_merged_into_one_below_it_leaves_a_tree(section: Section) -> None:
    below = Section.objects.create(name="North", parent=section)
    lowest = Section.objects.create(name="Hanoi", parent=below)
    merge(lowest, [section])
    below.refresh_from_db()
    lowest.refresh_from_db()
    assert (lowest.parent, below.parent) == (None, lowest)


def test_merged_authors_bring_by_lines_account_and_what_the_other_lacked(
    article: Article, journalist: User, editor: User
) -> None:
    stays = Author.objects.create(name="Nguyễn Ánh Tuyết", role="Reporter")
    goes = Author.objects.create(name="N. A. Tuyết", role="Intern", biography="Writes.", account=journalist)
    Byline.objects.create(article=article, author=goes)
    assert merge(stays, [goes], by=editor) == 1
    stays.refresh_from_db()
    assert (stays.role, stays.biography, stays.account) == ("Reporter", "Writes.", journalist)
    assert article.bylines.get().author == stays
    other = Author.objects.create(name="Tuyết", account=editor)
    with pytest.raises(Refused, match="account"):
        merge(stays, [other])
    assert Author.objects.filter(pk=other.pk).exists()


def test_readers_follow_what_a_tag_was_merged_into_once(reader: User, second_reader: User) -> None:
    stays, goes = Tag.objects.create(name="Floods"), Tag.objects.create(name="Deluge")
    for follower, tag in ((reader, goes), (reader, stays), (second_reader, goes)):
        Follow.objects.create(reader=follower, tag=tag)
    merge(stays, [goes])
    assert sorted(Follow.objects.values_list("reader", "tag")) == [(reader.pk, stays.pk), (second_reader.pk, stays.pk)]


def test_a_synonym_that_means_something_already_is_refused(subtests: Any) -> None:
    tag, other = Tag.objects.create(name="Rain"), Tag.objects.create(name="Floods")
    add_synonym(other, "Deluge")
    for name in ("Floods", "floods", "Deluge", "DELUGE", "", "x" * 121):
        with subtests.test(name), pytest.raises(ValidationError):
            add_synonym(tag, name)


def test_typing_a_synonym_gives_the_tag_itself_once(article: Article) -> None:
    add_synonym(Tag.objects.create(name="Thành phố Hồ Chí Minh"), "Sài Gòn")
    set_tags(article, ["sài gòn", "Thành phố hồ chí minh", "Saigon"])
    assert names(article) == ["Thành phố Hồ Chí Minh", "Saigon"]


def test_marks_tell_tags_apart_unless_a_synonym_says_otherwise(article: Article) -> None:
    set_tags(article, ["Hà Nội", "Hanoi"])
    assert names(article) == ["Hà Nội", "Hanoi"]


def test_a_bundle_brings_no_merged_tag_back(section: Section, tmp_path: Path) -> None:
    stays = Tag.objects.create(name="Floods")
    add_synonym(stays, "Deluge")
    add_synonym(section, "The Nation")
    author = Author.objects.create(name="Ánh Tuyết")
    add_synonym(author, "A. Tuyết")
    told = {"tags": ["deluge", "Floods", "Rain"], "authors": ["A. Tuyết", "Ánh Tuyết"]}
    load(bundle(tmp_path, LINE | {"section": "the nation"} | told))
    article = Article.objects.get()
    assert (article.section, names(article)) == (section, ["Floods", "Rain"])
    assert [each.author for each in article.bylines.all()] == [author]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("🎉", "party-popper"), ("C++", "c"), ("́", "tag"), ("#", "number-sign")],
)
def test_a_tag_of_symbols_has_an_address_that_can_be_read(name: str, slug: str) -> None:
    assert Tag.objects.create(name=name).slug == slug


def test_a_topic_keeps_its_strip_when_another_is_merged_into_it() -> None:
    now = timezone.now()
    stays, goes = Topic.objects.create(name="Flood"), Topic.objects.create(name="Floods", banner_from=now)
    Topic.objects.filter(pk=goes.pk).update(banner_until=now + timedelta(days=1))
    merge(stays, [goes])
    assert Topic.objects.running().get() == stays
