"""Notes of the past that read like another one, with what became of them."""

from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Func, QuerySet, Value
from django.db.models.functions import Lower

from accounts.models import Decision, Note, User
from accounts.models.note import folded_text
from articles.models import Article

MOST = 5


class Similar(NamedTuple):
    """A note of the past: its words, how like it is in percent, who wrote it where, what became of it."""

    text: str
    percent: int
    reader: User | None
    article: Article | None
    became: str
    decision: int | None


def similar_to(text: str, *, note: Note | None = None) -> list[Similar]:
    """Notes that share a third or more of their letters in threes with `text`, and decisions on notes now gone."""
    if not text:
        return []
    others = Note.objects.exclude(pk=note.pk) if note else Note.objects.all()
    notes = like(others, text).select_related("reaction__reader")
    gone = like(Decision.objects.standing().filter(note=None), text).select_related("reader")
    found = [
        Similar(each.text, percent(each), each.reaction.reader, each.article, each.get_state_display(), None)
        for each in notes
    ] + [
        Similar(each.text, percent(each), each.reader, each.article, each.get_action_display(), each.pk)
        for each in gone
    ]
    return sorted(found, key=lambda each: -each.percent)[:MOST]


def like(rows: QuerySet, text: str) -> QuerySet:
    """Those of `rows` that are like `text`, the most alike first; the comparison is one that an index answers."""
    folded = Lower(Func(Value(text), function="folded"))
    alike = rows.alias(folded=folded_text()).filter(folded__trigram_similar=folded)
    likeness: Any = TrigramSimilarity
    alike = alike.annotate(likeness=likeness(folded_text(), folded)).order_by("-likeness", "-pk")
    return alike.select_related("article").defer("article__body", "article__search")[:MOST]


def percent(row: object) -> int:
    return round(100 * row.likeness)  # type: ignore[attr-defined]
