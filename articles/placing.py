"""The photos of an article: figures in its text while it is written, rows with their places when it is kept."""

import html
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles import body
from articles.converters import number_in
from articles.models import Article, PlacedPhoto
from articles.pasted import loose
from articles.text import composed

WORDS = ("caption", "credit", "alt")
photo_figure = re.compile(r'<figure((?: data-[a-z]+="[^"]*")* data-photo="[^"]*"[^<>]*)>.*?</figure>', re.DOTALL)
attribute = re.compile(r' data-([a-z]+)="([^"]*)"')
cleaner = loose(
    body.ALLOWED_TAGS | set(body.BECOMES),
    body.ALLOWED_ATTRIBUTES | {"figure": {"data-embed", "data-photo", *(f"data-{word}" for word in WORDS)}},
    body.UNSEEN,
)


@dataclass
class Placing:
    """One photo and its place, as someone put it into the text or at the head, with the words it has there."""

    photo_id: int
    own_caption: str = ""
    own_credit: str = ""
    own_alt: str = ""
    is_lead: bool = False
    after_paragraph: int = 0


def with_photos(markup: str, placed_photos: Iterable[Any]) -> str:
    """A sanitised body with a figure for each photo, where the article's page shows it."""
    placed = body.in_place(markup, placed_photos)
    return "\n".join(part if isinstance(part, str) else photo_in_text(part) for part in placed)


def photo_in_text(placed: Any) -> str:
    words = "".join(f' data-{word}="{html.escape(getattr(placed, f"own_{word}"))}"' for word in WORDS)
    return f'<figure data-photo="{placed.photo_id}"{words}></figure>'


def without_photos(markup: str) -> tuple[str, list[Placing]]:
    """The body in `markup`, sanitised, and the photos whose figures it holds, each after the paragraph before it.

    A photo between a heading and its text belongs before the heading, one inside of another element behind that.
    A figure without a photo's number gives the number 0, which no photo has.
    """
    placings: list[Placing] = []
    word = secrets.token_hex(8)

    def marked(found: re.Match[str]) -> str:
        placings.append(_placing(found[1]))
        return f"<p>{word}{len(placings) - 1};</p>"

    text = body.sanitised(photo_figure.sub(marked, cleaner.clean(body.shallow(composed(markup)))))
    kept = _put_in_place(placings, [*filter(str.strip, body.blocks(text))], re.compile(rf"{word}(\d+);"))
    return "\n".join(kept), sorted(placings, key=lambda placing: placing.after_paragraph)


@transaction.atomic
def place(article: Article, placings: Iterable[Placing]) -> None:
    """Give `article` these photos at these places and no others; a photo that stays keeps its row."""
    there: dict[int, list[PlacedPhoto]] = {}
    for row in article.placed_photos.all():
        there.setdefault(row.photo_id, []).append(row)
    rows = []
    for position, placing in enumerate(placings):
        row = there[placing.photo_id].pop(0) if there.get(placing.photo_id) else PlacedPhoto(article=article)
        if _moved(row, vars(placing) | {"position": position}) or row.pk is None:
            rows.append(row)
    if gone := [row.pk for left in there.values() for row in left]:
        article.placed_photos.filter(pk__in=gone).delete()
    # At any moment an article has one lead photo at most: a former one steps down before the next takes its place.
    for row in sorted(rows, key=lambda row: row.is_lead):
        row.save()
    article.__dict__.pop("lead_photo", None)


def _moved(row: PlacedPhoto, wanted: dict[str, Any]) -> bool:
    """Give the row these values; whether any of them is new to it."""
    new = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in new.items():
        setattr(row, name, value)
    return bool(new)


def _placing(attributes: str) -> Placing:
    said = {name: html.unescape(value) for name, value in attribute.findall(attributes)}
    caption, credit, alt = (said.get(word, "").strip() for word in WORDS)
    return Placing(number_in(said["photo"]), caption, credit, alt)


def _put_in_place(placings: list[Placing], blocks: list[str], mark: re.Pattern[str]) -> list[str]:
    """The blocks without marks, each placing put after the paragraph at whose end its mark stood."""
    kept: list[str] = []
    behind_all: list[int] = []
    paragraphs = 0
    for block in blocks:
        numbers = [int(number) for number in mark.findall(block)]
        text = mark.sub("", block).replace("<p></p>", "") if numbers else block
        if text == "<hr>" or body.plain_text(text):
            kept.append(text)
            paragraphs += body.is_paragraph(text)
            behind_all = []
        for number in numbers:
            placings[number].after_paragraph = paragraphs
        behind_all += numbers
    is_text_over = not kept or body.is_paragraph(kept[-1])
    for number in behind_all:
        placings[number].after_paragraph += not is_text_over
    return kept
