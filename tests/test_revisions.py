"""Revisions: every save is kept, can be compared and brought back, and nobody's words are lost."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import body, photos, revisions
from articles.models import (
    Alias,
    Article,
    Author,
    Byline,
    Correction,
    Editing,
    Newsroom,
    Photo,
    PinnedRelated,
    PlacedPhoto,
    Tag,
    Topic,
    TopicPlacement,
)
from articles.structured_data import news_article
from articles.tagging import set_tags
from articles.views.article import shown
from tests.forms import HTMLForm
from tests.pictures import file, picture
from tests.stories import at, story


@pytest.fixture
def full(db: None, media: Path) -> Article:
    """An article with everything that a revision holds."""
    article = story("Đò ngang về bến cuối", "Chuyến phà <em>cuối</em> rời bến lúc nửa đêm.", standfirst="Một đêm.")
    for place, name in enumerate(["Nguyễn Ánh Tuyết", "Lê Minh Đức"]):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=place)
    TopicPlacement.objects.create(article=article, topic=Topic.objects.create(name="Floods"))
    set_tags(article, ["Sông Hồng", "Washington, D.C."])
    lead, second = (photos.take_in(file(picture(color=colour)), alt=colour) for colour in ("teal", "maroon"))
    PlacedPhoto.objects.create(article=article, photo=lead, is_lead=True, own_caption="Bến phà")
    PlacedPhoto.objects.create(article=article, photo=second, after_paragraph=1)
    PinnedRelated.objects.create(article=article, related_article=story("Beside it"))
    return article


def emptied(article: Article) -> None:
    """Take everything from `article` that a revision holds."""
    for rows in (
        article.bylines,
        article.topic_placements,
        article.tag_placements,
        article.placed_photos,
        article.pins,
    ):
        rows.all().delete()
    article.headline, article.standfirst, article.body = "Something else", "", "<p>Khác.</p>"
    article.save()


def without_names(content: revisions.Content) -> revisions.Content:
    return {key: value for key, value in content.items() if key != "names"}


def test_restoring_brings_everything_back_byte_for_byte(full: Article, editor: User) -> None:
    before, first = revisions.snapshot(full), revisions.keep(full, editor)
    emptied(full)
    revisions.keep(full, editor)
    again = revisions.restore(first, editor)
    assert without_names(again.content) == without_names(before)
    assert (again.number, again.remark, again.saved_by) == (3, "As revision 1", editor)
    assert revisions.lost(first) == []


def test_nothing_new_is_kept_when_nothing_changed(full: Article, editor: User) -> None:
    assert revisions.keep(full, editor) == revisions.keep(Article.objects.get(pk=full.pk), editor)


def test_what_was_deleted_since_is_left_out_and_named(full: Article, editor: User) -> None:
    first = revisions.keep(full, editor)
    emptied(full)
    for model in (Author, Topic, Photo, Tag):
        model.objects.all().delete()
    Article.objects.exclude(pk=full.pk).delete()
    missing = revisions.lost(first)
    again = revisions.restore(first, editor)
    assert [sorted(again.content[key]) for key in ("authors", "topics", "photos", "pins")] == [[], [], [], []]
    assert again.content["tags"] == ["Sông Hồng", "Washington, D.C."]
    assert {"author Nguyễn Ánh Tuyết", "topic Floods", "pinned article Beside it"} < set(missing)
    assert len(missing) == 6


def test_what_was_merged_since_comes_back_as_what_it_became(full: Article, editor: User) -> None:
    first = revisions.keep(full, editor)
    emptied(full)
    heir, river = Author.objects.create(name="Ánh Tuyết"), Tag.objects.create(name="Red River")
    Author.objects.filter(name="Nguyễn Ánh Tuyết").delete()
    Tag.objects.filter(name="Sông Hồng").delete()
    Alias.objects.create(name="Nguyễn Ánh Tuyết", slug="nguyen-anh-tuyet", author=heir)
    Alias.objects.create(name="Sông Hồng", slug="song-hong", tag=river)
    again = revisions.restore(first, editor)
    assert (again.content["authors"][0], again.content["tags"][0]) == (heir.pk, "Red River")


def test_a_revision_is_shown_as_the_page_would_show_it(
    full: Article, editor: User, django_assert_num_queries: Any
) -> None:
    Correction.objects.create(article=full, text="It is 4.2 km.")
    Newsroom.objects.get_or_create(name="The Red River Post")
    before, first = full.body, revisions.keep(full, editor)
    emptied(full)
    with django_assert_num_queries(9):
        article = revisions.as_article(first)
        parts = body.parts(article.body, article.placed_photos.all())
        said = news_article(article, Newsroom.objects.current(), "https://example.com".__add__)
    assert [part if isinstance(part, str) else part.photo.alt for part in parts] == [before, "maroon"]
    assert [each["name"] for each in said["author"]] == ["Nguyễn Ánh Tuyết", "Lê Minh Đức"]
    assert said["keywords"] == ["Floods", "Sông Hồng", "Washington, D.C."]
    assert (article.lead_photo.caption, len(said["correction"]), said["wordCount"]) == ("Bến phà", 1, 8)
    assert shown(article)["section"] == full.section


def test_an_article_that_was_never_kept_is_kept_before_its_first_save(article: Article) -> None:
    before = revisions.keep_unkept(article)
    assert (before.number, before.saved_by, before.saved_at) == (1, None, article.saved_at)
    assert revisions.keep_unkept(article) == before


def test_a_proposal_waits_beside_the_article(article: Article, editor: User) -> None:
    first = revisions.keep(article, editor)
    proposal = revisions.propose(article, first.content | {"headline": "Two ferries"}, editor)
    assert revisions.latest(article) == first
    assert list(revisions.proposals(article)) == [proposal]
    taken = revisions.restore(proposal, editor)
    article.refresh_from_db()
    assert (article.headline, taken.remark) == ("Two ferries", "Proposal 2 taken up")
    assert not revisions.proposals(article).exists()
    assert not revisions.discard(proposal)


# At the desk


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def address(article: Article, page: str = "change", *more: object) -> str:
    return reverse(f"admin:articles_article_{page}", args=[article.pk, *more])


def opened(client: Client, article: Article) -> dict[str, Any]:
    """What the article's form would send if nothing were typed."""
    page = client.get(address(article))
    fields = HTMLForm(page.content.decode(), "article_form").fields
    return {name: value for name, value in fields.items() if not name.startswith("_")}


def test_every_save_is_a_revision_with_author_and_remark(desk: Client, article: Article, editor: User) -> None:
    form = opened(desk, article)
    desk.post(address(article), form | {"headline": "Two ferries", "tag_names": "Bến phà", "remark": "Second boat"})
    now, before = article.revisions.all()
    assert (before.number, before.content["headline"], before.saved_by) == (1, "A ferry for the night shift", None)
    assert (now.number, now.content["headline"], now.content["tags"]) == (2, "Two ferries", ["Bến phà"])
    assert (now.saved_by, now.remark, now.status) == (editor, "Second boat", "published")


def test_a_save_over_a_newer_version_is_refused_with_both_texts(desk: Client, article: Article) -> None:
    mine, theirs = opened(desk, article), opened(desk, article)
    desk.post(address(article), theirs | {"headline": "Their ferry", "tag_names": "Theirs"})
    refused = desk.post(address(article), mine | {"headline": "My ferry", "tag_names": "Mine"})
    page = refused.content.decode()
    article.refresh_from_db()
    assert (article.headline, Tag.objects.filter(name="Mine").exists()) == ("Their ferry", False)
    assert re.search(r"<del>.*Their", page)
    assert re.search(r"<ins>.*My", page)
    assert refused.context["adminform"].form["headline"].value() == "My ferry"
    again = HTMLForm(page, "article_form").fields
    still = desk.post(address(article), again | {"_over": ""})
    assert still.status_code == 200
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
    form = opened(desk, article) | {"headline": "Once"}
    assert [desk.post(address(article), form).status_code for _time in range(2)] == [302, 302]
    assert article.revisions.count() == 2


def test_an_article_changed_elsewhere_is_not_written_over(desk: Client, article: Article) -> None:
    form = opened(desk, article)
    Article.objects.filter(pk=article.pk).update(standfirst="By an import.")
    desk.post(address(article), form | {"headline": "Mine"})
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("A ferry for the night shift", "By an import.")


def test_saving_without_publishing_leaves_the_article_and_can_be_taken_up(desk: Client, article: Article) -> None:
    desk.post(address(article), opened(desk, article) | {"headline": "Two ferries", "_propose": "1"})
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
    desk.post(address(article), opened(desk, article) | {"standfirst": "New."})
    assert "saved again since" in desk.get(address(article)).content.decode()
    assert (
        "saved again after" in desk.get(address(article, "compare"), {"before": "now", "after": "1"}).content.decode()
    )


def test_the_history_lists_and_compares(desk: Client, full: Article, django_assert_max_num_queries: Any) -> None:
    form = opened(desk, full)
    desk.post(address(full), form | {"headline": "Đò <b>dọc</b> về bến cuối"})
    with django_assert_max_num_queries(20):
        page = desk.get(address(full, "history"))
    assert [row["revision"].number for row in page.context["rows"]] == [2, 1]
    compared = desk.get(address(full, "compare"), {"before": "2", "after": "1"}).content.decode()
    assert "<b>dọc" not in compared
    assert re.search(r"<del>.*ngang", compared)


@pytest.mark.parametrize("chosen", [{}, {"before": "1", "after": "1"}, {"before": "x", "after": "9" * 40}])
def test_an_odd_choice_is_answered_in_words(desk: Client, article: Article, chosen: dict[str, str]) -> None:
    answer = desk.get(address(article, "compare"), chosen, follow=True)
    assert "Choose two different revisions" in answer.content.decode()


def test_restoring_asks_first_and_refuses_what_was_saved_meanwhile(desk: Client, article: Article) -> None:
    form = opened(desk, article)
    desk.post(address(article), form | {"headline": "Two ferries"})
    version = desk.get(address(article, "restore", 1)).context["version"]
    desk.post(address(article), opened(desk, article) | {"standfirst": "Meanwhile."})
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
    form = opened(first, article)
    with at(start):
        first.post(address(article, "editing"), form)
    with at(start + timedelta(seconds=30)):
        said = second.post(address(article, "editing"), form).json()
        assert [each.startswith("Mateo Bolaño has this article open too") for each in said["others"]] == [True]
    with at(start + timedelta(seconds=70)):
        assert second.post(address(article, "editing"), form).json() == {"others": [], "newer": ""}
    assert [each.account for each in Editing.objects.all()] == [administrator]
    first.post(address(article), form | {"headline": "Two ferries"})
    assert "Mateo Bolaño saved a newer version (2)" in second.post(address(article, "editing"), form).json()["newer"]
    second.post(address(article, "editing"), {"leave": "1"})
    assert not Editing.objects.exists()
