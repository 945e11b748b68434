from typing import Any

from django.core.management.base import BaseCommand

from articles import derived


class Command(BaseCommand):
    help = (
        "Makes anew what triggers keep beside the articles: the weeks of lists, the words of headlines, what articles "
        "lack. For after writing with the triggers switched off."
    )

    def handle(self, **options: Any) -> None:
        derived.renew()
        self.stdout.write("Lists, words of headlines and what articles lack are as the articles are.")
