"""Databases of before the migrations were put together, and one that began after (docs/decisions/0061)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.management.commands.migrate import IN_THE_MIDDLE

pytestmark = pytest.mark.django_db


def applied(*, app: str):
    return MigrationRecorder.Migration.objects.filter(app=app)


@pytest.fixture
def before() -> None:
    """The database knows all that were put together, and nothing of what stands for them now."""
    for app, name in MigrationLoader(connection).replacements:
        applied(app=app).filter(name=name).delete()


def planned() -> str:
    """What `manage.py migrate` would do."""
    said = StringIO()
    call_command("migrate", plan=True, stdout=said)
    return said.getvalue()


def test_a_database_that_has_them_all_has_nothing_to_do(before):
    assert "No planned migration operations." in planned()


@pytest.mark.parametrize(
    ("app", "last"), [("articles", "0034_names_of_the_original"), ("accounts", "0003_kinds_of_reaction")]
)
def test_a_database_in_the_middle_of_them_is_refused_in_one_sentence(before, app, last):
    applied(app=app).filter(name=last).delete()
    with pytest.raises(CommandError) as refusal:
        planned()
    assert str(refusal.value) == IN_THE_MIDDLE


def test_a_first_start_that_was_stopped_between_two_of_todays_goes_on():
    first = ("0001_accounts", "0001_initial")
    applied(app="accounts").exclude(name__in=first).delete()
    applied(app="articles").delete()
    plan = planned()
    assert "accounts.0001" not in plan
    assert "articles.0002_articles" in plan
