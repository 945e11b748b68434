"""The desk's pages of an article: what their forms send, and who presses their buttons."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Section
from tests.forms import messages_of

INLINES = ("bylines", "topic_placements", "corrections", "pins")
ADD_ARTICLE = reverse("admin:articles_article_add")
LIST = reverse("admin:articles_article_changelist")


def typed(section: Section, **fields: Any) -> dict[str, Any]:
    """What the form of a new article sends."""
    counts = {f"{inline}-{count}_FORMS": 0 for inline in INLINES for count in ("TOTAL", "INITIAL")}
    words = {"headline": "Đò ngang về bến cuối", "section": section.pk, "language": "vi"}
    return counts | words | fields


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
    """Use an action of the list, and what the next page will say."""
    client.force_login(who)
    data = {"action": action, "_selected_action": [article.pk for article in articles]}
    return messages_of(client, client.post(LIST, data))


def state(article: Article) -> str:
    return Article.objects.get(pk=article.pk).status
