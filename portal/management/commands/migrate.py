"""Django's own command, kept from a database that stands in the middle of migrations that were put together since."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

IN_THE_MIDDLE = (
    "This database stands in the middle of migrations that have since been put together, and stays as it is: "
    "run manage.py migrate with the version before that, then this again (deploy/README.md, Update)."
)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if is_in_the_middle(connections[options["database"]]):
            raise CommandError(IN_THE_MIDDLE)
        super().handle(*args, **options)


def is_in_the_middle(connection: BaseDatabaseWrapper) -> bool:
    """Whether some, but not all, of the migrations were applied that others stand for now (docs/decisions/0061)."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    known, applied = loader.disk_migrations, MigrationRecorder(connection).applied_migrations().keys()
    # Of one that was applied itself, what it stands for is recorded with it.
    before = {old for new, migration in known.items() if new not in applied for old in migration.replaces}
    gone = before - known.keys()
    return bool(gone & applied) and not gone <= applied
