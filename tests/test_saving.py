"""Saving at the desk: every save is kept, none is written over unseen, nobody's words are lost."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import revisions
from articles.admin.saving import version_of
from articles.models import (
    Article,
    Byline,
    Editing,
    PinnedRelated,
    PlacedPhoto,
    Revision,
    Tag,
    TopicPlacement,
)
from articles.tagging import set_tags
from tests.article_desk import as_it_is
from tests.forms import HTMLForm, judged, messages_of, undrawn
from tests.kept import address, emptied, full_article, opened
from tests.stories import at


@pytest.fixture
def full(db: None, media: Path) -> Article:
    return full_article()


def sent(article: Article, **typed: Any) -> dict[str, Any]:
    """What the form of an article without rows sends if it is opened now and this typed."""
    return as_it_is(article, standfirst=article.standfirst, opened_at=version_of(article), **typed)


def saved(article: Article, **fields: str) -> None:
    """A colleague saves the article."""
    for name, words in fields.items():
        setattr(article, name, words)
    article.save()
    revisions.keep(article, None)


def test_every_save_is_a_revision_with_author_and_remark(desk: Client, article: Article, editor: User) -> None:
    desk.post(address(article), sent(article, headline="Two ferries", tag_names="Bến phà", remark="Second boat"))
    now, before = article.revisions.all()
    assert (before.number, before.content["headline"], before.saved_by) == (1, "A ferry for the night shift", None)
    assert (now.number, now.content["headline"], now.content["tags"]) == (2, "Two ferries", ["Bến phà"])
    assert (now.saved_by, now.remark, now.status) == (editor, "Second boat", "published")


def test_an_article_is_opened_and_saved_within_a_budget(
    desk: Client, full: Article, django_assert_max_num_queries: Any
) -> None:
    with undrawn():
        desk.get(address(full))  # a process asks once what numbers the models have
    with django_assert_max_num_queries(29):
        form = opened(desk, full)
    with django_assert_max_num_queries(62):
        desk.post(address(full), form | {"headline": "Two ferries"})


def test_a_save_over_a_newer_version_is_refused_with_both_texts(desk: Client, article: Article) -> None:
    mine = sent(article, headline="My ferry", tag_names="Mine")
    desk.post(address(article), sent(article, headline="Their ferry", tag_names="Theirs"))
    refused = desk.post(address(article), mine)
    page = refused.content.decode()
    article.refresh_from_db()
    assert (article.headline, Tag.objects.filter(name="Mine").exists()) == ("Their ferry", False)
    assert re.search(r"<del>.*Their", page)
    assert re.search(r"<ins>.*My", page)
    assert refused.context["adminform"].form["headline"].value() == "My ferry"
    again = HTMLForm(page, "article_form").fields
    assert "clash" in judged(desk, address(article), again | {"_over": ""})["revisions"]
    done = desk.post(address(article), again | {"_over": refused.context["revisions"]["clash"].version})
    article.refresh_from_db()
    assert (done.status_code, article.headline, article.revisions.count()) == (302, "My ferry", 3)


def test_rows_that_a_colleague_replaced_are_saved_as_new_ones(desk: Client, full: Article, editor: User) -> None:
    first = revisions.keep(full, editor)
    mine = opened(desk, full)
    emptied(full)
    revisions.restore(first, editor)
    done = desk.post(address(full), mine | {"headline": "Mine"})
    assert done.status_code == 302
    assert [each.author.name for each in full.bylines.all()] == ["Nguyễn Ánh Tuyết", "Lê Minh Đức"]
    assert Article.objects.get(pk=full.pk).headline == "Mine"


def test_the_same_form_sent_twice_is_one_save(desk: Client, article: Article) -> None:
    form = sent(article, headline="Once")
    assert [desk.post(address(article), form).status_code for _time in range(2)] == [302, 302]
    assert article.revisions.count() == 2


def test_an_article_changed_elsewhere_is_not_written_over(desk: Client, article: Article) -> None:
    form = sent(article, headline="Mine")
    Article.objects.filter(pk=article.pk).update(standfirst="By an import.")
    judged(desk, address(article), form)
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("A ferry for the night shift", "By an import.")


def test_saving_without_publishing_leaves_the_article_and_can_be_taken_up(desk: Client, article: Article) -> None:
    desk.post(address(article), sent(article, headline="Two ferries", _propose="1"))
    article.refresh_from_db()
    assert article.headline == "A ferry for the night shift"
    page = desk.get(address(article)).content.decode()
    assert "A proposal by Mateo Bolaño" in page
    confirm = desk.get(address(article, "restore", 1))
    desk.post(address(article, "restore", 1), {"version": confirm.context["version"]})
    article.refresh_from_db()
    assert article.headline == "Two ferries"


def test_a_proposal_says_that_the_article_was_saved_since(desk: Client, article: Article, editor: User) -> None:
    revisions.propose(article, revisions.snapshot(article) | {"headline": "Two", "base": 0}, editor)
    saved(article, standfirst="New.")
    assert "saved again since" in desk.get(address(article)).content.decode()
    assert (
        "saved again after" in desk.get(address(article, "compare"), {"before": "now", "after": "1"}).content.decode()
    )


def test_the_history_lists_and_compares(desk: Client, full: Article, django_assert_max_num_queries: Any) -> None:
    revisions.keep(full, None)
    saved(full, headline="Đò <b>dọc</b> về bến cuối")
    with django_assert_max_num_queries(20):
        page = desk.get(address(full, "history"))
    assert [row["revision"].number for row in page.context["rows"]] == [2, 1]
    compared = desk.get(address(full, "compare"), {"before": "2", "after": "1"}).content.decode()
    assert "<b>dọc" not in compared
    assert re.search(r"<del>.*ngang", compared)


def test_an_odd_choice_is_answered_in_words(desk: Client, article: Article) -> None:
    for chosen in ({}, {"before": "1", "after": "1"}, {"before": "x", "after": "9" * 40}):
        answer = desk.get(address(article, "compare"), chosen)
        assert answer["Location"] == address(article, "history"), chosen
        assert "Choose two different revisions" in messages_of(desk, answer)[0], chosen


def test_restoring_asks_first_and_refuses_what_was_saved_meanwhile(desk: Client, article: Article) -> None:
    revisions.keep(article, None)
    saved(article, headline="Two ferries")
    version = desk.get(address(article, "restore", 1)).context["version"]
    saved(article, standfirst="Meanwhile.")
    assert "saved meanwhile" in desk.post(address(article, "restore", 1), {"version": version}).content.decode()
    version = desk.get(address(article, "restore", 1)).context["version"]
    desk.post(address(article, "restore", 1), {"version": version})
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("A ferry for the night shift", "")
    assert article.revisions.first().remark == "As revision 1"


def test_who_may_not_change_an_article_restores_nothing(client: Client, journalist: User, article: Article) -> None:
    kept = revisions.keep(article, None)
    client.force_login(journalist)
    assert client.get(address(article, "history")).status_code == 200
    for page in ("restore", "discard"):
        assert client.post(address(article, page, kept.number)).status_code == 403
    assert client.post(address(article, "editing")).status_code == 403


def test_colleagues_see_each_other_and_newer_versions(
    client: Client, editor: User, administrator: User, article: Article
) -> None:
    first, second = Client(), Client()
    first.force_login(editor)
    second.force_login(administrator)
    start = timezone.now()
    form = sent(article)
    with at(start):
        first.post(address(article, "editing"), form)
    with at(start + timedelta(seconds=30)):
        said = second.post(address(article, "editing"), form).json()
        assert [each.startswith("Mateo Bolaño has this article open too") for each in said["others"]] == [True]
    with at(start + timedelta(seconds=70)):
        assert second.post(address(article, "editing"), form).json() == {"others": [], "newer": ""}
    assert [each.account for each in Editing.objects.all()] == [administrator]
    first.post(address(article), form | {"headline": "Two ferries"})
    assert "Mateo Bolaño saved a newer revision (2)" in second.post(address(article, "editing"), form).json()["newer"]
    second.post(address(article, "editing"), {"leave": "1"})
    assert not Editing.objects.exists()


def test_words_typed_into_an_article_that_was_approved_meanwhile_are_given_back(
    client: Client, journalist: User, draft: Article
) -> None:
    Article.objects.filter(pk=draft.pk).update(created_by=journalist)
    client.force_login(journalist)
    form = sent(draft, headline="Đò ngang <b>")
    Article.objects.filter(pk=draft.pk).update(status="approved")
    answer = client.post(address(draft), form)
    assert (answer.status_code, "Đò ngang &lt;b&gt;" in answer.content.decode()) == (403, True)
    assert Article.objects.get(pk=draft.pk).headline == "Not ready to be read"


def test_a_refused_save_writes_and_says_nothing_else(desk: Client, full: Article) -> None:
    mine = opened(desk, full)
    saved(full, headline="Theirs")
    written = [model.objects.count() for model in (Byline, TopicPlacement, PlacedPhoto, PinnedRelated, Revision)]
    with undrawn():
        refused = desk.post(address(full), mine | {"headline": "Mine", "bylines-0-DELETE": "on", "_step": "withdraw"})
    assert messages_of(desk, refused) == []
    full.refresh_from_db()
    assert (full.headline, full.status) == ("Theirs", "published")
    kinds = (Byline, TopicPlacement, PlacedPhoto, PinnedRelated, Revision)
    assert [model.objects.count() for model in kinds] == written


def test_saving_over_keeps_their_revision_and_takes_my_rows(desk: Client, full: Article) -> None:
    mine = opened(desk, full)
    revisions.keep(full, None)
    full.bylines.get(position=1).delete()
    set_tags(full, ["Theirs"])
    saved(full)
    refused = desk.post(address(full), mine | {"bylines-0-DELETE": "on"})
    again = HTMLForm(refused.content.decode(), "article_form").fields
    desk.post(address(full), again | {"_over": refused.context["revisions"]["clash"].version})
    now, theirs, before = full.revisions.all()
    names = [each.content["names"]["authors"] for each in (before, theirs, now)]
    assert names == [["Nguyễn Ánh Tuyết", "Lê Minh Đức"], ["Nguyễn Ánh Tuyết"], ["Lê Minh Đức"]]
    assert theirs.content["tags"] == ["Theirs"]
    assert (now.content["tags"], len(now.content["photos"])) == (before.content["tags"], 2)
