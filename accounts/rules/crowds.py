"""Rules that look at what was written shortly before a note: by its reader, from their network, in its words."""

from datetime import timedelta

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import ngettext

from accounts.models import Note, Rule
from accounts.models.note import NoteQuerySet, folded_text
from accounts.rules.found import Found

# Of two texts, the share of their groups of three letters that are in both (pg_trgm): the same but for a word or two.
ALIKE = 0.6
SHORTEST = 20  # letters; many readers say “Thank you all!” each for themselves


def reader_rate(rule: Rule, note: Note) -> Found | None:
    """How many notes the reader wrote within the minutes, if more than are let through."""
    return if_too_many(rule, earlier(rule, note).filter(reaction__reader=note.reaction.reader).count() + 1)


def network_rate(rule: Rule, note: Note) -> Found | None:
    """How many notes came from the reader's network within the minutes, if more than are let through."""
    network = note.reaction.network
    if not network:
        return None
    return if_too_many(rule, earlier(rule, note).filter(reaction__network=network).count() + 1)


def repeated(rule: Rule, note: Note) -> Found | None:
    """How many notes with nearly the same words there were within the minutes, if more than are let through."""
    copies = alike(earlier(rule, note), note.text)
    if len(note.text) < SHORTEST:
        copies = copies.filter(reaction__reader=note.reaction.reader)
    number = copies.count()
    if number <= (rule.most or 0):
        return None
    words = ngettext("like %(number)d note before it", "like %(number)d notes before it", number)
    return Found(words % {"number": number})


def earlier(rule: Rule, note: Note) -> NoteQuerySet:
    """The notes that were written within the rule's minutes before this one, as far as they are still there."""
    since = note.written_at - timedelta(minutes=rule.minutes or 0)
    return Note.objects.filter(written_at__gt=since, written_at__lte=note.written_at).exclude(pk=note.pk)


def alike(notes: NoteQuerySet, text: str) -> NoteQuerySet:
    """Those of the notes that say nearly the same, whatever their marks and capitals."""
    said, told = folded_text(), Lower(Func(Value(text), function="folded"))
    near = notes.annotate(said=said, likeness=TrigramSimilarity(said, told))  # type: ignore[arg-type]
    return near.filter(Q(text=text) | Q(said__trigram_similar=told, likeness__gte=ALIKE))


def if_too_many(rule: Rule, number: int) -> Found | None:
    if number <= (rule.most or 0):
        return None
    words = ngettext("%(number)d note in %(minutes)d min", "%(number)d notes in %(minutes)d min", number)
    return Found(words % {"number": number, "minutes": rule.minutes or 0})
