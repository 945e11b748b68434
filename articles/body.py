"""The body of an article: which HTML it may hold, and how it is made ready for the page.

Pasted HTML becomes a small set of elements: paragraphs, two levels of headings, lists, quotes, tables, links and
emphasis. `<h1>` becomes `<h2>`, lower headings become `<h3>`, `<div>` and its like become paragraphs, and text that
stands in no element becomes paragraphs at its blank lines. What remains is written by nh3 alone, so that tags and
attributes in it are well-formed and can be told apart by a regular expression.

Two elements say more than their names: `<blockquote class="pull">` repeats words of the text in large type, and
`<figure data-embed="https://…"><a href="https://…">title</a></figure>` is a video or post of a provider that
`articles.embeds` lists (of any other it becomes a link). Photos are no part of a body: `articles.placing`.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

import nh3

from articles.embeds import embed_of
from articles.pasted import loose, own_tag, parted, tidied
from articles.text import UNSTORABLE, composed

LONGEST = 300_000  # characters, markup among them
DEEPEST = 32  # elements inside one another
WITHOUT_WIDTH = " \u00ad\u200b\u200c\u200d\u2060\ufeff"  # what editors leave in paragraphs that nobody sees anything of
INLINE = {"a", "b", "br", "cite", "code", "em", "i", "s", "strong", "sub", "sup"}
HEADINGS = {"h2", "h3"}
ALLOWED_TAGS = INLINE | HEADINGS | {
    "blockquote", "figure", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "figure": {"data-embed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
BECOMES = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"} | dict.fromkeys(
    (
        "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "figcaption", "footer", "header",
        "main", "nav", "section", "summary",
    ),
    "p",
)  # fmt: skip
# Elements that end by themselves, so that many unclosed ones in a row lie side by side instead of in one another.
SELF_ENDING = {"br", "col", "dd", "dt", "hr", "img", "input", "li", "p", "td", "th", "tr", "wbr"}

UNSEEN = {"script", "style", "template", "noscript", "title", "xml"}
cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS | set(BECOMES),
    attributes=ALLOWED_ATTRIBUTES,
    allowed_classes={"blockquote": {"pull"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
    clean_content_tags=UNSEEN,
)
loose_cleaner = loose(ALLOWED_TAGS | set(BECOMES), ALLOWED_ATTRIBUTES, UNSEEN)
# Possessive, here and in `articles.pasted`: what goes back to try again takes the square of a hostile text's length.
any_tag = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
# A figure that holds no other one, or a tag of one that does.
figure = re.compile(r'<figure(?: data-embed="([^"]*)")?>((?:(?!</?figure).)*+)</figure>|</?figure[^>]*>', re.DOTALL)
blank_lines = re.compile(r"\n[ \t]*\n\s*")


class Placed(Protocol):
    """A photo with its place in a body."""

    is_lead: bool
    after_paragraph: int


def sanitised(markup: str) -> str:
    """`markup` in NFC with nothing left but the elements of an article's body, at its top level only blocks."""
    # What was written as `&#11;` is a control only when it is read.
    text = tidied(UNSTORABLE.sub("", loose_cleaner.clean(shallow(composed(markup)))))
    for _round in range(4):
        before, text = text, "\n".join(_paragraphs(_renamed(cleaner.clean(text))))
        if text == before:
            break
    return text


def length_of(markup: str) -> int:
    """How long `markup` is with `&` and non-breaking spaces written out, each of which takes the parser long."""
    return len(markup) + len("amp;") * markup.count("&") + len("&nbsp") * markup.count("\N{NO-BREAK SPACE}")


def plain_text(markup: str) -> str:
    """The words of a sanitised body, blocks apart by spaces."""
    spaced = own_tag.sub(lambda tag: "" if tag[2] in INLINE - {"br"} else " ", markup)
    return " ".join(html.unescape(spaced).split())


def word_count(markup: str) -> int:
    return len(plain_text(markup).split())


def is_paragraph(block: str) -> bool:
    """Whether a block of a sanitised body counts where photos are placed."""
    return not block.startswith(("<h2>", "<h3>", "<hr>"))


def in_place[P: Placed](markup: str, placed_photos: Iterable[P]) -> list[str | P]:
    """The blocks of a sanitised body with the photos between them."""
    waiting = sorted((p for p in placed_photos if not p.is_lead), key=lambda p: p.after_paragraph)[::-1]
    placed: list[str | P] = []
    paragraphs = 0
    for block in filter(str.strip, blocks(markup)):
        while waiting and waiting[-1].after_paragraph <= paragraphs:
            placed.append(waiting.pop())
        placed.append(block)
        paragraphs += is_paragraph(block)
    return [*placed, *reversed(waiting)]


def blocks(markup: str) -> Iterator[str]:
    """The elements at the top level of a sanitised body, one by one, text and inline elements between them too."""
    start = depth = 0
    for tag in own_tag.finditer(markup):
        name, is_end = tag[2], bool(tag[1])
        if depth == 0 and name not in INLINE:
            yield markup[start : tag.start()]
            start = tag.start()
        if name not in {"br", "hr"}:
            depth += -1 if is_end else 1
        if depth == 0 and name not in INLINE:
            yield markup[start : tag.end()]
            start = tag.end()
    yield markup[start:]


def _paragraphs(markup: str) -> Iterator[str]:
    """The blocks of `markup` that say something, what stands in no block made a paragraph."""
    for block in blocks(markup):
        is_loose = not (tag := own_tag.match(block)) or tag[2] in INLINE
        if block == "<hr>" or plain_text(block).strip(WITHOUT_WIDTH):
            yield from (f"<p>{run.strip()}</p>" for run in blank_lines.split(block)) if is_loose else (block,)


def _renamed(markup: str) -> str:
    named = own_tag.sub(lambda tag: f"<{tag[1]}{BECOMES.get(tag[2], tag[2])}{tag[3]}>", markup)
    return figure.sub(_figure, parted(named.replace(' class=""', "")))


def _figure(found: re.Match[str]) -> str:
    """An embed as it is kept; any other figure as the paragraph that it holds, with a link where it had an address.

    Of one that holds others these alone are left, and what stands around them.
    """
    if found[2] is None:
        return ""
    url, text = html.unescape(found[1] or ""), plain_text(found[2])
    if embed := embed_of(url, title(text)):
        return str(embed)
    is_link = url.startswith(("http://", "https://"))
    return f'<p><a href="{html.escape(url)}">{html.escape(text or url)}</a></p>' if is_link else f"<p>{found[2]}</p>"


def title(text: str) -> str:
    """What an embed was called; without a title its address stands there."""
    return "" if text.startswith(("http://", "https://")) else text


def shallow(markup: str) -> str:
    """`markup` without tags deeper than anyone writes, on which the parser's time would grow by the square."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in SELF_ENDING:
            return tag[0]
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if depth + bool(tag[1]) <= DEEPEST else ""

    return any_tag.sub(kept, markup)
