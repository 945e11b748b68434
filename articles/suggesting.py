"""What an article might be filed under: tags, topics and authors that its text names, the section of others like it.

Names and synonyms count as whole words, capitals aside, marks and all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Count

from articles.models import Alias, Article, Section, Tag
from articles.naming import kind_of, known
from articles.text import composed

WORD = re.compile(r"\w+")
# Letters of a text that are looked through, twice as many as an article may have; what is beyond would only cost.
LONGEST_TEXT = 600_000
TAG_OF_MARKUP = re.compile(r"<[^<>]*+>")
# Articles that share a tag, below which nothing can be said of where they mostly stand; and what “mostly” is.
FEWEST, MOSTLY = 3, 0.5

Words = tuple[str, ...]


def named_in(text: str, model: Any = Tag, most: int = 8) -> list[str]:
    """The names of the tags, or other things of `model`, that `text` names, those named most often first."""
    things = {_words(name): thing for name, thing in _names(model)}
    # So that a text is looked through once, however many names begin with one of its words.
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in filter(None, things):
        lengths[name[0]].add(len(name))
    words = _words(TAG_OF_MARKUP.sub(" ", text[:LONGEST_TEXT]))
    places = ((place, length) for place, word in enumerate(words) for length in lengths.get(word, ()))
    named = (things.get(words[place : place + length]) for place, length in places)
    times = Counter(thing for thing in named if thing)
    return [thing for thing, _count in times.most_common(most)]


def section_for(tags: Iterable[str]) -> Section | None:
    """Where most of the published articles that have one of `tags` (names) stand; None where there are too few."""
    tagged = Article.objects.published().filter(tags__in=known(Tag, tags).values()).order_by()
    counted = Counter(dict(tagged.values_list("section").annotate(Count("pk", distinct=True))))
    for section, count in counted.most_common(1):
        if count >= FEWEST and count > MOSTLY * counted.total():
            return Section.objects.get(pk=section)
    return None


def _names(model: Any) -> chain[tuple[str, str]]:
    """Every name and synonym of a thing of `model`, with the thing's own name."""
    kind = kind_of(model)
    kept = list(model.objects.order_by().values_list(*model.names_kept()))
    in_languages = ((other, name) for name, *others in kept for other in filter(None, others))
    # A name itself comes last, so that it means its own thing where another is called so in some language.
    own = ((name, name) for name, *_others in kept)
    synonyms = Alias.objects.filter(**{f"{kind}__isnull": False}).order_by().values_list("name", f"{kind}__name")
    return chain(synonyms, in_languages, own)


def _words(text: str) -> Words:
    return tuple(WORD.findall(composed(text).lower()))
