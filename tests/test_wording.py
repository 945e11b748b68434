"""What differs between two texts, told by paragraph and by word, in bounded time."""

import pytest

from articles.comparing import compared, paragraphs
from articles.revisions import BLANK, LISTS, Content
from articles.wording import Row, paragraphs_compared, words_compared
from tests.processor import within


def told(row: Row) -> tuple[str, str]:
    """Both sides with [-removed-] and [+added+] marked."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return tuple("".join(signs[run.kind].format(run.text) for run in side) for side in (row.before, row.after))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Cầu dài 4.8 km.", "Cầu dài 4.2 km.", ("Cầu dài [-4.8 -]km.", "Cầu dài [+4.2 +]km.")),
        ("A ferry, at dawn", "A night ferry at dawn", ("A ferry[-, -]at dawn", "A [+night +]ferry at dawn")),
        ("One thing entirely", "Quite other words", ("[-One thing entirely-]", "[+Quite other words+]")),
        ("", "New", ("", "[+New+]")),
    ],
)
def test_words_are_told_apart(before: str, after: str, marked: tuple[str, str]) -> None:
    row = words_compared(before, after)
    assert ["".join(run.text for run in side) for side in (row.before, row.after)] == [before, after]
    assert told(row)[0].split() == marked[0].split()
    assert told(row)[1].split() == marked[1].split()


def test_paragraphs_stay_beside_their_former_wording() -> None:
    before = ["The first stays.", "The second gets one word.", "The third goes."]
    after = ["A new one comes before.", "The first stays.", "The second got one word."]
    kinds = [row.kind for row in paragraphs_compared(before, after)]
    assert kinds == ["added", "same", "changed", "removed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a " * 50_000], ["a b " * 25_000]),
        (["a " * 60] * 300, ["a b " * 30] * 300),
        (["x"] * 9_000, ["x", "y"] * 4_500),
        ([f"a b c {n}" for n in range(3000)], [f"a b d {n}" for n in range(3000)]),
    ],
)
def test_texts_made_to_take_long_take_seconds(before: list[str], after: list[str]) -> None:
    with within(8):
        rows = paragraphs_compared(before, after)
    assert sum(bool(row.before) for row in rows) == len(before)


def test_markup_is_read_as_letters_and_signs() -> None:
    text = '<h2>Số</h2>\n<p>A <strong>bold</strong> <a href="/x/">link</a> &lt;b&gt;</p>'
    assert paragraphs(f"{text}\n<ul><li>one</li><li>two</li></ul>\n<hr>") == [
        "Số [Heading]",
        "A **bold** link (/x/) <b>",
        "• one • two",
        "———",
    ]


def test_every_part_of_an_article_is_compared() -> None:
    before: Content = BLANK | {name: [] for name in LISTS}
    after = before | {"tags": ["Ferries"], "headline": "Two", "authors": [7], "names": {"authors": ["Lê Minh"]}}
    changed = {part.name: told(part.rows[0]) for part in compared(before, after) if part.is_changed}
    assert changed == {"Headline": ("", "[+Two+]"), "Authors": ("", "[+Lê Minh+]"), "Tags": ("", "[+Ferries+]")}
