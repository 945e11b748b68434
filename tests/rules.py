"""Rules for the tests of what holds notes."""

from accounts.models import Case, Note, Reaction, Rule, User
from accounts.rules import CHECKS
from tests.notes import case_of, write
from tests.stories import story


def rule(kind: str, **settings: object) -> Rule:
    """A rule as the desk takes it, switched on."""
    made = Rule(name=f"{kind} {settings}"[:80], kind=kind, is_on=True, **settings)
    made.full_clean()
    made.save()
    return made


def seen(text: str, email: str = "ann@example.com", **settings: object) -> list[str]:
    """What a rule as the desk takes it finds in a text of the reader with this address, though nobody wrote it."""
    asked = Rule(name="Asked", **settings)
    asked.clean_fields()
    asked.clean()
    found = CHECKS[asked.kind](asked, Note(text=text, reaction=Reaction(reader=User(email=email))))
    return [found.words] if found else []


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
