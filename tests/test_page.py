"""The newsroom's own pages: read in each edition, linked where readers need them, written at the desk."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Note, User
from accounts.moderation import decide
from articles.models import Article, Page, Section
from articles.models.page import LONGEST
from tests.forms import judged
from tests.notes import case_of, reason, review, write

pytestmark = pytest.mark.django_db

RULES, IN_VIETNAMESE = "/about/rules-for-notes/", "/vi/about/rules-for-notes/"


@pytest.fixture
def rules(db: None) -> Page:
    return Page.objects.create(
        title="Rules for notes",
        titles={"vi": "Quy tắc viết lời ghi"},
        text="<h2>Be fair</h2><p>To everyone.</p>",
        texts={"vi": "<p>Hãy công bằng.</p>"},
        purpose="rules",
    )


def typed(**fields: Any) -> dict[str, Any]:
    """What the desk sends of a new page."""
    return {"title": "Quyền riêng tư", "text": "<p>Little.</p>", "position": 100, "purpose": "", **fields}


def link(href: str, title: str) -> str:
    return f'<a href="{href}">{title}</a>'


def test_a_page_speaks_in_each_edition_and_names_the_language_of_its_words(client: Client, rules: Page) -> None:
    Page.objects.update(texts=rules.texts | {"es": "<p>Sed justos.</p>"})
    expected = {
        RULES: ("en", "Rules for notes", "en", "<h2>Be fair</h2>"),
        IN_VIETNAMESE: ("vi", "Quy tắc viết lời ghi", "vi", "<p>Hãy công bằng.</p>"),
        f"/es{RULES}": ("en", "Rules for notes", "es", "<p>Sed justos.</p>"),
    }
    for path, (of_title, title, of_text, words) in expected.items():
        page = client.get(path).text
        assert f'<h1 class="display" lang="{of_title}">{title}</h1>' in page
        assert f'<div class="body" lang="{of_text}">' in page
        assert words in page
        assert f'rel="canonical" href="http://testserver{path}"' in page
        assert f'hreflang="vi" href="http://testserver{IN_VIETNAMESE}"' in page
        assert path in client.get("/sitemap-pages.xml").text
    assert client.get(f"/en{RULES}").url == RULES
    for path in ("/about/nothing/", "/about/rules-for-notes/more/"):
        assert client.get(path).status_code == 404, path


def test_the_footer_of_every_page_has_it_in_the_pages_language_until_it_is_taken_out(
    client: Client, rules: Page
) -> None:
    ours = link(RULES, "Rules for notes")
    for path, shown in (("/", ours), ("/vi/", link(IN_VIETNAMESE, "Quy tắc viết lời ghi")), ("/accounts/login/", ours)):
        assert shown in client.get(path).text.partition("<footer")[2], path
    Page.objects.update(is_in_footer=False)
    assert RULES not in client.get("/").text


def test_whoever_signs_up_is_led_to_what_they_should_know(client: Client, rules: Page) -> None:
    Page.objects.create(title="Privacy", text="<p>Little.</p>", purpose="privacy", position=1, is_in_footer=False)
    Page.objects.create(title="Our prizes", text="<p>Two.</p>", is_in_footer=False)
    page = client.get("/accounts/signup/").text.partition("<footer")[0]
    assert f"{link('/about/privacy/', 'Privacy')}&nbsp;· {link(RULES, 'Rules for notes')}</p>" in page
    assert "prizes" not in page


def test_the_rules_stand_where_notes_are_written_and_refused(
    client: Client, rules: Page, article: Article, reader: User, moderator: User
) -> None:
    Page.objects.update(is_in_footer=False)
    client.force_login(reader)
    shown = link(RULES, "Rules for notes")
    assert shown in client.get(article.get_absolute_url()).text
    assert shown in client.get(reverse("react", args=[article.pk])).text
    review("all")
    note = write(reader, article, "You are a fool.")
    assert shown not in client.get(reverse("my_reactions")).text
    decide(case_of(note), moderator, "reject", reason=reason())
    assert Note.objects.get().state == "rejected"
    assert shown in client.get(reverse("my_reactions")).text


def test_an_editor_writes_a_page_and_is_told_what_is_wrong_with_it(desk: Client, rules: Page, subtests: Any) -> None:
    add = reverse("admin:articles_page_add")
    assert "django-prose-editor" in desk.get(add).text
    wrong = {
        "text": {"text": ""},
        "texts": {"texts_vi": "a" * (LONGEST + 1)},
        "slug": {"slug": "rules-for-notes"},
        "__all__": {"purpose": "rules"},
        "title": {"title": "\u200b"},
    }
    for field, fields in wrong.items():
        with subtests.test(field):
            assert list(judged(desk, add, typed(**fields))["adminform"].form.errors) == [field]
    decomposed = unicodedata.normalize("NFD", "<p>Ít thôi.</p><script>x</script>")
    assert desk.post(add, typed(text=decomposed, texts_es="<h1>Poco</h1>")).status_code == 302
    page = Page.objects.latest("pk")
    assert (page.slug, page.text, page.texts) == ("quyen-rieng-tu", "<p>Ít thôi.</p>", {"es": "<h2>Poco</h2>"})


def test_a_change_is_dated_and_told_by_language_and_leaves_the_address(desk: Client, rules: Page) -> None:
    change = reverse("admin:articles_page_change", args=[rules.pk])
    same = typed(title=rules.title, titles_vi=rules.titles["vi"], text=rules.text, texts_vi=rules.texts["vi"])
    desk.post(change, same | {"purpose": "rules", "position": 5})
    moved = Page.objects.get()
    assert (moved.position, moved.changed_at) == (5, rules.changed_at)
    desk.post(change, same | {"purpose": "rules", "texts_vi": "<p>Công bằng.</p>", "slug": "elsewhere"})
    changed = Page.objects.get()
    assert changed.changed_at > rules.changed_at
    assert (changed.slug, changed.texts) == ("rules-for-notes", {"vi": "<p>Công bằng.</p>"})
    assert "Text in Vietnamese (before: “<p>Hãy công bằng.</p>”)" in LogEntry.objects.first().get_change_message()


def test_its_own_words_alone_lead_to_it_while_no_section_is_called_so(client: Client, rules: Page) -> None:
    assert client.get("/vi/rules-for-notes/").headers["Location"] == IN_VIETNAMESE
    Section.objects.create(name="Rules for notes")
    assert client.get("/rules-for-notes/").status_code == 200
    assert client.get(RULES).status_code == 200
    assert Section(name="About").free_slug() != "about"


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def test_the_database_keeps_one_page_for_a_purpose_and_none_without_a_title(rules: Page) -> None:
    with refused("one_page_per_purpose"):
        Page.objects.create(title="Others", text="<p>No.</p>", purpose="rules")
    with refused("page_has_a_title_and_an_address"):
        Page.objects.update(title="")
