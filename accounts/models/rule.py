from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.note import Note


class Rule(models.Model):
    """What makes a note wait for a moderator; a rule holds and never refuses."""

    class Kind(models.TextChoices):
        WORDS = "words", _("words")
        LINKS = "links", _("links")
        REPEATED = "repeated", _("repeated text")
        CAPITALS = "capitals", _("all capitals")
        NEW_ACCOUNT = "new_account", _("new account")
        DISPOSABLE = "disposable", _("disposable e-mail domain")
        READER_RATE = "reader_rate", _("many notes by one reader")
        NETWORK_RATE = "network_rate", _("many notes from one network")

    name = models.CharField(_("name"), max_length=80, help_text=_("What it is for, e.g. “Insults in Spanish”."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    is_on = models.BooleanField(_("on"), default=False, help_text=_("Try it against past notes first."))
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Of the articles whose notes it looks at; empty: all."),
    )
    words = models.TextField(
        _("words"),
        max_length=20_000,
        blank=True,
        help_text=_("For lists of words or of e-mail domains: one to a line."),
    )
    most = models.PositiveIntegerField(
        _("most"),
        null=True,
        blank=True,
        help_text=_("What is still let through: links, notes, copies, capitals in percent, hours of an account."),
    )
    minutes = models.PositiveIntegerField(
        _("within minutes"), null=True, blank=True, help_text=_("The time over which notes are counted.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="one_rule_per_name")]

    def __str__(self) -> str:
        return self.name


class RuleHit(models.Model):
    """A rule that held a note, with what it found there."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="hits", verbose_name=_("rule"))
    note = models.ForeignKey(Note, models.CASCADE, related_name="hits", verbose_name=_("note"))
    found = models.CharField(_("found"), max_length=200, help_text=_("E.g. the word, or “4 notes in 10 minutes”."))
    was_right = models.BooleanField(
        _("was right"), null=True, blank=True, help_text=_("Whether a moderator kept the note from readers.")
    )
    found_at = models.DateTimeField(_("held"), auto_now_add=True)

    class Meta:
        verbose_name = _("note that a rule held")
        verbose_name_plural = _("notes that a rule held")
        constraints = [models.UniqueConstraint(fields=["rule", "note"], name="one_hit_per_rule_and_note")]
        indexes = [models.Index(fields=["rule"], condition=Q(was_right__isnull=False), name="hits_decided")]

    def __str__(self) -> str:
        return f"{self.rule} · {self.found}"
