"""An article's way to its readers: by the buttons of its page, from the list and by the verbs, and what is refused."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article, Author, Byline, Photo, PlacedPhoto, Section
from tests.stories import at, story
from tests.test_desk import ADD_ARTICLE, typed

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def as_it_is(article: Article, **fields: Any) -> dict[str, Any]:
    """What the page of `article` sends when nothing is changed."""
    words = {"headline": article.headline, "language": article.language, "body": article.body}
    return typed(article.section, **(words | embargo(article.embargoed_until) | fields))


def embargo(moment: datetime | None) -> dict[str, str]:
    local = timezone.localtime(moment) if moment else None
    day, clock = (f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}") if local else ("", "")
    return {"embargoed_until_0": day, "embargoed_until_1": clock}


def press(client: Client, who: User, article: Article, step: str, **fields: Any) -> Any:
    """Press a button of the article's page."""
    client.force_login(who)
    return client.post(page_of(article), as_it_is(article, _step=step, **fields))


def choose(client: Client, who: User, action: str, *articles: Article) -> list[str]:
    """Use an action of the list, and read what it says."""
    client.force_login(who)
    data = {"action": action, "_selected_action": [article.pk for article in articles]}
    answer = client.post(LIST, data, follow=True)
    return [str(message) for message in answer.context["messages"]]


def state(article: Article) -> str:
    return Article.objects.get(pk=article.pk).status


def the_photo(**words: Any) -> Photo:
    fields = {"width": 3000, "height": 2000, "title": "Ferry", "file": "originals/aa/x.jpg", "digest": "a" * 64}
    return Photo.objects.create(**(fields | words))


@pytest.fixture
def own(journalist: User, section: Section) -> Article:
    return Article.objects.create(headline="The ferry sails at four", section=section, created_by=journalist)


def test_an_article_goes_its_way_by_the_buttons(client: Client, journalist: User, editor: User, own: Article) -> None:
    passed = []
    for who, step in ((journalist, "submit"), (editor, "approve"), (editor, "publish"), (editor, "withdraw")):
        press(client, who, own, step)
        passed.append(state(own))
    assert passed == ["in_review", "approved", "published", "withdrawn"]
    taken = [(step.before, step.after, step.taken_by) for step in own.steps.order_by("pk")]
    assert taken[0] == ("draft", "in_review", journalist)
    assert taken[-1] == ("published", "withdrawn", editor)


def test_a_new_article_belongs_to_who_began_it(client: Client, journalist: User, section: Section) -> None:
    client.force_login(journalist)
    client.post(ADD_ARTICLE, typed(section, _step="submit"))
    article = Article.objects.get()
    assert (article.created_by, article.status) == (journalist, "in_review")


def test_one_look_at_the_page_shows_only_what_may_be_pressed(
    client: Client, journalist: User, editor: User, moderator: User, own: Article
) -> None:
    offered = {}
    for who in (journalist, editor, moderator):
        client.force_login(who)
        panel = client.get(page_of(own)).context["workflow"]
        offered[who.email.partition("@")[0]] = [button.name for button in panel.buttons]
    assert offered == {"tuyet": ["submit"], "mateo": ["submit", "approve", "publish"], "huong": []}


@pytest.mark.parametrize("step", ["approve", "publish", "schedule", "send_back", "withdraw", "reopen", "nonsense"])
def test_a_journalist_forging_a_button_is_refused_and_loses_nothing(
    client: Client, journalist: User, own: Article, step: str
) -> None:
    answer = press(client, journalist, own, step, headline="Typed just now", publish_at="2031-01-01T06:00")
    assert answer.status_code == 200
    assert "Typed just now" in answer.content.decode()
    assert answer.context["errors"]
    own.refresh_from_db()
    assert (own.headline, own.status, own.steps.count()) == ("The ferry sails at four", "draft", 0)


def test_a_new_article_cannot_be_published_by_forging_its_form(
    client: Client, journalist: User, section: Section
) -> None:
    client.force_login(journalist)
    fields = {"status": "published", "published_at_0": "2026-01-01", "published_at_1": "06:00"}
    assert client.post(ADD_ARTICLE, typed(section, _step="publish", **fields)).status_code == 200
    assert not Article.objects.exists()
    client.post(ADD_ARTICLE, typed(section, **fields))
    assert (Article.objects.get().status, Article.objects.get().published_at) == ("draft", None)


@pytest.mark.parametrize("status", ["approved", "published", "withdrawn"])
def test_a_journalist_reads_but_does_not_change_their_article_once_it_is_approved(
    client: Client, journalist: User, own: Article, status: str
) -> None:
    Article.objects.filter(pk=own.pk).update(status=status, published_at=timezone.now())
    assert press(client, journalist, own, "", headline="Changed").status_code == 403
    assert client.get(page_of(own)).status_code == 200


def test_who_stands_in_the_by_line_may_change_it(
    client: Client, journalist: User, draft: Article, section: Section
) -> None:
    assert press(client, journalist, draft, "").status_code == 403
    author = Author.objects.create(name="Nguyễn Ánh Tuyết", account=journalist)
    Byline.objects.create(article=draft, author=author)
    byline = draft.bylines.get()
    row = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-id": byline.pk, "bylines-0-position": 0}
    press(client, journalist, draft, "submit", **row, **{"bylines-0-author": author.pk})
    assert state(draft) == "in_review"


def test_what_readers_once_had_is_never_deleted(client: Client, administrator: User, article: Article) -> None:
    for status in ("published", "withdrawn"):
        Article.objects.filter(pk=article.pk).update(status=status)
        client.force_login(administrator)
        client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
        client.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    press(client, administrator, article, "reopen")
    assert state(article) == "draft"
    publishing.publish(article, administrator)
    publishing.withdraw(article, administrator)
    publishing.reopen(article, administrator)
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_step_taken_twice_is_taken_once(editor: User, draft: Article) -> None:
    taken = [publishing.publish(draft, editor) is not None for _time in range(3)]
    assert (taken, draft.steps.count()) == ([True, False, False], 1)


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        *[("draft", "withdraw"), ("withdrawn", "publish"), ("withdrawn", "submit"), ("approved", "submit")],
        *[("published", "approve"), ("published", "send_back"), ("published", "reopen"), ("published", "submit")],
    ],
)
def test_a_step_that_does_not_follow_is_refused_in_words(
    editor: User, article: Article, status: str, verb: str
) -> None:
    Article.objects.filter(pk=article.pk).update(status=status)
    with pytest.raises(publishing.Refused, match="It stands at"):
        getattr(publishing, verb)(article, editor)


def test_an_article_appears_at_its_minute_everywhere_without_anybody(
    client: Client, editor: User, section: Section
) -> None:
    article = story("A bridge opens at dawn", section=section.name, status="approved", published_at=None)
    opens = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=1)
    answer = press(client, editor, article, "schedule", publish_at=f"{opens:%Y-%m-%dT%H:%M}")
    messages = [str(each) for each in client.get(answer["Location"]).context["messages"]]
    assert any(f"{opens:%H:%M}, Hanoi time (Asia/Ho_Chi_Minh)" in message for message in messages)
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


@pytest.mark.parametrize(("moment", "reason"), [("", "Say on which day"), ("2020-01-01T06:00", "has passed")])
def test_a_moment_that_cannot_be_is_refused_beside_its_field(
    client: Client, editor: User, draft: Article, moment: str, reason: str
) -> None:
    answer = press(client, editor, draft, "schedule", publish_at=moment, headline="Typed just now")
    assert reason in str(answer.context["adminform"].form.errors["publish_at"])
    assert "Typed just now" in answer.content.decode()
    assert state(draft) == "draft"


@pytest.fixture
def embargoed(section: Section, journalist: User) -> Article:
    until = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=2)
    fields = {"status": "approved", "embargoed_until": until, "created_by": journalist}
    return Article.objects.create(headline="Prize goes to a ferry pilot", section=section, **fields)


def test_nobody_below_an_administrator_undercuts_an_embargo(client: Client, editor: User, embargoed: Article) -> None:
    sooner = timezone.localtime(embargoed.embargoed_until) - timedelta(minutes=1)
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
    answer = press(client, editor, embargoed, "", **embargo(later + timedelta(days=1)))
    assert "embargoed_until" in answer.context["adminform"].form.errors
    answer = press(client, editor, embargoed, "publish", **embargo(later))
    assert answer.context["errors"]
    assert not Article.objects.published().exists()


def test_an_administrator_lifts_an_embargo(client: Client, administrator: User, embargoed: Article) -> None:
    press(client, administrator, embargoed, "publish")
    assert Article.objects.published().filter(pk=embargoed.pk).exists()


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


def test_a_journalist_sends_only_their_own_to_review_from_the_list(
    client: Client, journalist: User, own: Article, draft: Article
) -> None:
    choose(client, journalist, "submit_selected", own, draft)
    choose(client, journalist, "publish_selected", own, draft)
    assert (state(own), state(draft)) == ("in_review", "draft")


def test_notes_stand_in_order_with_their_writers_and_only_at_the_desk(
    client: Client, journalist: User, moderator: User, editor: User, article: Article
) -> None:
    press(client, editor, article, "", note="Is the third figure right? Kanarixa")
    for who, words in ((journalist, "I asked: it is. Kanarixb"), (moderator, "")):
        client.force_login(who)
        client.post(reverse("admin:articles_article_note", args=[article.pk]), {"note": words})
    page = client.get(page_of(article)).content.decode()
    assert 0 < page.index("Mateo Bolaño") < page.index("Kanarixa") < page.index("Ánh Tuyết") < page.index("Kanarixb")
    assert article.notes.count() == 2
    for address in (article.get_absolute_url(), "/", "/feed/", "/search/?q=Kanarixa"):
        assert "third figure" not in Client().get(address).content.decode()


def test_a_refused_step_keeps_the_note_that_was_typed(client: Client, editor: User, embargoed: Article) -> None:
    answer = press(client, editor, embargoed, "publish", note="Out it goes")
    assert "Out it goes" in answer.content.decode()
    assert not embargoed.notes.exists()


AT_ONCE = 20


def at_once(ask: Callable[[], Any]) -> list[Any]:
    """Ask twenty times in twenty threads, each with a connection of its own."""

    def asked() -> Any:
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one.result() for one in [pool.submit(asked) for _time in range(AT_ONCE)]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("way", ["button", "action"])
def test_twenty_who_publish_at_once_make_one_publication_and_one_line_of_the_log(
    editor: User, draft: Article, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    def ask() -> int:
        client = Client()
        client.force_login(editor)
        if way == "button":
            return client.post(page_of(draft), as_it_is(draft, _step="publish")).status_code
        return client.post(LIST, {"action": "publish_selected", "_selected_action": [draft.pk]}).status_code

    with caplog.at_level(logging.INFO, logger="articles.publishing"):
        answers = at_once(ask)
    assert set(answers) <= {200, 302}
    assert (state(draft), draft.steps.count()) == ("published", 1)
    assert len([line for line in caplog.records if line.name == "articles.publishing"]) == 1
