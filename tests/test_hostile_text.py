"""Texts made to take long: whatever is sent is cleaned in seconds, and means what it meant."""

from time import process_time

import pytest

from articles.placing import without_photos
from articles.text import composed, fold

HALF = 150_000  # characters; a body may have twice as many


@pytest.mark.parametrize(
    "markup",
    [
        "<" + "a" * HALF,
        "<p>a" + " " * HALF + "b</p>",
        "<p>a" + "\n " * (HALF // 2) + "b</p>",
        f'<p style="{"mso-list:" * (HALF // 9)}">x</p>',
        f'<p style="{"mso-list:level" * (HALF // 14)}">x</p>',
        "a" + "\u0301\u0316" * (HALF // 2),
    ],
)
def test_a_body_made_to_take_long_takes_a_second(markup: str) -> None:
    begun = process_time()
    without_photos(markup)
    assert process_time() - begun < 2


def test_marks_beyond_what_a_language_puts_on_a_letter_are_left_out() -> None:
    assert composed("e\u0302\u0301" * 40) == "ế" * 40
    assert composed("a" + "\u0316" * 100 + "b") == "a" + "\u0316" * 30 + "b"
    assert composed("…「」、。" * 20 + "🎉" * 40) == "…「」、。" * 20 + "🎉" * 40
    assert fold("a" + "\u0316\u0301" * HALF) == "a"
