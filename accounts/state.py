"""What a page for everyone cannot say of an article: how many answered what just now, and what one reader did with it.

All of it is one prepared statement, because every page asks for it whose reader is logged in, and every press is
answered with it.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.models import Note, ReactionKind, Sanction, SavedArticle, User
from accounts.notes import known_to
from accounts.sanctions import why_kept_out
from articles.prepared import Prepared, Slot, together

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
OF_A_NOTE = ("pk", "is_mine", "is_agreed", "is_reported")


def questions() -> dict[str, QuerySet[Any, Any]]:
    """What is asked of an `article` and a `reader`; without a reader, only the counts are."""
    article, reader = Slot("article"), Slot("reader")
    return {
        "kinds": ReactionKind.objects.counted(article, reader).values(*OF_A_KIND),
        "notes": known_to(reader, article).values(*OF_A_NOTE),
        "saves": SavedArticle.objects.filter(article=article, reader=reader).values("pk"),
        "sanctions": Sanction.objects.in_force().filter(reader=reader).values("pk"),
    }


QUESTIONS = Prepared(lambda: together(questions()))


def state_of(article: int, reader: User | None) -> dict[str, Any]:
    """The counts, and what the reader did; the words of a note or a sanction are fetched where there is one."""
    kinds, notes, saves, sanctions = QUESTIONS.rows(article=article, reader=reader.pk if reader else None)[0][0]
    return {
        "reaction": next((kind["key"] for kind in kinds if kind["is_mine"]), None),
        "counts": {kind["key"]: kind["count"] for kind in kinds},
        "note": told_of(note_of(reader, article)) if reader and any(note["is_mine"] for note in notes) else None,
        "agreed": [note["pk"] for note in notes if note["is_agreed"]],
        "reported": [note["pk"] for note in notes if note["is_reported"]],
        "saved": bool(saves),
        "kept_out": why_kept_out(reader) if reader and sanctions else "",
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
