"""Videos and posts of other sites that an article may show: which, by what links they are known, and what is shown.

Nothing of them is fetched here, nor by a reader's browser before the reader asks for it. Their pages come as a plain
frame without a script of theirs on ours; `FRAME_SOURCES` is all that the content security policy lets into a frame.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST_URL = 500  # letters
WIDE, TALL, POST, SOUND = "wide", "tall", "post", "sound"


@dataclass(frozen=True)
class Embed:
    """A video or post: its provider, its own page, the page of its frame and the shape of that."""

    provider: str
    url: str
    frame: str
    shape: str
    title: str = ""

    @property
    def label(self) -> str:
        """What its frame is called, for who cannot see it."""
        return f"{self.provider}: {self.title or self.url}"

    def __str__(self) -> SafeString:
        """The element that stands for it in a stored body: where nobody knows what it is, it is a link."""
        url = escape(self.url)
        text = escape(self.title or self.url).replace("&#x27;", "'").replace("&quot;", '"')
        markup = f'<figure data-embed="{url}"><a href="{url}" rel="noopener">{text}</a></figure>'
        return mark_safe(markup)  # noqa: S308 — made of escaped parts


class Form(NamedTuple):
    """One form that a provider's links have; what is in brackets fills `{0}`, `{1}` … of its own page and frame."""

    provider: str
    link: str
    page: str
    frame: str
    shape: str = WIDE


# The pattern of a link begins after `https://`, is matched without regard to capitals in the host, and has to mean
# the same in Python and JavaScript, for the desk recognises links as they are pasted.
FORMS = (
    Form(
        "YouTube", r"(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/watch\?(?:[^#]*&)?v=([\w-]{11})(?:[&#].*)?",
        "https://www.youtube.com/watch?v={0}", "https://www.youtube-nocookie.com/embed/{0}",
    ),
    Form(
        "YouTube", r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/shorts/([\w-]{11})/?(?:[?#].*)?",
        "https://www.youtube.com/shorts/{0}", "https://www.youtube-nocookie.com/embed/{0}", TALL,
    ),
    Form(
        "YouTube", r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|live|v)|youtu\.be)/([\w-]{11})/?(?:[?#].*)?",
        "https://www.youtube.com/watch?v={0}", "https://www.youtube-nocookie.com/embed/{0}",
    ),
    Form(
        "Vimeo", r"(?:www\.)?vimeo\.com/(?:channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{3,15})/?(?:[?#].*)?",
        "https://vimeo.com/{0}", "https://player.vimeo.com/video/{0}?dnt=1",
    ),
    Form(
        "Vimeo", r"(?:www\.)?vimeo\.com/(\d{3,15})/([0-9a-f]{6,16})/?(?:[?#].*)?",
        "https://vimeo.com/{0}/{1}", "https://player.vimeo.com/video/{0}?h={1}&dnt=1",
    ),
    Form(
        "Vimeo", r"player\.vimeo\.com/video/(\d{3,15})/?(?:[?#].*)?",
        "https://vimeo.com/{0}", "https://player.vimeo.com/video/{0}?dnt=1",
    ),
    Form(
        "Dailymotion", r"(?:(?:www\.)?dailymotion\.com/(?:embed/)?video|dai\.ly)/([A-Za-z0-9]{5,12})(?:[_/?#].*)?",
        "https://www.dailymotion.com/video/{0}", "https://geo.dailymotion.com/player.html?video={0}",
    ),
    Form(
        "TikTok", r"(?:www\.|m\.)?tiktok\.com/@([\w.-]{1,40})/video/(\d{8,25})/?(?:[?#].*)?",
        "https://www.tiktok.com/@{0}/video/{1}", "https://www.tiktok.com/player/v1/{1}", TALL,
    ),
    Form(
        "X", r"(?:www\.|mobile\.)?(?:x|twitter)\.com/(\w{1,15})/status(?:es)?/(\d{1,20})(?:[/?#].*)?",
        "https://x.com/{0}/status/{1}", "https://platform.twitter.com/embed/Tweet.html?id={1}&dnt=true", POST,
    ),
    Form(
        "Facebook", r"(?:www\.|m\.|web\.)?facebook\.com/watch/?\?(?:[^#]*&)?v=(\d{5,20})(?:[&#].*)?",
        "https://www.facebook.com/watch/?v={0}", "https://www.facebook.com/plugins/video.php?show_text=false&href={page}",
    ),
    Form(
        "Facebook", r"(?:www\.|m\.|web\.)?facebook\.com/([\w.-]{2,60})/videos/(?:[^/?#]+/)?(\d{5,20})/?(?:[?#].*)?",
        "https://www.facebook.com/{0}/videos/{1}",
        "https://www.facebook.com/plugins/video.php?show_text=false&href={page}",
    ),
    Form(
        "Facebook", r"(?:www\.|m\.|web\.)?facebook\.com/reel/(\d{5,20})/?(?:[?#].*)?",
        "https://www.facebook.com/reel/{0}", "https://www.facebook.com/plugins/video.php?show_text=false&href={page}",
        TALL,
    ),
    Form(
        "Facebook", r"(?:www\.|m\.|web\.)?facebook\.com/([\w.-]{2,60})/posts/(?:[^/?#]+/)?(\w{5,100})/?(?:[?#].*)?",
        "https://www.facebook.com/{0}/posts/{1}", "https://www.facebook.com/plugins/post.php?href={page}", POST,
    ),
    Form(
        "Instagram", r"(?:www\.)?instagram\.com/(?:[\w.]{1,30}/)?(?:p|tv)/([\w-]{5,40})/?(?:[?#].*)?",
        "https://www.instagram.com/p/{0}/", "https://www.instagram.com/p/{0}/embed/", POST,
    ),
    Form(
        "Instagram", r"(?:www\.)?instagram\.com/(?:[\w.]{1,30}/)?reels?/([\w-]{5,40})/?(?:[?#].*)?",
        "https://www.instagram.com/reel/{0}/", "https://www.instagram.com/reel/{0}/embed/", POST,
    ),
    Form(
        "Bluesky", r"bsky\.app/profile/([\w.:-]{3,100})/post/([0-9a-z]{5,20})/?(?:[?#].*)?",
        "https://bsky.app/profile/{0}/post/{1}", "https://embed.bsky.app/embed/{0}/app.bsky.feed.post/{1}", POST,
    ),
    Form(
        "Telegram", r"(?:t|telegram)\.me/(?:s/)?(\w{4,40})/(\d{1,12})/?(?:[?#].*)?",
        "https://t.me/{0}/{1}", "https://t.me/{0}/{1}?embed=1", POST,
    ),
    Form(
        "Spotify",
        r"open\.spotify\.com/(?:intl-[a-z-]{2,8}/)?(?:embed/)?(track|album|playlist|episode|show)/(\w{10,30})(?:[?#].*)?",
        "https://open.spotify.com/{0}/{1}", "https://open.spotify.com/embed/{0}/{1}", SOUND,
    ),
    Form(
        "SoundCloud", r"(?:www\.|m\.)?soundcloud\.com/([\w-]{2,60})/((?:sets/)?[\w-]{2,120})/?(?:[?#].*)?",
        "https://soundcloud.com/{0}/{1}", "https://w.soundcloud.com/player/?url={page}", SOUND,
    ),
)  # fmt: skip
KNOWN = [(re.compile(form.link, re.ASCII), form) for form in FORMS]
PROVIDERS = tuple(dict.fromkeys(form.provider for form in FORMS))
FRAME_SOURCES = tuple(dict.fromkeys(f"https://{urlsplit(form.frame).netloc}" for form in FORMS))


def embed_of(url: str, title: str = "") -> Embed | None:
    """The video or post whose page `url` is, when it is of a listed provider; no matter which form its link has."""
    scheme, _colons, rest = _without_wrapping(url.strip()).partition("://")
    if scheme.lower() not in {"http", "https"} or len(url) > LONGEST_URL:
        return None
    host, slash, path = rest.partition("/")
    address = host.lower() + slash + path
    found = ((form, match) for pattern, form in KNOWN if (match := pattern.fullmatch(address)))
    return next((_made(form, match.groups(), title) for form, match in found), None)


def _made(form: Form, named: tuple[str, ...], title: str) -> Embed:
    page = form.page.format(*named)
    frame = form.frame.format(*named, page=quote(page, safe=""))
    return Embed(form.provider, page, frame, form.shape, " ".join(title.split()))


# The frames that providers hand out for pasting hold the page's own address in their query.
WRAPPED: dict[str, Callable[[dict[str, list[str]]], list[str]]] = {
    "www.facebook.com/plugins/video.php": lambda query: query.get("href", []),
    "www.facebook.com/plugins/post.php": lambda query: query.get("href", []),
    "w.soundcloud.com/player/": lambda query: query.get("url", []),
    "geo.dailymotion.com/player.html": lambda query: [
        f"https://www.dailymotion.com/video/{each}" for each in query.get("video", [])
    ],
}


def _without_wrapping(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    inner = WRAPPED.get(f"{parts.netloc.lower()}{parts.path}")
    return next(iter(inner(parse_qs(parts.query))), url) if inner else url
