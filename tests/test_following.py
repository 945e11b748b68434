"""Saved articles, what readers follow, and the page that comes of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts import following
from accounts.models import Follow, SavedArticle
from articles.models import Author, Byline, Section, Topic, TopicPlacement
from articles.naming import merge
from articles.tagging import set_tags
from tests.accounts import log_in
from tests.forms import JSON
from tests.stories import hidden_stories, many_stories, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects(article) -> dict[str, object]:
    """The article's section, and a topic, an author and a tag of it."""
    topic = Topic.objects.create(name="Clean water")
    author = Author.objects.create(name="Mateo Bolaño")
    TopicPlacement.objects.create(article=article, topic=topic)
    Byline.objects.create(article=article, author=author)
    set_tags(article, ["Ferries"])
    return {"section": article.section, "topic": topic, "author": author, "tag": article.tags.get()}


def test_an_article_is_saved_once_listed_and_removed(client, reader, article):
    client.force_login(reader)
    for _again in range(3):
        assert client.post(f"/me/save/{article.pk}/")["Location"] == article.get_absolute_url()
    assert SavedArticle.objects.count() == 1
    assert article.headline in client.get("/me/saved/").text
    remove = {"intent": "remove", "next": "/me/saved/?page=1"}
    assert client.post(f"/me/save/{article.pk}/", remove)["Location"] == "/me/saved/?page=1"
    emptied = client.get("/me/saved/").text
    assert article.headline not in emptied
    assert "To the front page" in emptied


def test_a_subject_is_followed_once_explained_and_left_out(client, reader, article, subjects):
    client.force_login(reader)
    for kind, subject in subjects.items():
        address = f"/me/follow/{kind}/{subject.pk}/"
        assert f"Follow {subject.name}?" in client.get(address).text
        for _again in range(2):
            assert client.post(address)["Location"] == subject.get_absolute_url()
        assert Follow.objects.count() == 1
        page = client.get("/me/for-you/").text
        assert article.headline in page
        because = page.partition("Because you follow")[2].partition("</p>")[0]
        assert [each for each in subjects if subjects[each].name in because] == [kind]
        assert subject.name in client.get("/me/following/").text
        client.post(address, {"intent": "remove"})
        assert not Follow.objects.exists()
    assert article.headline not in client.get("/me/for-you/").text


def test_what_one_follows_comes_in_plain_reverse_order_and_once(client, reader, article, subjects):
    part = Section.objects.create(name="Hanoi", parent=article.section)
    story("Older, of a part", section="Hanoi", hours_ago=3)
    story("Newer, of a part", section="Hanoi", hours_ago=0.5)
    story("Of elsewhere", section="World")
    for subject in (*subjects.values(), part):
        following.follow(reader, subject)
    client.force_login(reader)
    page = client.get("/me/for-you/").text
    places = [page.index(f">{headline}<") for headline in ("Newer, of a part", article.headline, "Older, of a part")]
    assert places == sorted(places)
    assert page.count(f">{article.headline}<") == 1
    assert "Of elsewhere" not in page


def test_hidden_articles_are_on_no_page_of_a_reader(client, reader, subjects):
    for hidden in hidden_stories():
        TopicPlacement.objects.create(article=hidden, topic=subjects["topic"])
        SavedArticle.objects.create(reader=reader, article=hidden)
    for subject in subjects.values():
        following.follow(reader, subject)
    client.force_login(reader)
    for address in ("/me/saved/", "/me/for-you/"):
        assert "A hidden" not in client.get(address).text
    assert client.post(f"/me/save/{hidden.pk}/").status_code == 404


def test_nothing_that_stands_on_hidden_articles_alone_can_be_followed(client, reader):
    topic = Topic.objects.create(name="Kanarix")
    TopicPlacement.objects.create(article=hidden_stories()[0], topic=topic)
    client.force_login(reader)
    assert client.post(f"/me/follow/topic/{topic.pk}/").status_code == 404
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "address", ["/me/save/0/", f"/me/save/{2**63}/", "/me/follow/tag/999/", "/me/follow/article/1/", "/me/follow/x/1/"]
)
def test_what_is_not_there_is_not_found(client, reader, address):
    client.force_login(reader)
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_each_page_takes_few_queries_however_much_is_followed(
    client, reader, article, subjects, django_assert_max_num_queries
):
    others = many_stories(30)
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(30))
    TopicPlacement.objects.bulk_create(TopicPlacement(article=each, topic=subjects["topic"]) for each in others)
    Follow.objects.bulk_create(Follow(reader=reader, topic=each) for each in topics)
    SavedArticle.objects.bulk_create(SavedArticle(reader=reader, article=each) for each in others)
    for subject in subjects.values():
        following.follow(reader, subject)
    client.force_login(reader)
    for address, limit in (("/me/for-you/", 13), ("/me/saved/", 8), ("/me/following/", 7)):
        with django_assert_max_num_queries(limit):
            assert client.get(address).status_code == 200


def test_a_visitors_press_is_done_after_the_log_in(client, reader, article, subjects):
    login = client.get(f"/me/save/{article.pk}/")["Location"]
    assert login == f"/accounts/login/?next={article.get_absolute_url()}"
    assert "The article is saved as soon as you are in" in client.get(login).text
    assert log_in(client, reader.email, next=article.get_absolute_url())["Location"] == article.get_absolute_url()
    assert SavedArticle.objects.get().article == article
    client = Client()
    client.post(f"/me/follow/topic/{subjects['topic'].pk}/")
    log_in(client, reader.email)
    assert Follow.objects.get().topic == subjects["topic"]


def test_a_visitor_comes_back_to_the_edition_in_which_they_pressed(client, reader, subjects):
    for edition in ("", "/vi"):
        place = f"{edition}{subjects['topic'].get_absolute_url()}"
        pressed = re.search(r'href="(/me/follow/[^"]*)"', client.get(place).text)[1]
        for language in ("en", "vi"):
            login = client.get(pressed, headers={"Accept-Language": language})["Location"]
            assert login == f"/accounts/login/?next={place}", language
    client.force_login(reader)
    asked = client.get(pressed, headers={"Accept-Language": "es"}).text
    assert f'action="{pressed}"' in asked
    assert client.post(pressed, headers={"Accept-Language": "es"})["Location"] == place


def test_a_link_on_another_site_saves_and_follows_nothing(client, reader, article):
    client.get(f"/me/save/{article.pk}/", headers={"Sec-Fetch-Site": "cross-site"})
    log_in(client, reader.email)
    client.get(f"/me/save/{article.pk}/")
    assert not SavedArticle.objects.exists()


def test_scripts_are_answered_in_json_and_told_where_to_log_in(client, reader, article):
    address = f"/me/save/{article.pk}/"
    refused = client.post(address, headers=JSON)
    assert (refused.status_code, refused.json()["log_in"][:17]) == (401, "/accounts/login/?")
    client.force_login(reader)
    assert client.post(address, headers=JSON).json() == {"is_on": True}
    assert client.post(address, {"intent": "remove"}, headers=JSON).json() == {"is_on": False}


def test_a_full_list_is_refused_in_words(client, reader, article, subjects, monkeypatch):
    monkeypatch.setattr(following, "FOLLOWS_AT_MOST", 1)
    monkeypatch.setattr(following, "SAVES_AT_MOST", 0)
    following.follow(reader, subjects["topic"])
    client.force_login(reader)
    for address in (f"/me/follow/tag/{subjects['tag'].pk}/", f"/me/save/{article.pk}/"):
        plain, scripted = client.post(address), client.post(address, headers=JSON)
        assert plain.status_code == scripted.status_code == 400
        assert scripted.json()["error"] in plain.text
    assert client.post(f"/me/follow/topic/{subjects['topic'].pk}/").status_code == 302


def test_next_never_leaves_the_site(client, reader, article):
    client.force_login(reader)
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", r"/\evil.example"):
        assert client.post(f"/me/save/{article.pk}/", {"next": elsewhere})["Location"] == article.get_absolute_url()


def test_a_follow_names_exactly_one_subject(reader, subjects):
    for fields in ({}, {"topic": subjects["topic"], "tag": subjects["tag"]}):
        with pytest.raises(IntegrityError, match="follow_names_one_subject"), transaction.atomic():
            Follow.objects.create(reader=reader, **fields)


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_leave_one_row(reader, article):
    def press(_number: int) -> None:
        following.save_article(reader, article)
        following.follow(reader, article.section)
        connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(12)))
    assert (SavedArticle.objects.count(), Follow.objects.count()) == (1, 1)


@pytest.mark.parametrize("back", ["null", "[]", "2026-01-01T00:00", "front", "#notes"])
def test_a_way_back_that_is_no_address_of_ours_is_none(client, reader, subjects, back):
    client.force_login(reader)
    section = subjects["section"]
    answer = client.post(f"/me/follow/section/{section.pk}/", {"next": back})
    assert (answer.status_code, answer["Location"]) == (302, section.get_absolute_url())


def test_public_pages_offer_both_without_a_session(client, reader, article, subjects):
    client.force_login(reader)
    assert f'href="/me/save/{article.pk}/"' in client.get(article.get_absolute_url()).text
    for kind, subject in subjects.items():
        response = client.get(subject.get_absolute_url())
        here = quote(subject.get_absolute_url(), safe="")
        assert f'href="/me/follow/{kind}/{subject.pk}/?next={here}"' in response.text
        assert not response.wsgi_request.session.accessed


def test_the_state_says_what_is_saved_and_followed(client, reader, article):
    following.save_article(reader, article)
    following.follow(reader, article.section)
    asked = {"article": article.pk, "follow": f"section-{article.section_id}"}
    for is_known in (False, True):
        if is_known:
            client.force_login(reader)
        state = client.get("/me/state/", asked).json()
        assert (state["saved"], state["following"]) == (is_known, is_known)
    for odd in ("x-1", "topic-", "topic-x", "reader-1", "topic-99999999999999999999", "topic"):
        assert client.get("/me/state/", {"follow": odd}).status_code in (200, 400)


def test_saved_articles_come_latest_saved_first(client, reader, article):
    following.save_article(reader, article)
    following.save_article(reader, story("Saved after it", hours_ago=5))
    SavedArticle.objects.filter(article=article).update(saved_at=article.published_at - timedelta(days=1))
    client.force_login(reader)
    page = client.get("/me/saved/").text
    assert page.index("Saved after it") < page.index(article.headline)


def test_who_followed_both_follows_one_when_two_topics_become_one(reader, second_reader, subjects):
    other = Topic.objects.create(name="Water")
    for each, topic in ((reader, subjects["topic"]), (reader, other), (second_reader, other)):
        following.follow(each, topic)
    merge(subjects["topic"], [other])
    assert list(Follow.objects.values_list("reader", "topic").order_by("reader")) == [
        (reader.pk, subjects["topic"].pk),
        (second_reader.pk, subjects["topic"].pk),
    ]
