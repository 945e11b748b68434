from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from articles.addresses import address_here
from articles.models.lexeme import name_lexemes
from articles.models.shaped import Name
from articles.models.shown import Shown
from articles.text import slug_of_name
from articles.unseen import KEPT_SIGN, alike, bare


def alike_name(name: Combinable | None = None) -> Lower:
    """A name (the field) as names are compared: those that look the same are, capitals aside."""
    signs = (Value(KEPT_SIGN), Value(""), Value("g"))
    return Lower(Func(name or F("name"), *signs, function="regexp_replace", output_field=models.TextField()))


def alike_to(name: str) -> Lower:
    """What `alike_name()` of the same name is; the database lowers it, because Python lowers some letters otherwise."""
    return Lower(Value(bare(name)))


def folded_name(name: Combinable | None = None) -> Lower:
    """A name (the field) as the desk looks for it: without marks and capitals."""
    return Lower(Func(name or F("name"), function="folded"))


def by_folded_name(name: str) -> GinIndex:
    """An index of the parts of names, which `articles.looking` looks for."""
    return GinIndex(OpClass(folded_name(), name="gin_trgm_ops"), name=name)


def by_words(name: str) -> GinIndex:
    """An index of the words of names, by which `articles.search` finds them."""
    return GinIndex(name_lexemes(), name=name)


class Named(Shown):
    """Something with a name and an address made of that name."""

    name = Name(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The words of the page's address; left empty, they are made from the name."),
    )

    IS_THERE = _("There is “%(name)s” already. To make the two one, choose both in the list and merge them.")
    IS_ANOTHER_NAME = _("“%(name)s” is another name of “%(meaning)s”. Remove it there first, or choose another.")
    IS_FORMER_ADDRESS = _(
        "The address “%(slug)s” leads to “%(meaning)s”, which had it before. Remove it there first, or choose another."
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the present language."""
        return address_here(str(self._meta.model_name), self.slug)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self.free_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or self.free_slug()
        self._refuse_what_means_another()

    def free_slug(self) -> str:
        """The address for this name, with the first number after it that nobody else has when it is taken."""
        return self.free_slug_for(self.name, of=self.pk)

    @property
    def own_slug(self) -> str:
        """The address that its name makes, as long as nobody else has it."""
        return self.slug_for(self.name)

    @classmethod
    def slug_for(cls, name: str) -> str:
        return slug_of_name(name, longest=110) or str(cls._meta.model_name)

    @classmethod
    def free_slug_for(cls, name: str, *, of: Any = None) -> str:
        """The address for `name` that no other of the kind has or had; the one with the number `of` is no other."""
        words = cls.slug_for(name)
        owners = cls._default_manager.exclude(pk=of).filter(slug__startswith=words)
        former = cls.synonyms(slug__startswith=words).exclude(**{str(cls._meta.model_name): of})
        taken = [each.order_by().values_list("slug", flat=True) for each in (owners, former)]
        refused = {*taken[0].union(taken[1]).order_by(), *cls.reserved_slugs()}
        return next(slug for slug in cls._candidates(words) if slug not in refused)

    @classmethod
    def names_kept(cls) -> list[Combinable]:
        """What holds the names that such a thing has itself, which its synonyms are not."""
        return [F("name")]

    @classmethod
    def called(cls, name: str) -> models.QuerySet[Any]:
        """Those of the kind that have this name themselves, or one that looks the same; capitals aside."""
        same = (Q(Exact(alike_name(each), alike_to(name))) for each in cls.names_kept())
        return cls._default_manager.filter(reduce(or_, same))

    def meant_by(self, synonyms: models.QuerySet[Any]) -> "Named | None":
        """What else of this kind one of `synonyms` means."""
        kind = str(self._meta.model_name)
        found = synonyms.exclude(**{kind: self.pk}).select_related(kind).first()
        return getattr(found, kind) if found else None

    @classmethod
    def synonyms(cls, **conditions: Any) -> models.QuerySet[Any]:
        """Other names of this kind of thing that fulfil `conditions`."""
        aliases: Any = cls._meta.get_field("aliases").related_model
        return aliases.objects.filter(**{f"{cls._meta.model_name}__isnull": False}, **conditions)

    @classmethod
    def synonyms_called(cls, name: str) -> models.QuerySet[Any]:
        """Other names of this kind of thing that look like `name`, capitals aside."""
        return cls.synonyms().filter(Exact(alike_name(), alike_to(name)))

    def _refuse_what_means_another(self) -> None:
        if same := self.called(self.name).exclude(pk=self.pk).exclude(name=self.name).first():
            raise ValidationError(self.refusal_of(self.name, same))
        if meaning := self.meant_by(self.synonyms_called(self.name)):
            raise ValidationError(self.refusal_of(self.name, meaning))
        if meaning := self.meant_by(self.synonyms(slug=self.slug)):
            raise ValidationError(self.IS_FORMER_ADDRESS % {"slug": self.slug, "meaning": meaning})

    def another_called(self, name: str) -> "Named | None":
        """What else of the kind has this name, itself or as a synonym; capitals aside."""
        return self.called(name).exclude(pk=self.pk).first() or self.meant_by(self.synonyms_called(name))

    @classmethod
    def refusal_of(cls, name: str, meaning: "Named") -> str:
        """Why nothing else can be called so."""
        is_its_name = alike(name) == alike(meaning.name)
        why = cls.IS_THERE if is_its_name else cls.IS_ANOTHER_NAME
        return why % {"name": meaning.name if is_its_name else name, "meaning": meaning.name}

    @classmethod
    def reserved_slugs(cls) -> frozenset[str]:
        """Addresses that this kind of page can never have."""
        return frozenset()

    @staticmethod
    def _candidates(words: str) -> Iterator[str]:
        yield words
        number = 2
        while True:
            yield f"{words}-{number}"
            number += 1

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude=exclude)
        if self.slug in self.reserved_slugs():
            raise ValidationError({"slug": _("The site itself uses this address; choose another.")})
