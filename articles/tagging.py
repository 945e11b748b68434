"""Tags as they are typed: names apart by commas, in their order, the same tag where two look alike.

A name that holds a comma itself stands in quotation marks: `Flood relief, "Washington, D.C."`.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Tag, TagPlacement
from articles.naming import known, make
from articles.text import each_once, name_in
from articles.unseen import alike

MOST = 50
LONGEST = Tag._meta.get_field("name").max_length or 0
NAME = re.compile(r'[^\S\n]*"((?:[^"]|"")+)"[^\S\n]*(?=[,;\n]|$)|([^,;\n]+)')
NEEDS_QUOTES = re.compile(r'[,;\n"]')


def typed(names: Iterable[str]) -> str:
    """`names` as one types them; `names_in()` reads the same names from it."""
    return ", ".join('"{}"'.format(name.replace('"', '""')) if NEEDS_QUOTES.search(name) else name for name in names)


def names_in(text: str) -> list[str]:
    """The names in `text`, each once; raises ValidationError for one that is too long and for too many."""
    found = (quoted.replace('""', '"') or plain for quoted, plain in NAME.findall(text))
    names = [name_in(name) for name in found]
    if too_long := next((name for name in names if len(name) > LONGEST), None):
        raise ValidationError(
            _("“%(name)s…” is too long: a tag has at most %(most)d characters. Separate tags by commas.")
            % {"name": too_long[:30], "most": LONGEST}
        )
    if len(once := each_once(names)) > MOST:
        raise ValidationError(
            _("There are %(count)d tags, and an article has at most %(most)d: keep those that readers would follow.")
            % {"count": len(once), "most": MOST}
        )
    return once


@transaction.atomic
def set_tags(article: Article, names: Iterable[str]) -> None:
    """Give `article` the tags with these names, in their order, and no others; a new name makes a new tag."""
    tags, held = tags_called(names), dict(article.tag_placements.values_list("tag", "position"))
    if gone := held.keys() - {tag.pk for tag in tags}:
        article.tag_placements.filter(tag__in=gone).delete()
    moved = [(position, tag) for position, tag in enumerate(tags) if held.get(tag.pk) != position]
    TagPlacement.objects.bulk_create(
        (TagPlacement(article=article, tag=tag, position=position) for position, tag in moved),
        update_conflicts=True,
        unique_fields=["article", "tag"],
        update_fields=["position"],
    )


def tags_called(names: Iterable[str]) -> list[Tag]:
    """The tags that are called so or have such a synonym, each once, in the order of `names`; new ones are made."""
    names = list(names)
    numbers = known(Tag, names)
    for name in names:
        if alike(name) not in numbers:
            numbers[alike(name)] = make(Tag, name)
    tags = Tag.objects.in_bulk(numbers.values())
    return [tags[number] for number in dict.fromkeys(numbers[alike(name)] for name in names)]
