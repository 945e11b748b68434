"""Fields of texts, each with the shape that its texts are kept in (docs/decisions/0052)."""

from typing import Any

from django.db import models

from articles import body
from articles.text import in_lines, name_in, one_line


class Shaped(models.Field):
    """A text that is brought into the shape in which it is kept before it is checked and saved, whoever saves it."""

    @staticmethod
    def shape(text: str, /) -> str:
        """`text` as it is kept."""
        return in_lines(text)

    def deconstruct(self) -> Any:
        """To the database it is Django's own, whatever it says of a wrong text."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("error_messages", None)
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(self.shape(value) if isinstance(value, str) else value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            setattr(model_instance, self.attname, value := self.shape(value))
        return value


class Line(Shaped, models.CharField):
    """A text of one line, without what nobody sees."""

    @staticmethod
    def shape(text: str, /) -> str:
        return one_line(text)


class Lines(Shaped, models.TextField):
    """A text of some lines, without what nobody sees."""


class Name(Line):
    """What something is called."""

    @staticmethod
    def shape(text: str, /) -> str:
        return name_in(text)


class Markup(Shaped, models.TextField):
    """A text with headings, lists and links: the HTML that the body of an article may hold."""

    @staticmethod
    def shape(text: str, /) -> str:
        return body.sanitised(text)
