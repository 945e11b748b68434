"""The numbers that articles and photos had elsewhere, and so their addresses: kept where no other has them."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

# The next one that is made here gets a number after all those that were brought.
COUNT_ON_FROM = "SELECT setval('{sequence}', %s) FROM {sequence} WHERE last_value < %s"


def free(model: Any, numbers: Iterable[int | None]) -> set[int]:
    """Those of the numbers that a new row may have, which none gets by itself from now on."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return wanted
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON_FROM.format(sequence=f"{model._meta.db_table}_id_seq"), [max(wanted), max(wanted)])
    return wanted - set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
