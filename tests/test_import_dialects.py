"""What an import makes of bodies as WordPress, Ghost, Drupal, Arc and Vietnamese newsrooms' programs wrote them."""

import pytest

from articles import body
from tests.bundles import embed, prepared
from tests.pasted import TUBE
from tests.processor import within

A, B = {"file": "2020/a.jpg"}, {"file": "2020/b.jpg"}
TWEET = '<blockquote class="twitter-tweet"><p>Hi</p><a href="https://x.com/nasa/status/12">1 May</a></blockquote>'


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (f"One.\nTwo.\n\nThree.\n\n{TUBE}\n\nFour.", f"<p>One.<br>Two.</p>\n<p>Three.</p>\n{embed()}\n<p>Four.</p>"),
        ("One.\r\nTwo.\nThree.", "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ("One.\n\n<ul>\n<li>Two\n</ul>", "<p>One.</p>\n<ul>\n<li>Two\n</li></ul>"),
        (f"<p>a</p><p>[embed]{TUBE}[/embed]</p>[youtube {TUBE}]", f"<p>a</p>\n{embed()}\n{embed()}"),
        ("[row a='1'][col]Words[/col][/row] [sic] [1] [a](b) [the man]", "<p>Words [sic] [1] [a](b) [the man]</p>"),
        (f"<div><p>a</p><p>{TUBE}</p><p>b</p></div>", f"<p>a</p>\n{embed()}\n<p>b</p>"),
        (f"<div class='raw'>{TWEET}</div>", embed("https://x.com/nasa/status/12", "Hi 1 May")),
        (f'<figure class="media"><oembed url="{TUBE}"></oembed></figure>', embed()),
        ('<amp-youtube data-videoid="dQw4w9WgXcQ" width=1></amp-youtube>', embed()),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "<p>One</p>\n<p>Two</p>"),
        ("<![CDATA[<p>One</p>]]><p><q>Two</q></p>", "<p>One</p>\n<p>“Two”</p>"),
        ('<blockquote class="wp-pullquote"><p>a</p></blockquote>', '<blockquote class="pull"><p>a</p></blockquote>'),
        (
            '<figure class="wp-block-pullquote"><blockquote><p>a</p></blockquote></figure>',
            '<blockquote class="pull"><p>a</p></blockquote>',
        ),
        (
            '<figure class="kg-bookmark-card"><a href="https://e/s"><div><div class="kg-bookmark-title">&lt;b&gt;</div>'
            '<div class="kg-bookmark-publisher">E</div></div><img src="i.png"></a></figure>',
            '<p><a href="https://e/s" rel="noopener">&lt;b&gt;</a></p>',
        ),
        ('<p>a<sup><a href="#n">1</a></sup> <a name="x">b</a> <a href="#r">↩︎</a></p>', "<p>a<sup>1</sup> b </p>"),
        ("<p>a<button>Share</button></p>", "<p>a</p>"),
    ],
)
def test_what_only_a_program_knows_reads_as_it_did(markup: str, kept: str) -> None:
    record = prepared(markup)
    assert (body.sanitised(record.body), record.lost) == (kept, {})


def test_a_link_leads_where_it_led_on_its_page() -> None:
    markup = (
        '<a href="b.html?x=1&y=2">b</a><a href="/c">c</a><a href="www.e.example">e</a><a href="__GHOST_URL__/d/">d</a>'
    )
    record = prepared(f"<p>{markup}</p>", url="https://old.example/2019/a.html")
    assert [each.split('"')[0] for each in record.body.split('href="')[1:]] == [
        "/2019/b.html?x=1&amp;y=2", "/c", "https://www.e.example", "/d/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "addresses",
    [
        'src="/up/2020/a-scaled.jpg"',
        'src="https://i0.wp.com/e/2020/a-1024x683@2x.jpg?resize=3"',
        'src="data:image/gif;base64,R0" data-original="/2020/a-e1579123456789.jpg"',
        'srcset="/2020/a-600.webp 600w, /2020/a.jpg.webp 1200w"',
        'src="/_next/image?url=https%3A%2F%2Fe%2F2020%2FA.JPG%3Fv%3D1&w=9"',
        'src="https://cdn.example/deep/down/a.jpg"',
    ],
)
def test_a_picture_is_known_by_any_of_its_addresses(addresses: str) -> None:
    for markup in (f"<p>x</p><img {addresses}>", f"<p>x</p><picture><source {addresses}><img {addresses}></picture>"):
        record = prepared(markup, B, A)
        assert ([each.after_paragraph for each in record.photos], record.lost) == ([0, 1], {})


def test_a_mere_name_that_two_photos_have_names_neither() -> None:
    assert prepared("<p>x</p><img src=/c/1.jpg>", {"file": "a/1.jpg"}, {"file": "b/1.jpg"}).lost == {"picture": 1}


IMAGE = '<img src="/up/2020/a.jpg">'


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (f'[caption id="i" width="300"]<a href="x">{IMAGE}</a> A <em>b</em>[/caption]', "A b", ""),
        (f'[caption caption="A b"]{IMAGE}[/caption]', "A b", ""),
        (f"<table><tr><td>{IMAGE}</td></tr><tr><td class=Image>A <em>b</em></td></tr></table>", "A b", ""),
        (f"<table><tr><td>{IMAGE}<br>A b</td></tr></table>", "A b", ""),
        (f'<div type="Photo"><div>{IMAGE}</div><div class="PhotoCMS_Caption"><p>A b</p></div></div>', "A b", ""),
        (f'<p>{IMAGE}</p><p class="pie-de-foto">A b</p>', "A b", ""),
        (f"<p>{IMAGE}<br><em>A b</em></p>", "A b", ""),
        (f'<figure>{IMAGE}<figcaption>A b <span class="credit">EFE</span></figcaption></figure>', "A b", "EFE"),
        (f'<figure>{IMAGE}<div class="credit">EFE</div><figcaption>A b</figcaption></figure>', "A b", "EFE"),
    ],
)
def test_words_below_a_picture_are_its_caption_and_credit(markup: str, caption: str, credit: str) -> None:
    record = prepared(f"<p>x</p>{markup}<p>y</p>", A)
    (photo,) = record.photos
    assert (photo.caption, photo.credit, photo.after_paragraph) == (caption, credit, 1)
    assert body.sanitised(record.body) == "<p>x</p>\n<p>y</p>"


def test_words_below_several_pictures_are_those_of_the_last_unless_it_has_its_own() -> None:
    several = f"<figure>{IMAGE}{{}}<figcaption>All</figcaption></figure><p>x</p>"
    record = prepared(several.format("<figure><img src=2020/b.jpg></figure>"), A, B)
    assert [each.caption for each in record.photos] == ["", "All"]
    own = "<figure><img src=2020/b.jpg><figcaption>B</figcaption></figure>"
    record = prepared(several.format(own), A, B)
    assert [each.caption for each in record.photos] == ["", "B"]
    assert body.sanitised(record.body) == "<p>All</p>\n<p>x</p>"


def test_what_was_shown_and_has_no_place_here_is_counted() -> None:
    record = prepared('<p>a</p>[gallery ids="1"][form id="7"]<drupal-media x="y"></drupal-media>[[{"fid":"1"}]]')
    assert (body.sanitised(record.body), record.lost) == ("<p>a</p>", {"picture": 3, "frame": 1})
    table = "<table><tr><td><img></td><td>Vietnam</td></tr></table>"
    assert "<td>Vietnam</td>" in prepared(table).body


@pytest.mark.parametrize("hostile", ["[caption]", "[[{", "[x=1]", "<table><tr><td><img>", "<img><em>", "\nx", "&lt;p"])
def test_a_hostile_dialect_takes_no_longer_than_its_length(hostile: str) -> None:
    with within(5):
        prepared(hostile * (100_000 // len(hostile)), *[{"file": f"{each}.jpg"} for each in range(1000)])
