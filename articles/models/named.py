from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.text import composed, slug_of


class Named(models.Model):
    """Something with a name and an address made of that name."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The words of the page's address; left empty, they are made from the name."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = composed(self.name).strip()
        self.slug = self.slug or self.free_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.name = composed(self.name).strip()
        self.slug = self.slug or self.free_slug()

    def free_slug(self) -> str:
        """The address for this name, with the first number after it that nobody else has when it is taken."""
        words = slug_of(self.name)[:110]
        others = type(self)._default_manager.exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=words).values_list("slug", flat=True)) | self.reserved_slugs()
        return next(slug for slug in self._candidates(words) if slug not in taken)

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
