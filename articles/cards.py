"""`cards_of()`: articles as lists show them, by their numbers."""

from collections.abc import Iterable

from django.db.models import F

from articles.models import Article
from articles.prepared import NUMBERS, Among, Gap, PreparedRows

CARDS = PreparedRows(lambda: Article.objects.published().for_cards().filter(Among(F("pk"), Gap("numbers", NUMBERS))))


def cards_of(*lists: Iterable[int]) -> list[list[Article]]:
    """What each list of numbers names, in its order, without what the public cannot see; one query for all."""
    numbers = [list(each) for each in lists]
    wanted = sorted(set().union(*numbers))
    found = {card.pk: card for card in CARDS.ask(numbers=wanted)} if wanted else {}
    return [[found[number] for number in each if number in found] for each in numbers]
