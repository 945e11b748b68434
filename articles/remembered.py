"""What a revision's content names, as far as it is still there: by its number, else by its name or a later one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from articles.models import Alias, Article, Author, Photo, PlacedPhoto, Section, Tag, Topic
from articles.text import slug_of

Content = dict[str, Any]
PHOTO_WORDS = ("is_lead", "after_paragraph", "position", "own_caption", "own_credit", "own_alt")


def section(content: Content) -> Section | None:
    return _named(Section, "section", [content["section"]], [content["names"].get("section", "")])[0]


def authors(content: Content) -> list[Author | None]:
    return _named(Author, "author", content["authors"], content["names"].get("authors", ()))


def topics(content: Content) -> list[Topic | None]:
    return _named(Topic, "topic", content["topics"], content["names"].get("topics", ()))


def pins(content: Content, of: Article) -> list[Article | None]:
    there = Article.objects.exclude(pk=of.pk).in_bulk(content["pins"])
    return [there.get(number) for number in content["pins"]]


def photos(content: Content, of: Article) -> list[PlacedPhoto | None]:
    """The photos as they were placed in `of`, not saved."""
    library = Photo.objects.in_bulk({each["photo"] for each in content["photos"]})
    return [_placed(library.get(each["photo"]), each, of) for each in content["photos"]]


def tag_names(content: Content) -> list[str]:
    """The names of the tags; of one that became another's synonym, that other's."""
    present = set(Tag.objects.filter(name__in=content["tags"]).values_list("name", flat=True))
    now = dict(Alias.objects.filter(name__in=content["tags"], tag__isnull=False).values_list("name", "tag__name"))
    return [name if name in present else now.get(name, name) for name in content["tags"]]


def shown_tags(content: Content) -> list[dict[str, str]]:
    """Names and addresses as an article's page shows them; a tag that is not there has those that it would get."""
    names = tag_names(content)
    slugs = dict(Tag.objects.filter(name__in=names).values_list("name", "slug"))
    return [{"name": name, "slug": slugs.get(name) or slug_of(name)} for name in names]


def _named[M: models.Model](model: type[M], kind: str, numbers: Sequence[Any], names: Iterable[str]) -> list[M | None]:
    """Each thing by its number; one that is gone by its name, or as what it was merged into."""
    there = model._default_manager.in_bulk([number for number in numbers if number])
    gone = {n: name for n, name in zip(numbers, names, strict=False) if n not in there and name}
    if gone:
        heirs = _by_name(model, kind, set(gone.values()))
        there |= {number: heirs[name] for number, name in gone.items() if name in heirs}
    found = [there.get(number) for number in numbers]
    return [each if each is None or each not in found[:place] else None for place, each in enumerate(found)]


def _by_name(model: Any, kind: str, names: set[str]) -> dict[str, Any]:
    aliases = Alias.objects.filter(Q(**{f"{kind}__isnull": False}), name__in=names).select_related(kind)
    heirs = {alias.name: getattr(alias, kind) for alias in aliases}
    return heirs | {each.name: each for each in model._default_manager.filter(name__in=names)}


def _placed(photo: Photo | None, words: dict[str, Any], article: Article) -> PlacedPhoto | None:
    if photo is None:
        return None
    return PlacedPhoto(article=article, photo=photo, **{field: words[field] for field in PHOTO_WORDS})
