from typing import Any

from django.db import models

from articles.freshness import being_made, key


class Shown(models.Model):
    """A row that tells the page which loads it that it is on it."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        row = super().from_db(*args, **kwargs)
        if made := being_made.get():
            made.rows.add(key(str(cls._meta.model_name), row.pk))
        return row
