"""The photo at the head of an article: how large it has to be, and what is said of one that will look soft there."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from articles.photos import take_in
from articles.placing import Placing, place
from tests.article_desk import page_of, typed
from tests.forms import judged, messages_of, undrawn
from tests.pictures import file, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_one_that_is_tiny_is_refused_and_one_that_is_soft_told_of(client: Client, editor: User, article: Article):
    client.force_login(editor)
    tiny, soft, sharp = (take_in(file(picture((width, width)))) for width in (20, 300, 1200))
    form = judged(client, page_of(article), typed(article.section, lead_photo=tiny.pk))["adminform"].form
    assert "20 pixels wide" in str(form.errors["lead_photo"])
    for photo, is_told in ((soft, True), (sharp, False)):
        words = {"lead_alt": "A ferry", "lead_credit": "Photo: Đức"}
        with undrawn():
            answer = client.post(page_of(article), typed(article.section, lead_photo=photo.pk, **words))
        assert any("looks soft" in said for said in messages_of(client, answer)) == is_told


def test_one_that_is_tiny_or_soft_is_told_of_when_it_is_chosen(client: Client, editor: User):
    client.force_login(editor)
    tiny, soft, sharp = (take_in(file(picture((width, width)))) for width in (20, 300, 1200))
    address = reverse("admin:articles_article_photos")
    chosen = client.get(address, {"ids": f"{tiny.pk},{soft.pk},{sharp.pk}"}).json()["photos"]
    said = {photo["id"]: photo["at_head"] for photo in chosen}
    assert "20 pixels wide" in said[tiny.pk]
    assert "looks soft" in said[soft.pk]
    assert said[sharp.pk] == ""


def test_one_that_stands_there_already_may_stay_whatever_its_size(client: Client, editor: User, article: Article):
    client.force_login(editor)
    tiny = take_in(file(picture((20, 20))))
    place(article, [Placing(tiny.pk, is_lead=True)])
    with undrawn():
        client.post(page_of(article), typed(article.section, lead_photo=tiny.pk, headline="Kept as it was"))
    article.refresh_from_db()
    assert article.headline == "Kept as it was"
