from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts import phrases
from accounts.models.note import Note

LONGEST_LIST = 400_000  # letters
A_WEEK, A_YEAR = 7 * 24 * 60, 365 * 24  # minutes, hours


class Needs(NamedTuple):
    """What rules of a kind are set by: the rest they leave alone."""

    words: bool = False
    must_have_words: bool = False
    most: tuple[int, int] | None = None  # the least and the largest
    minutes: bool = False


class RuleQuerySet(models.QuerySet["Rule"]):
    def with_record(self) -> "RuleQuerySet":
        """Each rule with the notes it held `lately` (30 days), of all how many are `decided` and how many were `right`.

        Failures count nowhere.
        """
        held = Q(hits__has_failed=False)
        month = timezone.now() - timedelta(days=30)
        return self.annotate(
            lately=Count("hits", filter=held & Q(hits__found_at__gte=month)),
            decided=Count("hits", filter=held & Q(hits__was_right__isnull=False)),
            right=Count("hits", filter=held & Q(hits__was_right=True)),
        )


class Rule(models.Model):
    """What makes a note wait for a moderator; a rule holds and never refuses."""

    class Kind(models.TextChoices):
        WORDS = "words", pgettext_lazy("rule", "words")
        LINKS = "links", _("links")
        REPEATED = "repeated", _("repeated text")
        CAPITALS = "capitals", _("all capitals")
        NEW_ACCOUNT = "new_account", _("new account")
        DISPOSABLE = "disposable", _("disposable e-mail domain")
        READER_RATE = "reader_rate", _("many notes by one reader")
        NETWORK_RATE = "network_rate", _("many notes from one network")

    NEEDS = {
        Kind.WORDS: Needs(words=True, must_have_words=True),
        Kind.LINKS: Needs(most=(0, 50)),
        Kind.REPEATED: Needs(most=(0, 1000), minutes=True),
        Kind.CAPITALS: Needs(most=(1, 99)),
        Kind.NEW_ACCOUNT: Needs(most=(1, A_YEAR)),
        Kind.DISPOSABLE: Needs(words=True),
        Kind.READER_RATE: Needs(most=(1, 1000), minutes=True),
        Kind.NETWORK_RATE: Needs(most=(1, 1000), minutes=True),
    }

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
        pgettext_lazy("rule", "words"),
        max_length=LONGEST_LIST,
        blank=True,
        help_text=_("For lists of words or of e-mail domains: one to a line."),
    )
    most = models.PositiveIntegerField(
        _("at most"),
        null=True,
        blank=True,
        help_text=_("What is still let through: links, notes, copies, capitals in percent, hours of an account."),
    )
    minutes = models.PositiveIntegerField(
        _("within minutes"), null=True, blank=True, help_text=_("The time over which notes are counted.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    # On rules that come from `with_record()`.
    lately: int
    decided: int
    right: int

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_rule_per_name"),
            models.CheckConstraint(condition=~Q(kind="words") | ~Q(words=""), name="rule_of_words_has_some"),
            models.CheckConstraint(
                condition=Q(kind__in=["words", "disposable"]) | Q(most__isnull=False), name="rule_says_how_many"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["repeated", "reader_rate", "network_rate"])
                | Q(minutes__isnull=False, minutes__gte=1, minutes__lte=A_WEEK),
                name="rule_that_counts_says_over_what_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind not in self.NEEDS:
            return
        needs = self.NEEDS[self.Kind(self.kind)]
        self._drop_what_is_not_needed(needs)
        wrong = dict(self._wrong(needs))
        if wrong:
            raise ValidationError(wrong)

    def _drop_what_is_not_needed(self, needs: Needs) -> None:
        self.words = self.words if needs.words else ""
        self.most = self.most if needs.most else None
        self.minutes = self.minutes if needs.minutes else None

    def _wrong(self, needs: Needs) -> Iterator[tuple[str, Any]]:
        """Each setting that does not do, with why."""
        if needs.words and (why := self._wrong_in_words(needs)):
            yield "words", why
        if needs.most and not (self.most is not None and needs.most[0] <= self.most <= needs.most[1]):
            bounds = {"least": needs.most[0], "largest": needs.most[1]}
            yield "most", gettext("Set “at most” to a number from %(least)d to %(largest)d.") % bounds
        if needs.minutes and not (self.minutes and self.minutes <= A_WEEK):
            yield (
                "minutes",
                gettext("Set “within minutes” to a number from 1 to %(largest)d (a week).") % {"largest": A_WEEK},
            )

    def _wrong_in_words(self, needs: Needs) -> str:
        """What is wrong with the list of words or domains, if anything."""
        lines = list(phrases.read_lines(self.words))
        if len(lines) > phrases.MOST_LINES:
            return gettext("“Words” has %(number)d lines; at most %(most)d fit.") % {
                "number": len(lines),
                "most": phrases.MOST_LINES,
            }
        if needs.must_have_words:
            return self._wrong_in_phrases(lines)
        for number, line, _words in lines:
            if "." not in line.strip(".") or len(line.split()) > 1 or "@" in line:
                return gettext("“Words”, line %(number)d: “%(line)s” is no domain such as mailinator.com.") % {
                    "number": number,
                    "line": line[:40],
                }
        return ""

    @staticmethod
    def _wrong_in_phrases(lines: list[tuple[int, str, tuple[str, ...]]]) -> str:
        if not lines:
            return gettext("“Words” is empty: write at least one word, one to a line.")
        for number, line, words in lines:
            said = {"number": number, "line": line[:40], "most": phrases.LONGEST_PHRASE}
            if not words:
                return gettext("“Words”, line %(number)d: “%(line)s” holds no letter or digit.") % said
            if len(words) > phrases.LONGEST_PHRASE:
                return gettext("“Words”, line %(number)d is longer than %(most)d words.") % said
        return ""


def forget(collector: Any, _field: Any, hits: Any, _using: str) -> None:
    """What becomes of hits when their note goes: the rule's record stays, without what was the reader's."""
    collector.add_field_update(RuleHit._meta.get_field("found"), "", hits)  # first: no words without their note
    collector.add_field_update(RuleHit._meta.get_field("note"), None, hits)


class RuleHit(models.Model):
    """A rule that held a note, with what it found there; it outlasts the note, as what the rule was worth."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="hits", verbose_name=_("rule"))
    note = models.ForeignKey(Note, forget, null=True, related_name="hits", verbose_name=_("note"))
    found = models.CharField(
        _("found"), max_length=200, blank=True, help_text=_("E.g. the word, or “4 notes in 10 min”.")
    )
    has_failed = models.BooleanField(
        _("gave no answer"), default=False, help_text=_("The check failed, and the note was held for that.")
    )
    was_right = models.BooleanField(
        _("was right"), null=True, blank=True, help_text=_("Whether a moderator kept the note from readers.")
    )
    found_at = models.DateTimeField(_("held"), default=timezone.now)

    class Meta:
        verbose_name = _("note that a rule held")
        verbose_name_plural = _("notes that a rule held")
        constraints = [
            models.UniqueConstraint(fields=["rule", "note"], name="one_hit_per_rule_and_note"),
            models.CheckConstraint(condition=Q(note__isnull=False) | Q(found=""), name="hit_without_note_has_no_words"),
            models.CheckConstraint(condition=Q(has_failed=False) | Q(was_right=None), name="failure_is_never_right"),
        ]
        indexes = [
            models.Index(fields=["rule"], condition=Q(was_right__isnull=False), name="hits_decided"),
            models.Index(fields=["rule", "-found_at"], name="hits_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} · {self.found}"
