"""What the page of a body needs to know of it, found when it is saved: where its paragraphs end, what its embeds are.

The outline names the body that it is of by a digest. A body that was changed without it, by whatever way, therefore has
an outline of another one, which is not used: it is outlined when it is shown, which takes longer (docs/decisions/0032).
"""

import hashlib
import html
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString

from articles import body
from articles.embeds import FORMS, Embed, embed_of

# The embeds of an outline are those of the providers known then, so it is of these as well as of the body.
KNOWN_EMBEDS = hashlib.sha256(repr(FORMS).encode())

Outline = dict[str, Any]


def outline_of(markup: str) -> Outline:
    """As JSON: the digest, the end of each paragraph, and each embed with where it begins and ends."""
    ends, embeds, end = [], [], 0
    for block in body.blocks(markup):
        start, end = end, end + len(block)
        if not block.strip():
            continue
        if body.is_paragraph(block):
            ends.append(end)
        if embed := embed_in(block):
            embeds.append([start, end, astuple(embed)])
    return {"of": digest(markup), "ends": ends, "embeds": embeds}


def digest(markup: str) -> str:
    made = KNOWN_EMBEDS.copy()
    made.update(markup.encode())
    return made.hexdigest()[:32]


def embed_in(block: str) -> Embed | None:
    """The embed that a block of a sanitised body is."""
    found = body.figure.fullmatch(block)
    return embed_of(html.unescape(found[1] or ""), body.title(body.plain_text(found[2]))) if found else None


def parts[P: body.Placed](
    markup: str, photos: Iterable[P], kept: Outline | None = None
) -> list[SafeString | Embed | P]:
    """A sanitised body as runs of HTML with embeds and photos between them, each after the paragraph that it names.

    Every block but a heading or rule counts as a paragraph; a photo beyond the last one stands at the end.
    The lead photo is left out: it stands at the head of the article. `kept` is the outline that was kept with the body.
    """
    outline = kept if kept and kept.get("of") == digest(markup) else outline_of(markup)
    places = [0, *outline["ends"]]
    inserted: list[tuple[int, int, Any]] = [(start, end, Embed(*said)) for start, end, said in outline["embeds"]]
    for photo in sorted(photos, key=lambda photo: photo.after_paragraph):
        if not photo.is_lead:
            place = places[photo.after_paragraph] if photo.after_paragraph < len(places) else len(markup)
            inserted.append((place, place, photo))
    inserted.sort(key=lambda each: each[:2])
    return list(_between(markup, inserted))


def _between(markup: str, inserted: list[tuple[int, int, Any]]) -> Iterator[Any]:
    """What is inserted, with the runs of `markup` around it."""
    edges = [(0, 0, None), *inserted, (len(markup), len(markup), None)]
    for (_start, end, _thing), (start, _end, thing) in pairwise(edges):
        if run := markup[end:start].strip():
            yield SafeString(run)
        if thing is not None:
            yield thing
