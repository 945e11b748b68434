"""What office programs and other sites leave in pasted HTML, put as the newsroom writes it.

Word says a list by paragraphs with `mso-list`, Google Docs wraps everything in a `<b>` that is not bold, both say bold
and italic by styles. The desk's editor does the same with what is pasted (static/desk/editor_paste.js); here it is done
again for what comes another way. All of it reads markup that nh3 has written, so regular expressions tell its parts.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import nh3

# Elements and attributes that say something about what was meant, but are not kept themselves.
TELLING_TAGS = {"span", "font", "u", "ins", "del", "strike"}
TELLING = {"style", "class", "id"}

# What nh3 writes, and so what every sanitised body has.
own_tag = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
attribute = re.compile(r' ([a-z-]+)="([^"]*)"')
list_paragraph = re.compile(
    r'<p((?: [a-z-]+="[^"]*")*? style="(?:(?!mso-list:)[^"])*+mso-list:(?:(?!level\d)[^"])*+level(\d)[^"]*+"[^<>]*+)>'
    r"(.*?)</p>",
    re.S,
)
list_mark = re.compile(
    r'<span style="[^"]*mso-list:\s*Ignore[^"]*">([^<]*)(?:<span[^<>]*>[^<]*</span>[^<]*)*</span>', re.S | re.I
)
ordinal = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.I)
run_of_items = re.compile(r'(?:<li data-list="[uo]l \d">.*?</li>\s*)+', re.S)
item = re.compile(r'<li data-list="([uo]l) (\d)">(.*?)</li>', re.S)
mixed_spaces = re.compile(r"(?<! )(?: *+&nbsp;[ ]++(?:&nbsp;| )*+| ++&nbsp;(?:&nbsp;| )*+|&nbsp;(?:&nbsp;)++ *+)")
nothing = re.compile(r'<(a|b|cite|code|em|i|s|strong|sub|sup)(?: [a-z]+="[^"]*")*></\1>')
two_breaks = re.compile(r"(?<!\s)(?:\s*+<br>){2,}\s*+")
paragraph = re.compile(r"<p>(.*?)</p>", re.S)
breaks_around = re.compile(r"\A(?:\s*+<br>)++\s*+|(?<!\s)(?<!<br>)(?:\s*+<br>)++\s*\Z")
# Where a link of a mail program or a site of documents or acquaintances hides the one that was meant.
REDIRECTS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url"), ("q", "url")),
    (re.compile(r"l\.(?:facebook|messenger|instagram)\.com/l?\.?(?:php)?"), ("u",)),
    (re.compile(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/"), ("url",)),
)


def loose(tags: set[str], attributes: dict[str, set[str]], dropped: set[str]) -> nh3.Cleaner:
    """A cleaner that also keeps what tells how something was meant."""
    every = tags | TELLING_TAGS
    telling = {name: attributes.get(name, set()) | TELLING for name in every}
    return nh3.Cleaner(tags=every, attributes=telling, link_rel=None, clean_content_tags=dropped)


def tidied(markup: str) -> str:
    """Markup that `loose()` wrote, without what office programs and other sites left in it."""
    meant = _in_own_elements(_listed(markup))
    return mixed_spaces.sub(" ", meant)


def parted(markup: str) -> str:
    """Markup with a new paragraph wherever someone broke the line twice, and without emphasis of nothing."""
    said = nothing.sub("", nothing.sub("", markup))

    def apart(found: re.Match[str]) -> str:
        return f"<p>{two_breaks.sub('</p><p>', breaks_around.sub('', found[1]))}</p>"

    return paragraph.sub(apart, said)


def unwrapped(url: str) -> str:
    """The address that a redirecting link leads to, or `url` itself."""
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
    except ValueError:
        return url
    keys = next((keys for pattern, keys in REDIRECTS if pattern.fullmatch(f"{parts.netloc}{parts.path}")), ())
    inner = next((query[key][0] for key in keys if key in query), "")
    return inner if inner.startswith(("http://", "https://")) else url


def _in_own_elements(markup: str) -> str:
    """`markup` with bold and italic as elements, and without what was deleted or said beside the text."""
    written: list[str] = []
    closings: list[tuple[str, str]] = []
    place = dropped_at = 0
    for found in own_tag.finditer(markup):
        if not dropped_at:
            written.append(markup[place : found.start()])
        place = found.end()
        is_end, name = bool(found[1]), found[2]
        if is_end and closings:
            closing = closings.pop()[1]
            if dropped_at:
                dropped_at = 0 if len(closings) < dropped_at else dropped_at
            else:
                written.append(closing)
        elif not is_end:
            attributes = dict(attribute.findall(found[3]))
            opening, closing = _meant(name, attributes)
            if name not in {"br", "hr"}:
                closings.append((name, closing))
                dropped_at = dropped_at or (len(closings) if _is_beside_the_text(name, attributes) else 0)
            if not dropped_at:
                written.append(opening)
    return "".join([*written, markup[place:]])


def _meant(name: str, attributes: dict[str, str]) -> tuple[str, str]:
    """The tags that open and close what an element means."""
    if name in {"b", "strong", "i", "em", "span", "font", "u", "ins", "del", "strike", "s"}:
        names = _emphasis(name, attributes.get("style", "").replace(" ", "").lower())
        return "".join(f"<{each}>" for each in names), "".join(f"</{each}>" for each in reversed(names))
    kept = {key: value for key, value in attributes.items() if key not in {"style", "id"}}
    if name == "a" and "href" in kept:
        kept["href"] = html.escape(unwrapped(html.unescape(kept["href"])))
    return f"<{name}{''.join(f' {key}="{value}"' for key, value in kept.items())}>", f"</{name}>"


def _emphasis(name: str, style: str) -> list[str]:
    said = dict(each.split(":", 1) for each in style.split(";") if ":" in each)
    weight, slant, raised = (said.get(key, "") for key in ("font-weight", "font-style", "vertical-align"))
    if name in {"b", "strong"}:
        return [] if weight in {"normal", "400"} else [name]
    if name in {"i", "em"}:
        return [] if slant == "normal" else [name]
    is_struck = name in {"strike", "s"} or "line-through" in said.get("text-decoration", "")
    meant = {
        "strong": weight in {"bold", "600", "700", "800", "900"},
        "em": slant == "italic",
        "s": is_struck,
        "sup": raised == "super",
        "sub": raised == "sub",
    }
    return [each for each, is_meant in meant.items() if is_meant]


def _is_beside_the_text(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element holds something that was deleted, or a note by someone who read it."""
    style, kind = attributes.get("style", ""), attributes.get("class", "")
    is_note = "mso-element:comment" in style.replace(" ", "") or "MsoCommentReference" in kind
    is_mark = name == "a" and attributes.get("href", "").startswith(("#cmnt", "#_msocom", "#_msoanchor"))
    return name == "del" or is_note or is_mark or "display:none" in style.replace(" ", "")


def _listed(markup: str) -> str:
    """`markup` with lists where Word has paragraphs that look like them."""
    if "mso-list" not in markup:
        return markup

    def as_item(found: re.Match[str]) -> str:
        mark = list_mark.search(found[3])
        kind = "ol" if mark and ordinal.fullmatch(html.unescape(mark[1]).strip()) else "ul"
        return f'<li data-list="{kind} {found[2]}">{list_mark.sub("", found[3])}</li>'

    return run_of_items.sub(lambda run: "".join(_nested(run[0])), list_paragraph.sub(as_item, markup))


def _nested(run: str) -> Iterator[str]:
    """Lists of a run of items, each of which says its kind and level."""
    open_lists: list[tuple[str, int]] = []
    for kind, level, text in item.findall(run):
        while open_lists and open_lists[-1][1] > int(level):
            yield f"</li></{open_lists.pop()[0]}>"
        if open_lists and open_lists[-1][1] == int(level):
            yield "</li>"
        else:
            yield f"<{kind}>"
            open_lists.append((kind, int(level)))
        yield f"<li>{text.strip()}"
    while open_lists:
        yield f"</li></{open_lists.pop()[0]}>"
