"""Rules that look at the words of a note alone: those of a list, links, capitals."""

from django.utils.translation import gettext as _

from accounts import links, phrases
from accounts.models import Note, Rule
from accounts.rules.found import Found, quoted

FEWEST_LETTERS = 20  # fewer may well be all capitals: “GOAL!!!”, “UNESCO”


def words(rule: Rule, note: Note) -> Found | None:
    """The words of the rule's list that stand in the note."""
    return quoted(note.text, phrases.places(phrases.read(rule.words), note.text))


def links_in(rule: Rule, note: Note) -> Found | None:
    """The links of a note that has more than are let through."""
    places = links.places(note.text)
    return quoted(note.text, places) if len(places) > (rule.most or 0) else None


def capitals(rule: Rule, note: Note) -> Found | None:
    """The share of capitals, where it is larger than what is let through; of scripts without capitals, none."""
    large = sum(letter.isupper() for letter in note.text)
    letters = large + sum(letter.islower() for letter in note.text)
    if letters < FEWEST_LETTERS or 100 * large <= (rule.most or 0) * letters:
        return None
    return Found(_("%(share)s %% capitals") % {"share": 100 * large // letters})
