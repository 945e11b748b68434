"""The desk's first page, for each role."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Burst, Reaction, ReactionKind, User
from accounts.moderation import decide
from accounts.reactions import react
from articles.models import Article, Correction, Photo, PlacedPhoto, Section, Topic
from articles.templatetags.dates import clock
from tests.forms import undrawn
from tests.notes import case_of, write
from tests.stories import at, count_view, story

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
ROLES = ["journalist", "editor", "moderator", "administrator"]
SHOWN = {
    "journalist": ["returned", "drafts", "review", "published"],
    "editor": ["waiting", "scheduled", "reading", "lacking", "corrections"],
    "moderator": ["queue", "decided", "reactions", "reacted"],
    "administrator": [
        "queue",
        "decided",
        "waiting",
        "scheduled",
        "reading",
        "lacking",
        "corrections",
        "reactions",
        "reacted",
    ],
}


def blocks(client: Client, colleague: User) -> dict[str, Any]:
    client.force_login(colleague)
    with undrawn():
        return {block.name: block for block in client.get(START).context_data["blocks"]}


def titles(block: Any) -> list[str]:
    return [row.title for row in block.rows]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_own_work_and_an_empty_day_says_what_to_do(
    client: Client, role: str, request: pytest.FixtureRequest
) -> None:
    found = blocks(client, request.getfixturevalue(role))
    assert list(found) == SHOWN[role]
    assert [block.rows for block in found.values() if block.rows or not block.empty] == []
    with undrawn():
        for block in found.values():
            assert client.get(block.url).status_code == 200, block.url
            assert block.step is None or client.get(block.step[1]).status_code == 200


def test_a_journalist_sees_what_came_back_is_drafted_reviewed_and_read(
    client: Client, journalist: User, editor: User, section: Section
) -> None:
    back = story("Back", status="draft", created_by=journalist)
    back.steps.create(before="in_review", after="draft", taken_by=editor)
    for status in ("draft", "in_review", "published"):
        story(f"Mine {status}", status=status, created_by=journalist)
        story(f"Other {status}", status=status)
    count_view(Article.objects.get(headline="Mine published").pk)
    found = blocks(client, journalist)
    shown = {name: titles(found[name]) for name in SHOWN["journalist"]}
    assert shown == {
        "returned": ["Back"],
        "drafts": ["Mine draft"],
        "review": ["Mine in_review"],
        "published": ["Mine published"],
    }
    assert found["published"].rows[0].figure == "1"


def test_an_editor_sees_what_waits_is_read_lacks_words_and_was_corrected(
    client: Client, editor: User, article: Article
) -> None:
    for status in ("draft", "in_review", "approved", "withdrawn"):
        story(status, status=status)
    count_view(article.pk)
    for number in range(8):
        taken_back = story(f"Read until it was taken back {number}")
        for _view in range(2):
            count_view(taken_back.pk)
        Article.objects.filter(pk=taken_back.pk).update(status="withdrawn")
    Correction.objects.create(article=article, text="It is 4.2 km.")
    old = timezone.now() - timedelta(days=8)
    Correction.objects.create(article=story("Old"), text="Long ago.", published_at=old)
    photo = Photo.objects.create(digest="1", file="originals/none.jpg", width=1200, height=800, credit="Photo: Minh")
    PlacedPhoto.objects.create(article=article, photo=photo)
    found = blocks(client, editor)
    assert titles(found["waiting"]) == ["in_review", "approved"]
    assert [titles(found[name]) for name in ("reading", "lacking", "corrections")] == [[article.headline]] * 3
    assert found["lacking"].rows[0].facts.startswith("no alt text · ")


def test_today_is_the_papers_today(client: Client, editor: User, section: Section) -> None:
    evening = timezone.localtime().replace(hour=20, minute=0, second=0, microsecond=0)
    for headline, moment in (("Tonight", evening.replace(hour=23)), ("Tomorrow", evening + timedelta(hours=5))):
        story(headline, published_at=moment)
    with at(evening):
        block = blocks(client, editor)["scheduled"]
    assert [(row.title, row.figure) for row in block.rows] == [("Tonight", "23:00")]
    with at(evening.replace(hour=23, minute=30)):
        block = blocks(client, editor)["scheduled"]
    assert "Next: “Tomorrow”" in block.empty


def test_a_moderator_sees_the_newest_reactions_and_what_moves_readers(
    client: Client, moderator: User, reader: User, article: Article
) -> None:
    kind = ReactionKind.objects.get(key="angry")
    react(reader, article, kind)
    burst = Burst.objects.create(article=story("Of a campaign"))
    Reaction.objects.create(reader=reader, article=burst.article, kind=kind, standing="held", burst=burst)
    found = blocks(client, moderator)
    assert [titles(found[name]) for name in ("reactions", "reacted")] == [[article.headline]] * 2


def test_a_moderator_sees_what_waits_since_when_and_what_they_decided_today(
    client: Client, moderator: User, reader: User, second_reader: User, article: Article
) -> None:
    note, other = write(reader, article), write(second_reader, article, "Ă" * 120)
    decide(case_of(other), moderator, "approve")
    found = blocks(client, moderator)
    since = f"the oldest since {clock(case_of(note).opened_at)}"
    assert [(row.title, row.figure, row.facts) for row in found["queue"].rows] == [("Notes waiting", "1", since)]
    assert client.get(found["queue"].rows[0].url).context["page"][0] == case_of(note)
    assert titles(found["decided"]) == ["Ă" * 99 + "…"]
    with at(timezone.now() + timedelta(days=1)):
        assert blocks(client, moderator)["decided"].rows == []


def test_only_an_administrator_is_led_to_accounts(client: Client, administrator: User, editor: User) -> None:
    for colleague, leads in ((administrator, True), (editor, False)):
        client.force_login(colleague)
        assert (reverse("admin:accounts_user_changelist") in client.get(START).content.decode()) is leads


def test_a_busy_day_takes_few_queries(
    client: Client,
    journalist: User,
    full: Article,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: Any,
) -> None:
    for status in ("draft", "in_review", "approved", "published"):
        for number in range(5):
            story(f"{status} {number}", status=status, created_by=journalist)
    for role in ROLES:
        client.force_login(request.getfixturevalue(role))
        with django_assert_max_num_queries(20, info=role):
            assert client.get(START).status_code == 200


def test_dates_are_written_as_in_the_newspaper_and_say_whose_clock(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(START).content.decode()
    assert "All times are Hanoi time (Asia/Ho_Chi_Minh)." in page
    moment = datetime(2026, 11, 23, 17, 5, tzinfo=timezone.get_default_timezone())
    Topic.objects.create(name="Floods", banner_from=moment - timedelta(days=1), banner_until=moment)
    with at(moment - timedelta(hours=1)):
        listing = client.get(reverse("admin:articles_topic_changelist")).content.decode()
    assert "running until 23 November 2026, 17:05" in listing
