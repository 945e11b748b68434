"""Which existing tags a text names: their names and synonyms as whole words, capitals aside, marks and all."""

import re
from collections import Counter, defaultdict
from itertools import chain

from articles.models import Alias, Tag
from articles.text import composed

WORD = re.compile(r"\w+")
# A text is looked through as far as the longest article goes; what is beyond would only cost.
LONGEST_TEXT = 600_000
TAG_OF_MARKUP = re.compile(r"<[^>]*>")

Words = tuple[str, ...]


def named_in(text: str, most: int = 8) -> list[str]:
    """The names of the tags that `text` names, those named most often first."""
    tags = {_words(name): tag for name, tag in _names()}
    # So that a text is looked through once, however many names begin with one of its words.
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in filter(None, tags):
        lengths[name[0]].add(len(name))
    words = _words(TAG_OF_MARKUP.sub(" ", text[:LONGEST_TEXT]))
    places = ((place, length) for place, word in enumerate(words) for length in lengths.get(word, ()))
    named = (tags.get(words[place : place + length]) for place, length in places)
    times = Counter(tag for tag in named if tag)
    return [tag for tag, _count in times.most_common(most)]


def _names() -> chain[tuple[str, str]]:
    """Every name and synonym of a tag, with the tag's own name."""
    own = ((name, name) for name in Tag.objects.order_by().values_list("name", flat=True))
    synonyms = Alias.objects.filter(tag__isnull=False).order_by().values_list("name", "tag__name")
    return chain(synonyms, own)


def _words(text: str) -> Words:
    return tuple(WORD.findall(composed(text).lower()))
