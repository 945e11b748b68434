from typing import Any

from django.core.management.base import BaseCommand

from accounts.digests import send_digests


class Command(BaseCommand):
    help = "Write to readers who want it what is new in what they follow; at most once a day, however often this runs."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"E-mails sent: {send_digests()}.")
