"""An article with everything that a revision holds, and its form at the desk as a browser would send it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from articles import photos
from articles.models import Article, Author, Byline, PinnedRelated, PlacedPhoto, Topic, TopicPlacement
from articles.tagging import set_tags
from tests.forms import HTMLForm
from tests.pictures import file, picture
from tests.stories import story


def full_article() -> Article:
    """An article with everything that a revision holds."""
    article = story("Đò ngang về bến cuối", "Chuyến phà <em>cuối</em> rời bến lúc nửa đêm.", standfirst="Một đêm.")
    for place, name in enumerate(["Nguyễn Ánh Tuyết", "Lê Minh Đức"]):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=place)
    TopicPlacement.objects.create(article=article, topic=Topic.objects.create(name="Floods"))
    set_tags(article, ["Sông Hồng", "Washington, D.C."])
    lead, second = (photos.take_in(file(picture(color=colour)), alt=colour) for colour in ("teal", "maroon"))
    PlacedPhoto.objects.create(article=article, photo=lead, is_lead=True, own_caption="Bến phà")
    PlacedPhoto.objects.create(article=article, photo=second, after_paragraph=1)
    PinnedRelated.objects.create(article=article, related_article=story("Beside it"))
    return article


def emptied(article: Article) -> None:
    """Take everything from `article` that a revision holds."""
    for rows in (
        article.bylines,
        article.topic_placements,
        article.tag_placements,
        article.placed_photos,
        article.pins,
    ):
        rows.all().delete()
    article.headline, article.standfirst, article.body = "Something else", "", "<p>Khác.</p>"
    article.save()


def address(article: Article, page: str = "change", *more: object) -> str:
    return reverse(f"admin:articles_article_{page}", args=[article.pk, *more])


def opened(client: Client, article: Article) -> dict[str, Any]:
    """What the article's form would send if nothing were typed."""
    page = client.get(address(article))
    fields = HTMLForm(page.content.decode(), "article_form").fields
    return {name: value for name, value in fields.items() if not name.startswith("_")}
