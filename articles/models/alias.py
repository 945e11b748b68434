from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.taxonomy import Section, Tag, Topic

KINDS = ("section", "topic", "tag", "author")


class Alias(models.Model):
    """Another name of a section, topic, tag or author, a synonym or a former one; its address redirects."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="aliases")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="aliases")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="aliases")
    author = models.ForeignKey(Author, models.CASCADE, null=True, blank=True, related_name="aliases")

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
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
