from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.named import Named, by_folded_name
from articles.models.shaped import Name
from articles.models.taxonomy import Section, Tag, Topic

KINDS = ("section", "topic", "tag", "author")


class Alias(models.Model):
    """Another name of a section, topic, tag or author, a synonym or a former one; its address redirects."""

    name = Name(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="aliases")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="aliases")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="aliases")
    author = models.ForeignKey(Author, models.CASCADE, null=True, blank=True, related_name="aliases")

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        indexes = [by_folded_name("aliases_by_folded_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    *(Q(**{f"{other}__isnull": other != kind for other in KINDS}) for kind in KINDS),
                    _connector=Q.OR,
                ),
                name="alias_is_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["slug"], condition=Q(**{f"{kind}__isnull": False}), name=f"one_alias_per_{kind}_address"
                )
                for kind in KINDS
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.thing and not self.slug:
            self.slug = type(self.thing).free_slug_for(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a name that another thing of the kind has, or that means another one already."""
        super().clean()
        if not (self.name and self.thing):
            return
        if namesake := self.thing.called(self.name).first():
            raise ValidationError({"name": self._refusal_of(namesake)})
        if meaning := self.thing.meant_by(self.thing.synonyms_called(self.name)):
            raise ValidationError({"name": self.thing.refusal_of(self.name, meaning)})

    def _refusal_of(self, namesake: Named) -> str:
        if namesake == self.thing:
            return _("“%(name)s” is its name already.") % {"name": self.name}
        return Named.refusal_of(self.name, namesake)

    @property
    def thing(self) -> Named | None:
        """The section, topic, tag or author that it is another name of."""
        return next((getattr(self, kind) for kind in KINDS if getattr(self, f"{kind}_id")), None)
