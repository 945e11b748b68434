"""The body of an article: what of pasted or hostile HTML stays, and where its photos stand."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import body, outline
from articles.models import Article
from tests.processor import within

KEPT = (
    "<h2>Cầu</h2>\n<p>A <strong>b</strong> H<sub>2</sub>O</p>\n<ul><li>c</li></ul>\n<blockquote><p>d</p></blockquote>"
)
TAG = re.compile(r"<(/?)([^\s>/]+)([^>]*)>")


@dataclass
class Placed:
    """A photo with its place, as a body sees it."""

    name: str
    after_paragraph: int = 0
    is_lead: bool = False


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (KEPT, KEPT),
        ("<p>a&#11;b&#x1f;</p><p>&#3;</p><p>&#8203;&#xfeff;</p><p><br>c<br></p>", "<p>ab</p>\n<p>c</p>"),
        ("<h1>Top</h1><h4>Low</h4>", "<h2>Top</h2>\n<h3>Low</h3>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("one <b>two</b>\n\nthree<hr>", "<p>one <b>two</b></p>\n<p>three</p>\n<hr>"),
        ("<p>a</p><p>&nbsp;</p><p><b></b></p><p></p>", "<p>a</p>"),
        ("<p>unclosed<p>next", "<p>unclosed</p>\n<p>next</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<p onclick='x()' style='color:red' class=y>a</p>", "<p>a</p>"),
        ("<p>a<script>alert(1)</script><style>p{}</style></p>", "<p>a</p>"),
        ("<img src=x onerror=alert(1)><iframe src=//e></iframe>", ""),
        ("<p><a href='javascript:alert(1)'>x</a></p>", '<p><a rel="noopener">x</a></p>'),
        ("<p><a href='http://e/' target=_blank>x</a></p>", '<p><a href="http://e/" rel="noopener">x</a></p>'),
        ("<table><tr><td colspan=2 style=x>y", '<table><tbody><tr><td colspan="2">y</td></tr></tbody></table>'),
        (
            '<blockquote class="x pull"><p>a</p></blockquote><blockquote class=x><p>b</p></blockquote>',
            '<blockquote class="pull"><p>a</p></blockquote>\n<blockquote><p>b</p></blockquote>',
        ),
        ("<p>Tre\u0302n\0</p>", "<p>Trên</p>"),
        ("", ""),
    ],
)
def test_what_stays_of_a_body(markup: str, kept: str) -> None:
    assert body.sanitised(markup) == kept


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [f"<{slash}{tag}>" for tag in sorted(body.ALLOWED_TAGS | set(body.BECOMES)) for slash in ("", "/")]
            + [
                "<svg>",
                "<math><mtext>",
                "<!--",
                "-->",
                "<![CDATA[",
                "<style>",
                "</style>",
                "<title>",
                "<noscript>",
                "<",
            ]
            + ["<a href='java\tscript:x'>", '<img src="x" onerror="y">', "<p title='", "&lt;", "&#0;", "&#x3c;script>"]
            + [
                '<figure data-embed="https://vimeo.com/76979871">',
                '<figure data-embed="javascript:x">',
                "<br>",
                "&nbsp;",
            ]
            + [
                '<span style="font-weight:bold">',
                '<p style="mso-list:l0 level2">',
                '<blockquote class="x pull">',
                "<del>",
            ]
            + ["<template>", "<form action=x>", "<base href=x>", "\n\n", "</p><p>", "<select><option>", "<frameset>"]
        ),
        st.text(max_size=6),
    ),
    max_size=14,
).map("".join)


@settings(max_examples=75, deadline=None)
@given(HOSTILE)
@example("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>")
@example("<figure><figure><figure><figure>0")
def test_nothing_but_the_allowed_set_survives(markup: str) -> None:
    kept = body.sanitised(markup)
    assert {name for _slash, name, _rest in TAG.findall(kept)} <= body.ALLOWED_TAGS
    attributes = {word for _slash, _name, rest in TAG.findall(kept) for word in re.findall(r"([a-z-]+)=", rest)}
    assert attributes <= {"href", "title", "hreflang", "rel", "colspan", "rowspan", "scope", "data-embed", "class"}
    assert body.sanitised(kept) == kept
    assert "".join(body.blocks(kept)) == kept


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>" * 13_000, "<div>" * 25_000, "<blockquote>" * 8_000, "<b><i>" * 16_000, "<table><tr><td>" * 7_000,
        "<figure>" * 30 + "0" * 100_000, "<figure></figure>" * 15_000, "<figure>0" * 25_000,
        "<p>" * 20_000, "<" * 20_000, "<a " * 30_000, '<a title="' * 10_000, "<!--" * 25_000, "&" * 20_000,
        "<div>" * 15_000 + "</div>" * 15_000, "\n \n" * 30_000,
    ],
    ids=lambda markup: markup[:12],
)  # fmt: skip
def test_no_markup_makes_the_cleaning_slow(markup: str) -> None:
    with within(1):
        kept = body.sanitised(markup)
        body.plain_text(kept)
        outline.parts(kept, [])


def test_words_of_neighbouring_blocks_stay_apart_and_those_of_one_word_together() -> None:
    markup = body.sanitised("<h2>One</h2><p>H<sub>2</sub>O &amp; <b>air</b><br>x</p><ul><li>a</li><li>b</li></ul>")
    assert body.plain_text(markup) == "One H2O & air x a b"
    assert body.word_count(markup) == 7


def test_photos_stand_after_the_paragraph_that_they_name() -> None:
    markup = body.sanitised("<p>1</p><h2>a</h2><p>2</p><ul><li>3</li></ul><p>4</p>")
    placed = [Placed("end", 99), Placed("two", 2), Placed("first"), Placed("lead", 1, is_lead=True), Placed("also", 2)]
    shown = [part if isinstance(part, str) else part.name for part in outline.parts(markup, placed)]
    assert shown == [
        "first", "<p>1</p>\n<h2>a</h2>\n<p>2</p>", "two", "also", "<ul><li>3</li></ul>\n<p>4</p>", "end",
    ]  # fmt: skip


def test_a_photo_never_comes_between_a_heading_and_its_text() -> None:
    markup = body.sanitised("<p>1</p><h2>a</h2><p>2</p>")
    for place in range(4):
        parts = outline.parts(markup, [Placed("x", place)])
        assert not any(isinstance(part, str) and part.endswith("</h2>") for part in parts)


def test_a_body_without_photos_or_text() -> None:
    assert outline.parts("", []) == []
    assert [part for part in outline.parts("", [Placed("x", 3)]) if isinstance(part, Placed)] == [Placed("x", 3)]


@pytest.mark.django_db
def test_saving_an_article_cleans_its_body(article: Article) -> None:
    article.body = "<h1>Title</h1><p onclick=x>one two</p><script>x</script>"
    article.save()
    article.refresh_from_db()
    assert (article.body, article.word_count) == ("<h2>Title</h2>\n<p>one two</p>", 3)
