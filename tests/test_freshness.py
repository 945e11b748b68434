"""Every page knows what it is made of: whatever changes in the database, who shows it is made anew, and nobody else."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models, transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from accounts.bursts import settle
from accounts.models import Burst, Closing, Note, ReactionKind
from accounts.moderation import put_into
from accounts.reactions import react
from accounts.reactions import withdraw as withdraw_reaction
from articles.agenda import upcoming
from articles.corrections import correct
from articles.freshness import key, tell, whole_of
from articles.models import Article, Author, Breaking, Correction, Photo, PinnedRelated, Section, Slot, Tag, Topic
from articles.models.in_languages import InLanguages
from articles.publishing import publish, withdraw
from articles.tagging import set_tags
from portal.page_cache import PageCache
from tests.bundles import bundle, load
from tests.notes import write
from tests.press import Answer
from tests.stories import story

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# What no kept page shows: redirects and pages that are not there live a second, the rest is the desk's or counts.
NOT_SHOWN = {"alias", "oldaddress", "tally", "lexeme", "term", "editing", "editorialnote", "workflowstep"}
NOT_SHOWN |= {"dailykey", "lastbatch", "recentreader", "headlinewords", "headlinelexeme", "lacking"}
NOT_SHOWN |= {"previewlink", "previewvisit", "revision"}
# Addresses that the cache passes by, or that say in themselves what they hold.
PASSED_BY = {"search", "count", "photo", "preview", "colours", "robots", "feed_guessed", None}


class Words:
    """What the database has told since it was last asked."""

    def __init__(self) -> None:
        known = connection.get_connection_params()
        names = {"host", "port", "dbname", "user", "password"}
        self.connection = psycopg.connect(**{name: known[name] for name in names & set(known)}, autocommit=True)
        self.connection.execute("LISTEN content_changed")

    def heard(self) -> set[str]:
        self.connection.execute("SELECT 1")
        return {word.payload for word in self.connection.notifies(timeout=0)}


@pytest.fixture
def words() -> Iterator[Words]:
    words = Words()
    yield words
    words.connection.close()


class Site:
    """A newspaper whose every page is kept, and compared with what Django would answer now."""

    def __init__(self, words: Words, pages: list[str]) -> None:
        self.words, self.pages = words, pages
        self.django = WSGIHandler()
        self.cache = PageCache(self.django, megabytes=50)
        self.cache.trusted_until = float("inf")
        self.bodies = {page: Answer(self.cache, page).body for page in pages}

    def outdated_by(self, change: Callable[[], object]) -> set[str]:
        """The pages that a change has made anew."""
        self.words.heard()
        change()
        return {address.path for address in self.cache.change(self.words.heard())}


@pytest.fixture
def site(words: Words, pages: list[str], settings: Any, connected: None) -> Site:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Site(words, pages)


@pytest.fixture
def pages(full: Article, reader: Any) -> list[str]:
    """Pages of every kind, with something on each that can change."""
    Article.objects.filter(pk=full.pk).update(slug="its-address")  # which stays whatever the headline becomes
    full.refresh_from_db()
    now = timezone.now()
    child = Section.objects.create(name="Hanoi", parent=full.section)
    story("A child's story", section="Hanoi", hours_ago=4)
    other = story("A story of the world", section="World", hours_ago=5)
    Author.objects.create(name="Nobody yet", role="Editor")
    PinnedRelated.objects.create(article=full, related_article=other)
    Breaking.objects.create(text="A storm is near.", starts_at=now - timedelta(1), ends_at=now + timedelta(1))
    Slot.objects.create(section=full.section, article=full, position=2)
    Slot.objects.create(language="en", article=full, position=3)
    react(reader, full, ReactionKind.objects.on_offer()[0])
    correction = full.corrections.get()
    named = [Topic.objects.get(), Tag.objects.first(), full.authors.first(), full.section, child, full, other]
    lists = ["front", "about", "feed", "corrections", "corrections_feed", "sitemap", "news_sitemap"]
    parts = [reverse("sitemap_part", args=[part]) for part in ("fronts", "pages", "sections", "tags", "articles")]
    pages = [
        *map(reverse, lists),
        "/vi/",
        "/about/rules-for-notes/",
        "/world/",
        "/vi/world/",
        "/world/feed/",
        f"/corrections/{correction.pk}/",
        *parts,
    ]
    return [*pages, *(each.get_absolute_url() for each in named)]


def test_the_pages_of_this_test_are_of_every_kind(pages: list[str]) -> None:
    newspaper = get_resolver().url_patterns[-1].url_patterns  # of articles.urls, which come last
    assert {pattern.name for pattern in newspaper} - PASSED_BY == {resolve(page).url_name for page in pages}


ODD = {
    "accept_language": "vi",
    "user_agent": "odd",
    "x_forwarded_host": "evil.example",
    "referer": "https://evil.example/",
    "dnt": "1",
}


def test_every_page_is_the_same_whoever_asks_and_however(site: Site, client: Client, reader: Any) -> None:
    client.force_login(reader)
    cookie = f"sessionid={client.cookies['sessionid'].value}; signed_in=1; csrftoken={'x' * 32}; theme=dark"
    for page, plain in site.bodies.items():
        signed_in = Answer(site.django, page, cookie=cookie, **ODD)
        assert (signed_in.status, signed_in.body) == (200, plain), page
        assert "Set-Cookie" not in signed_in.headers, page
        assert "Cookie" not in signed_in.headers.get("Vary", ""), page
        for own in (cookie, "sessionid=odd; theme=dark"):
            assert Answer(site.cache, f"{page}?utm_source=x&fbclid=1", cookie=own, **ODD).body == plain, page
        assert reader.display_name not in plain.decode()
    assert len(site.cache.pages) == len(site.pages)


def changed(field: models.Field, value: Any) -> Any:
    """Another value that the field can have."""
    if value is None or isinstance(field, models.SlugField | models.FileField) or field.choices:
        return value
    if field.name == "original_url":
        return "https://courier.example/ferry"
    if isinstance(field, models.CharField | models.TextField):
        return f"{value[: (field.max_length or 1000) - 1]}{'0' if value.startswith('#') else 'x'}"
    if isinstance(field, models.DateTimeField) and value:
        return value - timedelta(minutes=5)
    if isinstance(field, InLanguages):
        return {"vi": "Đổi tên"}
    return value


def changes() -> Iterator[tuple[str, Callable[[], object], Callable[[], object]]]:
    """For every table that is shown: its name, a change of a row's words past every verb, and the way back."""
    for model in [*apps.get_app_config("articles").get_models(), ReactionKind]:
        name, row = str(model._meta.model_name), model._default_manager.order_by("pk").first()
        if name in NOT_SHOWN:
            continue
        assert row, f"this test needs a {name}"
        fields = [f for f in model._meta.concrete_fields if not (f.is_relation or f.primary_key or f.generated)]
        old = {field.attname: getattr(row, field.attname) for field in fields}
        new = {field.attname: changed(field, old[field.attname]) for field in fields}
        rows = model._base_manager.filter(pk=row.pk)
        yield name, partial(rows.update, **new), partial(rows.update, **old)


def test_whatever_changes_is_seen_on_every_page(site: Site) -> None:
    """A page stays as it is when all that does not make it anew is changed together."""
    told, wrong = [], {}
    for name, change, change_back in changes():
        told.append((name, change, site.outdated_by(change)))
        change_back()
    for page, kept in site.bodies.items():
        silent = {name: change for name, change, outdated in told if page not in outdated}
        with transaction.atomic():
            for change in silent.values():
                change()
            if Answer(site.django, page).body != kept:
                wrong[page] = list(silent)
            transaction.set_rollback(True)
    assert wrong == {}


def test_a_name_given_in_one_language_alone_is_seen_on_the_pages_that_speak_it(
    words: Words, pages: list[str], settings: Any, connected: None, full: Article
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    Topic.objects.update(banner_from=None)
    Article.objects.filter(pk=full.pk).update(language="vi")
    site, own = Site(words, pages), full.get_absolute_url()
    topic, section = Topic.objects.all(), Section.objects.filter(name="World")
    for things, name, seen_on, not_on in (
        (topic, "Nước sạch", {own}, {"/vi/", "/world/", "/about/"}),
        (section, "Thế giới", {"/vi/", "/vi/world/", own}, {"/corrections/feed/"}),
    ):
        outdated = site.outdated_by(partial(things.update, names={"vi": name}))
        assert (seen_on - outdated, not_on & outdated) == (set(), set()), name
        assert all(name in Answer(site.django, page).body.decode() for page in seen_on), name


def test_what_happens_to_an_article_is_seen_where_it_stands_and_nowhere_else(
    site: Site, full: Article, reader: Any, editor: Any
) -> None:
    """Each change with some pages that it must be seen on, and some on which nothing may be thrown away."""
    world = Section.objects.get(name="World")
    draft = Article.objects.create(headline="Out at last", section=world, body="<p>It is out.</p>")
    own, kind = full.get_absolute_url(), ReactionKind.objects.on_offer()[1]
    use, photo = full.placed_photos.filter(is_lead=True), full.placed_photos.get(is_lead=False).photo
    body = Article.objects.filter(pk=full.pk)
    expected: list[tuple[Callable[[], object], set[str], set[str]]] = [
        (lambda: publish(draft, editor), {"/", "/world/", "/world/feed/", "/feed/"}, {"/vietnam/", "/about/", own}),
        (lambda: withdraw(draft, editor), {"/", "/world/", "/feed/"}, {"/vietnam/", "/about/", "/corrections/", own}),
        (lambda: body.update(body="<p>Otherwise.</p>"), {own}, {"/", "/vietnam/", "/world/", "/vi/"}),
        (lambda: body.update(share_title="Back"), {own}, {"/", "/vietnam/", "/sitemap-articles.xml"}),
        (lambda: body.update(original_url="https://courier.example/"), {own, "/sitemap-articles.xml"}, {"/vietnam/"}),
        (lambda: use.update(own_caption="At dawn"), {own}, {"/world/", "/about/", "/vi/"}),
        (lambda: Photo.objects.filter(pk=photo.pk).update(credit="Photo: B"), {own}, {"/", "/vietnam/", "/feed/"}),
        (lambda: correct(full, "update", "More is known.", editor), {own, "/corrections/"}, {"/", "/vietnam/"}),
        (lambda: react(reader, full, kind), {own}, {"/", "/vietnam/", "/about/", "/feed/"}),
        (lambda: withdraw_reaction(reader, full), {own}, {"/", "/vietnam/", "/about/", "/feed/"}),
        (lambda: Breaking.objects.all().delete(), {"/", own, "/vietnam/", "/about/"}, {"/feed/", "/sitemap.xml"}),
        (lambda: Slot.objects.filter(language="en").delete(), {"/"}, {"/vietnam/", own, "/about/"}),
        (lambda: tell(whole_of(full.pk)), {own}, {"/", "/vietnam/", "/about/"}),
    ]
    for place, (change, seen_on, not_on) in enumerate(expected):
        outdated = site.outdated_by(change)
        assert seen_on <= outdated, place
        assert not outdated & not_on, place


def test_a_draft_touches_no_page(words: Words, article: Article) -> None:
    set_tags(article, ["Hồ Gươm"])
    words.heard()
    draft = Article.objects.create(headline="Not yet", section=article.section)
    draft.headline = "Still not"
    draft.save()
    set_tags(draft, ["Hồ Gươm"])
    assert words.heard() == set()


def test_what_moderators_make_of_reactions_and_notes_is_told(words: Words, article: Article, reader: Any) -> None:
    note, counts = write(reader, article), {key("reactions", article.pk)}
    put_into(note, Note.State.SHOWN)
    for state in (Note.State.HIDDEN, Note.State.SHOWN):
        words.heard()
        put_into(note, state)
        assert words.heard() == counts
    burst = Burst.objects.create(article=article)
    burst.reactions.add(note.reaction)
    settle(burst, Burst.State.VOID)
    assert words.heard() == counts
    Closing.objects.create(article=article, why="Closed while the trial lasts.")
    assert words.heard() == counts


def test_the_importer_tells_what_it_brings_in(words: Words, article: Article, tmp_path: Path) -> None:
    set_tags(article, ["Hồ Gươm"])
    words.heard()
    load(bundle(tmp_path, {"id": "1", "headline": "From the archive", "section": "Vietnam", "tags": ["Hồ Gươm"]}))
    section, tag = Section.objects.get(name="Vietnam"), Tag.objects.get(name="Hồ Gươm")
    assert {f"section-{section.pk}-list", f"tag-{tag.pk}-list", "front-en", "articles"} <= words.heard()


def test_the_agenda_knows_what_changes_by_itself(full: Article) -> None:
    """Each moment tells the same keys as the database would if the change were made then."""
    now = timezone.now()
    soon, later = now + timedelta(minutes=10), now + timedelta(minutes=20)
    coming = story("Tomorrow's", published_at=soon)
    Topic.objects.update(banner_until=later)
    Breaking.objects.create(text="A storm is near.", starts_at=now, ends_at=soon)
    Slot.objects.create(language="vi", article=coming, position=1, until=soon)
    Correction.objects.create(article=full, text="To be told.", published_at=soon)
    Article.objects.filter(pk=full.pk).update(updated_at=later)
    told: dict[datetime, set[str]] = {}
    for at, keys in upcoming(now, now + timedelta(minutes=30)):
        told.setdefault(at, set()).update(keys)
    lists = {"articles", "front-en", f"section-{coming.section_id}-list", f"article-{coming.pk}"}
    assert lists | {"banners", "front-vi", "corrections", whole_of(full.pk)} <= told[soon]
    assert told[later] >= {"strip", f"article-{full.pk}", whole_of(full.pk), "articles"}
    (midnight,) = (moment for moment in upcoming(now, now + timedelta(days=1)) if moment.keys == ["today"])
    assert timezone.localtime(midnight.at).time() == time.min
