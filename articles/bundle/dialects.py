"""What exporters write into bodies that is no HTML: shortcodes, tokens, elements of their own, tags written out.

Each is put as the HTML that says the same, so that `articles.bundle.bodies` reads one language.
"""

import html
import re

from articles import body
from articles.embeds import embed_of

has_paragraphs = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
any_tag = re.compile(r"<[a-zA-Z/!]")
escaped_tag = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|ul|ol|li|strong|em|b|i|a|img|figure|blockquote)\b", re.IGNORECASE)
REWRITTEN = [
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), put)
    for pattern, put in (
        (r"<!\[CDATA\[|\]\]>|__GHOST_URL__", ""),
        (r"<q(?:\s[^<>]*+)?>", "“"),
        (r"</q>", "”"),
        (r"(</?)amp-(img|iframe|video|audio)\b", r"\1\2"),
        (r'<amp-youtube\b[^<>]*?data-videoid="([\w-]{11})"[^<>]*+>', r'<iframe src="https://youtu.be/\1">'),
        (r"</amp-youtube>", "</iframe>"),
        (r"<drupal-(?:media|entity)\b[^<>]*+>|\[\[\{(?:(?!\[\[|\]\]).)*+\]\]", "<img>"),
        (r"\[embed\b[^\[\]]*+\]([^\[\]<>]*+)\[/embed\]", r"\n\n\1\n\n"),
    )
]
caption = re.compile(r"\[(caption|wp_caption)\b([^\[\]]*+)\]((?:(?!\[/?(?:wp_)?caption).)*+)\[/\1\]", re.DOTALL)
captioned = re.compile(r"\s*+((?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a>)?)", re.IGNORECASE)
caption_told = re.compile(r'\bcaption="([^"]*)"')
# What follows a name is a space or `=`; `[words](address)` is Markdown.
shortcode = re.compile(r"\[(/?)([a-zA-Z][\w-]*+)((?:[\s=][^\[\]<>]*+)?)\](?!\()")
address = re.compile(r"https?://[^\s\"'\]]++")
SHOWING = {"gallery": "<img>", "video": "<video></video>", "audio": "<audio></audio>", "playlist": "<audio></audio>"}
OF_ANOTHER_KIND = "<object></object>"


def as_html(markup: str) -> str:
    """`markup` with HTML in the place of what only the program knows that it comes from."""
    if not any_tag.search(markup) and escaped_tag.search(markup):
        markup = html.unescape(markup)
    for pattern, put in REWRITTEN:
        markup = pattern.sub(put, markup)
    return without_shortcodes(caption.sub(as_figure, markup))


def as_figure(found: re.Match[str]) -> str:
    """`[caption]<img> words[/caption]` of WordPress; earlier ones have the words as an attribute."""
    picture, told = captioned.match(found[3]), caption_told.search(found[2])
    if not picture:
        return found[3]
    words = told[1] if told else found[3][picture.end() :]
    return f"\n\n<figure>{picture[1]}<figcaption>{words}</figcaption></figure>\n\n"


def without_shortcodes(markup: str) -> str:
    """`markup` without shortcodes: of those that are closed the words stay, others are what they showed.

    One that neither says anything (`id="7"`) nor is closed is no shortcode: `[sic]`.
    """
    closed = {name for is_end, name, _said in shortcode.findall(markup) if is_end}

    def put(found: re.Match[str]) -> str:
        is_end, name, said = found[1], found[2], html.unescape(found[3])
        urls = [each for each in address.findall(said) if embed_of(each)]
        if not is_end and urls:
            return f"\n\n{html.escape(urls[0])}\n\n"
        if not is_end and name in SHOWING:
            return SHOWING[name]
        if name in closed:
            return ""
        return OF_ANOTHER_KIND if "=" in said else found[0]

    return shortcode.sub(put, markup)


def in_lines(text: str) -> str:
    """Markup without paragraphs as who typed it saw it: a blank line begins one, any other line stays a line.

    Where no line is blank, each is a paragraph.
    """
    parts = [(part, not (tag := body.own_tag.match(part)) or tag[2] in body.INLINE) for part in body.blocks(text)]
    has_blank = any(body.blank_lines.search(part.strip()) for part, is_loose in parts if is_loose)
    end = "<br>" if has_blank else "\n\n"

    def typed(part: str) -> str:
        return "\n\n".join(run.replace("\n", end) for run in body.blank_lines.split(part.strip()))

    return "".join(typed(part) if is_loose else part for part, is_loose in parts)
