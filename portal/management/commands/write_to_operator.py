"""An e-mail to whoever runs this: broadsheet-failed@.service sends what the unit that failed had to say."""

import sys
from typing import Any

from django.conf import settings
from django.core.mail import mail_admins
from django.core.management.base import BaseCommand, CommandError, CommandParser

LONGEST = 50_000  # letters


class Command(BaseCommand):
    help = "E-mail what comes on standard input to OPERATOR_EMAIL."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", help="what has happened, in a few words")

    def handle(self, *, subject: str, **options: Any) -> None:
        if not settings.ADMINS:
            raise CommandError("OPERATOR_EMAIL is not set, so there is nobody to write to.")
        try:
            mail_admins(subject, sys.stdin.read()[-LONGEST:])
        except OSError as error:
            raise CommandError(f"The mail server did not take the e-mail: {error}") from error
