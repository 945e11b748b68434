from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.in_languages import in_own_language
from articles.models.in_languages import InLanguages
from articles.models.shaped import Name


class Choice(models.Model):
    """One line of a list that the newsroom keeps, named in each language; a retired one stays for what used it."""

    name = Name(_("name"), max_length=80, help_text=_("In the site's own language, e.g. “Hopeful”."))
    names = InLanguages(_("names in other languages"), of="name")
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Smaller comes first."))
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered; what used it is kept as it is.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return in_own_language(self.names, self.name)
