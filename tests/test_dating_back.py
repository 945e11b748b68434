"""An old article under its old date: what the box obeys, what the desk then says, and what it keeps of a date."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.comparing import compared
from articles.models import Article, Section
from articles.models.origin import ORIGIN
from articles.revisions import BLANK, LISTS
from tests.article_desk import ADD_ARTICLE, as_it_is, choose, embargo, page_of, press, state, typed
from tests.forms import HTMLForm, judged, undrawn
from tests.stories import at

pytestmark = pytest.mark.django_db
OLD = {"publish_at": "2015-01-01T08:00", "is_past_meant": "on"}
BOX = "Dated 1 January 2015, 08:00"


def date_of(article: Article) -> str:
    return f"{timezone.localtime(Article.objects.get(pk=article.pk).published_at):%Y-%m-%dT%H:%M}"


@pytest.fixture
def once_public(draft: Article, editor: User) -> Article:
    """A draft again, which readers had under the second of a minute in 2019."""
    since = datetime(2019, 3, 2, 6, 0, 41, tzinfo=timezone.get_default_timezone())
    publishing.publish(draft, editor, at=since)
    publishing.withdraw(draft, editor)
    publishing.reopen(draft, editor)
    return draft


def test_the_box_stands_above_publish_now_names_the_date_and_is_obeyed(
    client: Client, editor: User, section: Section
) -> None:
    client.force_login(editor)
    asked = client.post(ADD_ARTICLE, typed(section, _step="schedule", publish_at=OLD["publish_at"])).text
    assert asked.count('name="is_past_meant"') == asked.count('href="#id_is_past_meant"') == 1
    assert asked.index(BOX) < asked.index('value="publish"') < asked.index('value="schedule"')
    assert '<a href="#id_publish_at">Appears on</a>: This moment has passed' in " ".join(asked.split())
    assert "It appears by itself" not in asked
    assert "It appears by itself" in client.get(ADD_ARTICLE).text
    client.post(ADD_ARTICLE, typed(section, _step="publish", **OLD))
    assert date_of(Article.objects.get()) == OLD["publish_at"]


def test_a_date_typed_in_one_go_with_publish_now_is_asked_about_before_anything_is_published(
    client: Client, editor: User, draft: Article
) -> None:
    asked = press(client, editor, draft, "publish", publish_at=OLD["publish_at"])
    assert "Under this date, or as of now?" in asked.text
    assert BOX in asked.text
    assert state(draft) == "draft"
    sent = HTMLForm(asked.text, "article_form").fields
    drawn = {name: sent[name] for name in ("publish_at", "_asked_about")}
    press(client, editor, draft, "publish", **drawn | {"publish_at": "2016-01-01T08:00"})
    press(client, editor, draft, "publish", **drawn | {"publish_at": "2090-01-01T08:00"})
    press(client, editor, draft, "publish", **drawn | {"publish_at": "0998-01-01T08:00"})
    assert state(draft) == "draft"
    press(client, editor, draft, "publish", **drawn)
    assert date_of(draft).startswith(f"{timezone.localdate():%Y-%m-%d}")


def test_what_is_scheduled_is_published_now_although_its_moment_stands_in_the_field(
    client: Client, editor: User, draft: Article
) -> None:
    publishing.publish(draft, editor, at=timezone.now() + timedelta(days=1, seconds=7))
    client.force_login(editor)
    sent = HTMLForm(client.get(page_of(draft)).text, "article_form").fields
    press(client, editor, draft, "publish", publish_at=sent["publish_at"])
    assert date_of(draft).startswith(f"{timezone.localdate():%Y-%m-%d}")


@pytest.mark.parametrize("moment", ["", "2090-01-01T08:00", "nonsense", "0998-05-03T06:00"])
def test_a_ticked_box_without_a_past_date_is_refused(client: Client, editor: User, draft: Article, moment: str) -> None:
    client.force_login(editor)
    page = judged(client, page_of(draft), as_it_is(draft, _step="publish", **OLD | {"publish_at": moment}))
    assert [each.field for each in page["refusals"]] == ["Appears on"]
    assert state(draft) == "draft"


def test_the_box_neither_undercuts_an_embargo_nor_publishes_for_a_journalist(
    client: Client, editor: User, journalist: User, draft: Article
) -> None:
    until = timezone.now() + timedelta(days=2)
    Article.objects.filter(pk=draft.pk).update(created_by=journalist)
    with undrawn():
        press(client, journalist, draft, "publish", **OLD)
        Article.objects.filter(pk=draft.pk).update(embargoed_until=until)
        press(client, editor, draft, "publish", **OLD, **embargo(until))
    assert state(draft) == "draft"


def test_what_readers_had_before_keeps_its_date_unless_the_editor_unticks_it(
    client: Client, editor: User, once_public: Article
) -> None:
    since = once_public.published_at
    client.force_login(editor)
    page = client.get(page_of(once_public)).text
    assert "Dated 2 March 2019, 06:00" in page
    sent = HTMLForm(page, "article_form").fields
    assert "is_past_meant" in sent
    kept = {"publish_at": sent["publish_at"], "is_past_meant": "on"}
    press(client, editor, once_public, "publish", **kept)
    once_public.refresh_from_db()
    assert (once_public.status, once_public.published_at) == ("published", since)
    for step in ("withdraw", "reopen"):
        press(client, editor, once_public, step)
    unticked = {name: sent[name] for name in ("publish_at", "_asked_about")}
    press(client, editor, once_public, "publish", **unticked)
    assert date_of(once_public).startswith(f"{timezone.localdate():%Y-%m-%d}")


def test_from_the_list_it_keeps_its_date_too(client: Client, editor: User, once_public: Article) -> None:
    choose(client, editor, "publish_selected", once_public)
    assert (state(once_public), date_of(once_public)) == ("published", "2019-03-02T06:00")


def test_a_moment_that_readers_never_had_is_not_kept(client: Client, editor: User, draft: Article) -> None:
    publishing.publish(draft, editor, at=timezone.now() + timedelta(hours=1))
    publishing.withdraw(draft, editor)
    publishing.reopen(draft, editor)
    client.force_login(editor)
    with at(timezone.now() + timedelta(hours=2)), undrawn():
        form = client.get(page_of(draft)).context_data["adminform"].form
        assert form.past_date
        assert form["is_past_meant"].value() is False


def test_the_box_and_the_history_say_at_once_that_it_was_dated_back_by_whom_and_when(
    client: Client, editor: User, draft: Article
) -> None:
    press(client, editor, draft, "publish", **OLD)
    panel = " ".join(client.get(page_of(draft)).text.split())
    assert "Public, dated 1 January 2015 at 08:00" in panel
    assert "Public since" not in panel
    assert "Published, dated back to 1 January 2015 at 08:00, Hanoi time (Asia/Ho_Chi_Minh) · Mateo Bolaño ·" in panel
    press(client, editor, draft, "", headline="Another word")
    rows = client.get(reverse("admin:articles_article_history", args=[draft.pk])).text
    assert rows.count("Published, dated back to 1 January 2015, 08:00") == 1


def test_a_refusal_gives_its_date_as_a_date_and_not_as_the_moment_when_readers_got_it(
    client: Client, editor: User, draft: Article
) -> None:
    publishing.publish(draft, editor, at=datetime(2015, 1, 1, 8, tzinfo=timezone.get_default_timezone()))
    dated = "Public, dated 1 January 2015 at 08:00, Hanoi time (Asia/Ho_Chi_Minh)."
    with pytest.raises(publishing.Refused) as refused:
        publishing.publish(draft, editor, at=timezone.now())
    assert refused.value.message_dict == {"published_at": [f"{dated} Its date stays."]}
    client.force_login(editor)
    until = timezone.now() + timedelta(days=2)
    page = judged(client, page_of(draft), as_it_is(draft, **embargo(until)))
    assert [each.sentence for each in page["refusals"]] == [f"{dated} Withdraw it first."]


def test_the_address_of_an_original_does_not_read_as_a_moment() -> None:
    names = [Article._meta.get_field(field).verbose_name for field in ORIGIN]
    assert names == ["address of the original", "publisher of the original"]
    content = BLANK | {name: [] for name in LISTS}
    assert {"Address of the original", "Publisher of the original"} <= {
        each.name for each in compared(content, content)
    }
