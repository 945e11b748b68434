"""What makes a note wait for a moderator: each rule looks at it and says what it found. Rules hold and never refuse."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Note, Rule, RuleHit
from accounts.rules import crowds, texts, writers
from accounts.rules.found import Found

logger = logging.getLogger(__name__)

# What a rule of each kind finds in a note; nothing when it has nothing to say.
type Check = Callable[[Rule, Note], Found | None]
CHECKS: dict[str, Check] = {
    Rule.Kind.WORDS: texts.words,
    Rule.Kind.LINKS: texts.links_in,
    Rule.Kind.REPEATED: crowds.repeated,
    Rule.Kind.CAPITALS: texts.capitals,
    Rule.Kind.NEW_ACCOUNT: writers.new_account,
    Rule.Kind.DISPOSABLE: writers.disposable,
    Rule.Kind.READER_RATE: crowds.reader_rate,
    Rule.Kind.NETWORK_RATE: crowds.network_rate,
}


class NoAnswerError(Exception):
    """A check that failed: what it would have found nobody knows."""


def look(rule: Rule, note: Note) -> Found | None:
    """What the rule finds in the note, as of when it was written; raises NoAnswerError and breaks nothing else."""
    try:
        with transaction.atomic():
            return CHECKS[rule.kind](rule, note)
    except Exception as failure:
        logger.exception("The rule “%s” gave no answer.", rule)
        raise NoAnswerError from failure


def hold(note: Note) -> list[RuleHit]:
    """Let every rule that is on look at the note, and keep what each found, or that it gave no answer."""
    rules = Rule.objects.filter(is_on=True, language__in=("", note.article.language))
    with translation.override(settings.LANGUAGE_CODE):  # moderators read it, and not who wrote the note
        hits = [hit for rule in rules if (hit := hit_by(rule, note))]
    return RuleHit.objects.bulk_create(hits)


def hit_by(rule: Rule, note: Note) -> RuleHit | None:
    """What is kept of the rule's look at the note, if anything."""
    try:
        found = look(rule, note)
    except NoAnswerError:
        return RuleHit(rule=rule, note=note, found=_("gave no answer"), has_failed=True)
    return RuleHit(rule=rule, note=note, found=found.words[:200]) if found else None


def learn(note: Note, *, was_right: bool | None) -> None:
    """Keep whether those that held the note were right, as a moderator has decided; a failure is neither."""
    RuleHit.objects.filter(note=note, has_failed=False).update(was_right=was_right)
