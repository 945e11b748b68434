"""Words below pictures as exporters mark them: by classes, in tables, in a line of italics; all as `<figcaption>`.

It reads markup that nh3 has written.
"""

import re

# Parts of the classes of many newsrooms' pages; `Image` is VnExpress's.
CLASSES = r"caption|chu-?thich|pie-?(?:de-?)?foto|ep[ií]grafe|leyenda|legend"
LONGEST_CAPTION = 1000  # letters; a longer cell is text in a table
marked = re.compile(
    rf'<(p|div|span|td|em|cite)\b[^<>]*? class="(?:[^"]*(?i:{CLASSES})[^"]*|Image)"[^<>]*+>'
    r"((?:(?!</?\1\b|<(?:img|iframe|video|figure|figcaption)\b).)*+)</\1>",
    re.DOTALL,
)
in_italics = re.compile(
    r"(<img\b[^<>]*+>(?:\s*+</a>)?\s*+(?:<br>\s*+)?)<(em|i)(?: [^<>]*+)?>([^<>]++)</\2>(?=\s*+</(?:p|div)>)"
)
table = re.compile(r"<table\b[^<>]*+>((?:(?!</?table\b).)*+)</table>", re.DOTALL)
row = re.compile(r"<tr\b[^<>]*+>((?:(?!</tr>).)*+)</tr>", re.DOTALL)
cell = re.compile(r"<t[dh]\b[^<>]*+>((?:(?!</t[dh]>).)*+)</t[dh]>", re.DOTALL)
picture = re.compile(r"<img\b[^<>]*+>")
any_tag = re.compile(r"<[^<>]*+>")


def as_figcaptions(text: str) -> str:
    """The markup with each caption that its class, its table or its type shows in a `<figcaption>`."""
    return in_italics.sub(r"\1<figcaption>\3</figcaption>", marked.sub(_marked, table.sub(_out_of_table, text)))


def _marked(found: re.Match[str]) -> str:
    told = f"<figcaption>{found[2]}</figcaption>"
    return f"<td>{told}</td>" if found[1] == "td" else told


def _out_of_table(found: re.Match[str]) -> str:
    """The pictures of a table that only holds them and their words, one below another; any other table as it is."""
    rows = [cell.findall(each) for each in row.findall(found[1])]
    cells = [each for several in rows for each in several]
    is_of_pictures = "<img" in found[1] and all(len(each) == 1 or _holds_pictures_alone(each) for each in rows)
    if not is_of_pictures or any(len(_words(each)) > LONGEST_CAPTION for each in cells):
        return found[0]
    return f"<div>{''.join(_picture_and_words(each) for each in cells)}</div>"


def _holds_pictures_alone(cells: list[str]) -> bool:
    return all("<img" in each and not _words(each) for each in cells)


def _picture_and_words(markup: str) -> str:
    pictures, words = "".join(picture.findall(markup)), picture.sub("", markup)
    return f"{pictures}<figcaption>{words}</figcaption>" if _words(words) else pictures


def _words(markup: str) -> str:
    return any_tag.sub("", markup).replace("&nbsp;", " ").strip()
