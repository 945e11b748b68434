"""Names of sections and topics in each language of the paper: read, typed, refused, looked for."""

import json
import re
import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.digests import send_digests
from accounts.emails import choose
from accounts.following import follow
from accounts.models import EmailPreference, User
from articles.models import Article, Newsroom, Section, Topic, TopicPlacement
from articles.naming import add_synonym, known, merge, rename
from tests.forms import judged
from tests.stories import many_stories, story

pytestmark = pytest.mark.django_db

NO_SYNONYMS = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
NAMES = {"en": ("World", "River bridge"), "vi": ("Thế giới", "Cầu sông Hồng"), "es": ("Mundo", "El puente del río")}


@pytest.fixture
def world(db: None) -> Section:
    return Section.objects.create(
        name="World",
        names={"vi": "Thế giới", "es": "Mundo"},
        description="What happens elsewhere.",
        descriptions={"vi": "Chuyện xảy ra ở nơi khác."},
    )


@pytest.fixture
def bridge(db: None) -> Topic:
    names = {"vi": "Cầu sông Hồng", "es": "El puente del río"}
    return Topic.objects.create(name="River bridge", names=names, banner_from=timezone.now() - timedelta(1))


def filed(world: Section, bridge: Topic, language: str) -> Article:
    article = story("A bridge in May", section=world.name, language=language)
    TopicPlacement.objects.create(article=article, topic=bridge)
    return article


def change(section: Section) -> str:
    return reverse("admin:articles_section_change", args=[section.pk])


def form(section: Section, **fields: str) -> dict[str, Any]:
    """What the desk sends of a section."""
    sent = {"name": section.name, "slug": section.slug, "position": section.position, **NO_SYNONYMS}
    return sent | {f"names_{code}": name for code, name in section.names.items()} | fields


@pytest.mark.parametrize("language", NAMES)
def test_an_article_page_speaks_one_language_in_all_its_names(world: Section, bridge: Topic, language: str) -> None:
    article = filed(world, bridge, language)
    page = Client().get(article.get_absolute_url()).text
    assert_speaks(page, language)
    section, topic = NAMES[language]
    assert re.search(rf': {section}" href="(?:/{language})?/world/feed/"', page)
    news, way = json.loads(re.search(r"ld\+json.>(.*?)</script>", page, re.DOTALL)[1])
    assert (news["articleSection"], news["keywords"], way["itemListElement"][1]["name"]) == (section, [topic], section)


@pytest.mark.parametrize("language", NAMES)
def test_an_edition_speaks_one_language_in_all_its_names(world: Section, bridge: Topic, language: str) -> None:
    filed(world, bridge, language)
    assert_speaks(Client().get("/" if language == "en" else f"/{language}/").text, language)


@pytest.mark.parametrize("language", NAMES)
def test_a_section_and_a_topic_have_a_page_in_each_edition(world: Section, bridge: Topic, language: str) -> None:
    filed(world, bridge, language)
    edition = "" if language == "en" else f"/{language}"
    for path in ("/world/", "/topic/river-bridge/"):
        answer = Client().get(f"{edition}{path}", headers={"Accept-Language": "es, vi, en"})
        page = answer.text
        assert_speaks(page, language)
        assert (answer["Content-Language"], f'<html lang="{language}">' in page) == (language, True)
        assert f'rel="canonical" href="http://testserver{edition}{path}"' in page
        assert set(re.findall(rf'<a href="([^"]*)"[^>]*>{NAMES[language][0]}</a>', page)) == {f"{edition}/world/"}
        assert re.findall(r'rel="alternate" hreflang="(..)" href="http://testserver([^"]*)"', page) == [
            ("en", path),
            ("vi", f"/vi{path}"),
            ("es", f"/es{path}"),
        ]


def languages_at_the_top(path: str) -> list[str]:
    """Where the masthead's links to other languages lead; those in the menu lead there too."""
    links: list[str] = re.findall(r'<a href="([^"]*)" lang=".." hreflang', Client().get(path).text)
    assert links[:2] == links[-2:]
    return links[:2]


def test_the_mastheads_languages_lead_to_the_same_page_where_there_is_one(world: Section, bridge: Topic) -> None:
    article = filed(world, bridge, "vi")
    many_stories(20, section="World")
    assert languages_at_the_top("/vi/world/") == ["/world/", "/es/world/"]
    assert languages_at_the_top("/topic/river-bridge/") == ["/vi/topic/river-bridge/", "/es/topic/river-bridge/"]
    assert languages_at_the_top("/world/?page=2") == ["/vi/world/?page=2", "/es/world/?page=2"]
    for path in (article.get_absolute_url(), "/vi/", "/vi/nothing/"):
        assert languages_at_the_top(path) == ["/", "/es/"], path
    default = '<link rel="alternate" hreflang="x-default" href="http://testserver/world/?page=2">'
    assert default in Client().get("/vi/world/?page=2").text


def test_editions_have_no_other_pages_and_lead_on_from_former_addresses(world: Section) -> None:
    draft = story("A bridge in May", status="draft")
    nowhere = (f"/vi/x-{draft.pk}/", f"/vi/topic/x-{story('In June').pk}/", f"/vi/x-{2**63}/")
    for path in ("/vi/sport/", "/vi/topic/nothing/", *nowhere):
        assert Client().get(path).status_code == 404, path
    rename(world, "Abroad")
    assert Client().get("/vi/world/?page=2").headers["Location"] == "/vi/abroad/?page=2"


def assert_speaks(page: str, language: str) -> None:
    """The names on a page are those of its language and no other's."""
    for each, names in NAMES.items():
        assert [name in page for name in names] == [each == language] * 2, each


def test_a_feed_names_an_articles_section_in_the_articles_language(world: Section, bridge: Topic) -> None:
    for language in NAMES:
        filed(world, bridge, language)
    feed = Client().get("/feed/").text
    entries = re.findall(r'<entry xml:lang="(..)">.*?<category term="(.*?)"', feed, re.DOTALL)
    assert dict(entries) == {language: section for language, (section, _topic) in NAMES.items()}


def test_lists_and_what_has_no_name_of_its_own_speak_the_sites_language(world: Section, settings: Any) -> None:
    story("A bridge in May", section="World", language="vi")
    page = Client().get("/world/").text
    assert ">World</h1>" in page
    assert "What happens elsewhere." in page
    Section.objects.update(names={})
    assert ">World</a>" in Client().get("/vi/").text


def test_a_reader_is_written_to_with_names_in_their_own_language(world: Section, bridge: Topic, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(language="vi")
    reader.refresh_from_db()
    follow(reader, world)
    choose(reader, ["digest"])
    EmailPreference.objects.update(changed_at=timezone.now() - timedelta(2))
    filed(world, bridge, "en")
    assert send_digests() == 1
    for text in (mail.outbox[0].body, mail.outbox[0].alternatives[0].content):
        assert "Thế giới" in text
        assert "World" not in text


def test_a_reader_follows_by_names_in_their_own_language(client: Client, world: Section, reader: User) -> None:
    client.force_login(reader)
    follow(reader, world)
    for page in (reverse("following"), reverse("follow", args=["section", world.pk])):
        text = client.get(page, headers={"Accept-Language": "es"}).text
        assert "Mundo" in text.partition("<main")[2], page
        assert "World" not in text.partition("<main")[2], page


def test_an_editor_types_a_name_in_each_language(desk: Client, world: Section) -> None:
    page = desk.get(change(world)).text
    for label in ("Name in Vietnamese", "Name in Spanish", "Description in Vietnamese", "Description in Spanish"):
        assert f">{label}</label>" in page
    assert "Name in English" not in page
    typed = unicodedata.normalize("NFD", " Thế  giới\x07\x85 mới ")
    assert (
        desk.post(change(world), form(world, names_vi=typed, names_es="", descriptions_vi="Nơi khác.")).status_code
        == 302
    )
    world.refresh_from_db()
    assert (world.name, world.slug, world.names) == ("World", "world", {"vi": "Thế giới mới"})
    assert world.descriptions == {"vi": "Nơi khác."}
    said = LogEntry.objects.get().get_change_message()
    assert "Name in Vietnamese (before: “Thế giới”), Name in Spanish (before: “Mundo”)" in said


def test_a_name_kept_in_the_sites_own_language_can_be_seen_and_taken_away(desk: Client, world: Section) -> None:
    Section.objects.update(names={"en": "The world"})
    assert "Name in English" in desk.get(change(world)).text
    desk.post(change(world), form(world, names_en="", names_vi="Thế giới", names_es=""))
    assert Section.objects.get().names == {"vi": "Thế giới"}


def test_the_list_of_sections_says_in_words_that_two_are_called_the_same(desk: Client, world: Section) -> None:
    same = Section.objects.create(name="Mundo")  # as two who save at once can bring about
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for place, each in enumerate((world, same)):
        rows |= {f"form-{place}-id": each.pk, f"form-{place}-position": 9 - place}
    assert "“Mundo” is another name of “World”" in desk.post(reverse("admin:articles_section_changelist"), rows).text


def test_a_name_that_means_another_or_is_too_long_is_refused(desk: Client, world: Section, subtests: Any) -> None:
    sport = Section.objects.create(name="Sport", names={"es": "Deportes"})
    add_synonym(sport, "Thể thao")
    for name in ("SPORT", "deportes", "thể thao", "a" * 121):
        with subtests.test(name):
            errors = judged(desk, change(world), form(world, names_vi=name))["adminform"].form.errors
            assert list(errors) == ["names"]
    typed = form(world, name="Deportes")
    assert "another name of “Sport”" in str(judged(desk, change(world), typed)["adminform"].form.errors)
    assert Section.objects.get(pk=world.pk).names == world.names


def test_the_database_keeps_each_name_once_in_a_language(world: Section) -> None:
    Section.objects.create(name="Sport")
    for names in ({"vi": "THẾ GIỚI"}, ["Thể thao"]):
        with pytest.raises(IntegrityError), transaction.atomic():
            Section.objects.filter(name="Sport").update(names=names)


def test_the_desk_finds_a_section_by_any_of_its_names(desk: Client, world: Section) -> None:
    Section.objects.create(name="Sport")
    field = {"app_label": "articles", "model_name": "article", "field_name": "section"}
    for term in ("the gioi", "MUND", "orl"):
        listed: Any = desk.get(reverse("admin:articles_section_changelist"), {"q": term})
        assert list(listed.context_data["cl"].queryset) == [world]
        offered = desk.get(reverse("admin:autocomplete"), field | {"term": term}, headers={"Accept-Language": "vi"})
        assert [each["text"] for each in offered.json()["results"]] == ["Thế giới"]


def test_a_topic_is_offered_where_a_text_names_it_in_another_language(desk: Client, bridge: Topic) -> None:
    found = desk.post(reverse("admin:articles_tag_suggest"), {"text": "<p>Mở cầu sông Hồng.</p>"}).json()
    assert found["topics"] == [{"id": bridge.pk, "name": "River bridge"}]


def test_a_merged_sections_names_mean_what_it_became(world: Section) -> None:
    abroad = Section.objects.create(name="Abroad", names={"vi": "Nước ngoài", "es": "Mundo entero"})
    merge(world, [abroad])
    assert Section.objects.get().names == {"vi": "Thế giới", "es": "Mundo"}
    assert known(Section, ["Nước ngoài", "mundo", "World"]) == dict.fromkeys(("nước ngoài", "mundo", "world"), world.pk)


def test_the_newspaper_says_what_it_is_in_each_language(client: Client, administrator: User) -> None:
    newsroom = Newsroom.objects.create(name="The Post", tagline="News of Hanoi.", about="Made by thirteen.")
    address = reverse("admin:articles_newsroom_change", args=[newsroom.pk])
    client.force_login(administrator)
    typed = client.get(address).text
    for label in ("Tagline in Vietnamese", "About this newspaper in Spanish"):
        assert f">{label}</label>" in typed
    kept = ("name", "tagline", "about", "accent", "accent_by_night")
    vietnamese = {"taglines_vi": "Tin Hà Nội.", "abouts_vi": "Mười ba người.\n\nMột con sông."}
    sent = {field: getattr(newsroom, field) for field in kept} | vietnamese
    assert client.post(address, sent).status_code == 302
    for page in ("/vi/", "/vi/about/", "/vi/feed/"):
        assert "Tin Hà Nội." in Client().get(page).text, page
        assert "News of Hanoi." not in Client().get(page).text, page
    assert "<p>Mười ba người.</p>\n\n<p>Một con sông.</p>" in Client().get("/vi/about/").text
    for page in ("/about/", "/es/about/"):
        assert [words in Client().get(page).text for words in ("News of Hanoi.", "Made by thirteen.")] == [True] * 2
