"""The demonstration newsroom: whole, alive, and loaded once."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Length
from django.test import Client, override_settings
from django.utils import timezone
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker

from accounts import answers
from accounts.models import Burst, Case, Note, Reaction, Report, User
from accounts.networks import sign_of
from accounts.reactions import counts_for
from articles import popularity
from articles.models import Article, Author, Correction, Newsroom, Photo, PlacedPhoto, Section, Tally, Topic
from demo.pictures import listing
from portal import demo, static_files
from portal.demo import bursts, readership
from portal.demo.loading import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration's pictures: blank sheets that say what each shows, but for three to be drawn.

    tests/test_demo_pictures.py draws all scenes.
    """
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo/pictures").mkdir(parents=True)
    with patch.object(listing, "draw", lambda *_scene, width: Image.new("RGB", (width, width * 2 // 3))):
        for line in list(lines_of("pictures-*.jsonl"))[3:]:
            (folder / "demo/pictures" / line["file"]).write_bytes(listing.jpeg_of(line, width=96))
    return folder


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, pictures: Path) -> Iterator[None]:
    """The demonstration, loaded once for this file's tests, in a transaction that ends with them."""
    folders = override_settings(VAR=pictures, MEDIA_ROOT=pictures / "media")
    with django_db_blocker.unblock(), folders, transaction.atomic():
        demo.load(lambda told: None, width=96)
        yield
        transaction.set_rollback(True)


def test_every_part_of_the_newspaper_has_something_to_show() -> None:
    assert Newsroom.objects.current().name == "The Red River Post"
    assert Article.objects.published().count() >= 50
    assert {status for (status,) in Article.objects.values_list("status")} == {
        "draft",
        "in_review",
        "approved",
        "published",
    }
    assert Article.objects.filter(published_at__gt=timezone.now()).count() == 2
    languages = Counter(Article.objects.published().values_list("language", flat=True))
    assert (languages["vi"], languages["es"]) == (6, 4)
    assert Section.objects.annotate(size=Count("articles")).filter(size=0).count() == 0
    assert Section.objects.get(name="Hanoi").parent == Section.objects.get(name="Vietnam")
    assert not Section.objects.filter(description="").exists()
    assert {topic.name for topic in Topic.objects.running()} == {"Red River bridge", "National Assembly"}
    assert not Author.objects.filter(biography="").exists()
    assert Correction.objects.get().published_at <= timezone.now()
    assert not Photo.objects.filter(caption="").exists()
    assert not Photo.objects.filter(credit="").exists()
    assert PlacedPhoto.objects.filter(is_lead=True).count() >= 45


def test_its_newest_article_is_half_an_hour_old() -> None:
    newest = Article.objects.published().newest().first()
    assert newest is not None
    assert newest.published_at is not None
    assert timedelta(minutes=15) < timezone.now() - newest.published_at < timedelta(minutes=45)


def test_its_desk_has_work_in_every_state() -> None:
    on_the_desk = Article.objects.filter(external_id__startswith="desk-").order_by("pk")
    assert [article.status for article in on_the_desk] == [
        *("draft", "draft", "in_review", "approved", "published", "approved"),
    ]
    assert not Article.objects.published().filter(pk__in=on_the_desk).exists()
    assert all(article.revisions.exists() and article.created_by for article in on_the_desk)
    assert [article.notes.count() for article in on_the_desk] == [0, 2, 1, 0, 0, 1]
    embargoed = on_the_desk.get(embargoed_until__isnull=False)
    assert timezone.localtime(embargoed.embargoed_until).hour == 19


def test_its_readers_make_lists_that_differ() -> None:
    viewed = [article.pk for article in popularity.most_viewed()]
    rising = [article.pk for article in popularity.trending()]
    assert (len(viewed), len(rising)) == (6, 6)
    assert viewed != rising
    assert set(viewed) != set(rising)
    named = {*readership.LIVELY, *readership.REDISCOVERED, *readership.SHARED_MORE}
    assert Article.objects.published().filter(external_id__in=named).count() == len(named)


def test_its_counts_equal_its_rows() -> None:
    assert Tally.objects.aggregate(total=Sum("reactions"))["total"] == Reaction.objects.counted().count() > 500
    for reaction in Reaction.objects.counted().select_related("article")[:200]:
        assert reaction.article.published_at <= reaction.created_at <= timezone.now()
        hour = reaction.created_at.replace(minute=0, second=0, microsecond=0)
        assert Tally.objects.filter(article=reaction.article, hour=hour, reactions__gt=0).exists()


def test_its_readers_say_why_in_three_languages_and_moderators_have_work() -> None:
    shown = Note.objects.shown()
    assert 25 <= shown.count() <= 40
    assert {language for (language,) in shown.values_list("article__language")} == {"en", "vi", "es"}
    bridge = Article.objects.get(external_id="bridge-opening-1")
    assert Note.objects.under(bridge).count() > answers.FIRST
    assert Note.objects.under(bridge).most_agreed()[0].agree > 20
    assert not shown.filter(shown_at__lt=F("article__published_at")).exists()
    assert not shown.filter(shown_at__gt=timezone.now()).exists()
    kinds = Counter(Case.objects.open().values_list("kind", "why"))
    assert (kinds["appeal", "appeal"], kinds["note", "reported"], kinds["burst", "burst"]) == (1, 1, 1)
    assert kinds.total() == 6
    assert Report.objects.count() == 2
    reader = User.objects.get(email="reader@redriverpost.example")
    assert {note.state for note in Note.objects.by(reader)} == {"shown", "waiting"}


def test_a_campaign_is_held_and_changes_no_count_or_list() -> None:
    burst, campaign = Burst.objects.get(), Reaction.objects.filter(network=sign_of(bursts.NETWORK))
    assert set(campaign.values_list("burst", "standing")) == {(burst.pk, "held")}
    assert (campaign.count(), burst.reactions.count(), burst.signs["reactions"]) == (bursts.SIZE,) * 3
    assert {found["sign"] for found in burst.signs["found"]} == {"network", "joined_from"}
    counted = Reaction.objects.counted().filter(article=burst.article).count()
    assert sum(count for _kind, count in counts_for(burst.article)) == counted
    assert Tally.objects.filter(article=burst.article).aggregate(total=Sum("reactions"))["total"] == counted
    assert campaign.filter(created_at__gt=timezone.now()).count() == 0


def test_each_role_can_log_in(client: Client) -> None:
    log_ins = demo.log_ins()
    assert [each.role for each in log_ins] == ["Reader", "Journalist", "Editor", "Moderator", "Administrator"]
    for role, email, password in log_ins:
        user = User.objects.get(email=email)
        assert client.login(username=email, password=password)
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
        assert [group.name for group in user.groups.all()] == ([] if role == "Reader" else [role])
        assert user.is_staff == (role != "Reader")
    assert not User.objects.get(email="reader-001@redriverpost.example").has_usable_password()


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_loading_it_again_changes_nothing() -> None:
    before, articles = rows(), list(Article.objects.order_by("pk").values_list())
    Newsroom.objects.update(name="Mine now")
    demo.load(lambda told: None, width=96)
    assert rows() == before
    assert list(Article.objects.order_by("pk").values_list()) == articles
    assert Newsroom.objects.current().name == "Mine now"
    assert not demo.is_wanted()


LINKED = re.compile(r'<(?:link rel="stylesheet" href|script type="(?:module" |later" data-)src)="/static/([^"]+)"')


def test_its_heaviest_articles_are_light(client: Client) -> None:
    """In bytes on the line, with photos as large as the real demonstration's."""
    Photo.objects.update(width=3000, height=2000)
    sources = {name: (storage, name) for finder in get_finders() for name, storage in finder.list([])}
    longest = Article.objects.published().select_related("section").order_by(Length("body").desc())[:8]
    bridge = Article.objects.select_related("section").get(external_id="bridge-opening-1")
    for article in (*longest, bridge):
        page = client.get(article.get_absolute_url()).text
        assert len(gzip.compress(page.encode(), 6)) <= 10_240, article
        styles, scripts = Counter[str](), Counter[str]()
        for name in set(LINKED.findall(page)):
            whole = static_files.with_imports(name, sources, set())
            (styles if name.endswith(".css") else scripts)[name] = len(gzip.compress(whole.encode()))
        assert len(styles) == 1, styles
        assert styles.total() <= 12_000, styles
        assert 0 < scripts.total() <= 8_000, scripts
