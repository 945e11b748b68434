"""What a rule found in a note."""

from collections.abc import Sequence
from typing import NamedTuple

from accounts.phrases import Span


class Found(NamedTuple):
    """In a few words what a rule found, and where in the text, if it is there that it stands."""

    words: str
    places: Sequence[Span] = ()


def quoted(text: str, places: Sequence[Span]) -> Found | None:
    """What stands at these places of the text, each wording once; nothing without a place."""
    words = dict.fromkeys(text[start:end] for start, end in places)
    return Found(", ".join(words), places) if words else None


def pieces(text: str, places: Sequence[Span]) -> list[tuple[str, bool]]:
    """`text` in pieces, in order, each with whether it was found there; places may overlap."""
    cut, end = [], 0
    for start, stop in sorted(places):
        if start > end:
            cut.append((text[end:start], False))
        if stop > end:
            cut.append((text[max(start, end) : stop], True))
            end = stop
    return [*cut, (text[end:], False)] if end < len(text) else cut
