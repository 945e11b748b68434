from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import demo


class Command(BaseCommand):
    """Fills a newsroom that is tried out with The Red River Post: articles, pictures, accounts and readers."""

    help = "Load the demonstration newsroom; it refuses in production. Loading again restores the demo's own articles."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            demo.load(self.stdout.write)
        except demo.DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for role, email, password in demo.log_ins():
            self.stdout.write(f"{role:14} {email:36} {password}")
