"""What differs between two texts, by paragraph and then by word, for a person to see.

`difflib` finds the longest runs that two texts share, which reads as people compare; where texts repeat themselves, its
time grows by the cube of their length. A `Budget` of steps bounds it: beyond, only words that stand once in either text
tie the two together (the anchors of Bram Cohen's patience diff), in n log n; what nothing ties together is told as
removed whole and added whole. Two bodies as long as any may be, hostile ones too, take less than four seconds.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby, pairwise

WORD = re.compile(r"(\w+(?:[.,:’'\-/]\w+)*|[^\w\s])(\s*)")
STEPS = 12_000_000  # as `Budget` counts them, for everything that two texts differ in
DEEPEST = 8  # partings at words that stand once in either text, each within the one before
# Below these shares of words in common, two paragraphs are not each other's earlier and later wording.
ALIKE, WORTH_WEAVING = 0.35, 0.25
WINDOW = 12  # paragraphs in which one looks for its other wording

Match = tuple[int, int, int]
Word = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stayed, were added or were removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after: `same`, `changed`, `added` or `removed`."""

    kind: str
    before: list[Run] = field(default_factory=list)
    after: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Budget:
    """Steps that a comparison may still take."""

    steps: int = STEPS

    def affords(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Take what `difflib` needs at most for these; False when that is too much."""
        times = Counter(after)
        pairs = sum(number * times[word] for word, number in Counter(before).items())
        cost = pairs * (min(len(before), len(after), pairs) + 1)
        if cost > self.steps:
            return False
        self.steps -= cost
        return True


def words_compared(before: str, after: str, budget: Budget | None = None) -> Row:
    """One text's words against another's."""
    if before == after:
        return Row("same", [Run("same", before)], [Run("same", after)])
    old, new = _words(before), _words(after)
    matches = _worth_weaving(_matches([w for w, _ in old], [w for w, _ in new], budget or Budget()), old, new)
    return Row("changed", _runs(old, matches, 0, "removed"), _runs(new, matches, 1, "added"))


def paragraphs_compared(before: Sequence[str], after: Sequence[str], budget: Budget | None = None) -> list[Row]:
    """Paragraphs side by side: those that stayed, those that were changed, word by word, those that came or went."""
    budget = budget or Budget()
    rows: list[Row] = []
    old_place = new_place = 0
    for old_start, new_start, size in [*_matches(before, after, budget), (len(before), len(after), 0)]:
        rows += _replaced(before[old_place:old_start], after[new_place:new_start], budget)
        rows += [words_compared(text, text) for text in before[old_start : old_start + size]]
        old_place, new_place = old_start + size, new_start + size
    return rows


def items_compared(before: Sequence[str], after: Sequence[str]) -> Row:
    """Names in a row, each as one."""
    matches = _matches(before, after, Budget())
    kind = "same" if list(before) == list(after) else "changed"
    return Row(
        kind,
        _items(before, matches, 0, "removed") if before else [],
        _items(after, matches, 1, "added") if after else [],
    )


def words_added_and_removed(before: str, after: str) -> tuple[int, int]:
    """How many words more and fewer, wherever they stand."""
    old, new = Counter(before.split()), Counter(after.split())
    return (new - old).total(), (old - new).total()


def _words(text: str) -> list[Word]:
    """Each word with the space after it."""
    return WORD.findall(text)


def _replaced(before: Sequence[str], after: Sequence[str], budget: Budget) -> Iterator[Row]:
    """Paragraphs between two that stayed: pairs of alike ones, in order, and those without one."""
    new_place = 0
    counted = [Counter(text.split()) for text in after]
    for text in before:
        partner = _partner(text, counted, new_place, is_only=len(before) == len(after) == 1)
        if partner is None:
            yield Row("removed", before=[Run("removed", text)])
            continue
        yield from (Row("added", after=[Run("added", each)]) for each in after[new_place:partner])
        yield words_compared(text, after[partner], budget)
        new_place = partner + 1
    yield from (Row("added", after=[Run("added", each)]) for each in after[new_place:])


def _partner(text: str, counted: Sequence[Counter[str]], start: int, *, is_only: bool) -> int | None:
    if is_only:
        return 0
    words = Counter(text.split())
    likeness = {
        place: 2 * (words & counted[place]).total() / max(1, words.total() + counted[place].total())
        for place in range(start, min(start + WINDOW, len(counted)))
    }
    best = max(likeness, key=lambda place: likeness[place], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def _worth_weaving(matches: list[Match], old: Sequence[Word], new: Sequence[Word]) -> list[Match]:
    """No matches at all where so little stayed that old and new words in turn could not be read."""
    shared = sum(_letters(old[start : start + size]) for start, _new, size in matches)
    return matches if shared >= WORTH_WEAVING * min(_letters(old), _letters(new)) else []


def _letters(words: Sequence[Word]) -> int:
    return sum(len(word) for word, _space in words)


def _runs(words: Sequence[Word], matches: list[Match], side: int, kind: str) -> list[Run]:
    stayed = _stayed(len(words), matches, side)
    told = groupby(zip(words, stayed, strict=True), key=lambda each: each[1])
    return [Run("same" if same else kind, "".join(word + space for (word, space), _ in run)) for same, run in told]


def _items(names: Sequence[str], matches: list[Match], side: int, kind: str) -> list[Run]:
    stayed = _stayed(len(names), matches, side)
    return [Run("same" if same else kind, name) for name, same in zip(names, stayed, strict=True)]


def _stayed(length: int, matches: list[Match], side: int) -> list[bool]:
    stayed = [False] * length
    for match in matches:
        stayed[match[side] : match[side] + match[2]] = [True] * match[2]
    return stayed


def _matches(before: Sequence[str], after: Sequence[str], budget: Budget, depth: int = 0) -> list[Match]:
    """What both share, in order, as (place before, place after, length)."""
    head = shared_at_head(before, after)
    tail = shared_at_head(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    inner = _matches_within(old, new, budget, depth) if old and new else []
    whole = [(0, 0, head), *((a + head, b + head, n) for a, b, n in inner)]
    return [match for match in [*whole, (len(before) - tail, len(after) - tail, tail)] if match[2]]


def _matches_within(old: Sequence[str], new: Sequence[str], budget: Budget, depth: int) -> list[Match]:
    if budget.affords(old, new):
        return [tuple(block) for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()]  # type: ignore[misc]
    anchors = _anchors(old, new) if depth < DEEPEST else []
    if not anchors:
        return []
    found: list[Match] = []
    for (a, b), (next_a, next_b) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        found += [(a, b, 1)] if a >= 0 else []
        between = _matches(old[a + 1 : next_a], new[b + 1 : next_b], budget, depth + 1)
        found += [(a + 1 + x, b + 1 + y, n) for x, y, n in between]
    return found


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that stand once in either, the most of them that keep their order."""
    once_old, once_new = ({w for w, number in Counter(words).items() if number == 1} for words in (old, new))
    places = {word: place for place, word in enumerate(new) if word in once_new}
    pairs = [(place, places[word]) for place, word in enumerate(old) if word in once_old and word in places]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` whose second numbers rise (by patience sorting)."""
    ends: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_a, b) in enumerate(pairs):
        pile = bisect_left(ends, b)
        ends[pile : pile + 1] = [b]
        piles[pile : pile + 1] = [number]
        before.append(piles[pile - 1] if pile else -1)
    rising, number = [], piles[-1] if piles else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]


def shared_at_head(before: Sequence[str], after: Sequence[str]) -> int:
    """With how many words or passages in a row both begin alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), _shorter(before, after)
    )


def _shorter(before: Sequence[str], after: Sequence[str]) -> int:
    return min(len(before), len(after))
