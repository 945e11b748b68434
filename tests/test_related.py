"""Related news: what stands beside an article, in which order, and how it is prepared."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles import terms
from articles.models import Article, PinnedRelated, Term, Topic, TopicPlacement
from articles.related import related_to
from articles.tagging import set_tags
from tests.stories import headlines, hidden_stories, story

pytestmark = pytest.mark.django_db

FERRY = "The ferry Hồng Hà crosses the Red River at night with nurses and bakers aboard."
BRIDGE = "Welders closed the last gap of the Long Biên bridge while trains waited."
MATCH = "Hanoi won the cup after extra time when the goalkeeper scored a header."


def pin(article: Article, *others: Article) -> None:
    for position, other in enumerate(others):
        PinnedRelated.objects.create(article=article, related_article=other, position=position)


@pytest.fixture
def ferry() -> Article:
    """An article among others, of which one is about the same and one about something near."""
    story("Cup final", MATCH, section="Sport", hours_ago=2)
    story("Bridge whole again", BRIDGE, section="City", hours_ago=3)
    story(
        "More boats for nurses", "Nurses asked for another night ferry on the Red River.", section="Health", hours_ago=4
    )
    return story("Night ferry returns", FERRY, section="City")


def test_text_says_what_is_related(ferry: Article) -> None:
    assert headlines(related_to(ferry))[0] == "More boats for nurses"


def test_a_new_article_is_suggested_at_once(ferry: Article) -> None:
    new = story(
        "A second ferry", "Bakers and nurses board the second night ferry across the Red River.", section="World"
    )
    assert related_to(ferry)[0] == new
    assert related_to(new)[0] == ferry


def test_an_edited_article_is_judged_by_its_new_text(ferry: Article) -> None:
    final = Article.objects.get(headline="Cup final")
    final.body = f"<p>{FERRY}</p>"
    final.save()
    assert related_to(ferry)[0] == final


def test_pins_come_first_in_their_order(ferry: Article) -> None:
    final, bridge = (Article.objects.get(headline=each) for each in ("Cup final", "Bridge whole again"))
    pin(ferry, final, bridge)
    assert headlines(related_to(ferry)) == ["Cup final", "Bridge whole again", "More boats for nurses"]


def test_what_the_public_cannot_see_is_never_suggested_pinned_or_not(ferry: Article) -> None:
    pin(ferry, *hidden_stories(section=ferry.section, standfirst=FERRY))
    assert "hidden" not in " ".join(headlines(related_to(ferry, 50)))


def test_what_was_retracted_is_suggested_by_pins_alone(ferry: Article) -> None:
    Article.objects.filter(headline="More boats for nurses").update(retracted_at=ferry.published_at)
    boats = Article.objects.get(headline="More boats for nurses")
    assert boats not in related_to(ferry, 50)
    pin(ferry, boats)
    assert related_to(ferry)[0] == boats


def test_an_article_is_never_beside_itself_and_nothing_twice(ferry: Article) -> None:
    pin(ferry, Article.objects.get(headline="More boats for nurses"))
    found = related_to(ferry, 50)
    assert ferry not in found
    assert len(found) == len(set(found))


def test_no_more_are_suggested_than_asked_for(ferry: Article) -> None:
    assert [len(related_to(ferry, limit)) for limit in (0, 1, 2)] == [0, 1, 2]


def test_a_shared_topic_outweighs_the_section() -> None:
    article = story("Water is rising", "Dykes hold for now.")
    story("New school", "Children moved in.")
    levee = story("Sandbags for sale", "Prices doubled.", section="Economy", hours_ago=50)
    storm = Topic.objects.create(name="Storm season")
    for each in (article, levee):
        TopicPlacement.objects.create(article=each, topic=storm)
    assert headlines(related_to(article)) == ["Sandbags for sale", "New school"]


def test_a_rare_tag_says_more_than_a_common_one() -> None:
    article = story("Pigeons", "Grey birds.", section="A")
    common = [story(f"Short news {number}", f"Item {number}.", section="B") for number in range(6)]
    rare = story("Owls", "Brown ones.", section="C", hours_ago=90)
    set_tags(article, ["Hanoi", "Ornithology"])
    set_tags(rare, ["Ornithology"])
    for each in common:
        set_tags(each, ["Hanoi"])
    assert related_to(article, 1) == [rare]
    assert set(related_to(article, 50)) == {rare, *common}


def test_the_same_language_is_preferred() -> None:
    text = "Rafael Nadal Roland Garros"
    article = story("Nadal vuelve", text, language="es")
    english = story("Nadal returns", text, language="en", section="World")
    spanish = story("Nadal gana", f"{text} arcilla París junio final", language="es", section="Mundo")
    for number in range(4):
        story(f"Filler {number}", f"Other words {number}", language=("en", "es")[number % 2], section="Filler")
    terms.renew()
    assert related_to(article, 2) == [spanish, english]


def test_newer_comes_before_equal_but_older() -> None:
    article = story("Night ferry", FERRY)
    older = story("Ferry again", FERRY, hours_ago=24 * 700)
    newer = story("Ferry again", FERRY, hours_ago=24)
    assert related_to(article, 2) == [newer, older]


def test_the_section_fills_what_nothing_else_can() -> None:
    article = story("Alpha", "One.")
    beside = story("Beta", "Two.")
    story("Gamma", "Three.", section="Sport")
    assert related_to(article) == [beside]


def test_related_news_costs_two_queries(ferry: Article, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        cards = related_to(ferry)
        assert [(card.section.name, card.lead_photo) for card in cards]


def test_repair_prepares_what_was_written_past_the_model(ferry: Article) -> None:
    Term.objects.all().delete()
    assert headlines(related_to(ferry)) == ["Bridge whole again"]
    call_command("prepare_related", stdout=StringIO())
    assert headlines(related_to(ferry))[0] == "More boats for nurses"


def test_terms_go_with_their_article(ferry: Article) -> None:
    number = ferry.pk
    ferry.delete()
    assert not Term.objects.filter(article_id=number).exists()


def test_an_empty_article_and_an_endless_one_can_be_saved() -> None:
    assert related_to(story("?", "")) == []
    assert story("Endless", "ferry " * 200_000).pk
    assert story("Never the same", " ".join(f"ữ{number}" for number in range(100_000))).pk


def suggested(path: Path, **options: Any) -> dict[str, list[str]]:
    call_command("suggest_related", path, stdout=StringIO(), **options)
    return json.loads(path.read_text())


def test_the_command_writes_what_the_sidebar_shows(tmp_path: Path) -> None:
    first = story("Night ferry", FERRY, external_id="a-1")
    second = story("Ferry again", FERRY, external_id="a-2")
    here = story("Cup final", MATCH)
    pin(first, here)
    hidden_stories(standfirst=FERRY)
    written = suggested(tmp_path / "related.json")
    assert written["a-1"] == [f"#{here.pk}", "a-2"]
    assert set(written) == {"a-1", "a-2", f"#{here.pk}"}
    assert headlines(related_to(second)) == ["Night ferry", "Cup final"]
    assert written["a-2"] == ["a-1", f"#{here.pk}"]
    assert suggested(tmp_path / "related.json", limit=1)["a-2"] == ["a-1"]


def test_the_command_says_why_it_cannot_write(tmp_path: Path, ferry: Article) -> None:
    for path, reason in ((tmp_path / "no" / "file.json", "No such file"), (tmp_path, "is a folder")):
        with pytest.raises(CommandError, match=reason):
            call_command("suggest_related", path)
    with pytest.raises(CommandError, match="at least 1"):
        call_command("suggest_related", tmp_path / "file.json", limit=0)
    assert list(tmp_path.iterdir()) == []


def test_a_long_summary_beside_an_article_ends_with_a_whole_word(client: Client, ferry: Article) -> None:
    pin(ferry, story("Tram", standfirst="For a year nine people heated and hammered the rivets; " * 3))
    shown = client.get(ferry.get_absolute_url()).content.decode()
    assert "heated and hammered the rivets; For a year nine people heated and…</p>" in shown
