"""Keys that no bundle has: left alone, but never without a word."""

from pathlib import Path

import pytest

from articles.models import Article
from tests.bundles import LINE, bundle, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_a_key_that_means_nothing_is_told_once_and_is_no_failure(tmp_path: Path) -> None:
    told, complained = load(bundle(tmp_path, LINE | {"published": "2019"}, LINE | {"id": "2", "published": "2020"}))
    assert complained == "line 1: “published” is no key of a bundle and is left alone; did you mean “published_at”?\n"
    assert "Left alone, for no bundle has such keys: “published” (2 lines)." in told
    assert Article.objects.count() == 2


def test_a_key_that_means_nothing_in_an_object_is_told_as_well(tmp_path: Path) -> None:
    topics = ["Floods", {"name": "Tết", "nmes": {"es": "Año nuevo"}}]
    photos = [{"captoin": "At dusk", "zz\ud800": 1}, "not an object"]
    _told, complained = load(
        bundle(tmp_path, LINE | {"topics": topics, "photos": photos, "section": {"name": "A", "slug": 1}})
    )
    assert "“topics.nmes” is no key of a bundle and is left alone; did you mean “topics.names”?" in complained
    assert "“photos.captoin” is no key of a bundle and is left alone; did you mean “photos.caption”?" in complained
    assert "“photos.zz” is no key of a bundle and is left alone.\n" in complained
    assert "“section.slug” is no key" in complained


def test_of_many_keys_that_mean_nothing_the_first_are_told(tmp_path: Path) -> None:
    told, complained = load(bundle(tmp_path, LINE | {f"key{number}": 1 for number in range(50)}))
    assert complained.count("is no key of a bundle") == 20
    assert "“key19” (1 line), “…” (30 lines)." in told
