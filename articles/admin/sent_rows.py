"""The rows of an article's inlines, as a form sent them."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest

from articles.models import Article


class SentRows:
    """They can all be made new ones, so that they outlive those that a colleague replaced."""

    def __init__(self, model_admin: Any, request: HttpRequest, article: Article) -> None:
        self.request, self.article = request, article
        self.replaced: list[models.QuerySet] = []
        self.inlines = list(self._inlines(model_admin))

    def _inlines(self, model_admin: Any) -> Iterator[tuple[str, models.QuerySet]]:
        """Prefix and present rows of each inline in which this colleague may do everything."""
        for inline in model_admin.get_inline_instances(self.request, self.article):
            may = (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission)
            prefix = inline.model._meta.get_field("article").remote_field.get_accessor_name()
            if f"{prefix}-TOTAL_FORMS" in self.request.POST and all(each(self.request, self.article) for each in may):
                yield prefix, inline.get_queryset(self.request).filter(article=self.article)

    def are_missing(self) -> bool:
        """Whether a row that was sent is no more."""
        for prefix, present in self.inlines:
            sent = {fields.get("id", "") for fields in self._rows(prefix).values()} - {""}
            if sent and sent - {str(number) for number in present.values_list("pk", flat=True)}:
                return True
        return False

    def make_new(self) -> None:
        """Let every row that was sent, but those to be deleted, be a new one in place of all present ones."""
        post = self.request.POST.copy()
        for prefix, present in self.inlines:
            rows = [fields for fields in self._rows(prefix).values() if not fields.get("DELETE")]
            for key in [key for key in post if re.match(rf"{re.escape(prefix)}-\d+-", key)]:
                del post[key]
            for place, fields in enumerate(rows):
                post.update({f"{prefix}-{place}-{name}": value for name, value in (fields | {"id": ""}).items()})
            post[f"{prefix}-TOTAL_FORMS"], post[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
            self.replaced.append(present)
        post["rows"] = "new"
        self.request.POST = post  # type: ignore[assignment]

    def take_as_opened_at(self, version: str) -> None:
        """Whoever has seen a version and saves over it need not do so again when something else is amiss."""
        post = self.request.POST.copy()
        post["_continue"], post["opened_at"] = "1", version
        self.request.POST = post  # type: ignore[assignment]

    def clear(self) -> None:
        """Delete what the new rows are to replace; whoever calls it takes that back when they are not saved."""
        for present in self.replaced:
            present.all().delete()

    def _rows(self, prefix: str) -> dict[int, dict[str, str]]:
        rows: dict[int, dict[str, str]] = {}
        for key, value in self.request.POST.items():
            if found := re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,6}})-(.+)", key):
                rows.setdefault(int(found[1]), {})[found[2]] = str(value)
        return dict(sorted(rows.items()))
