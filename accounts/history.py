"""The reading history: kept only for readers who have switched it on, for 90 days, and theirs to delete."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Reading, User
from accounts.readers import one_request_at_a_time
from articles.models import Article


def note_reading(reader: User, article: Article) -> None:
    """Keep that `reader` has opened `article` now, if they want it kept."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        if User.objects.filter(pk=reader.pk, keeps_history=True).exists():
            Reading.objects.update_or_create(reader=reader, article=article, defaults={"read_at": timezone.now()})


def switch_on(reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(keeps_history=True)


def switch_off(reader: User) -> None:
    """Keep nothing from now on, and forget what was kept."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        User.objects.filter(pk=reader.pk).update(keeps_history=False)
        forget(reader)


def forget(reader: User) -> None:
    Reading.objects.filter(reader=reader).delete()


def forget_old() -> int:
    """Delete what is older than is kept, of all readers; how many."""
    return Reading.objects.old().delete()[0]
