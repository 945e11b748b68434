"""Pages of a list at the desk that may be long: as many as anybody would turn, and none made by reading the others."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

MOST_COUNTED = 2_000


class Bounded(Paginator):
    """Counts a list as far as anybody would turn its pages."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by().values("pk")[:MOST_COUNTED].count()

    def page(self, number: Any) -> Page:
        """A page whose rows are found by their numbers first, so that nothing else is read of those before them."""
        number = self.validate_number(number)
        rows: Any = self.object_list
        numbers = self.until(number * self.per_page)[(number - 1) * self.per_page :]
        return Page(rows.filter(pk__in=numbers), number, self)

    def until(self, last: int) -> list[int]:
        """The numbers of the first rows."""
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[:last])


class Found(Bounded):
    """Counts what was searched for, which is never very much, by its numbers."""

    @cached_property
    def numbers(self) -> list[int]:
        return super().until(MOST_COUNTED)

    @cached_property
    def count(self) -> int:
        return len(self.numbers)

    def until(self, last: int) -> list[int]:
        return self.numbers[:last]


class BoundedList(ChangeList):
    """Says where it ends before all rows do (`admin/bounded_list.html`)."""

    @property
    def is_cut_short(self) -> bool:
        return self.result_count >= MOST_COUNTED
