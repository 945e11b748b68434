"""Text pasted from Word, Google Docs and other sites, as their clipboards have it."""

import pytest

from articles import body
from articles.pasted import unwrapped
from tests.pasted import GOOGLE, SITE, WORD


def test_word_comes_out_clean() -> None:
    assert body.sanitised(WORD).split("\n") == [
        "<h2>The bridge</h2>",
        "<p><b>Bold</b>",
        "and <i>italic</i>, two spaces.</p>",
        "<ul><li>Six lanes<ul><li>two for bicycles</li></ul></li><li>A footpath</li></ul>",
        "<p>Then:</p>",
        "<ol><li>Open</li></ol>",
        "<p>was added</p>",
    ]


def test_google_docs_come_out_clean() -> None:
    assert body.sanitised(GOOGLE).split("\n") == [
        "<h2>Cầu mới</h2>",
        "<p><strong>Đậm</strong><em> nghiêng</em> thường "
        '<a href="https://example.org/a?b=1" rel="noopener">liên kết</a></p>',
        "<ul><li><p>một</p></li></ul>",
    ]


def test_another_site_comes_out_clean() -> None:
    assert body.sanitised(SITE).split("\n") == [
        "<h3>Read more</h3>",
        "<p>First.</p>",
        "<p>Second\N{NO-BREAK SPACE}km.</p>".replace("\N{NO-BREAK SPACE}", "&nbsp;"),
        "<p><strong>Third.</strong></p>",
        "<p>Fourth in red.</p>",
        "<p>Aside</p>",
    ]


@pytest.mark.parametrize("markup", [WORD, GOOGLE, SITE])
def test_what_is_clean_stays_as_it_is(markup: str) -> None:
    assert body.sanitised(body.sanitised(markup)) == body.sanitised(markup)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2F", "https://example.org/"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=x", "https://example.org/"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org", "https://example.org"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/search?q=x", "https://www.google.com/search?q=x"),
        ("https://[", "https://["),
    ],
)
def test_a_redirecting_link_leads_to_what_was_meant(address: str, meant: str) -> None:
    assert unwrapped(address) == meant
