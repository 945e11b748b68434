"""What `manage.py` runs: a command, and in one sentence why it cannot run in a newsroom that is not set up."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

NO_TABLES = "This newsroom has no tables yet, or not all of them: run manage.py migrate, then this again."


def run(arguments: list[str]) -> None:
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedTable):
            sys.exit(NO_TABLES)
        raise
