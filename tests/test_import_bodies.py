"""What an import makes of bodies that hold pictures, videos, posts and forms, and what it says is lost."""

from pathlib import Path

import pytest

from articles import body
from articles.models import Article, PlacedPhoto
from tests.bundles import LINE, bundle, embed, load, prepared
from tests.pasted import TUBE
from tests.pictures import picture
from tests.processor import within

TWEET = (
    '<blockquote class="twitter-tweet"><p>We have liftoff.</p>&mdash; NASA '
    '<a href="https://twitter.com/NASA/status/123456">1 May</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>'
)


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (f'<iframe src="{TUBE.replace("watch?v=", "embed/")}" title="YouTube video player"></iframe>', embed()),
        (
            '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="The bridge"></iframe>',
            embed(text="The bridge"),
        ),
        ('<p>A <iframe data-src="https://youtu.be/dQw4w9WgXcQ"></iframe> b</p>', f"<p>A </p>\n{embed()}\n<p>b</p>"),
        ('<object><embed src="https://www.youtube.com/v/dQw4w9WgXcQ"></object>', embed()),
        (
            "<figure><div>\nhttps://youtu.be/dQw4w9WgXcQ\n</div><figcaption>Ở cầu</figcaption></figure>",
            embed(text="Ở cầu"),
        ),
        (
            f'<figure><iframe src="{TUBE}"></iframe><figcaption>It <b>opens</b></figcaption></figure>',
            embed(text="It opens"),
        ),
        (f"<p>{TUBE}&amp;t=3</p><p>See {TUBE}</p>", f"{embed()}\n<p>See {TUBE}</p>"),
        (f'<blockquote><a href="{TUBE}">{TUBE}</a></blockquote>', embed()),
        (
            f'<p><iframe src="https://vimeo.com/76979871"></iframe>{TUBE}</p>',
            f"{embed('https://vimeo.com/76979871')}\n{embed()}",
        ),
        (TWEET, embed("https://x.com/NASA/status/123456", "We have liftoff. — NASA 1 May")),
        (
            '<script async src="https://telegram.org/js/widget.js?22" data-telegram-post="durov/142"></script>',
            embed("https://t.me/durov/142"),
        ),
        ('<p>Good <img class="emoji" alt="😀" src="x.svg"></p><img src=count width=1 height=1>', "<p>Good 😀</p>"),
        (
            "<figure><table><tr><td>1</td></tr></table><figcaption>Of 2</figcaption></figure>",
            "<table><tbody><tr><td>1</td></tr></tbody></table>\n<p>Of 2</p>",
        ),
        (
            "<script>measure()</script><p>Text</p><blockquote>Said</blockquote>",
            "<p>Text</p>\n<blockquote>Said</blockquote>",
        ),
        (embed(text="Title"), embed(text="Title")),
    ],
)
def test_videos_and_posts_become_embeds_as_at_the_desk(markup: str, kept: str) -> None:
    record = prepared(markup)
    assert (body.sanitised(record.body), record.lost) == (kept, {})


@pytest.mark.parametrize(
    ("markup", "kept", "lost"),
    [
        ("<p>Before <img src=x.jpg> after</p>", "<p>Before  after</p>", {"picture": 1}),
        ("<p>a</p><figure><img><figcaption>Cap</figure>", "<p>a</p>", {"picture": 1}),
        (
            '<p>a</p><div id="i" class="wp-caption left"><a href="x"><img></a><p class="wp-caption-text">Cap</p></div>',
            "<p>a</p>",
            {"picture": 1},
        ),
        (
            "<figure><figure><img src=a><figcaption>A</figcaption></figure><figure><img src=b></figure>"
            "<figcaption>All</figcaption></figure><p>a</p>",
            "<p>a</p>",
            {"picture": 2},
        ),
        (
            f'<figure data-embed="{TUBE}"><figure><img></figure>The film</figure>'
            f"<figure><figure><img></figure><iframe src='{TUBE}'></iframe><figcaption>A<figure><img></figure></figure>",
            f"{embed(text='The film')}\n{embed(text='A')}",
            {"picture": 3},
        ),
        ('<p>a</p><iframe src="https://maps.example/x"></iframe>', "<p>a</p>", {"frame": 1}),
        ('<p>a</p><script src="//[x"></script>', "<p>a</p>", {"script": 1}),
        ("<p>a</p><video><source src=v.mp4>Sorry</video><audio src=a>", "<p>a</p>", {"video": 1, "recording": 1}),
        ("<form action=x><p>a</p><input></form>", "<p>a</p>", {"form": 1}),
        ('<p>a</p><script src="//polls.example/7.js"></script>', "<p>a</p>", {"script": 1}),
    ],
)
def test_what_cannot_be_shown_is_left_out_with_its_caption_and_counted(
    markup: str, kept: str, lost: dict[str, int]
) -> None:
    record = prepared(markup)
    assert (body.sanitised(record.body), record.lost) == (kept, lost)


def test_a_photo_of_the_line_takes_the_place_and_the_words_of_its_picture() -> None:
    markup = (
        '<p>One <img src="https://e/up/day/c%E1%BA%A7u-300x200.jpg?w=1" alt="A bridge"> two</p><p>Three</p>'
        "<figure><img data-src=/up/b.png src=data:x><figcaption>Cap</figcaption></figure><p>Four</p><img src=b.png>"
    )
    record = prepared(markup, {"file": "day/cầu.jpg"}, {"file": "b.png", "after_paragraph": 1}, {"file": "c.png"})
    assert record.body == "<p>One </p>\n<p>two</p>\n<p>Three</p>\n<p>Four</p>"
    assert record.lost == {}
    assert [(each.after_paragraph, each.caption, each.alt) for each in record.photos] == [
        (1, "", "A bridge"),
        (1, "Cap", ""),
        (0, "", ""),
    ]


@pytest.mark.parametrize("hostile", ["<figure>" * 9000, "<div><iframe>" * 9000, '<img src="' * 9000, "<video>" * 9000])
def test_a_hostile_body_takes_no_longer_than_its_length(hostile: str) -> None:
    with within(2):
        prepared(f"{hostile}<p>https://e/</p>")


@pytest.mark.django_db
def test_what_is_lost_is_told_once_for_each_article_and_in_all(tmp_path: Path, media: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(picture())
    lost = f"<p>Before <img> after</p><figure><img><figcaption>Cap</figure><iframe src='{TUBE}'></iframe><form></form>"
    lines = [LINE | {"body": lost}, {"id": "b", "headline": "h", "body": "<p>a</p><img src=/x/b.jpg>"}]
    lines[1]["photos"] = [{"file": "b.jpg"}]
    path = bundle(tmp_path, *lines)
    told, complained = load(path, photos=tmp_path)
    assert complained == "line 1: left out of its body: 2 pictures, 1 form.\n"
    assert "Left out of bodies: 2 pictures, 1 form (in 1 line)." in told
    assert Article.objects.get(external_id="a").body == f"<p>Before  after</p>\n{embed()}"
    assert PlacedPhoto.objects.get().after_paragraph == 1
    again, complained = load(path, photos=tmp_path)
    assert "2 left alone" in again
    assert complained.count("\n") == 1
