"""Bodies as other systems wrote them: their videos and posts become embeds, their pictures the line's own photos.

What neither can stand for is left out and counted, with the words below it that would stand there alone.
"""

import html
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import nh3

from articles import body, placing
from articles.bundle.record import PhotoEntry, Record
from articles.embeds import Embed, embed_of
from articles.pasted import TELLING, TELLING_TAGS
from articles.text import composed

# What readers saw and no body can hold, by element.
MEDIA = {"img": "picture", "svg": "picture", "iframe": "frame", "object": "frame", "embed": "frame"}
MEDIA |= {"video": "video", "audio": "recording", "form": "form", "script": "script"}
SOURCES = ("src", "data-src", "data-lazy-src", "data", "data-href", "data-instgrm-permalink", "cite")
OTHERS = {"alt", "width", "height", "title", "data-embed", "data-telegram-post"}
POSTS = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "fb-post", "fb-video")
ATTRIBUTES = {*TELLING, *SOURCES, *OTHERS}
KEPT = body.ALLOWED_TAGS | set(body.BECOMES) | TELLING_TAGS
cleaner = nh3.Cleaner(
    tags=KEPT | MEDIA.keys() | {"source"},
    attributes={"*": ATTRIBUTES} | body.ALLOWED_ATTRIBUTES,
    clean_content_tags=body.UNSEEN - {"script"},
    link_rel=None,
)
any_media = re.compile(rf"<(?:{'|'.join(MEDIA)}|figcaption)\b|://|fb-post|fb-video", re.IGNORECASE)
captioned = re.compile(
    r'<div\b[^<>]*? class="(?:[^"]* )?wp-caption(?: [^"]*)?"[^<>]*+>((?:(?!</?(?:div|figure)\b).)*+)</div>', re.DOTALL
)
innermost = re.compile(r"<figure\b([^<>]*+)>((?:(?!</?figure\b).)*+)</figure>", re.DOTALL)
caption = re.compile(
    r"<figcaption\b[^<>]*+>((?:(?!</figcaption>).)*+)</figcaption>"
    r'|<(p|div|span)\b[^<>]*? class="[^"]*caption-text[^"]*"[^<>]*+>((?:(?!</\2>).)*+)</\2>',
    re.DOTALL,
)
script = re.compile(r"<(script)\b([^<>]*+)>((?:(?!</script>).)*+)</script>", re.DOTALL)
whole = re.compile(r"<(iframe|object|video|audio|svg)\b([^<>]*+)>((?:(?!</\1>).)*+)</\1>", re.DOTALL)
lone = re.compile(r"<(img|embed)\b([^<>]*+)>")
form = re.compile(r"<form\b[^<>]*+>")
post = re.compile(r"<(blockquote|div)\b([^<>]*+)>((?:(?!</?\1\b).)*+)</\1>", re.DOTALL)
alone = re.compile(r"<(p|div|blockquote)\b[^<>]*+>((?:(?!</?\1\b).)*+)</\1>", re.DOTALL)
attribute = re.compile(r' ([a-z-]+)="([^"]*)"')
link = re.compile(r'<a\b[^<>]*? href="([^"]*)"')
sized = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{3,4}$)")  # as WordPress calls its smaller copies


@dataclass
class Reading:
    """A body that is being read: its photos, and what stands in the place of each thing that was found in it."""

    photos: list[PhotoEntry]
    lost: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    def put(self, markup: str) -> str:
        """A word for `markup` until everything is found."""
        self.found.append(self.with_found(markup))
        return f"{self.mark}{len(self.found) - 1};"

    def lose(self, kind: str) -> str:
        self.lost[kind] += 1
        return self.put("")

    def read(self, markup: str) -> str:
        """The markup with embeds and photos in the places of what stood for them, and nothing else that is lost."""
        text = cleaner.clean(body.shallow(composed(markup)))
        text = captioned.sub(r"<figure>\1</figure>", script.sub(partial(self.medium, ""), text))
        while (text := innermost.sub(self.figure, before := text)) != before:
            pass
        text = post.sub(self.post, text)
        text = self.without_media(text)
        text = form.sub(lambda _each: self.lose("form"), text)
        text = alone.sub(self.link_alone, text)
        return self.with_found(text)

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
        if "data-embed" in attributes(found[1]):
            return self.put(found[0])
        words = " ".join(self.words_of(each[1] or each[3] or "") for each in caption.finditer(found[2]))
        bare = caption.sub("", found[2])
        inner = self.without_media(bare, words)
        shown = embed_of(self.words_of(inner), words)
        if shown:
            return self.with_what_is_in(inner, shown)
        return inner if self.mark in inner else f"<div>{found[2]}</div>"

    def without_media(self, text: str, words: str = "") -> str:
        medium = partial(self.medium, words)
        return lone.sub(medium, whole.sub(medium, text))

    def medium(self, words: str, found: re.Match[str]) -> str:
        """What stands for a picture, video or frame that has these words below it."""
        name, said = found[1], attributes(found[2])
        if name == "img":
            return self.picture(said, words)
        inner = "" if found.re is lone else found[3]
        addresses = [said, *(attributes(each) for each in re.findall(r"<(?:source|embed)\b([^<>]*+)>", inner))]
        embed = next(filter(None, (embed_in(each, words) for each in addresses)), None)
        if embed:
            return self.put(str(embed))
        is_seen = name != "script" or ("src" in said and not is_of_post(said["src"])) or "document.write" in inner
        return self.lose(MEDIA[name]) if is_seen else ""

    def picture(self, said: dict[str, str], words: str) -> str:
        if re.search(r"\b(?:emoji|wp-smiley)\b", said.get("class", "")):
            return html.escape(said.get("alt", ""))
        if {said.get("width"), said.get("height")} & {"0", "1"}:
            return ""  # it counts visitors
        sources = [each for each in (said.get(name) for name in SOURCES) if each]
        number = next((place for place, each in enumerate(self.photos) if is_any_of(each.file, sources)), None)
        if number is None:
            return self.lose("picture")
        photo = self.photos[number]
        photo.caption, photo.alt = photo.caption or words[:1000].strip(), photo.alt or said.get("alt", "")[:300].strip()
        return self.put(f'<figure data-photo="{number + 1}"></figure>')

    def post(self, found: re.Match[str]) -> str:
        """A post of another site, as that hands it out to be shown elsewhere, and its words as its title."""
        said = attributes(found[2])
        if not set(said.get("class", "").split()) & set(POSTS):
            return found[0]
        links = [html.unescape(each) for each in link.findall(found[3])]
        embed = embed_in(said, "") or next(filter(None, map(embed_of, reversed(links))), None)
        words = self.words_of(found[3])
        return self.with_what_is_in(found[3], replace(embed, title=words[:200])) if embed else found[0]

    def link_alone(self, found: re.Match[str]) -> str:
        """A paragraph or quote that is nothing but the address of a video or post."""
        embed = embed_of(self.words_of(found[2]))
        return self.with_what_is_in(found[2], embed) if embed else found[0]


def prepare(record: Record) -> None:
    """Have the body of `record` show what can be shown here, and its photos where their pictures stood.

    A photo that the line places itself stays there.
    """
    if record.is_body_as_kept or not any_media.search(record.body):
        return
    reading = Reading(record.photos)
    text = reading.read(record.body)
    if "<figure data-photo" in text:
        text, placings = placing.without_photos(text)
        for each in reversed(placings):
            photo = record.photos[each.photo_id - 1]
            photo.after_paragraph = photo.after_paragraph if photo.is_placed else each.after_paragraph
    record.body, record.lost = text, reading.lost


def attributes(markup: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in attribute.findall(markup)}


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


def is_any_of(file: str, sources: list[str]) -> bool:
    """Whether one of a picture's addresses ends in the path of the photo, or is that of a smaller copy of it."""
    name = normalize("NFC", file).lstrip("./")
    return any(f"/{path}".endswith(f"/{name}") for source in sources for path in paths_of(source))


def paths_of(source: str) -> set[str]:
    try:
        path = normalize("NFC", unquote(urlsplit(source).path))
    except ValueError:
        return set()
    return {path, sized.sub("", path)}
