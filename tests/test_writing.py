"""Writing an article: what is refused is kept, and every word is stored in NFC."""

import unicodedata
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from accounts.models import User
from articles import body
from articles.models import Article, Photo, Section
from articles.placing import Placing, place
from tests.article_desk import ADD_ARTICLE, page_of, typed
from tests.forms import judged


def test_a_body_that_is_too_long_is_refused_and_kept(desk: Client, article: Article) -> None:
    text = "<p>" + "a" * body.LONGEST + "</p>"
    form = judged(desk, page_of(article), typed(article.section, body=text))["adminform"].form
    assert "300000" in str(form.errors["body"])
    assert form["body"].value() == text


def test_who_may_only_look_reads_the_text_as_readers_do(
    client: Client, journalist: User, article: Article, red_and_teal: list[Photo]
) -> None:
    place(article, [Placing(red_and_teal[0].pk, "A caption of its own")])
    Article.objects.filter(pk=article.pk).update(body="<p>Read <em>this</em>.</p>")
    client.force_login(journalist)
    shown = client.get(page_of(article)).content.decode()
    assert "<p>Read <em>this</em>.</p>" in shown
    assert "A caption of its own" in shown
    assert "data-desk=" not in shown


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
    desk: Client, section: Section, red_and_teal: list[Photo]
) -> None:
    (red, teal), nfd = red_and_teal, unicodedata.normalize("NFD", "Đường về Huế")
    figure = f'<figure data-photo="{teal.pk}" data-caption="{nfd}" data-credit="{nfd}" data-alt="{nfd}"></figure>'
    lead = {"lead_photo": red.pk, "lead_caption": nfd, "lead_credit": nfd, "lead_alt": nfd}
    texts = {"headline": nfd, "standfirst": nfd, "tag_names": nfd, "note": nfd}
    desk.post(ADD_ARTICLE, typed(section, body=f"<p>{nfd}</p>{figure}", **lead, **texts))
    article = Article.objects.get()
    kept = [article.headline, article.standfirst, article.body, *article.tags.values_list("name", flat=True)]
    for placed in article.placed_photos.all():
        kept += [placed.own_caption, placed.own_credit, placed.own_alt]
    assert len(kept) == 10
    assert all("Đường về Huế" in text for text in kept)


def test_a_headline_typed_in_two_lines_is_one(desk: Client, section: Section) -> None:
    desk.post(ADD_ARTICLE, typed(section, headline="Bến cũ\r\n mở  lại"))
    assert Article.objects.get().headline == "Bến cũ mở lại"
