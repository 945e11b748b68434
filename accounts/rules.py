"""What makes a note wait for a moderator: each rule looks at it and says what it found. Rules hold and never refuse."""

from collections.abc import Callable

from accounts.models import Note, Rule, RuleHit

# What a rule of each kind finds in a note, in a few words; nothing when it has nothing to say.
type Check = Callable[[Rule, Note], str]
CHECKS: dict[str, Check] = {}


def hold(note: Note) -> list[RuleHit]:
    """Let every rule that is on look at the note, and keep what each found."""
    rules = [rule for rule in Rule.objects.filter(is_on=True) if rule.language in ("", note.article.language)]
    found = [(rule, CHECKS[rule.kind](rule, note)) for rule in rules]
    return RuleHit.objects.bulk_create(
        [RuleHit(rule=rule, note=note, found=words[:200]) for rule, words in found if words]
    )


def learn(note: Note, *, was_right: bool | None) -> None:
    """Keep whether those that held the note were right, as a moderator has decided."""
    RuleHit.objects.filter(note=note).update(was_right=was_right)
