"""Previews: the public page before it is public, for the desk and for whoever holds a link."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from articles import next_pages
from articles.models import Article, PreviewLink, PreviewVisit, Tally
from articles.previews import address_of, browser_of, make_link, revoke
from articles.revisions import keep, propose, snapshot
from tests.browser import accessibility_violations, be_logged_in
from tests.forms import judged, undrawn
from tests.newspaper import place
from tests.stories import at, story

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHOTO = re.compile(r"/preview/[^/\s\"]+(/photos/[^\s\"]+)")
# What a preview has beside the public page, and the page beside its preview.
MARKS = (
    (r'<meta name="robots" content="noindex, nofollow">(<base target="_blank">)?', ""),
    (r'<link rel="stylesheet" href="[^"]*preview.css">', ""),
    (r'(?s)\n*<aside class="preview-bar.*?</aside>\n', ""),
    (r' data-article="\d+">', ">"),
    (' class="bar" inert', ' class="bar"'),
)


def without_marks(html: str) -> list[str]:
    for mark, plain in MARKS:
        html = re.sub(mark, plain, html, count=1)
    return [line for line in html.splitlines() if line.strip()]


@pytest.fixture
def piece(section: Any, media: Any, editor: User) -> Article:
    """A draft with a photo that nothing public shows, kept as its first revision."""
    article = story("The Kanarix sings", "In the reeds.", status="draft", published_at=None, standfirst="At dawn.")
    place(article, (9, 99, 9), "A Kanarix on a branch.", is_lead=True)
    keep(article, editor)
    return article


@pytest.fixture
def link(piece: Article, editor: User) -> PreviewLink:
    return make_link(piece.revisions.get(), "Dr. Hà", editor, hours=24)


def at_desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def preview_of(article: Article, query: str = "") -> str:
    return reverse("admin:articles_article_preview", args=[article.pk]) + query


def desk_of(article: Article) -> str:
    return reverse("admin:articles_article_previews", args=[article.pk])


def test_a_preview_is_the_public_page_but_for_its_marks(client: Client, full: Article, editor: User) -> None:
    public = client.get(full.get_absolute_url()).text
    at_desk(client, editor)
    assert without_marks(client.get(preview_of(full)).text) == without_marks(public)
    revision = keep(full, editor)
    assert without_marks(client.get(preview_of(full, f"?revision={revision.number}")).text) == without_marks(public)
    link = make_link(revision, "Dr. Hà", editor, hours=1)
    by_link = PHOTO.sub(r"\1", Client().get(address_of(link)).text)
    assert without_marks(by_link) == without_marks(public)


def test_a_draft_is_shown_as_it_will_be(client: Client, piece: Article, journalist: User, editor: User) -> None:
    html = at_desk(client, editor).get(preview_of(piece)).text
    assert [
        text for text in (piece.headline, "In the reeds.", "At dawn.", "not public", "revision 1") if text not in html
    ] == []
    assert 'name="robots" content="noindex' in html
    assert "data-article=" not in html.partition('class="reactions"')[0]


def test_any_revision_and_a_proposal_can_be_seen(client: Client, piece: Article, editor: User) -> None:
    proposal = propose(piece, snapshot(piece) | {"headline": "A proposed headline"}, editor)
    piece.headline = "A second headline"
    piece.save()
    keep(piece, editor)
    at_desk(client, editor)
    assert "The Kanarix sings" in client.get(preview_of(piece, "?revision=1")).text
    assert "A proposed headline" in client.get(preview_of(piece, f"?revision={proposal.number}")).text
    assert "A second headline" in client.get(preview_of(piece)).text


def test_a_revision_that_is_not_there_is_not_found(client: Client, piece: Article, editor: User) -> None:
    at_desk(client, editor)
    assert client.get(preview_of(piece, "?revision=99")).status_code == 404
    for number in ("0", "99", "-1", "x", "9" * 30, "١", "1.0", "\ud800"):
        query = "?revision=" + number.encode("utf-8", "surrogatepass").decode("latin-1")
        for address in (preview_of(piece, query), desk_of(piece) + query):
            with undrawn():
                assert client.get(address).status_code == 404, ascii(number)


def test_an_embargo_is_carried_visibly(client: Client, piece: Article, link: PreviewLink, editor: User) -> None:
    until = timezone.localtime() + timedelta(days=3)
    Article.objects.filter(pk=piece.pk).update(embargoed_until=until)
    for html in (client.get(address_of(link)).text, at_desk(client, editor).get(preview_of(piece)).text):
        assert f"Embargoed until {until.day} {until:%B %Y}, {until:%H:%M}" in html


def test_only_the_desk_sees_a_preview_without_a_link(client: Client, piece: Article, reader: User) -> None:
    for address in (preview_of(piece), desk_of(piece)):
        assert client.get(address).status_code == 302
        assert at_desk(Client(), reader).get(address).status_code == 302


def test_only_the_preview_may_be_framed_and_only_by_the_desk(client: Client, piece: Article, editor: User) -> None:
    at_desk(client, editor)
    page, desk = client.get(preview_of(piece)), client.get(desk_of(piece))
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in desk["Content-Security-Policy"]
    assert page["Cache-Control"] == "private, no-store"


def test_a_link_opens_its_revision_without_an_account(client: Client, link: PreviewLink, piece: Article) -> None:
    piece.headline = "Changed since"
    piece.save()
    keep(piece, None)
    answer = client.get(address_of(link))
    assert "The Kanarix sings" in answer.text
    assert "Changed since" not in answer.text
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_link_shows_the_photos_of_its_revision_and_makes_none_public(
    client: Client, link: PreviewLink, piece: Article, full: Article
) -> None:
    photos = {photo[0] for photo in re.finditer(PHOTO, client.get(address_of(link)).text)}
    smallest = sorted(photos, key=lambda address: -int(address.rpartition("/")[2].partition(".")[0]))
    shown = {address.rpartition(".")[2]: address for address in smallest}.values()  # one of each kind
    assert len(shown) == 3
    for address in shown:
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert client.get(PHOTO.sub(r"\1", address)).status_code == 404
    mine, other = piece.placed_photos.get().photo, full.placed_photos.first().photo
    of_another = next(iter(shown)).replace(f"/photos/{mine.pk}-", f"/photos/{other.pk}-")
    assert client.get(of_another).status_code == 404
    revoke(link)
    assert {client.get(address).status_code for address in shown} == {404}


def test_what_opens_nothing_says_the_same_whatever_the_reason(
    client: Client, link: PreviewLink, editor: User, piece: Article
) -> None:
    token = address_of(link).split("/")[2]
    revoked = make_link(piece.revisions.get(), "Gone", editor, hours=1)
    revoke(revoked)
    gone = make_link(piece.revisions.get(), "Deleted", editor, hours=1)
    address_of_gone = address_of(gone)
    gone.delete()
    forged = [token[:-1] + ("A" if token[-1] != "A" else "B"), token.partition(".")[0], "x", "1.x", ".", "9" * 99, "é"]
    addresses = [f"/preview/{each}/" for each in forged] + [address_of(revoked), address_of_gone]
    answers = [client.get(address) for address in addresses]
    with at(timezone.now() + timedelta(hours=25)):
        answers.append(client.get(address_of(link)))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert not PreviewVisit.objects.exists()


def test_a_token_of_another_purpose_opens_nothing(client: Client, link: PreviewLink) -> None:
    assert client.get(f"/preview/{Signer(sep='.').sign(str(link.pk))}/").status_code == 404


def test_each_opening_is_counted_with_no_more_than_a_browser_s_family(client: Client, link: PreviewLink) -> None:
    client.get(address_of(link), headers={"user-agent": FIREFOX})
    client.head(address_of(link), headers={"user-agent": FIREFOX})
    assert [visit.browser for visit in link.visits.all()] == ["Firefox"]


@pytest.mark.parametrize(
    ("user_agent", "family"),
    [
        (FIREFOX, "Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Zalo/25", "Zalo"),
        ("WhatsApp/2.24 A", "program"),
        ("", "program"),
        ("Something of its own", "program"),
        ("Mozilla/5.0 (Something of its own)", ""),
        ("Mozilla/5.0 (" + "x" * 100_000, ""),
    ],
)
def test_a_browser_is_known_by_its_family(user_agent: str, family: str) -> None:
    assert browser_of(user_agent) == family


def test_a_preview_is_only_read(client: Client, link: PreviewLink) -> None:
    for ask in (client.post, client.put, client.patch, client.delete):
        assert ask(address_of(link)).status_code == 405


def test_nothing_of_a_preview_is_counted_or_found(client: Client, link: PreviewLink, piece: Article) -> None:
    client.get(address_of(link), headers={"user-agent": FIREFOX})
    client.post("/count/", {"article": piece.pk, "event": "view"})
    assert not Tally.objects.filter(article=piece).exists()
    for address in ("/", "/feed/", "/sitemap.xml", "/sitemap-articles.xml", "/search/?q=kanarix", "/vietnam/"):
        html = client.get(address).text
        assert "The Kanarix sings" not in html, address
        assert "/preview/" not in html.replace(next_pages.RULES, ""), address
    assert "Disallow: /preview/" in client.get("/robots.txt").text


def test_an_editor_makes_a_link_and_takes_it_back(client: Client, piece: Article, editor: User) -> None:
    at_desk(client, editor)
    client.post(desk_of(piece), {"recipient": "Dr. Hà", "hours": "72"})
    link = PreviewLink.objects.get()
    assert (link.revision.number, link.made_by) == (1, editor)
    assert abs(link.expires_at - timezone.now() - timedelta(hours=72)) < timedelta(minutes=1)
    (address,) = re.findall(r'readonly value="([^"]+)"', client.get(desk_of(piece)).text)
    assert Client().get(urlsplit(address).path, headers={"user-agent": FIREFOX}).status_code == 200
    assert "1 time, last" in client.get(desk_of(piece)).text
    assert "Firefox" in client.get(desk_of(piece)).text
    client.post(reverse("admin:articles_article_revoke_preview", args=[piece.pk, link.pk]))
    assert Client().get(urlsplit(address).path).status_code == 404
    assert "taken back" in client.get(desk_of(piece)).text


def test_a_link_that_cannot_be_is_refused_and_what_was_typed_is_kept(
    client: Client, piece: Article, editor: User
) -> None:
    at_desk(client, editor)
    for recipient, hours, wrong in (
        ("", "1", "recipient"),
        ("x" * 121, "1", "recipient"),
        ("a\0b", "1", "recipient"),
        ("Hà", "999", "hours"),
    ):
        form = judged(client, desk_of(piece), {"recipient": recipient, "hours": hours})["form"]
        assert (list(form.errors), form["recipient"].value()) == ([wrong], recipient)
    answer = client.post(desk_of(piece), {"recipient": "Typed just now"})
    assert [words for words in ("errorlist", "Typed just now") if words not in answer.text] == []
    assert not PreviewLink.objects.exists()


def test_who_may_not_change_an_article_hands_out_no_links(
    client: Client, piece: Article, link: PreviewLink, moderator: User
) -> None:
    at_desk(client, moderator)
    assert address_of(link) not in client.get(desk_of(piece)).text
    assert client.post(desk_of(piece), {"recipient": "Me", "hours": "1"}).status_code == 403
    assert client.post(reverse("admin:articles_article_revoke_preview", args=[piece.pk, link.pk])).status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


def test_a_link_is_taken_back_at_its_own_article_alone(client: Client, link: PreviewLink, editor: User) -> None:
    other = story("Another")
    address = reverse("admin:articles_article_revoke_preview", args=[other.pk, link.pk])
    assert at_desk(client, editor).post(address).status_code == 404
    assert client.get(address).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_desk_shows_the_page_as_on_a_phone_and_on_a_desk(
    page: Page, live_server: Any, piece: Article, link: PreviewLink, editor: User
) -> None:
    be_logged_in(page, editor, live_server.url)
    page.goto(desk_of(piece))
    for title, width in (("The page on a phone", 390), ("The page on a desktop screen", 1440)):
        frame = page.frame_locator(f"iframe[title='{title}']")
        expect(frame.locator("h1")).to_have_text(piece.headline)
        assert frame.locator("html").evaluate("element => element.clientWidth") == width
        assert frame.locator("figure img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    page.locator("#width-both").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".desk")).to_be_hidden()
    assert accessibility_violations(page) == ""
