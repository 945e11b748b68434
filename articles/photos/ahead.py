"""Which renditions are made before anybody asks for them, and in which order."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet

from articles.models import Article, Author, Photo, PlacedPhoto
from articles.photos.darkroom import develop, is_kept
from articles.photos.renditions import CROPS, FORMATS, PREVIEW_CROPS, PREVIEW_WIDTH, Rendition, plain, renditions

# More than fronts and the first pages of lists show; and what is being written.
NEWEST, IN_WORK = 200, 50
AT_HEAD, IN_TEXT, PORTRAIT = map(frozenset, (("lead", "card", "thumb"), ("whole",), ("square",)))
# What phones and desktops take of these when they first see a page.
FIRST = {"lead": {740, 1200}, "card": {240, 360, 720}, "thumb": {96, 192}}

# Of photos, by their numbers, the crops that pages show; those that are looked at most come first.
Shown = dict[int, frozenset[str]]


class Unreadable(Exception):  # noqa: N818 (it says what the photo is)
    """A photo's original is gone or broken; the message says of which photo, and what is wrong."""


class NotKept(Exception):  # noqa: N818 (it says what became of the rendition)
    """There is no room for what was made."""


def shown_by_newest() -> Shown:
    """What the newest articles show, those that will appear, and those that were begun last, drafts among them."""
    coming = Article.objects.scheduled().order_by("published_at")
    return shown_by(
        Article.objects.published().newest()[:NEWEST], coming[:IN_WORK], Article.objects.order_by("-pk")[:IN_WORK]
    )


def shown_by_all() -> Shown:
    """What readers have, or will have at a moment that is set."""
    shown = shown_by(Article.objects.published(), Article.objects.scheduled())
    for number in Author.objects.exclude(portrait=None).values_list("portrait", flat=True):
        shown[number] = shown.get(number, PORTRAIT) | PORTRAIT
    return shown


def shown_by(*articles: QuerySet[Article]) -> Shown:
    """What these articles show, the newest of each first."""
    shown: Shown = {}
    for some in articles:
        placed = PlacedPhoto.objects.filter(article__in=some).order_by("-article__published_at", "-is_lead", "pk")
        for number, is_lead in placed.values_list("photo", "is_lead").iterator():
            crops = AT_HEAD if is_lead else IN_TEXT
            shown[number] = shown[number] | crops if number in shown else crops
    return shown


def missing(photo: Photo, crops: Collection[str], formats: Collection[str] = FORMATS) -> Iterator[Rendition]:
    """What pages can ask for of `photo` in these crops and is not made, with the previews of an article's lead."""
    found = [each for crop in CROPS if crop in crops for each in renditions(photo, crop) if each.format in formats]
    found.sort(key=lambda each: (not is_seen_first(each), FORMATS.index(each.format)))
    previews = [plain(photo, crop, PREVIEW_WIDTH) for crop in PREVIEW_CROPS] if "lead" in crops else []
    return (each for each in dict.fromkeys([*found, *previews]) if not is_kept(photo, each))


def is_seen_first(rendition: Rendition) -> bool:
    """Whether the usual screens take it."""
    return rendition.format == "avif" and rendition.width in FIRST.get(rendition.crop, ())


def make(photo: Photo, rendition: Rendition) -> None:
    """Make it and see that it is kept; raises Unreadable or NotKept.

    It holds nothing that readers wait for: a process that gives way to them may take its time.
    """
    try:
        if not is_kept(photo, rendition):
            develop(photo, rendition)
    except FileNotFoundError as error:
        raise Unreadable(f"The original of {called(photo)} is gone.") from error
    except Exception as error:  # a decoder may raise anything, and other photos wait
        raise Unreadable(f"The original of {called(photo)} cannot be read: {error}.") from error
    if not is_kept(photo, rendition):
        raise NotKept(f"What is made of {called(photo)} cannot be kept: is the disk full?")


def called(photo: Photo) -> str:
    """The photo as people find it in the library: “Ferry at dusk” (ferry.jpg)."""
    name, file = str(photo), photo.file_name
    return f"“{name}”" if name == file else f"“{name}” ({file})"
