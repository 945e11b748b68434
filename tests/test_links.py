"""Links from one article to another: found by words, kept without a host, and good after a rename."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import links
from articles.models import Article, Section
from tests.article_desk import ADD_ARTICLE, typed


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
    desk.post(ADD_ARTICLE, typed(section, body=text))
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
