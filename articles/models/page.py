from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.addresses import address_here
from articles.body import blocks, is_paragraph, plain_text
from articles.in_languages import in_own_language, language_of
from articles.models.described import LEFT_EMPTY
from articles.models.in_languages import InLanguages
from articles.models.shaped import Markup, Name
from articles.text import slug_of_name

LONGEST = 60_000  # letters with their markup: some ten thousand words


class Page(models.Model):
    """A page that the newsroom writes about itself: what it keeps of readers, its rules, its terms."""

    class Purpose(models.TextChoices):
        PRIVACY = "privacy", _("Privacy")
        RULES = "rules", _("Rules for notes")
        TERMS = "terms", _("Terms of use")

        __empty__ = _("None of these")

    title = Name(_("title"), max_length=120, help_text=_("E.g. “Rules for notes”; links to the page say it too."))
    titles = InLanguages(_("titles in other languages"), of="title", help_text=LEFT_EMPTY)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("What follows /about/ in the page's address, for good; left empty, it is made from the title."),
        error_messages={"unique": _("Another page has this address already. Choose another.")},
    )
    text = Markup(_("text"), max_length=LONGEST)
    texts = InLanguages(_("texts in other languages"), of="text", help_text=LEFT_EMPTY)
    purpose = models.CharField(
        _("purpose"),
        max_length=8,
        choices=Purpose,
        blank=True,
        help_text=_(
            "Sign-up links to all three; the form for notes, and what tells of a decision on one, to their rules."
        ),
    )
    is_in_footer = models.BooleanField(_("in the footer"), default=True, help_text=_("A link at the end of each page."))
    position = models.PositiveSmallIntegerField(_("position"), default=100, help_text=_("Smaller comes first."))
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="page_has_a_title_and_an_address"),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=~Q(purpose=""),
                name="one_page_per_purpose",
                violation_error_message=_("Another page serves this purpose. Give that one none first."),
            ),
        ]

    def __str__(self) -> str:
        """Its title in the present language."""
        return in_own_language(self.titles, self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self.own_slug
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its address in the present language's edition."""
        return address_here("page", self.slug)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or self.own_slug

    @property
    def own_slug(self) -> str:
        """The address that its title makes."""
        return slug_of_name(self.title, longest=120) or "page"

    @property
    def text_here(self) -> str:
        """Its text in the present language."""
        return in_own_language(self.texts, self.text)

    @property
    def text_language(self) -> str:
        """The language of that text."""
        return language_of(self.texts)

    @property
    def title_language(self) -> str:
        """The language of the title that the present one shows."""
        return language_of(self.titles)

    @property
    def summary(self) -> str:
        """The words of its first paragraph."""
        paragraphs = map(plain_text, filter(is_paragraph, blocks(self.text_here)))
        return next(filter(None, paragraphs), "")
