"""Fronts for tests: an article set at a place as an editor sets it."""

from datetime import datetime

from accounts.models import User
from articles import slots
from articles.admin.arranging import Arranging
from articles.arrangement import Hold
from articles.models import Article
from articles.slots import SlotPage


def pin_at(page: SlotPage, position: int, article: Article, by: User, until: datetime | None = None) -> None:
    """Hold an article at a place until a moment; what is held there moves down."""
    arranging = Arranging.as_it_is(page)
    arranging.put(article.pk, position)
    arranging.holds[position] = Hold(article.pk, until)
    slots.arrange(page, arranging.holds, by, seen=arranging.seen)
