from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from articles.in_languages import CODES, in_own_language, tidied
from articles.models.in_languages import InLanguages
from articles.models.named import Named

LEFT_EMPTY = _("Left empty, readers of that language see the one above.")


class Described(Named):
    """Something with a name and a sentence about it, both in each language of the paper (docs/decisions/0044)."""

    names = InLanguages(_("names in other languages"), of="name", help_text=LEFT_EMPTY)
    descriptions = InLanguages(_("descriptions in other languages"), of="description", help_text=LEFT_EMPTY)

    description: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Its name in the present language: on a page that page's, at the desk its user's."""
        return self.name_in()

    def name_in(self, language: str | None = None) -> str:
        return in_own_language(self.names, self.name, language)

    @property
    def about(self) -> str:
        """The sentence about it in the present language."""
        return in_own_language(self.descriptions, self.description)

    @classmethod
    def names_kept(cls) -> list[Combinable]:
        return [F("name"), *(name_in_language(code) for code in CODES)]

    def clean(self) -> None:
        super().clean()
        for name in tidied(self.names).values():
            if meaning := self.another_called(name):
                raise ValidationError({"names": self.refusal_of(name, meaning)})


def name_in_language(code: str) -> Any:
    return KT(f"names__{code}")


def named_once(kind: str) -> list[models.BaseConstraint]:
    """What holds that names by language are texts of their own, of which no two things of the kind have the same."""
    kind_of_json = Func(F("names"), function="jsonb_typeof", output_field=CharField())
    are_by_language = Exact(kind_of_json, Value("object"))
    return [
        models.CheckConstraint(condition=are_by_language, name=f"{kind}_names_are_by_language"),
        *(
            models.UniqueConstraint(Lower(name_in_language(code)), name=f"one_{kind}_per_name_in_{code}")
            for code in CODES
        ),
    ]
