"""Tags, topics, authors and sections at the desk: who may merge them, what is refused, how they are found."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Author, Section, Tag, Topic
from articles.naming import add_synonym
from articles.tagging import set_tags
from tests.forms import messages_of, undrawn
from tests.threads import is_anyone_waiting

pytestmark = pytest.mark.django_db

KINDS = {"tag": Tag, "topic": Topic, "author": Author, "section": Section}
NO_SYNONYMS = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def listing(kind: str) -> str:
    return reverse(f"admin:articles_{kind}_changelist")


def chosen(action: str, *things: Any, **fields: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [each.pk for each in things], **fields}


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_merges_what_was_chosen_after_seeing_what_becomes_of_it(desk: Client, kind: str) -> None:
    stays, goes = (KINDS[kind].objects.create(name=name) for name in ("Floods", "Deluge"))
    asked = desk.post(listing(kind), chosen("merge_selected", stays, goes))
    assert "Which one stays?" in asked.content.decode()
    answer = desk.post(listing(kind), chosen("merge_selected", stays, goes, into=stays.pk, merge="1"))
    assert "“Deluge” merged into “Floods”, which is on 0 articles now" in messages_of(desk, answer)[0]
    assert [each.name for each in KINDS[kind].objects.all()] == ["Floods"]


def test_a_merge_counts_the_same_articles_before_and_after(desk: Client, article: Article, draft: Article) -> None:
    set_tags(article, ["Floods", "Deluge"])
    set_tags(draft, ["Floods"])
    stays, goes = Tag.objects.get(name="Floods"), Tag.objects.get(name="Deluge")
    asked = desk.post(listing("tag"), chosen("merge_selected", stays, goes)).content.decode()
    assert "together they are on 2)" in asked
    answer = desk.post(listing("tag"), chosen("merge_selected", stays, goes, into=stays.pk, merge="1"))
    assert "which is on 2 articles now" in messages_of(desk, answer)[0]


def test_one_is_merged_into_another_that_was_not_chosen(desk: Client, article: Article) -> None:
    set_tags(article, ["Deluge"])
    stays, goes = Tag.objects.create(name="Floods"), Tag.objects.get(name="Deluge")
    desk.post(listing("tag"), chosen("merge_selected", goes, other=stays.pk, merge="1"))
    assert article.tags.get() == stays


def test_a_merge_without_a_sound_aim_asks_again(desk: Client) -> None:
    things = [Tag.objects.create(name=name) for name in ("Floods", "Deluge")]
    for aim in ({}, {"into": "9999999999999999999999"}, {"into": "x"}, {"other": "-1"}, {"other": "x"}):
        answer = desk.post(listing("tag"), chosen("merge_selected", *things, merge="1", **aim))
        assert (answer.status_code, Tag.objects.count()) == (200, 2), aim


def test_others_cannot_merge_or_delete(client: Client, journalist: User, moderator: User) -> None:
    things = [Tag.objects.create(name=name) for name in ("Floods", "Deluge")]
    for who in (journalist, moderator):
        client.force_login(who)
        for action in ("merge_selected", "delete_selected"):
            client.post(listing("tag"), chosen(action, *things, into=things[0].pk, merge="1", post="yes"))
            assert Tag.objects.count() == 2, (who, action)


@pytest.mark.parametrize("kind", ["tag", "section"])
def test_what_articles_carry_is_not_deleted_but_merged(desk: Client, article: Article, kind: str) -> None:
    set_tags(article, ["Floods"])
    used = Tag.objects.get() if kind == "tag" else article.section
    address = reverse(f"admin:articles_{kind}_delete", args=[used.pk])
    with CaptureQueriesContext(connection) as queries:
        for answer in (
            desk.post(address, {"post": "yes"}),
            desk.post(listing(kind), chosen("delete_selected", used, post="yes")),
        ):
            assert f"“{used}” is on 1 article." in answer.content.decode()
            assert "merge it into another" in answer.content.decode()
    # There may be a million of them.
    assert not [each["sql"] for each in queries if '"headline"' in each["sql"] or '"order"' in each["sql"]]
    assert KINDS[kind].objects.filter(pk=used.pk).exists()


def test_what_no_article_carries_is_deleted(desk: Client) -> None:
    tag = Tag.objects.create(name="Floods")
    add_synonym(tag, "Deluge")
    desk.post(listing("tag"), chosen("delete_selected", tag, post="yes"))
    assert not Tag.objects.exists()


def test_a_name_changed_at_the_desk_keeps_its_former_address(desk: Client, article: Article) -> None:
    set_tags(article, ["Saigon"])
    tag = Tag.objects.get()
    desk.post(reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "City", "slug": ""} | NO_SYNONYMS)
    assert Client().get("/tag/saigon/")["Location"] == "/tag/city/"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("page", ["change", "add"])
def test_who_gives_a_name_that_a_colleague_gives_at_the_same_moment_is_told(desk: Client, page: str) -> None:
    tag = Tag.objects.create(name="Rain")
    address = reverse(f"admin:articles_tag_{page}", args=[tag.pk] if page == "change" else [])
    colleague = connection.copy()
    with ThreadPoolExecutor(1) as pool, closing(colleague):
        colleague.set_autocommit(False)
        with colleague.cursor() as cursor:
            cursor.execute("INSERT INTO articles_tag (name, slug) VALUES ('Floods', 'floods')")
        asked = pool.submit(posted, desk, address, {"name": "Floods", "slug": ""} | NO_SYNONYMS)
        with connection.cursor() as cursor:
            while not asked.done() and not is_anyone_waiting(cursor):
                pass
        colleague.commit()
        answer = asked.result()
    assert answer.status_code == 200
    assert "already" in answer.content.decode()
    assert {each.name for each in Tag.objects.all()} == {"Rain", "Floods"}


def posted(desk: Client, address: str, fields: dict[str, Any]) -> Any:
    """What the desk answers, asked in another thread, with a connection of its own."""
    try:
        return desk.post(address, fields)
    finally:
        connection.close()


def test_synonyms_are_typed_on_the_page_and_refused_in_words(desk: Client) -> None:
    tag, other = Tag.objects.create(name="City"), Tag.objects.create(name="Huế")
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    typed = {"name": "City", "slug": "city", "aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0}
    desk.post(address, typed | {"aliases-0-name": "Sài Gòn", "aliases-0-tag": tag.pk})
    assert [(alias.name, alias.slug) for alias in tag.aliases.all()] == [("Sài Gòn", "sai-gon")]
    answer = desk.post(address, typed | {"aliases-0-name": "huế", "aliases-0-tag": tag.pk})
    assert "There is “Huế” already" in answer.content.decode()
    answer = desk.post(reverse("admin:articles_tag_add"), {"name": "sài gòn", "slug": ""} | NO_SYNONYMS)
    assert "is another name of “City”" in answer.content.decode()
    assert Tag.objects.count() == 2
    assert not other.aliases.exists()


def test_names_are_found_by_any_part_whatever_their_marks(desk: Client) -> None:
    add_synonym(Tag.objects.create(name="Thành phố Hồ Chí Minh"), "Sài Gòn")
    expected = {"ho chi": 1, "HỒ CHÍ": 1, "sai gon": 1, "minh ho": 1, "hanoi": 0, "%": 0, "\ufffe": 1}
    with undrawn():
        found = {query: desk.get(listing("tag"), {"q": query}).context_data["cl"].result_count for query in expected}
    assert found == expected


def test_the_number_of_articles_leads_to_them(desk: Client, article: Article, draft: Article) -> None:
    set_tags(article, ["Floods"])
    author, topic = Author.objects.create(name="Mateo"), Topic.objects.create(name="Water")
    article.bylines.create(author=author)
    article.topic_placements.create(topic=topic)
    for kind, thing, count in (
        ("tag", Tag.objects.get(), 1),
        ("topic", topic, 1),
        ("author", author, 1),
        ("section", article.section, 2),
    ):
        address = reverse("admin:articles_article_changelist", query={kind: thing.pk})
        assert f'<a href="{address}">{count}</a>' in desk.get(listing(kind)).content.decode()
        with undrawn():
            assert desk.get(address).context_data["cl"].result_count == count


@pytest.mark.parametrize("kind", KINDS)
def test_the_lists_say_what_is_used_with_few_queries(
    desk: Client, article: Article, kind: str, django_assert_max_num_queries: Any
) -> None:
    set_tags(article, ["Floods"])
    for number in range(20):
        KINDS[kind].objects.create(name=f"Name {number}")
    with django_assert_max_num_queries(9):
        assert desk.get(listing(kind)).status_code == 200
    with undrawn():
        assert desk.get(listing(kind), {"use": "unused"}).context_data["cl"].result_count == 20
