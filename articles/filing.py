"""Articles filed elsewhere by the desk: another section, one more tag or topic; each time as a revision."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Section, Tag, TagPlacement, Topic, TopicPlacement
from articles.revisions import keep, keep_unkept


def move(article: Article, section: Section, *, by: Any) -> bool:
    """Put `article` into `section`; whether that changed anything."""

    def change(held: Article) -> bool:
        return bool(Article.objects.filter(pk=held.pk).exclude(section=section).update(section=section))

    return _changed(article, change, by, _("Moved to %(section)s") % {"section": section})


def add_tag(article: Article, tag: Tag, *, by: Any) -> bool:
    """Give `article` one more tag, behind its others; whether it lacked it."""
    return _changed(
        article, lambda held: _placed(TagPlacement, held, tag=tag), by, _("Tag added: %(tag)s") % {"tag": tag}
    )


def add_topic(article: Article, topic: Topic, *, by: Any) -> bool:
    """Place `article` in one more topic, behind its others; whether it lacked it."""
    remark = _("Topic added: %(topic)s") % {"topic": topic}
    return _changed(article, lambda held: _placed(TopicPlacement, held, topic=topic), by, remark)


@transaction.atomic
def _changed(article: Article, change: Callable[[Article], bool], by: Any, remark: str) -> bool:
    """Keep what is there, change it and keep it again, while nobody else changes it."""
    held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    keep_unkept(held)
    if not change(held):
        return False
    Article.objects.filter(pk=held.pk).update(saved_at=timezone.now())
    keep(held, by, remark)
    return True


def _placed(model: Any, article: Article, **thing: Any) -> bool:
    last = model.objects.filter(article=article).aggregate(Max("position"))["position__max"]
    behind = 0 if last is None else last + 1
    return model.objects.get_or_create(article=article, **thing, defaults={"position": behind})[1]
