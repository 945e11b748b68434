"""What the demonstration's readers say under its articles: mostly shown, some waiting, two reports, one appeal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any

from accounts import emails
from accounts.appeals import appeal
from accounts.models import Agreement, Case, Note, ReactionKind, Reason, User
from accounts.moderation import decide
from accounts.notes import writer_of
from accounts.reactions import react
from accounts.reports import report
from articles.models import Article
from portal.demo.people import HOST, make_writer


def write(lines: Iterable[dict[str, Any]], readers: list[User], now: datetime) -> None:
    """Have each line's reader say it, and moderators and other readers do what it tells, unless there are notes."""
    if Note.objects.exists():
        return
    moderator, others = User.objects.get(email=f"moderator@{HOST}"), cycle(readers)
    for line in lines:
        article = Article.objects.published().get(external_id=line["article"])
        kind = ReactionKind.objects.get(key=line["kind"])
        note = react(make_writer(line["by"], now), article, kind, note=line["text"]).note
        review(note, line, moderator)
        Agreement.objects.bulk_create(
            Agreement(reader=reader, note=note) for reader in islice(others, line.get("agree", 0))
        )
        for about, words in line.get("reports", ()):
            report(next(others), note, about, words)
        set_back(note, moment_of(article, line["after"], now))


def review(note: Note, line: dict[str, Any], moderator: User) -> None:
    """Let a moderator show the note, unless it waits or is rejected; its writer may then appeal."""
    case = Case.objects.open().filter(note=note).first()
    if case is None or line.get("is") == "waiting":
        return
    rejected = line.get("rejected")
    if rejected is None:
        decide(case, moderator, "approve")
        return
    writer = writer_of(note)
    emails.choose(writer, [])  # nobody reads what would be printed while the demonstration loads
    reason = Reason.objects.get(name=rejected["reason"])
    decision = decide(case, moderator, "reject", reason=reason, words=rejected["words"])
    appeal(writer, decision, rejected["appeal"])


def moment_of(article: Article, minutes: int, now: datetime) -> datetime:
    """So many minutes after the article, or earlier where that is still to come; in the same order."""
    assert article.published_at, "what is published has its moment"
    age = now - article.published_at
    return article.published_at + min(timedelta(minutes=minutes), age * minutes / (minutes + 60))


def set_back(note: Note, moment: datetime) -> None:
    """Have the note be of its moment, and what waits since then."""
    note.refresh_from_db()
    Note.objects.filter(pk=note.pk).update(written_at=moment, shown_at=moment if note.shown_at else None)
    Case.objects.open().filter(note=note).update(opened_at=moment)
