"""The list of articles at the desk: filters, search, columns and changes to many at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.looking import articles_called
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    Lacking,
    Photo,
    PinnedRelated,
    PlacedPhoto,
    Section,
    Tag,
    TagPlacement,
    Topic,
)
from articles.naming import add_synonym
from articles.tagging import set_tags
from tests.article_desk import LIST
from tests.forms import judged, messages_of, undrawn
from tests.stories import count_view, headlines, many_stories, story

pytestmark = pytest.mark.django_db


def shown(client: Client, **asked: Any) -> set[str]:
    """The headlines of the articles that the list would show."""
    with undrawn():
        answer: Any = client.get(LIST, asked)
    return set(headlines(answer.context_data["cl"].result_list))


def found(query: str) -> set[str]:
    return set(headlines(articles_called(Article.objects.all(), query)))


@pytest.fixture
def articles(section: Section, journalist: User) -> dict[str, Article]:
    """One article for each filter, called by what it is."""
    soon = timezone.now() + timedelta(hours=2)
    made = {
        "mine": story("mine", status="draft", created_by=journalist),
        "signed": story("signed"),
        "in review": story("in review", status="in_review"),
        "approved": story("approved", status="approved", embargoed_until=soon),
        "scheduled": story("scheduled", hours_ago=-1),
        "withdrawn": story("withdrawn", status="withdrawn", language="vi"),
        "retracted": story("retracted", retracted_at=timezone.now(), section="Sports"),
    }
    Byline.objects.create(article=made["signed"], author=Author.objects.create(name="Tuyết", account=journalist))
    Correction.objects.create(article=made["retracted"], text="It never was.", kind="retraction")
    blank = {"width": 1200, "height": 800}
    for number, (name, words) in enumerate([("signed", {}), ("approved", {"alt": "A lake", "credit": "Photo: Minh"})]):
        photo = Photo.objects.create(digest=str(number), file="originals/none.jpg", **blank, **words)
        PlacedPhoto.objects.create(article=made[name], photo=photo, is_lead=True)
    return made


FILTERS = [
    ({"state": "draft"}, {"mine"}),
    ({"state": "in_review"}, {"in review"}),
    ({"state": "approved"}, {"approved"}),
    ({"state": "scheduled"}, {"scheduled"}),
    ({"state": "public"}, {"signed", "retracted"}),
    ({"state": "withdrawn"}, {"withdrawn"}),
    ({"state": "embargoed"}, {"approved"}),
    ({"state": "corrected"}, {"retracted"}),
    ({"state": "retracted"}, {"retracted"}),
    ({"without": "alt"}, {"signed"}),
    ({"without": "credit"}, {"signed"}),
    ({"language__exact": "vi"}, {"withdrawn"}),
    ({"whose": "waiting"}, {"in review", "approved"}),
    ({"whose": "waiting", "state": "approved"}, {"approved"}),
    ({"whose": "mine"}, set()),
]


def test_each_filter_shows_what_it_says(desk: Client, articles: dict[str, Article]) -> None:
    for asked, found in FILTERS:
        assert shown(desk, **asked) == found, asked


def test_a_journalist_finds_what_is_theirs_and_what_came_back(
    client: Client, journalist: User, editor: User, articles: dict[str, Article]
) -> None:
    client.force_login(journalist)
    assert shown(client, whose="mine") == {"mine", "signed"}
    assert shown(client, whose="waiting") == set()
    articles["mine"].steps.create(before="in_review", after="draft", taken_by=editor)
    assert shown(client, whose="waiting") == {"mine"}


def test_without_photo_and_section_with_those_below_it(desk: Client, articles: dict[str, Article]) -> None:
    assert shown(desk, without="photo") == set(articles) - {"signed", "approved"}
    sports = Section.objects.get(name="Sports")
    Section.objects.filter(pk=sports.pk).update(parent=Section.objects.get(name="Vietnam"))
    assert shown(desk, section=Section.objects.get(name="Vietnam").pk) == set(articles)
    assert shown(desk, section=sports.pk) == {"retracted"}


def test_an_odd_filter_is_no_error(desk: Client, article: Article) -> None:
    for asked in ("?tag=x", "?section=99999999999999999999", "?state=odd", "?without=%F0", "?p=x", "?author=-1"):
        assert desk.get(LIST + asked, follow=True).status_code in {200, 400}, asked


@pytest.fixture
def ferry(section: Section) -> Article:
    """An article that can be found in many ways."""
    found = story("Đò ngang về bến cuối", "Nobody finds this.", standfirst="Chuyến phà đêm.", language="vi", pk=582236)
    author = Author.objects.create(name="Nguyễn Ánh Tuyết")
    add_synonym(author, "N. A. Snow")
    Byline.objects.create(article=found, author=author)
    set_tags(found, ["Sông Hồng"])
    add_synonym(Tag.objects.get(), "Red River")
    story("The lake is clear")
    return found


FINDING = [
    "do ngang", "ĐÒ BẾN", "ben cuo", "chuyen pha", "nguyen anh tuyet", "tuyết", "song hong", "red riv", "snow",
    "582236", "tuyet phà sông", "«đò»", "n. a. snow",
]  # fmt: skip


def test_the_list_is_searched(desk: Client, ferry: Article) -> None:
    assert shown(desk, q="tuyet phà sông") == {ferry.headline}
    assert shown(desk, q="the lake") == {"The lake is clear"}
    assert shown(desk, q="a'b\\ \ufffe") == set()


def test_search_finds_by_headline_standfirst_author_tag_and_number(ferry: Article) -> None:
    for query in FINDING:
        assert found(query) == {ferry.headline}, query


def test_search_finds_nothing_else_and_bears_odd_words(ferry: Article) -> None:
    for query in ("nobody", "582", "tuyet lake", "zzz", "%", "':*", "ŉ", "a'b\\", "9" * 40, "\ufffe", "__"):
        assert query in {"a'b\\", "ŉ"} or ferry.headline not in found(query), ascii(query)


def test_a_word_like_the_hides_nothing(ferry: Article) -> None:
    assert found("the lake") == {"The lake is clear"}


def test_fifty_articles_take_as_few_queries_as_one(
    desk: Client, full: Article, django_assert_max_num_queries: Any
) -> None:
    count_view(full.pk)
    schools = Tag.objects.get(name="Schools")
    TagPlacement.objects.bulk_create(TagPlacement(article=each, tag=schools) for each in many_stories(40))
    with django_assert_max_num_queries(12):
        page = desk.get(LIST).content.decode()
    assert "Nguyễn Ánh Tuyết, Mateo Bolaño Núñez" in page
    assert page.count("<img") >= 9


def act(client: Client, action: str, *chosen: Article, **fields: Any) -> str:
    data = {"action": action, "_selected_action": [article.pk for article in chosen]} | fields
    return " ".join(messages_of(client, client.post(LIST, data)))


def test_many_are_moved_tagged_and_placed_at_once_and_each_keeps_a_revision(desk: Client, section: Section) -> None:
    one, two = story("One", section="Sports"), story("Two")
    topic = Topic.objects.create(name="Floods")
    add_synonym(Tag.objects.create(name="Hà Nội"), "Hanoi")
    assert act(desk, "move_selected", one, two, aim=section.pk) == ("1 article moved to “Vietnam”. 1 was so already.")
    assert act(desk, "tag_selected", one, two, aim="hanoi") == "“Hà Nội” added to 2 articles."
    assert act(desk, "topic_selected", one, two, aim=topic.pk) == "2 articles placed in “Floods”."
    one.refresh_from_db()
    assert (one.section, one.tags.get().name, one.topics.get()) == (section, "Hà Nội", topic)
    assert one.revisions.count() == 4


def test_a_journalist_changes_only_their_own_and_is_told(client: Client, journalist: User, article: Article) -> None:
    own = story("Own", status="draft", created_by=journalist)
    client.force_login(journalist)
    topic = Topic.objects.create(name="Floods")
    told = act(client, "topic_selected", own, article, aim=topic.pk)
    assert told == "1 article placed in “Floods”. 1 left as it was: you may not change it."
    assert not article.topics.exists()


def test_a_change_without_a_sound_aim_asks_again(desk: Client, article: Article) -> None:
    aims = {"": "tag", "a, b": "tag", "99999999999999999999": "move", "x": "move"}
    for aim, act in aims.items():
        asked = {"action": f"{act}_selected", "_selected_action": [article.pk], "aim": aim}
        assert judged(desk, LIST, asked)["form"].errors, aim


def test_a_moderator_changes_nothing(client: Client, moderator: User, article: Article, section: Section) -> None:
    client.force_login(moderator)
    other = Section.objects.create(name="Sports")
    act(client, "move_selected", article, aim=other.pk)
    article.refresh_from_db()
    assert article.section == section


def test_a_search_that_leads_to_more_than_are_found_says_so(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("articles.looking", "articles.admin.lists"):
        monkeypatch.setattr(f"{module}.MOST_FOUND", 3)
    for number in range(5):
        story(f"Ferry {number}")
    story("Tram")
    assert b"There may be more than these 3" in desk.get(LIST, {"q": "ferry"}).content
    assert b"There are more than" not in desk.get(LIST, {"q": "tram"}).content


def test_an_article_is_offered_and_shown_as_chosen_with_its_state_and_language(desk: Client, section: Section) -> None:
    draft = Article.objects.create(headline="Đò ngang", section=section, language="vi")
    coming = story("Ferry to come", published_at=timezone.now() + timedelta(hours=1))
    PinnedRelated.objects.create(article=coming, related_article=draft)
    where = "/admin/autocomplete/?app_label=articles&model_name=pinnedrelated&field_name=related_article&term="
    offered = [each["text"] for each in desk.get(where).json()["results"]]
    assert set(offered) == {"Đò ngang · Draft · vi", "Ferry to come · Scheduled · en"}
    assert "selected>Đò ngang · Draft · vi</option>" in desk.get(f"{LIST}{coming.pk}/change/").text


def lacking(kind: str) -> set[str]:
    return set(Lacking.objects.filter(kind=kind).values_list("article__headline", flat=True))


def test_what_an_article_lacks_is_known_whatever_is_given_and_taken(articles: dict[str, Article]) -> None:
    assert lacking("photo") == set(articles) - {"signed", "approved"}
    assert lacking("byline") == set(articles) - {"signed"}
    Byline.objects.create(article=articles["mine"], author=Author.objects.get())
    Byline.objects.filter(article=articles["signed"]).update(article=articles["approved"])
    PlacedPhoto.objects.filter(article=articles["signed"]).delete()
    articles["withdrawn"].delete()
    assert lacking("photo") == set(articles) - {"approved", "withdrawn"}
    assert lacking("byline") == set(articles) - {"mine", "approved", "withdrawn"}


def test_a_headlines_words_lead_to_it_as_it_is_now_and_as_its_language_reads_them(section: Section) -> None:
    changed, spanish = story("Bridges of then"), story("Las penas", language="es")
    Article.objects.filter(pk=changed.pk).update(headline="Ferries of now")
    assert (found("ferry"), found("ferri"), found("bridge")) == ({"Ferries of now"}, {"Ferries of now"}, set())
    story("The pen")
    assert found("penan") == found("pena") == {"Las penas"}
    Article.objects.filter(pk=spanish.pk).update(language="en", headline="Penance")
    assert found("penan") == {"Penance"}


def test_many_words_that_begin_alike_are_all_found(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    for word in ("ferry", "ferret", "fern", "fermata"):
        story(f"The {word}, it's here", hours_ago=24 * 900)
    every = {f"The {word}, it's here" for word in ("ferry", "ferret", "fern", "fermata")}
    for most in (100, 3):
        monkeypatch.setattr("articles.typed.MOST_LEXEMES", most)
        assert found("fer") == found("fer here") == every, most
        assert found("ferr") == {"The ferry, it's here", "The ferret, it's here"}


def test_an_article_that_is_still_to_come_is_found_first(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.looking.MOST_FOUND", 1)
    for hours in (1, 2, -24 * 90):
        story(f"Ferry of {hours} hours ago", hours_ago=hours)
    assert found("ferry") == {"Ferry of -2160 hours ago"}
