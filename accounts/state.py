"""What a page for everyone cannot say of an article: how many answered what just now, and what one reader did with it.

All of it is one prepared statement, because every page asks for it whose reader is logged in, and every press is
answered with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Expression, QuerySet
from django.utils.translation import get_language

from accounts.models import Agreement, Note, ReactionKind, Report, Sanction, SavedArticle, User
from accounts.sanctions import why_kept_out
from accounts.sessions import WHO_ASKS, with_who
from articles.prepared import Gap, Prepared, of_each, one, together

OF_NO_ARTICLE: dict[str, Any] = {
    "reaction": None,
    "counts": {},
    "note": None,
    "agreed": [],
    "reported": [],
    "saved": False,
    "kept_out": "",
}
OF_A_KIND = ("key", "count", "is_mine")


def of_answer(article: Gap, reader: Expression) -> dict[str, QuerySet[Any, Any]]:
    """What is asked of how many answered what, and of what the reader answered."""
    return {
        "kinds": ReactionKind.objects.counted(article, reader).values(*OF_A_KIND),
        "mine": Note.objects.filter(article=article, reaction__reader=reader).values("pk"),
    }


def questions(article: Gap, reader: Expression) -> dict[str, QuerySet[Any, Any]]:
    """What is asked of an article and a reader; without a reader, only the counts are."""
    return of_answer(article, reader) | {
        "agreed": Agreement.objects.filter(note__article=article, reader=reader).values("note"),
        "reported": Report.objects.filter(note__article=article, reader=reader).values("note"),
        "saves": SavedArticle.objects.filter(article=article, reader=reader).values("pk"),
        "sanctions": Sanction.objects.in_force().filter(reader=reader).values("pk"),
    }


ANSWER = Prepared(lambda: together(of_answer(Gap("article"), Gap("reader"))))
QUESTIONS = Prepared(lambda: together(questions(Gap("article"), Gap("reader"))))
OF_WHO_ASKS = Prepared(lambda: with_who(together(questions(Gap("article"), WHO_ASKS))))


def answer_of(article: int, reader: User) -> dict[str, Any]:
    """The counts, and the reader's answer, after a press."""
    [[[kinds, mine]]] = ANSWER.rows(article=article, reader=reader.pk)
    return told_of_answer(article, reader, kinds, mine)


COUNTED = Prepared(lambda: one(ReactionKind.objects.counted(Gap("article")).values_list(*OF_A_KIND[:2])))
COUNTS = Prepared(lambda: of_each(COUNTED.statement, article="bigint"))


def counts_of(articles: Iterable[int]) -> Mapping[int, Mapping[str, int]]:
    """How many answered what, by article and kind; at most one query."""
    asked = list(articles)
    counts: dict[int, dict[str, int]] = {article: {} for article in asked}
    for place, key, count in COUNTS.rows(article=asked) if asked else ():
        counts[asked[place - 1]][key] = count
    return counts


def state_of(article: int, reader: User | None, answers: Sequence[Any] = ()) -> dict[str, Any]:
    """The counts, and what the reader did; `answers` are those of `QUESTIONS` where they are there already."""
    answers = answers or QUESTIONS.rows(article=article, reader=reader.pk if reader else None)[0][0]
    kinds, mine, agreed, reported, saves, sanctions = answers
    return told_of_answer(article, reader, kinds, mine) | {
        "agreed": [each["note"] for each in agreed],
        "reported": [each["note"] for each in reported],
        "saved": bool(saves),
        "kept_out": why_kept_out(reader) if reader and sanctions else "",
    }


def told_of_answer(article: int, reader: User | None, kinds: Sequence[Any], mine: Sequence[Any]) -> dict[str, Any]:
    """As a script is told of it; the words of a note are fetched where there is one."""
    return {
        "reaction": next((kind["key"] for kind in kinds if kind["is_mine"]), None),
        "counts": {kind["key"]: kind["count"] for kind in kinds},
        "note": told_of(note_of(reader, article)) if reader and mine else None,
    }


def note_of(reader: User, article: int) -> Note | None:
    """What the reader wrote under the article."""
    return Note.objects.by(reader).filter(article=article).select_related("reaction").first()


def told_of(note: Note | None) -> dict[str, object] | None:
    """The reader's own note, as a script is told of it."""
    if note is None:
        return None
    words = {"became": note.became, "language": get_language()}
    return {"number": note.pk, "text": note.text, "state": note.state, **words}
