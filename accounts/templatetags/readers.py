"""`{% reader_picture reader %}`: a reader's picture, or the first letters of their name where they have none."""

from typing import Any

from django import template

from accounts.models import User

register = template.Library()


@register.inclusion_tag("_reader.html")
def reader_picture(reader: User | None, size: str = "small") -> dict[str, Any]:
    """The picture beside a name, which says who it is; lists fetch it with `select_related("reader__picture")`.

    `size` is `small` (48 pixels) or `large` (96); without a reader, of whom a note was kept, a sign of nobody.
    """
    return {
        "picture": getattr(reader, "picture", None),
        "initials": initials(reader.public_name) if reader else "",
        "is_large": size == "large",
    }


def initials(name: str) -> str:
    """The first letters of the first and the last word: `Bùi Ngân` gives `BN`."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[1:][-1:]])).upper()
