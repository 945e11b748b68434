"""What a public page is made of, by name, and the word that some of it has changed (docs/decisions/0025).

While a page is rendered, the rows that it loads and the lists that it asks for leave their keys here: `article-12`,
`photo-7`, `section-3-list`, `banners`. The database tells the same keys when a row changes (`0003_freshness`), so that
whoever keeps the page knows that it is out of date.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.dispatch import Signal

# Where a request brings a dictionary, it keeps the page for what is not there, by language, as long as its giver likes.
MISSING_KEPT_IN = "articles.missing"
# Where a request brings this, it asks for what its query alone tells, and not for the page of its path.
BY_QUERY_ALONE = "articles.by_query_alone"
A_MINUTE = 60.0  # seconds that a list lives which the clock moves, such as Trending

# Sent with `keys`, what changed, and `often`: whether it may do so many times a second.
content_changed = Signal()


@dataclass
class Making:
    """What is known of a page that is being rendered."""

    rows: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    lives_for: float = float("inf")
    numbered_by: str = ""
    told_apart_by: frozenset[str] | None = frozenset()


being_made: ContextVar[Making | None] = ContextVar("making", default=None)


@contextmanager
def making() -> Iterator[Making]:
    """Gather what the page is made of that is rendered meanwhile."""
    made = Making()
    token = being_made.set(made)
    try:
        yield made
    finally:
        being_made.reset(token)


def shows(*keys: str) -> None:
    """Note that the page shows these rows."""
    if made := being_made.get():
        made.rows.update(keys)


def lists(*keys: str) -> None:
    """Note that the page depends on which rows these lists hold, and in which order."""
    if made := being_made.get():
        made.lists.update(keys)


def lives_for(seconds: float) -> None:
    """Note that something on the page moves with the clock, and may be shown as it was for so long."""
    if made := being_made.get():
        made.lives_for = min(made.lives_for, seconds)


def is_numbered_by(name: str) -> None:
    """Note that the page depends on the number that its address asks for by this name."""
    if made := being_made.get():
        made.numbered_by = name


def is_told_apart_by(names: frozenset[str] | None) -> None:
    """Note that whoever asks for the page's address with one of these parameters may mean something else.

    None: only what is asked for by its query alone can tell which.
    """
    if made := being_made.get():
        made.told_apart_by = names


def key(kind: str, number: object) -> str:
    """`article-12`: one row of a kind."""
    return f"{kind}-{number}"


def list_of(kind: str, number: object) -> str:
    """`section-3-list`: which articles stand under a section, topic, tag or author."""
    return f"{kind}-{number}-list"


def whole_of(article: int) -> str:
    """`article-12-whole`: an article with all that its own page shows, of which cards show less (`article-12`)."""
    return f"article-{article}-whole"


def tell(*changed: Any) -> None:
    """Say, when this transaction ends well, that the pages which show these rows (or keys) have changed:
    `tell(whole_of(article.pk))` for an article's page alone, `tell(article)` for every list that has its card as well.

    Only what no trigger sees needs it: what the database keeps of articles tells itself.
    """
    keys = [each if isinstance(each, str) else key(str(each._meta.model_name), each.pk) for each in changed]
    content_changed.send(sender=None, keys=keys, often=False)


def tell_often(*keys: str) -> None:
    """Say the same of what may change many times a second, a fifth of a second after this transaction."""
    content_changed.send(sender=None, keys=list(keys), often=True)
