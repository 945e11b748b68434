"""An article's way to its readers: by the buttons of its page, from the list and by the verbs, and what is refused."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.admin.workflow_panel import Panel
from articles.models import Article, Author, Byline, Section
from tests.article_desk import ADD_ARTICLE, LIST, as_it_is, choose, page_of, press, state, typed
from tests.forms import judged, undrawn

pytestmark = pytest.mark.django_db
FORGED = {
    "approve": "You may not approve “Typed just now”: editors may.",
    "publish": "not publish", "schedule": "not publish", "send_back": "” back: editors",
    "withdraw": "not withdraw", "reopen": "a draft again: editors",
}  # fmt: skip


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


def test_the_way_says_what_was_left_out_since_the_article_was_a_draft(
    client: Client, journalist: User, editor: User, own: Article
) -> None:
    def left_out() -> list[str]:
        return [state.label for state in Panel(own, editor, None).states if state.is_behind and not state.was_taken]

    assert left_out() == []
    publishing.submit(own, journalist)
    publishing.publish(own, editor)
    assert left_out() == ["Approved"]
    for step in (publishing.withdraw, publishing.reopen, publishing.publish):
        step(own, editor)
    assert left_out() == ["In review", "Approved"]
    client.force_login(editor)
    assert re.findall(r"<s>(.+?)</s>", client.get(page_of(own)).text) == left_out()


def test_of_an_article_that_came_ready_no_step_is_called_left_out(
    client: Client, editor: User, article: Article
) -> None:
    client.force_login(editor)
    assert "<s>" not in client.get(page_of(article)).text


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
        with undrawn():
            panel = client.get(page_of(own)).context_data["workflow"]
        offered[who.email.partition("@")[0]] = [button.name for button in panel.buttons]
    assert offered == {"tuyet": ["submit"], "mateo": ["submit", "approve", "publish"], "huong": []}


def test_a_journalist_forging_a_button_is_refused_and_loses_nothing(
    client: Client, journalist: User, own: Article
) -> None:
    just_now = {"headline": "Typed just now", "publish_at": "2031-01-01T06:00"}
    answer = press(client, journalist, own, "nonsense", **just_now)
    assert "Typed just now" in answer.content.decode()
    assert answer.context["refusals"]
    for step, named in FORGED.items():
        page = judged(client, page_of(own), as_it_is(own, _step=step, **just_now))
        assert named in page["refusals"][0].sentence, step
        assert page["adminform"].form["headline"].value() == "Typed just now"
    own.refresh_from_db()
    assert (own.headline, own.status, own.steps.count()) == ("The ferry sails at four", "draft", 0)


def test_a_new_article_cannot_be_published_by_forging_its_form(
    client: Client, journalist: User, section: Section
) -> None:
    client.force_login(journalist)
    fields = {"status": "published", "published_at_0": "2026-01-01", "published_at_1": "06:00"}
    judged(client, ADD_ARTICLE, typed(section, _step="publish", **fields))
    assert not Article.objects.exists()
    client.post(ADD_ARTICLE, typed(section, **fields))
    assert (Article.objects.get().status, Article.objects.get().published_at) == ("draft", None)


def test_a_journalist_reads_but_does_not_change_their_article_once_it_is_approved(
    client: Client, journalist: User, own: Article
) -> None:
    for status in ("approved", "published", "withdrawn"):
        Article.objects.filter(pk=own.pk).update(status=status, published_at=timezone.now())
        with undrawn():
            assert press(client, journalist, own, "", headline="Changed").status_code == 403, status
            assert client.get(page_of(own)).status_code == 200, status
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
