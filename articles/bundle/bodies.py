"""Bodies as other systems wrote them: their videos and posts become embeds, their pictures the line's own photos.

What neither can stand for is left out and counted, with the words below it that would stand there alone.
"""

import html
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

import nh3

from articles import body, placing
from articles.bundle.addresses import absolute
from articles.bundle.captions import LONGEST_CAPTION, as_figcaptions
from articles.bundle.dialects import as_html, has_paragraphs, in_lines
from articles.bundle.record import PhotoEntry, Record
from articles.bundle.sources import LARGER, OF_PICTURE, SOURCES, Files, attributes, one_picture, picture
from articles.bundle.values import longest
from articles.embeds import Embed, embed_of
from articles.models import PlacedPhoto
from articles.pasted import TELLING, TELLING_TAGS
from articles.text import composed

# What readers saw and no body can hold, by element.
MEDIA = {"img": "picture", "svg": "picture", "iframe": "frame", "object": "frame", "embed": "frame"}
MEDIA |= {"video": "video", "audio": "recording", "form": "form", "script": "script", "oembed": "frame"}
OTHERS = {"alt", "width", "height", "title", "data-embed", "data-telegram-post"}
POSTS = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "fb-post", "fb-video")
ATTRIBUTES = {*TELLING, *SOURCES, *LARGER, *OTHERS}
KEPT = body.ALLOWED_TAGS | set(body.BECOMES) | TELLING_TAGS
cleaner = nh3.Cleaner(
    tags=KEPT | MEDIA.keys() | {"source", "picture"},
    attributes={"*": ATTRIBUTES} | body.ALLOWED_ATTRIBUTES,
    clean_content_tags=body.UNSEEN - {"script"} | {"button", "canvas", "select", "textarea"},
    link_rel=None,
)
# What is read anew: all that this module or `dialects` may put in another way.
telling = re.compile(
    rf"<(?:{'|'.join(MEDIA)}|figcaption|q|button|canvas|select|textarea|amp-\w+|drupal-\w+)\b"
    r"|://|fb-post|fb-video|&lt;|CDATA|\]\]>|__GHOST_URL__|\[/?\w|\[\[|pull-?quote|<a\b",
    re.IGNORECASE,
)
captioned = re.compile(
    r'<div\b[^<>]*? class="(?:[^"]* )?wp-caption(?: [^"]*)?"[^<>]*+>((?:(?!</?(?:div|figure)\b).)*+)</div>', re.DOTALL
)
innermost = re.compile(r"<figure\b([^<>]*+)>((?:(?!</?figure\b).)*+)</figure>", re.DOTALL)
caption = re.compile(r"<figcaption\b[^<>]*+>((?:(?!</figcaption>).)*+)</figcaption>", re.DOTALL)
credited = re.compile(
    r'<(p|div|span|em|cite)\b[^<>]*? class="[^"]*(?:credit|copyright|photographer|fotograf|autor|author)[^"]*"[^<>]*+>'
    r"((?:(?!</?\1\b|<img\b).)*+)</\1>",
    re.DOTALL,
)
pull_figure = re.compile(r'<figure\b[^<>]*? class="[^"]*pull-?quote[^"]*"[^<>]*+>\s*+<blockquote\b[^<>]*+>')
pull_quote = re.compile(r'<blockquote\b[^<>]*? class="[^"]*pull-?quote[^"]*"[^<>]*+>')
card_title = re.compile(r'<div\b[^<>]*? class="[^"]*bookmark-title[^"]*"[^<>]*+>((?:(?!</?div\b).)*+)</div>', re.DOTALL)
script = re.compile(r"<(script)\b([^<>]*+)>((?:(?!</script>).)*+)</script>", re.DOTALL)
whole = re.compile(r"<(iframe|object|video|audio|svg|oembed)\b([^<>]*+)>((?:(?!</\1>).)*+)</\1>", re.DOTALL)
lone = re.compile(r"<(img|embed)\b([^<>]*+)>")
form = re.compile(r"<form\b[^<>]*+>")
# Of each element apart, since one that is found takes all that is in it along.
posts = [
    re.compile(rf"<{each}\b([^<>]*+)>((?:(?!</?{each}\b).)*+)</{each}>", re.DOTALL) for each in ("blockquote", "div")
]
alone = [
    re.compile(rf"<{each}\b[^<>]*+>((?:(?!</?{each}\b).)*+)</{each}>", re.DOTALL) for each in ("p", "blockquote", "div")
]
line_alone = re.compile(r"(?:^|(?<=[\n>]))[ \t]*+(https?://[^\s<>\"]++)[ \t]*+(?=\n|<br>|$)")
link = re.compile(r'<a\b[^<>]*? href="([^"]*)"')
whole_link = re.compile(r"<a\b([^<>]*+)>((?:(?!</a>).)*+)</a>", re.DOTALL)
back = re.compile(r"[\s↩↑↵^\ufe0e\ufe0f]*")  # what a link from a note to its place in the text says
PULL = '<blockquote class="pull">'


@dataclass
class Reading:
    """A body that is being read: its photos, and what stands in the place of each thing that was found in it."""

    photos: list[PhotoEntry]
    path: str = ""  # of the page that the body was on, to which its links may be relative
    lost: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    def __post_init__(self) -> None:
        self.files = Files([photo.file for photo in self.photos])

    def put(self, markup: str) -> str:
        """A word for `markup` until everything is found."""
        self.found.append(self.with_found(markup))
        return f"{self.mark}{len(self.found) - 1};"

    def lose(self, kind: str) -> str:
        self.lost[kind] += 1
        return self.put("")

    def read(self, markup: str) -> str:
        """The markup with embeds and photos in the places of what stood for them, and nothing else that is lost."""
        markup = as_html(markup)
        is_in_lines = not has_paragraphs.search(markup)
        text = cleaner.clean(body.shallow(composed(markup)))
        text = picture.sub(one_picture, script.sub(partial(self.medium, ""), text))
        text = captioned.sub(r"<figure>\1</figure>", as_figcaptions(text))
        text = pull_quote.sub(PULL, pull_figure.sub(f"<figure>{PULL}", text))
        while (text := innermost.sub(self.figure, before := text)) != before:
            pass
        for each in posts:
            text = each.sub(self.post, text)
        text = self.with_words_below(self.without_media(text))
        text = form.sub(lambda _each: self.lose("form"), text)
        for each in (*alone, line_alone):
            text = each.sub(self.link_alone, text)
        text = whole_link.sub(self.link, text)
        return self.with_found(in_lines(text) if is_in_lines else text)

    def with_found(self, markup: str) -> str:
        return re.sub(rf"{self.mark}(\d+);", lambda each: self.found[int(each[1])], markup)

    def with_what_is_in(self, markup: str, embed: Embed) -> str:
        """An embed in the place of `markup`, behind what was found in that."""
        return "".join([*re.findall(rf"{self.mark}\d+;", markup), self.put(str(embed))])

    def words_of(self, markup: str) -> str:
        """What readers read there, without what was found in it."""
        return body.plain_text(re.sub(rf"{self.mark}\d+;", " ", markup))

    def figure(self, found: re.Match[str]) -> str:
        """A figure is what it shows, with its words; where it shows nothing any more, they go with it."""
        said = attributes(found[1])
        if "data-embed" in said:
            return self.put(found[0])
        if "bookmark" in said.get("class", "") and (card := self.card(found[2])):
            return card
        bare = caption.sub("", found[2])
        below = [each[1] for each in caption.finditer(found[2])] + [each[0] for each in credited.finditer(bare)]
        told = " ".join(below)
        words = self.words_of(told)
        inner = self.without_media(credited.sub("", bare), words)
        shown = embed_of(self.words_of(inner), words)
        if shown:
            return self.with_what_is_in(inner, shown)
        if self.mark not in inner:
            return f"<div>{found[2]}</div>"
        return inner + self.words_left(inner, told)

    def card(self, markup: str) -> str:
        """What a card about another page leads to, as a link in a paragraph."""
        to, called = link.search(markup), card_title.search(markup)
        return f'<p><a href="{to[1]}">{html.escape(self.words_of(called[1]))}</a></p>' if to and called else ""

    def words_left(self, inner: str, told: str) -> str:
        """Have the last photo of a figure say its words; what it cannot say because it says something else."""
        shown = [photo for number in self.marks_in(inner) if (photo := self.photo_at(number))]
        if shown and not (len(shown) > 1 and shown[-1].caption):
            self.describe(shown[-1], told)
        elif shown:
            return f"<div>{told}</div>"
        return ""

    def describe(self, photo: PhotoEntry, told: str) -> None:
        """Give a photo the caption and credit that `told` has, where the bundle says none."""
        credit = " ".join(self.words_of(each[2]) for each in credited.finditer(told))
        if credit and photo.credit in {"", credit}:
            photo.credit, told = credit[: longest(PlacedPhoto, "own_credit")].strip(), credited.sub("", told)
        photo.caption = photo.caption or self.words_of(told)[:LONGEST_CAPTION].strip()

    def with_words_below(self, text: str) -> str:
        """The markup without the captions that nothing but tags keeps apart from the pictures that they are of."""
        below = (
            rf"({self.mark}(\d+);(?:\s|<br>|</?(?:a|p|div|span|em|strong|b|i|picture)\b[^<>]*+>)*+){caption.pattern}"
        )

        def said(found: re.Match[str]) -> str:
            number = int(found[2])
            if photo := self.photo_at(number):
                self.describe(photo, found[3])
            return found[0] if self.found[number] and not photo else found[1]

        return re.sub(below, said, text, flags=re.DOTALL)

    def marks_in(self, text: str) -> list[int]:
        return [int(each) for each in re.findall(rf"{self.mark}(\d+);", text)]

    def photo_at(self, number: int) -> PhotoEntry | None:
        """The photo of which that which was found stands for, if it does for one."""
        shown = re.fullmatch(r'<figure data-photo="(\d+)"></figure>', self.found[number])
        return self.photos[int(shown[1]) - 1] if shown else None

    def without_media(self, text: str, words: str = "") -> str:
        medium = partial(self.medium, words)
        return lone.sub(medium, whole.sub(medium, text))

    def medium(self, words: str, found: re.Match[str]) -> str:
        """What stands for a picture, video or frame that has these words below it."""
        name, said = found[1], attributes(found[2])
        if name == "img":
            return self.picture(said)
        inner = "" if found.re is lone else found[3]
        addresses = [said, *(attributes(each) for each in re.findall(r"<(?:source|embed)\b([^<>]*+)>", inner))]
        embed = next(filter(None, (embed_in(each, words) for each in addresses)), None)
        if embed:
            return self.put(str(embed))
        is_seen = name != "script" or ("src" in said and not is_of_post(said["src"])) or "document.write" in inner
        return self.lose(MEDIA[name]) if is_seen else ""

    def picture(self, said: dict[str, str]) -> str:
        if re.search(r"\b(?:emoji|wp-smiley)\b", said.get("class", "")):
            return html.escape(said.get("alt", ""))
        if {said.get("width"), said.get("height")} & {"0", "1"}:
            return ""  # it counts visitors
        sources = [each for each in (said.get(name) for name in (*SOURCES, *LARGER, OF_PICTURE)) if each]
        number = self.files.place_of(sources)
        if number is None:
            return self.lose("picture")
        photo = self.photos[number]
        photo.alt = photo.alt or said.get("alt", "")[: longest(PlacedPhoto, "own_alt")].strip()
        return self.put(f'<figure data-photo="{number + 1}"></figure>')

    def post(self, found: re.Match[str]) -> str:
        """A post of another site, as that hands it out to be shown elsewhere, and its words as its title."""
        said = attributes(found[1])
        if not set(said.get("class", "").split()) & set(POSTS):
            return found[0]
        links = [html.unescape(each) for each in link.findall(found[2])]
        embed = embed_in(said, "") or next(filter(None, map(embed_of, reversed(links))), None)
        words = self.words_of(found[2])
        return self.with_what_is_in(found[2], replace(embed, title=words[:200])) if embed else found[0]

    def link_alone(self, found: re.Match[str]) -> str:
        """A paragraph, quote or line that is nothing but the address of a video or post."""
        embed = embed_of(self.words_of(found[1]))
        return self.with_what_is_in(found[1], embed) if embed else found[0]

    def link(self, found: re.Match[str]) -> str:
        """A link that leads where it led on the page that the body was on; its words alone where that leads nowhere."""
        said = attributes(found[1])
        url = said.get("href", "").strip()
        if not url or url.startswith("#"):  # no element of a body has an id
            return "" if url and back.fullmatch(found[2]) else found[2]
        whole = absolute(url, self.path)
        return found[0] if whole == url else f'<a href="{html.escape(whole)}">{found[2]}</a>'


def prepare(record: Record) -> None:
    """Have the body of `record` show what can be shown here, and its photos where their pictures stood.

    A photo that the line places itself stays there.
    """
    if record.is_body_as_kept or not is_read_anew(record.body):
        return
    reading = Reading(record.photos, next((path for path, _query in record.old_addresses), ""))
    text = reading.read(record.body)
    if "<figure data-photo" in text:
        text, placings = placing.without_photos(text)
        for each in reversed(placings):
            photo = record.photos[each.photo_id - 1]
            photo.after_paragraph = photo.after_paragraph if photo.is_placed else each.after_paragraph
    record.body, record.lost = text, reading.lost


def is_read_anew(markup: str) -> bool:
    """Whether an import may read in the body something else than what stands in it."""
    return bool(telling.search(markup)) or not has_paragraphs.search(markup)


def embed_in(said: dict[str, str], words: str) -> Embed | None:
    """The embed that any of an element's addresses names, called as it or the words below it say."""
    telegram = said.get("data-telegram-post")
    addresses = [said[name] for name in SOURCES if name in said] + ([f"https://t.me/{telegram}"] if telegram else [])
    found = (embed_of(re.sub(r"^(?=//)", "https:", each), words or title(said)) for each in addresses)
    return next(filter(None, found), None)


def title(said: dict[str, str]) -> str:
    """What a frame is called, unless its provider calls all of them so."""
    given = said.get("title", "")
    return "" if re.search(r"player|^embed|^iframe$", given, re.IGNORECASE) else given[:200]


def is_of_post(address: str) -> bool:
    """Whether a script only draws the post of another site, beside which it stands."""
    try:
        host = urlsplit(re.sub(r"^(?=//)", "https:", address)).netloc.removeprefix("www.")
    except ValueError:
        return False
    known = {"platform.twitter.com", "platform.x.com", "platform.instagram.com", "instagram.com", "tiktok.com"}
    return host in known | {"embed.bsky.app", "telegram.org", "connect.facebook.net"}
