from typing import Any

from django.db import models

from articles.text import name_in, one_line


class Line(models.CharField):
    """A text of one line: what nobody sees is left out before it is checked and saved, whoever saves it."""

    shape = staticmethod(one_line)

    def deconstruct(self) -> Any:
        """To the database it is Django's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(self.shape(value) if isinstance(value, str) else value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            setattr(model_instance, self.attname, value := self.shape(value))
        return value


class Name(Line):
    """What something is called."""

    shape = staticmethod(name_in)
