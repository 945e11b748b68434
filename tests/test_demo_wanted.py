"""Where the demonstration belongs: into an empty site whose operator wants it, and never into production."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Article, Newsroom
from portal import demo

pytestmark = pytest.mark.django_db


def test_an_empty_site_wants_it_unless_its_operator_does_not(settings: Any) -> None:
    assert demo.is_wanted()
    settings.DEMO_CONTENT = False
    assert not demo.is_wanted()


def test_a_site_with_an_account_does_not_want_it(reader: User) -> None:
    assert not demo.is_wanted()


def test_production_refuses_it_before_anything_is_touched(settings: Any, tmp_path: Path) -> None:
    settings.PRODUCTION, settings.VAR = True, tmp_path / "var"
    with pytest.raises(CommandError, match=r"^The demo is never loaded with production settings\.$"):
        call_command("load_demo")
    assert not any(model.objects.exists() for model in (Article, Newsroom, User))
    assert not settings.VAR.exists()
    assert demo.log_ins() == []
    assert not demo.is_wanted()
