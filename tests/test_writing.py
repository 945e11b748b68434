"""Writing an article: its photos in the text and at the head, links that last, every word kept in NFC."""

import unicodedata
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles import body, links, outline
from articles.models import Article, Photo, PlacedPhoto, Section
from articles.photos import take_in
from articles.placing import Placing, place, with_photos, without_photos
from tests.forms import form_sent, judged, undrawn
from tests.pictures import file, picture

INLINES = ("bylines", "topic_placements", "corrections", "pins")
WORDS = {"own_caption": "", "own_credit": "", "own_alt": ""}
FIGURE = '<figure data-photo="{}" data-caption="" data-credit="" data-alt=""></figure>'


def typed(section: Section, **fields: Any) -> dict[str, Any]:
    """What an article's form sends."""
    counts = {f"{inline}-{count}_FORMS": 0 for inline in INLINES for count in ("TOTAL", "INITIAL")}
    return counts | {"headline": "Bến cũ mở lại", "section": section.pk, "language": "vi"} | fields


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def photos(media: object, db: None) -> list[Photo]:
    return [take_in(file(picture(color=colour)), caption=colour, credit="Photo: Minh") for colour in ("red", "teal")]


def address_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


# Photos as figures in the text

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
    desk: Client, section: Section, photos: list[Photo]
) -> None:
    red, teal = photos
    figure = f'<figure data-photo="{teal.pk}" data-caption="Chú thích" data-credit="" data-alt="x"></figure>'
    text = f"<p>Một.</p>{figure}<p>Hai.</p>"
    desk.post(
        reverse("admin:articles_article_add"), typed(section, body=text, lead_photo=red.pk, lead_credit="Ảnh: Lan")
    )
    article = Article.objects.get()
    assert article.body == "<p>Một.</p>\n<p>Hai.</p>"
    fields = ("photo_id", "is_lead", "after_paragraph", "position", "own_caption", "own_credit", "own_alt")
    assert set(article.placed_photos.values_list(*fields)) == {
        (red.pk, True, 0, 0, "", "Ảnh: Lan", ""),
        (teal.pk, False, 1, 1, "Chú thích", "", "x"),
    }


def test_the_form_shows_what_it_saved_and_saving_it_again_changes_nothing(
    desk: Client, article: Article, photos: list[Photo]
) -> None:
    red, teal = photos
    place(article, [Placing(red.pk, "Own", is_lead=True), Placing(teal.pk), Placing(red.pk, after_paragraph=9)])
    before = list(article.placed_photos.values())
    with undrawn():
        form = desk.get(address_of(article)).context_data["adminform"].form
    sent = {name: form[name].value() for name in ("headline", "standfirst", "body", "lead_photo", "lead_caption")}
    assert f'data-photo="{teal.pk}"' in sent["body"]
    desk.post(address_of(article), typed(article.section, **sent))
    after = list(article.placed_photos.values())
    same = ("id", "photo_id", "is_lead", "own_caption")
    assert [[row[name] for name in same] for row in after] == [[row[name] for name in same] for row in before]
    article.refresh_from_db()
    assert "<figure" not in article.body


def test_the_lead_and_a_photo_of_the_text_can_change_places(
    desk: Client, article: Article, photos: list[Photo]
) -> None:
    red, teal = photos
    place(article, [Placing(red.pk, is_lead=True), Placing(teal.pk)])
    desk.post(address_of(article), typed(article.section, lead_photo=teal.pk, body=FIGURE.format(red.pk)))
    assert dict(article.placed_photos.values_list("is_lead", "photo_id")) == {True: teal.pk, False: red.pk}
    desk.post(address_of(article), typed(article.section, body="<p>None.</p>"))
    assert not article.placed_photos.exists()


FORGED = ["0", "999999", "-1", "1e3", "٣", str(2**63), "9" * 40, "x\0", "\N{ROMAN NUMERAL ONE}"]


def test_a_photo_that_is_not_there_is_refused_in_words(desk: Client, article: Article, editor: User) -> None:
    for number in FORGED:
        fields = {"lead_photo": number, "body": f"<p>Kept.</p>{FIGURE.format(number)}"}
        form = form_sent(editor, article, typed(article.section, **fields))
        assert set(form.errors) == set(fields), number
        assert number == "x\0" or all("not in the library" in str(words) for words in form.errors.values()), number
        assert "Kept." in form["body"].value()
    assert "Kept." in desk.post(address_of(article), typed(article.section, **fields)).content.decode()
    assert not PlacedPhoto.objects.exists()


def test_who_may_not_see_the_library_places_none_of_it_but_keeps_what_is_placed(
    desk: Client, article: Article, photos: list[Photo], editor: User
) -> None:
    red, teal = photos
    place(article, [Placing(red.pk)])
    editor.groups.get().permissions.remove(*editor.groups.get().permissions.filter(codename="view_photo"))
    assert desk.get(reverse("admin:articles_article_photos"), {"ids": red.pk}).status_code == 403
    refused = judged(desk, address_of(article), typed(article.section, body=FIGURE.format(teal.pk)))
    assert "body" in refused["adminform"].form.errors
    assert desk.post(address_of(article), typed(article.section, body=FIGURE.format(red.pk))).status_code == 302


def test_words_that_are_too_long_are_refused_by_the_place_of_their_photo(
    desk: Client, article: Article, photos: list[Photo]
) -> None:
    figure = f'<figure data-photo="{photos[0].pk}" data-credit="{"x" * 201}"></figure>'
    page = judged(desk, address_of(article), typed(article.section, body=figure))
    assert "photo 1" in str(page["adminform"].form.errors["body"])


def test_a_body_that_is_too_long_is_refused_and_kept(desk: Client, article: Article) -> None:
    text = "<p>" + "a" * body.LONGEST + "</p>"
    form = judged(desk, address_of(article), typed(article.section, body=text))["adminform"].form
    assert "300000" in str(form.errors["body"])
    assert form["body"].value() == text


def test_who_may_only_look_reads_the_text_as_readers_do(
    client: Client, journalist: User, article: Article, photos: list[Photo]
) -> None:
    place(article, [Placing(photos[0].pk, "A caption of its own")])
    Article.objects.filter(pk=article.pk).update(body="<p>Read <em>this</em>.</p>")
    client.force_login(journalist)
    shown = client.get(address_of(article)).content.decode()
    assert "<p>Read <em>this</em>.</p>" in shown
    assert "A caption of its own" in shown
    assert "data-desk=" not in shown


# Links to our own articles


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://testserver/vietnam/x-1/?a=1&amp;b=2#c", "/vietnam/x-1/?a=1&amp;b=2#c"),
        ("https://localhost:8000/", "/"),
        ("https://example.org/vietnam/x-1/", "https://example.org/vietnam/x-1/"),
        ("mailto:desk@testserver", "mailto:desk@testserver"),
        ("/vietnam/x-1/", "/vietnam/x-1/"),
        ("https://[", "https://["),
    ],
)
def test_a_link_into_this_site_is_kept_without_its_host(address: str, kept: str) -> None:
    markup = f'<p>a <a title="t" href="{address}" rel="noopener">b</a></p>'
    assert links.made_relative(markup, "testserver") == markup.replace(address, kept)


def test_a_link_to_an_article_survives_a_rename(desk: Client, section: Section, article: Article) -> None:
    text = f'<p>See <a href="http://testserver{article.get_absolute_url()}">the ferry</a>.</p>'
    desk.post(reverse("admin:articles_article_add"), typed(section, body=text))
    linking = Article.objects.exclude(pk=article.pk).get()
    (href,) = [part.partition('"')[0] for part in linking.body.split('href="')[1:]]
    assert href == article.get_absolute_url()
    hanoi = Section.objects.create(name="Hanoi")
    for changed, value in (("headline", "Another"), ("slug", "else"), ("section", hanoi)):
        setattr(article, changed, value)
        article.save()
        assert href != article.get_absolute_url()
        answer = Client().get(href)
        assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url()), changed


def test_articles_to_link_to_are_found_without_marks(desk: Client, section: Section, draft: Article) -> None:
    Article.objects.create(headline="Đò ngang về bến cuối", section=section)
    asked = reverse("admin:articles_article_links")
    found = desk.get(asked, {"q": "ben DO"}).json()["articles"]
    assert [each["headline"] for each in found] == ["Đò ngang về bến cuối"]
    assert found[0]["is_public"] is False
    for odd in ("\0", "\ud800", "%", "x" * 5000, "_" * 3):
        assert desk.get(asked, {"q": odd.encode("utf-8", "surrogatepass")}).status_code < 500


def test_the_public_is_not_told_of_drafts_and_photos(client: Client, reader: User) -> None:
    addresses = [reverse(f"admin:articles_article_{name}") for name in ("links", "photos")]
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    client.force_login(reader)
    assert [client.get(address).status_code for address in addresses] == [302, 302]


# Unicode


def text_fields() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_app_config("articles").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField):
                yield model, field.name


@pytest.mark.parametrize(("model", "name"), list(text_fields()), ids=lambda part: getattr(part, "__name__", part))
def test_every_text_of_the_newsroom_is_kept_in_nfc(model: type[models.Model], name: str) -> None:
    decomposed = unicodedata.normalize("NFD", "Tiếng Việt")
    row = model(**{name: decomposed})
    models.signals.pre_save.send(model, instance=row, raw=False, using="default", update_fields=None)
    assert getattr(row, name) == "Tiếng Việt" != decomposed


def test_what_is_typed_decomposed_at_the_desk_is_stored_composed(
    desk: Client, section: Section, photos: list[Photo]
) -> None:
    nfd = unicodedata.normalize("NFD", "Đường về Huế")
    figure = f'<figure data-photo="{photos[1].pk}" data-caption="{nfd}" data-credit="{nfd}" data-alt="{nfd}"></figure>'
    lead = {"lead_photo": photos[0].pk, "lead_caption": nfd, "lead_credit": nfd, "lead_alt": nfd}
    texts = {"headline": nfd, "standfirst": nfd, "tag_names": nfd, "note": nfd}
    desk.post(reverse("admin:articles_article_add"), typed(section, body=f"<p>{nfd}</p>{figure}", **lead, **texts))
    article = Article.objects.get()
    kept = [article.headline, article.standfirst, article.body, *article.tags.values_list("name", flat=True)]
    for placed in article.placed_photos.all():
        kept += [placed.own_caption, placed.own_credit, placed.own_alt]
    assert len(kept) == 10
    assert all("Đường về Huế" in text for text in kept)


def test_a_headline_typed_in_two_lines_is_one(desk: Client, section: Section) -> None:
    desk.post(reverse("admin:articles_article_add"), typed(section, headline="Bến cũ\r\n mở  lại"))
    assert Article.objects.get().headline == "Bến cũ mở lại"
