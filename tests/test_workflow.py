"""An article's way to its readers: by the buttons of its page, from the list and by the verbs, and what is refused."""

from datetime import datetime, timedelta
from typing import Any

import pytest
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
