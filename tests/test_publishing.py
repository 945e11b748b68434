"""What keeps an article from its readers, at whatever moment and by whomever; and that it is published once."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article, Photo, PlacedPhoto, Section
from tests.article_desk import LIST, as_it_is, choose, embargo, page_of, press, state
from tests.bundles import LINE, bundle, load
from tests.forms import messages_of, undrawn
from tests.stories import at, story
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def the_photo(**words: Any) -> Photo:
    fields = {"width": 3000, "height": 2000, "title": "Ferry", "file": "originals/aa/x.jpg", "digest": "a" * 64}
    return Photo.objects.create(**(fields | words))


def test_a_step_taken_twice_is_taken_once(editor: User, draft: Article) -> None:
    taken = [publishing.publish(draft, editor) is not None for _time in range(3)]
    assert (taken, draft.steps.count()) == ([True, False, False], 1)


def test_a_step_that_does_not_follow_is_refused_in_words(editor: User, article: Article, subtests: Any) -> None:
    for status, *verbs in (
        ("draft", "withdraw"),
        ("approved", "submit"),
        ("published", "approve", "send_back", "reopen", "submit"),
        ("withdrawn", "publish", "submit"),
    ):
        Article.objects.filter(pk=article.pk).update(status=status)
        for verb in verbs:
            with subtests.test(f"{verb} {status}"), pytest.raises(publishing.Refused, match="It stands at"):
                getattr(publishing, verb)(article, editor)


def test_an_article_appears_at_its_minute_everywhere_without_anybody(
    client: Client, editor: User, section: Section
) -> None:
    article = story("A bridge opens at dawn", section=section.name, status="approved", published_at=None)
    opens = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=1)
    answer = press(client, editor, article, "schedule", publish_at=f"{opens:%Y-%m-%dT%H:%M}")
    assert f"{opens:%H:%M}, Hanoi time (Asia/Ho_Chi_Minh)" in messages_of(client, answer)[0]
    article.refresh_from_db()
    places = (
        "/",
        section.get_absolute_url(),
        "/feed/",
        "/search/?q=bridge+dawn",
        "/sitemap-articles.xml",
        "/news-sitemap.xml",
    )
    for moment, is_there in ((opens - timedelta(seconds=1), False), (opens, True)):
        with at(moment):
            assert Client().get(article.get_absolute_url()).status_code == (200 if is_there else 404)
            for place in places:
                shown = Client().get(place).content.decode()
                assert (f"-{article.pk}/" in shown) is is_there, place


def test_a_moment_that_cannot_be_is_refused_beside_its_field(client: Client, editor: User, draft: Article) -> None:
    for moment, reason in (("", "Say on which day"), ("2020-01-01T06:00", "has passed")):
        with undrawn():
            answer = press(client, editor, draft, "schedule", publish_at=moment, headline="Typed just now")
        form = answer.context_data["adminform"].form
        assert reason in str(form.errors["publish_at"])
        assert form["headline"].value() == "Typed just now"
        assert state(draft) == "draft"


def test_an_old_article_gets_its_old_date_once_an_editor_says_that_it_is_meant(
    client: Client, editor: User, journalist: User, draft: Article
) -> None:
    story("A tram of today", hours_ago=1)
    Article.objects.filter(pk=draft.pk).update(created_by=journalist)
    meant = {"publish_at": "1998-05-03T06:00", "is_past_meant": "on"}
    with undrawn():
        press(client, journalist, draft, "schedule", **meant)
        press(client, editor, draft, "schedule", **meant | {"publish_at": "0998-05-03T06:00"})
    assert state(draft) == "draft"
    asked = press(client, editor, draft, "schedule", publish_at=meant["publish_at"])
    assert 'name="is_past_meant"' in asked.text
    answer = press(client, editor, draft, "schedule", **meant)
    assert "dated 3 May 1998 at 06:00" in messages_of(client, answer)[0]
    draft.refresh_from_db()
    assert f"{timezone.localtime(draft.published_at):%Y-%m-%d %H:%M}" == "1998-05-03 06:00"
    assert 'datetime="1998-05-03T06:00' in Client().get(draft.get_absolute_url()).text
    assert list(Article.objects.published().newest())[-1] == draft
    assert draft.steps.get().is_dated_back


@pytest.fixture
def embargoed(section: Section, journalist: User) -> Article:
    until = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=2)
    fields = {"status": "approved", "embargoed_until": until, "created_by": journalist}
    return Article.objects.create(headline="Prize goes to a ferry pilot", section=section, **fields)


def test_nobody_below_an_administrator_undercuts_an_embargo(client: Client, editor: User, embargoed: Article) -> None:
    sooner = timezone.localtime(embargoed.embargoed_until) - timedelta(minutes=1)
    with undrawn():
        press(client, editor, embargoed, "publish")
        press(client, editor, embargoed, "schedule", publish_at=f"{sooner:%Y-%m-%dT%H:%M}")
        press(client, editor, embargoed, "publish", **embargo(None))
        press(client, editor, embargoed, "publish", **embargo(sooner))
    said = choose(client, editor, "publish_selected", embargoed)
    for moment in (None, timezone.now() - timedelta(days=1), sooner):
        with pytest.raises(publishing.Refused):
            publishing.publish(embargoed, editor, at=moment)
    unchanged = Article.objects.get(pk=embargoed.pk)
    assert (unchanged.status, unchanged.embargoed_until) == ("approved", embargoed.embargoed_until)
    assert "is embargoed until" in said[0]


def test_an_embargo_is_raised_by_editors_and_met_to_the_minute(
    client: Client, editor: User, embargoed: Article
) -> None:
    later = embargoed.embargoed_until + timedelta(days=1)
    press(client, editor, embargoed, "", **embargo(later))
    local = timezone.localtime(later)
    embargoed.refresh_from_db()
    assert embargoed.embargoed_until == later
    press(client, editor, embargoed, "schedule", publish_at=f"{local:%Y-%m-%dT%H:%M}")
    assert state(embargoed) == "published"
    with undrawn():
        raised = press(client, editor, embargoed, "", **embargo(later + timedelta(days=1)))
        sooner = press(client, editor, embargoed, "publish", **embargo(later))
    assert "embargoed_until" in raised.context_data["adminform"].form.errors
    assert sooner.context_data["refusals"]
    assert not Article.objects.published().exists()


def test_an_administrator_lifts_an_embargo(client: Client, administrator: User, embargoed: Article) -> None:
    press(client, administrator, embargoed, "publish")
    assert Article.objects.published().filter(pk=embargoed.pk).exists()


@pytest.mark.usefixtures("media")
def test_an_import_does_not_undercut_an_embargo(embargoed: Article, tmp_path: Path) -> None:
    Article.objects.filter(pk=embargoed.pk).update(external_id="a")
    for fields in ({}, {"published_at": "2026-11-20T08:00:00+07:00"}):
        _told, complained = load(bundle(tmp_path, LINE | fields))
        assert complained == ""
    assert (state(embargoed), Article.objects.published().exists()) == ("approved", False)


def test_an_embargo_stands_large_on_the_page(client: Client, journalist: User, embargoed: Article) -> None:
    client.force_login(journalist)
    assert 'class="workflow-embargo"' in client.get(page_of(embargoed)).content.decode()


@pytest.mark.parametrize(
    ("photo", "here", "missing"),
    [
        ({}, {}, ["text alternative", "credit"]),
        ({"alt": "A ferry", "credit": "Photo: Minh"}, {}, []),
        ({"is_decorative": True, "credit": "Photo: Minh"}, {}, []),
        ({}, {"own_alt": "A ferry", "own_credit": "Photo: Minh"}, []),
        ({"alt": "  ", "credit": "Photo: Minh"}, {}, ["text alternative"]),
    ],
)
def test_a_photo_without_words_keeps_an_article_from_publication(
    client: Client, editor: User, draft: Article, photo: dict, here: dict, missing: list[str]
) -> None:
    placed = PlacedPhoto.objects.create(article=draft, photo=the_photo(**photo), **here)
    found = publishing.obstacles(draft)
    assert [word for word in ("text alternative", "credit") if any(word in each for each in found)] == missing
    assert all(f"“{placed.photo}”" in each for each in found)
    choose(client, editor, "publish_selected", draft)
    assert state(draft) == ("draft" if missing else "published")


def test_the_list_says_of_each_article_what_was_done_and_what_not(
    client: Client, editor: User, draft: Article, embargoed: Article, article: Article
) -> None:
    said = choose(client, editor, "publish_selected", draft, embargoed, article)
    assert any(f"“{draft}”" in each and "readers have it now" in each for each in said)
    assert any(f"“{embargoed}”" in each and "embargoed until" in each for each in said)
    assert any(f"“{article}”" in each and "so already" in each for each in said)
    assert (state(draft), state(embargoed)) == ("published", "approved")


def test_a_refused_step_keeps_the_note_that_was_typed(client: Client, editor: User, embargoed: Article) -> None:
    answer = press(client, editor, embargoed, "publish", note="Out it goes")
    assert "Out it goes" in answer.content.decode()
    assert not embargoed.notes.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_who_publish_at_once_make_one_publication_and_one_line_of_the_log(
    editor: User, draft: Article, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Client()
    desk.force_login(editor)
    button = (page_of(draft), as_it_is(draft, _step="publish"))
    action = (LIST, {"action": "publish_selected", "_selected_action": [draft.pk]})

    def ask(way: tuple[str, dict[str, Any]]) -> int:
        client = Client()
        client.cookies = desk.cookies
        return client.post(*way).status_code

    with undrawn(), caplog.at_level(logging.INFO, logger="articles.publishing"):
        answers = at_once(ask, [button, action] * 4)
    assert set(answers) <= {200, 302}
    assert (state(draft), draft.steps.count()) == ("published", 1)
    assert len([line for line in caplog.records if line.name == "articles.publishing"]) == 1
