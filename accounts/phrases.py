"""Lists of words as moderators type them, and where a text holds one: plain comparison, no pattern of theirs is run.

Whole words are compared, in any case of letters and with their marks: `lợn` is not `lon`. A line may be several words,
as those of Vietnamese are several syllables; an asterisk after the last stands for any ending.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

type Span = tuple[int, int]

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
ANY_ENDING = "*"
LONGEST_PHRASE = 10  # words
MOST_LINES = 20_000
# Vietnamese sets the tone of these on either letter: hoà and hòa are one word in two spellings.
TONE_LAST = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")


@dataclass(frozen=True)
class Phrases:
    """A list of words, ready to be compared."""

    whole: frozenset[tuple[str, ...]]
    beginnings: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]  # in words, each once


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [compared(found[0]) for found in WORD.finditer(text)]


def compared(word: str) -> str:
    """A word in small plain letters with its marks, composed: letters of another style are the same letters."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())
    return TONE_LAST.sub(lambda found: with_tone_first(found[0]), plain)


def with_tone_first(vowels: str) -> str:
    """`òa` for `oà`."""
    apart = unicodedata.normalize("NFD", vowels)
    return unicodedata.normalize("NFC", apart[0] + apart[2] + apart[1])


def read_lines(listed: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The lines of a list that say something, each with its number and its words."""
    for number, line in enumerate(listed.splitlines(), start=1):
        if line.strip():
            yield number, line.strip(), tuple(words_of(line))


@lru_cache(maxsize=16)
def read(listed: str) -> Phrases:
    """The phrases of a list, one to a line."""
    whole: set[tuple[str, ...]] = set()
    beginnings: set[tuple[str, ...]] = set()
    for _number, line, words in read_lines(listed):
        (beginnings if line.endswith(ANY_ENDING) else whole).add(words)
    lengths = {len(words) for words in whole | beginnings} - {0}
    return Phrases(frozenset(whole), frozenset(beginnings), tuple(sorted(lengths)))


def places(phrases: Phrases, text: str) -> list[Span]:
    """From where to where `text` holds a phrase of the list."""
    found = [(match.span(), compared(match[0])) for match in WORD.finditer(text)]
    words = tuple(word for _span, word in found)
    return [
        (found[start][0][0], found[start + length - 1][0][1])
        for start in range(len(words))
        for length in phrases.lengths
        if start + length <= len(words) and is_listed(phrases, words[start : start + length])
    ]


def is_listed(phrases: Phrases, words: tuple[str, ...]) -> bool:
    """Whether these words, or their beginning, are a line of the list."""
    if words in phrases.whole:
        return True
    if not phrases.beginnings:
        return False
    *before, last = words
    return any((*before, last[:length]) in phrases.beginnings for length in range(1, len(last) + 1))
