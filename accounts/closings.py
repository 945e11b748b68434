"""What an editor closed to readers on an article: its notes, or reactions as well."""

from accounts.models import Closing
from accounts.refused import Refused
from articles.models import Article


def closing_of(article: Article) -> Closing | None:
    """What is closed on the article, and why; asked once, or brought along with the article."""
    return getattr(article, "closing", None)


def require_open(article: Article, *, to_notes: bool) -> None:
    """Raises Refused, in the editor's words, where the article takes no reactions, or no notes and nods to them."""
    closing = closing_of(article)
    if closing and (to_notes or closing.closes == Closing.Closes.REACTIONS):
        raise Refused(closing.why)
