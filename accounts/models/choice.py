from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

HOW_TO_NAME = _('By language code, e.g. {"vi": "Hy vọng", "es": "Esperanza"}.')


class Choice(models.Model):
    """One line of a list that the newsroom keeps, named in each language; a retired one stays for what used it."""

    name = models.CharField(_("name"), max_length=80, help_text=_("In the site's own language, e.g. “Hopeful”."))
    names = models.JSONField(_("names in other languages"), default=dict, blank=True, help_text=HOW_TO_NAME)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Smaller comes first."))
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered; what used it is kept as it is.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return in_own_language(self.names, self.name)

    def clean(self) -> None:
        super().clean()
        self.names = named_in_languages("names", self.names)


def in_own_language(texts: dict[str, str], otherwise: str, language: str | None = None) -> str:
    """The text in `language` (the reader's), `otherwise` where there is none."""
    return texts.get(language or get_language() or settings.LANGUAGE_CODE) or otherwise


def named_in_languages(field: str, texts: object) -> dict[str, str]:
    """`texts` by language code; a ValidationError at `field` for anything else."""
    texts = {} if texts is None else texts
    languages = dict(settings.LANGUAGES)
    if not isinstance(texts, dict) or not all(
        code in languages and isinstance(text, str) for code, text in texts.items()
    ):
        raise ValidationError({field: HOW_TO_NAME})
    return texts
