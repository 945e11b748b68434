"""Corrections: written at the desk, shown on the article, in a log and in a feed, with what they changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.corrections import correct
from articles.models import Article, Correction, Newsroom
from articles.revisions import keep, propose, snapshot
from tests.article_desk import as_it_is, page_of
from tests.forms import judged, messages_of
from tests.stories import at, hidden_stories, story

FORMERLY = re.compile(r"\b4\.8\b")  # and not the fraction of a second
pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def corrected(article: Article, by: User | None, note: str = "It is 4.2 km.", **words: Any) -> Correction:
    """Change the words of an article and say so, as one save at the desk does."""
    for field, value in words.items():
        setattr(article, field, value)
    article.save()
    kind = Correction.Kind.RETRACTION if note.startswith("Retracted") else Correction.Kind.CORRECTION
    correction = correct(article, kind, note, by)
    keep(article, by)
    return correction


@pytest.fixture
def bridge(editor: User) -> Article:
    """A published article of which a first revision is kept."""
    article = story("A bridge of 4.8 km opens", "The bridge is 4.8 km long.</p><p>It cost nothing at all.")
    keep(article, editor)
    return article


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_reader_can_see_what_a_correction_changed(client: Client, bridge: Article, editor: User) -> None:
    body = bridge.body.replace("4.8", "4.2")
    correction = corrected(bridge, editor, headline="A bridge of 4.2 km opens", body=body)
    assert f'href="{correction.get_absolute_url()}"' in page(client, bridge.get_absolute_url())
    html = page(client, correction.get_absolute_url())
    assert "bridge of <del>4.8</del> <ins>4.2</ins> km" in html
    assert "The bridge is <del>4.8</del> <ins>4.2</ins> km long." in html
    assert "It cost nothing" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_note_that_follows_its_change_by_a_while_shows_it_too(client: Client, bridge: Article, editor: User) -> None:
    bridge.headline = "A bridge of 4.2 km opens"
    bridge.save()
    keep(bridge, editor)
    with at(timezone.now() + timedelta(minutes=20)):
        correction = corrected(bridge, editor)
        assert "<del>4.8</del> <ins>4.2</ins>" in page(client, correction.get_absolute_url())


def test_a_second_note_shows_its_own_change_alone(client: Client, bridge: Article, editor: User) -> None:
    corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    with at(timezone.now() + timedelta(minutes=20)):
        second = corrected(bridge, editor, "It was opened twice.", body="<p>It opened twice.</p>")
        html = page(client, second.get_absolute_url())
    assert "<ins>" in html
    assert "4.2</ins>" not in html


def test_a_note_without_a_change_shows_none(client: Client, bridge: Article, editor: User) -> None:
    corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    with at(timezone.now() + timedelta(minutes=20)):
        third = corrected(bridge, editor, "To be clear: one bridge.")
        assert "<del>" not in page(client, third.get_absolute_url()).replace("<del>Struck out</del>", "")
        assert f'href="{third.get_absolute_url()}"' not in page(client, bridge.get_absolute_url())


def test_words_from_before_the_publication_are_never_shown(client: Client, editor: User) -> None:
    article = story("The Kanarix sings", "Kanarix.", status="draft")
    keep(article, editor)
    article.status, article.published_at = "published", timezone.now() + timedelta(hours=1)
    article.save()
    keep(article, editor)
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(hours=1))
    article.refresh_from_db()
    correction = corrected(article, editor, headline="The bird sings", body="<p>A bird.</p>")
    assert "Kanarix" not in page(client, correction.get_absolute_url())
    Correction.objects.update(revision=article.revisions.last())
    assert "Kanarix" not in page(client, correction.get_absolute_url())


def test_a_proposal_is_never_shown(client: Client, bridge: Article, editor: User) -> None:
    proposed = snapshot(bridge) | {"headline": "The Kanarix proposal"}
    propose(bridge, proposed, editor)
    correction = corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    propose(bridge, proposed, editor)
    html = page(client, correction.get_absolute_url())
    assert "<del>4.8</del> <ins>4.2</ins>" in html
    assert "Kanarix" not in html
    Correction.objects.update(revision=bridge.revisions.filter(is_proposal=True).last())
    assert "Kanarix" not in page(client, correction.get_absolute_url())


def test_words_that_must_not_be_repeated_are_kept_back(client: Client, bridge: Article, editor: User) -> None:
    correction = corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    Correction.objects.update(hides_changes=True)
    assert not FORMERLY.search(page(client, correction.get_absolute_url()))
    assert f'href="{correction.get_absolute_url()}"' not in page(client, bridge.get_absolute_url())


@pytest.mark.parametrize("state", ["draft", "withdrawn", "scheduled"])
def test_corrections_of_what_is_not_public_are_nowhere(client: Client, state: str, editor: User) -> None:
    article = story("The Kanarix sings", "Kanarix.")
    keep(article, editor)
    correction = corrected(article, editor, "The Kanarix does not sing.", headline="The Kanarix is silent")
    moment = timezone.now() + timedelta(days=1) if state == "scheduled" else article.published_at
    status = "published" if state == "scheduled" else state
    Article.objects.filter(pk=article.pk).update(status=status, published_at=moment)
    assert client.get(correction.get_absolute_url()).status_code == 404
    for address in ("/corrections/", "/corrections/feed/"):
        assert "Kanarix" not in page(client, address)


def test_only_what_readers_can_read_is_corrected(editor: User) -> None:
    for article in hidden_stories():
        with pytest.raises(ValidationError, match="not public"):
            correct(article, "correction", "It is 4.2 km.", editor)
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("kind", "text"), [("nonsense", "Words."), ("correction", " \0 "), ("update", "")])
def test_what_cannot_be_a_correction_is_refused(article: Article, editor: User, kind: str, text: str) -> None:
    with pytest.raises(ValidationError):
        correct(article, kind, text, editor)
    assert not Correction.objects.exists()


def test_a_retracted_article_keeps_its_address_and_says_so_everywhere(
    client: Client, bridge: Article, editor: User
) -> None:
    corrected(bridge, editor, "Retracted: the bridge was never built.")
    html = page(client, bridge.get_absolute_url())
    assert html.index("the bridge was never built") < html.index('class="body"')
    assert '"creativeWorkStatus":"Retracted"' in html
    for address in ("/", "/vietnam/", "/search/?q=opens", "/feed/"):
        assert "Retracted: " in page(client, address), address


def test_a_vietnamese_article_says_it_in_vietnamese(client: Client, bridge: Article, editor: User) -> None:
    Article.objects.update(language="vi")
    bridge.refresh_from_db()
    corrected(bridge, editor, "Retracted: không có cầu.")
    assert '<html lang="vi">' in page(client, bridge.get_absolute_url())
    assert '<html lang="vi">' in page(client, Correction.objects.get().get_absolute_url())
    assert '<html lang="en">' in page(client, "/corrections/")


def test_the_log_has_pages_with_the_newest_first(client: Client, bridge: Article, editor: User) -> None:
    for number in range(25):
        with at(timezone.now() - timedelta(minutes=50 - number)):
            Correction.objects.create(article=bridge, text=f"Note {number}.")
    first, second = page(client, "/corrections/"), page(client, "/corrections/?page=2")
    assert re.findall(r"Note \d+", first) == [f"Note {number}" for number in range(24, 4, -1)]
    assert "Note 4." in second
    assert client.get("/corrections/?page=9").status_code == 404
    assert 'href="/corrections/"' in page(client, "/about/")


def test_the_log_costs_the_same_however_long_it_is(
    client: Client, bridge: Article, django_assert_max_num_queries: Any
) -> None:
    Correction.objects.bulk_create(Correction(article=bridge, text=f"Note {number}.") for number in range(20))
    with django_assert_max_num_queries(6):
        page(client, "/corrections/")


def test_the_feed_tells_each_correction(client: Client, bridge: Article, editor: User) -> None:
    Newsroom.objects.create(name="The Red River Post")
    correction = corrected(bridge, editor, "It is <4.2> km & no more.")
    feed = fromstring(client.get("/corrections/feed/").content)
    assert feed.findtext(f"{ATOM}title") == "The Red River Post: Corrections"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == f"Correction: {bridge.headline}"
    assert entry.findtext(f"{ATOM}summary") == "It is &lt;4.2&gt; km &amp; no more."
    assert entry.findtext(f"{ATOM}id").endswith(f":correction-{correction.pk}")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"].endswith(f"{bridge.get_absolute_url()}#correction-{correction.pk}")


def test_the_public_pages_say_and_keep_nothing_of_who_asks(
    client: Client, bridge: Article, editor: User, reader: User
) -> None:
    correction = corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    known = Client()
    known.force_login(reader)
    for address in ("/corrections/", "/corrections/feed/", correction.get_absolute_url()):
        answers = [client.get(address), known.get(address)]
        assert answers[0].content == answers[1].content
        assert not any(answer.cookies or "cookie" in answer.get("Vary", "").lower() for answer in answers)
        assert editor.display_name not in answers[0].content.decode()


@pytest.mark.parametrize("number", ["0", "9" * 19, "999999999999999999999", "x", "-1"])
def test_a_correction_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/corrections/{number}/").status_code == 404


def note(text: str, kind: str = "correction") -> dict[str, Any]:
    return {"corrections-TOTAL_FORMS": 1, "corrections-0-kind": kind, "corrections-0-text": text}


def test_an_editor_corrects_at_the_desk_and_readers_see_it(client: Client, bridge: Article, editor: User) -> None:
    client.force_login(editor)
    client.post(page_of(bridge), as_it_is(bridge, headline="A bridge of 4.2 km opens", **note("It is 4.2 km.")))
    correction = Correction.objects.get()
    assert (correction.written_by, correction.revision) == (editor, bridge.revisions.get(number=1))
    assert "<del>4.8</del> <ins>4.2</ins>" in page(Client(), correction.get_absolute_url())
    assert editor.display_name in page(client, page_of(bridge))


def test_a_journalist_can_add_no_correction_by_a_forged_form(client: Client, bridge: Article, journalist: User) -> None:
    client.force_login(journalist)
    client.post(page_of(bridge), as_it_is(bridge, **note("It is 4.2 km.")))
    assert not Correction.objects.exists()


def test_an_empty_or_endless_note_is_refused_beside_its_field(client: Client, bridge: Article, editor: User) -> None:
    client.force_login(editor)
    html = client.post(page_of(bridge), as_it_is(bridge, standfirst="Kept as typed", **note("", "clarification"))).text
    assert "Kept as typed" in html
    assert 'id="id_corrections-0-text_error"' in html
    for text in ("   ", "x" * 2001):
        refused = judged(client, page_of(bridge), as_it_is(bridge, **note(text, "clarification")))
        formsets = [each.formset for each in refused["inline_admin_formsets"]]
        assert next(each.errors for each in formsets if each.prefix == "corrections")[0]["text"], text
    assert not Correction.objects.exists()


def test_changing_a_public_text_without_a_note_is_asked_about_and_done(
    client: Client, bridge: Article, editor: User
) -> None:
    client.force_login(editor)

    def is_asked_about(**fields: Any) -> bool:
        told = messages_of(client, client.post(page_of(bridge), as_it_is(bridge, **fields)))
        return "without a correction" in " ".join(told)

    assert is_asked_about(body="<p>Other words.</p>")
    bridge.refresh_from_db()
    assert bridge.body == "<p>Other words.</p>"
    assert not is_asked_about(body="<p>Other words.</p>\n", tag_names="Bridges")
    assert not is_asked_about(body="<p>More.</p>", **note("More."))


def test_earlier_words_can_be_kept_back_afterwards_by_who_may_publish(
    client: Client, bridge: Article, editor: User, journalist: User
) -> None:
    correction = corrected(bridge, editor, headline="A bridge of 4.2 km opens")
    address = reverse("admin:articles_article_hide_changes", args=[bridge.pk, correction.pk])
    client.force_login(journalist)
    assert client.post(address).status_code == 403
    client.force_login(editor)
    assert address in page(client, page_of(bridge))
    assert "It is 4.2 km." in page(client, address)
    assert "<del>" in page(client, correction.get_absolute_url())
    client.post(address)
    assert not FORMERLY.search(page(client, correction.get_absolute_url()))
    other = reverse("admin:articles_article_hide_changes", args=[story("Another").pk, correction.pk])
    assert client.post(other).status_code == 404
