"""Rules for the tests of what holds notes."""

from accounts.models import Case, Note, Rule, User
from tests.notes import case_of, write
from tests.stories import story


def rule(kind: str, **settings: object) -> Rule:
    """A rule as the desk takes it, switched on."""
    made = Rule(name=f"{kind} {settings}"[:80], kind=kind, is_on=True, **settings)
    made.full_clean()
    made.save()
    return made


def found_in(note: Note) -> list[str]:
    """What rules found; a note that one held waits with a case for that, any other is shown."""
    found = [hit.found for hit in note.hits.all()]
    assert note.is_shown is not bool(found)
    if found:
        assert (note.state, case_of(note).why) == (Note.State.HELD, Case.Why.RULE)
    return found


def told(reader: User, text: str) -> list[str]:
    """What rules find when the reader writes this under a new article."""
    return found_in(write(reader, story("Another ferry"), text))
