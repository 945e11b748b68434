"""What readers answered to an article, as its page shows it to everyone: counts, the first notes, what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Closing, Note, ReactionKind
from accounts.reactions import counts_for
from articles.freshness import key, shows
from articles.models import Article
from articles.prepared import Gap, PreparedRows

FIRST, ON_EACH_PAGE = 5, 10  # notes under the article itself, and on each of the pages that have all

NEWEST = PreparedRows(lambda: Note.objects.under(Gap("article")).newest()[:FIRST])


def showing(article: Article, notes: Iterable[Note]) -> list[Note]:
    """The notes, on a page that is then made of them and of what their readers are called (docs/decisions/0025)."""
    shown = list(notes)
    shows(key("reactions", article.pk), *(key("user", note.reaction.reader_id) for note in shown))
    return shown


@dataclass
class Answers:
    """One query, and one more where there are notes."""

    article: Article

    @cached_property
    def counts(self) -> list[tuple[ReactionKind, int]]:
        return counts_for(self.article)

    @property
    def number_of_notes(self) -> int:
        return next((kind.notes for kind, _count in self.counts), 0)

    @cached_property
    def notes(self) -> list[Note]:
        """The newest of the notes that are shown."""
        return showing(self.article, NEWEST.ask(article=self.article.pk)) if self.number_of_notes else []

    @property
    def has_more(self) -> bool:
        return self.number_of_notes > FIRST

    @property
    def why_closed(self) -> str:
        """The editor's sentence, where reactions or notes are closed."""
        return self._closed.get("why", "")

    @property
    def takes_reactions(self) -> bool:
        return self._closed.get("closes") != Closing.Closes.REACTIONS

    @property
    def takes_notes(self) -> bool:
        return not self._closed

    @property
    def _closed(self) -> dict[str, str]:
        return next((kind.closed or {} for kind, _count in self.counts), {})
