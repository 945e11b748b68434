from typing import Any

from django.db import models

from articles.in_languages import FieldInEachLanguage, Texts, checked, tidied
from articles.text import in_lines


class InLanguages(models.JSONField):
    """Texts by language code, which stand for that of the field `of` where a page speaks such a language."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    @property
    def otherwise(self) -> Any:
        """The field that a language without a text of its own shows."""
        return self.model._meta.get_field(self.of)

    @property
    def shape(self) -> Any:
        """The shape in which each text is kept: that of the field which it stands for; a migration's have none."""
        return getattr(self.otherwise, "shape", in_lines)

    def tidied(self, texts: Any) -> Texts:
        return tidied(texts, self.shape)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        of = self.otherwise
        texts = self.tidied(checked(value or {}, of.verbose_name, None))
        return super().clean(checked(texts, of.verbose_name, of.max_length), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        texts = self.tidied(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, texts)
        return texts

    def formfield(self, **kwargs: Any) -> Any:
        of = self.otherwise
        own = {"form_class": FieldInEachLanguage, "show_hidden_initial": False, "what": of.verbose_name}
        return models.Field.formfield(self, **own, **{**kwargs, "widget": of.formfield().widget})
