"""Photos of an article: figures in its text while it is written, rows with their places when it is kept."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles import body, outline
from articles.models import Article, Photo, PlacedPhoto, Section
from articles.placing import Placing, place, with_photos, without_photos
from tests.article_desk import ADD_ARTICLE, page_of, typed
from tests.forms import form_sent, judged, undrawn

FIGURE = '<figure data-photo="{}" data-caption="" data-credit="" data-alt=""></figure>'

texts = st.sampled_from(["Một.", "two & <b>three</b>", "<em>a</em>"])
blocks = st.one_of(
    texts.map(lambda text: f"<p>{text}</p>"),
    texts.map(lambda text: f"<h2>{text}</h2>"),
    texts.map(lambda text: f'<blockquote class="pull"><p>{text}</p></blockquote>'),
    texts.map(lambda text: f"<ul><li>{text}</li></ul>"),
    st.just("<hr>"),
    st.just('<figure data-embed="https://vimeo.com/76979871">A title</figure>'),
)
words = st.sampled_from(["", 'Said “x" & <y>', "hai\ndòng"])
placed_photos = st.builds(
    Placing, photo_id=st.integers(1, 3), after_paragraph=st.integers(0, 9), own_caption=words, own_credit=words
)


@settings(max_examples=75, deadline=None)
@given(st.lists(blocks, max_size=7).map("".join), st.lists(placed_photos, max_size=4))
def test_photos_come_out_of_the_text_as_they_went_in(markup: str, placed: list[Placing]) -> None:
    kept = body.sanitised(markup)
    again, found = without_photos(with_photos(kept, placed))
    assert again == kept
    assert shown(again, found) == shown(kept, placed)
    assert without_photos(with_photos(again, found)) == (again, found)


def shown(markup: str, placed: list[Placing]) -> list[Any]:
    """What the page shows, the photos told by their words alone."""
    told = [SimpleNamespace(**vars(each)) for each in placed]
    parts = outline.parts(markup, told)
    return [(p.photo_id, p.own_caption, p.own_credit) if isinstance(p, SimpleNamespace) else str(p) for p in parts]


@pytest.mark.parametrize(
    ("markup", "kept", "places"),
    [
        (f"<p>a</p>{FIGURE}<p>b</p>", "<p>a</p>\n<p>b</p>", [1]),
        (f"{FIGURE}<p>a</p>", "<p>a</p>", [0]),
        (
            f"<p>a</p><blockquote><p>b</p>{FIGURE}<p>c</p></blockquote>",
            "<p>a</p>\n<blockquote><p>b</p><p>c</p></blockquote>",
            [2],
        ),
        (f"<p>a{FIGURE}b</p>", "<p>a</p>\n<p>b</p>", [1]),
        (f"<ul><li>{FIGURE}</li></ul>", "", [0]),
        (f"<p>a</p><h2>b</h2>{FIGURE}<p>c</p>", "<p>a</p>\n<h2>b</h2>\n<p>c</p>", [1]),
        (f"<p>a</p><h2>b</h2>{FIGURE}", "<p>a</p>\n<h2>b</h2>", [2]),
        (f"<p>a</p>{FIGURE}<script>x</script>{FIGURE}", "<p>a</p>", [1, 1]),
    ],
)
def test_a_figure_stands_after_the_paragraph_before_it(markup: str, kept: str, places: list[int]) -> None:
    text, found = without_photos(markup.replace("{}", "7"))
    assert (text, [each.after_paragraph for each in found]) == (kept, places)
    assert {each.photo_id for each in found} == {7}


def test_a_stored_body_never_holds_a_photo(article: Article) -> None:
    article.body = f"<p>a</p>{FIGURE.format(7)}"
    article.save()
    assert article.body == "<p>a</p>"


def test_an_editor_places_photos_at_the_head_and_in_the_text(
    desk: Client, section: Section, red_and_teal: list[Photo]
) -> None:
    red, teal = red_and_teal
    figure = f'<figure data-photo="{teal.pk}" data-caption="Chú thích" data-credit="" data-alt="x"></figure>'
    text = f"<p>Một.</p>{figure}<p>Hai.</p>"
    desk.post(ADD_ARTICLE, typed(section, body=text, lead_photo=red.pk, lead_credit="Ảnh: Lan"))
    article = Article.objects.get()
    assert article.body == "<p>Một.</p>\n<p>Hai.</p>"
    fields = ("photo_id", "is_lead", "after_paragraph", "position", "own_caption", "own_credit", "own_alt")
    assert set(article.placed_photos.values_list(*fields)) == {
        (red.pk, True, 0, 0, "", "Ảnh: Lan", ""),
        (teal.pk, False, 1, 1, "Chú thích", "", "x"),
    }


def test_the_form_shows_what_it_saved_and_saving_it_again_changes_nothing(
    desk: Client, article: Article, red_and_teal: list[Photo]
) -> None:
    red, teal = red_and_teal
    place(article, [Placing(red.pk, "Own", is_lead=True), Placing(teal.pk), Placing(red.pk, after_paragraph=9)])
    before = list(article.placed_photos.values())
    with undrawn():
        form = desk.get(page_of(article)).context_data["adminform"].form
    sent = {name: form[name].value() for name in ("headline", "standfirst", "body", "lead_photo", "lead_caption")}
    assert f'data-photo="{teal.pk}"' in sent["body"]
    desk.post(page_of(article), typed(article.section, **sent))
    after = list(article.placed_photos.values())
    same = ("id", "photo_id", "is_lead", "own_caption")
    assert [[row[name] for name in same] for row in after] == [[row[name] for name in same] for row in before]
    article.refresh_from_db()
    assert "<figure" not in article.body


def test_the_lead_and_a_photo_of_the_text_can_change_places(
    desk: Client, article: Article, red_and_teal: list[Photo]
) -> None:
    red, teal = red_and_teal
    place(article, [Placing(red.pk, is_lead=True), Placing(teal.pk)])
    desk.post(page_of(article), typed(article.section, lead_photo=teal.pk, body=FIGURE.format(red.pk)))
    assert dict(article.placed_photos.values_list("is_lead", "photo_id")) == {True: teal.pk, False: red.pk}
    desk.post(page_of(article), typed(article.section, body="<p>None.</p>"))
    assert not article.placed_photos.exists()


FORGED = ["0", "999999", "-1", "1e3", "٣", str(2**63), "9" * 40, "x\0", "\N{ROMAN NUMERAL ONE}"]


def test_a_photo_that_is_not_there_is_refused_in_words(desk: Client, article: Article, editor: User) -> None:
    for number in FORGED:
        fields = {"lead_photo": number, "body": f"<p>Kept.</p>{FIGURE.format(number)}"}
        form = form_sent(editor, article, typed(article.section, **fields))
        assert set(form.errors) == set(fields), number
        assert number == "x\0" or all("not in the library" in str(words) for words in form.errors.values()), number
        assert "Kept." in form["body"].value()
    assert "Kept." in desk.post(page_of(article), typed(article.section, **fields)).content.decode()
    assert not PlacedPhoto.objects.exists()


def test_who_may_not_see_the_library_places_none_of_it_but_keeps_what_is_placed(
    desk: Client, article: Article, red_and_teal: list[Photo], editor: User
) -> None:
    red, teal = red_and_teal
    place(article, [Placing(red.pk)])
    editor.groups.get().permissions.remove(*editor.groups.get().permissions.filter(codename="view_photo"))
    assert desk.get(reverse("admin:articles_article_photos"), {"ids": red.pk}).status_code == 403
    refused = judged(desk, page_of(article), typed(article.section, body=FIGURE.format(teal.pk)))
    assert "body" in refused["adminform"].form.errors
    assert desk.post(page_of(article), typed(article.section, body=FIGURE.format(red.pk))).status_code == 302


def test_words_that_are_too_long_are_refused_by_the_place_of_their_photo(
    desk: Client, article: Article, red_and_teal: list[Photo]
) -> None:
    figure = f'<figure data-photo="{red_and_teal[0].pk}" data-credit="{"x" * 201}"></figure>'
    page = judged(desk, page_of(article), typed(article.section, body=figure))
    assert "photo 1" in str(page["adminform"].form.errors["body"])
