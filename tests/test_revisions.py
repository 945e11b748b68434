"""Revisions: every save is kept, can be compared and brought back, and nobody's words are lost."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from articles import outline, revisions
from articles.models import (
    Alias,
    Article,
    Author,
    Correction,
    Newsroom,
    Photo,
    Tag,
    Topic,
)
from articles.structured_data import news_article
from articles.views.article import shown
from tests.kept import emptied, full_article


@pytest.fixture
def full(db: None, media: Path) -> Article:
    return full_article()


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
        parts = outline.parts(article.body, article.placed_photos.all())
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
