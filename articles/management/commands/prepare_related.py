from typing import Any

from django.core.management.base import BaseCommand

from articles import terms


class Command(BaseCommand):
    help = "Counts anew how common each word is and weighs every article's words: repairs and sharpens related news."

    def handle(self, **options: Any) -> None:
        terms.renew()
        self.stdout.write("Related news is prepared for every article.")
