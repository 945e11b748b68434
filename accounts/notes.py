"""Why readers answered as they did, in their own words: written, screened, shown, agreed with."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import closings, rules
from accounts.models import Agreement, Case, Decision, Note, Reaction, ReviewPolicy, User
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused
from accounts.sanctions import take_part
from articles.freshness import key, tell_often
from articles.models import Article

KEPT_FROM_READERS = (Decision.Action.HIDE, Decision.Action.REJECT, Decision.Action.HOLD)

logger = logging.getLogger(__name__)


def put(reaction: Reaction, text: str) -> Note | None:
    """Make `text` the note of a reaction, in place of what it was; none without a text.

    A note that is changed is another note: it is screened anew, and nobody has agreed with it or reported it yet.
    """
    present = Note.objects.filter(reaction=reaction).first()
    if present and present.text == text:
        return present
    if present:
        remove(present)
    if not text:
        return None
    note = Note.objects.create(reaction=reaction, article=reaction.article, text=text)
    screen(note)
    return note


def screen(note: Note) -> None:
    """Show a new note, or have it wait for a moderator: for a rule, the policy, or a check that gave no answer."""
    why = why_it_waits(note)
    if why is None:
        show(note)
        return
    note.state = Note.State.WAITING if why in (Case.Why.POLICY, Case.Why.REWRITTEN) else Note.State.HELD
    note.save(update_fields=["state"])
    open_case(note, why)


def why_it_waits(note: Note) -> Case.Why | None:
    """Why a moderator looks at the note before readers do, if one must."""
    try:
        with transaction.atomic():
            hits = rules.hold(note)
    except Exception:
        logger.exception("A check of notes gave no answer; the note is held.")
        return Case.Why.CHECK_FAILED
    if hits:
        return Case.Why.CHECK_FAILED if all(hit.has_failed for hit in hits) else Case.Why.RULE
    if was_questioned(note):
        return Case.Why.REWRITTEN
    return Case.Why.POLICY if needs_review(note) else None


def writer_of(note: Note) -> User:
    """The reader whose note it is: one who leaves takes their notes along."""
    if note.reaction.reader is None:
        raise LookupError("A note without a reader should not be.")
    return note.reaction.reader


def was_questioned(note: Note) -> bool:
    """Whether an earlier note of this reader on this article was kept from readers, or waits with others' reports.

    Else whoever is held or reported would say the same anew, and be shown.
    """
    about = {"reader": writer_of(note), "article": note.article}
    kept = Decision.objects.standing().filter(action__in=KEPT_FROM_READERS, **about)
    return kept.exists() or Case.objects.open().filter(kind=Case.Kind.NOTE, **about).exists()


def needs_review(note: Note) -> bool:
    """Whether the newsroom's policy has a moderator look at notes like this one first."""
    policy = ReviewPolicy.for_section(note.article.section)
    if policy.reviews == ReviewPolicy.Reviews.NEW:
        return Note.objects.by(writer_of(note)).filter(shown_at__isnull=False).count() < policy.new_until
    return policy.reviews == ReviewPolicy.Reviews.ALL


def show(note: Note) -> None:
    """Let readers see the note, from now on or again since when they first could."""
    note.state = Note.State.SHOWN
    note.shown_at = note.shown_at or timezone.now()
    note.save(update_fields=["state", "shown_at"])


def open_case(note: Note, why: str) -> Case:
    """The note's open case, made now if there is none."""
    case, _is_new = Case.objects.get_or_create(
        note=note,
        closed_at=None,
        defaults={
            "kind": Case.Kind.NOTE,
            "why": why,
            "article": note.article,
            "reader": note.reaction.reader,
        },
    )
    return case


def remove(note: Note) -> None:
    """Take a note away as its reader wishes. What others reported stays with its case, in the words they read."""
    list(Note.objects.select_for_update().filter(pk=note.pk))  # nobody agrees with it or reports it meanwhile
    Case.objects.open().filter(note=note, reports=None).update(closed_at=timezone.now())
    note.delete()


def take_away(reader: User, article: Article) -> None:
    """Take away what the reader wrote under the article, at any time; their answer stays."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        for note in Note.objects.by(reader).filter(article=article):
            remove(note)


def remove_of(reaction: Reaction) -> None:
    """Take away the note of a reaction, if it has one."""
    for note in Note.objects.filter(reaction=reaction):
        remove(note)


def of_another(reader: User, note: Note) -> Note:
    """The note with its row held, when it is shown and not the reader's own; else raises Refused."""
    shown = Note.objects.shown().select_for_update(no_key=True, of=("self",))
    found = shown.select_related("reaction", "article__section", "article__closing").filter(pk=note.pk).first()
    if found is None:
        raise Refused(_("This note is no longer shown."))
    if found.reaction.reader_id == reader.pk:
        raise Refused(_("This is your own note."))
    return found


def agree(reader: User, note: Note) -> None:
    """Let the reader agree with another's note, once; raises Refused."""
    with transaction.atomic():
        take_part(reader)
        note = of_another(reader, note)
        closings.require_open(note.article, to_notes=True)
        Agreement.objects.get_or_create(reader=reader, note=note)
        tell_often(key("reactions", note.article_id))


def agreed_under(reader: User) -> set[int]:
    """The articles under which there are notes that the reader agrees with."""
    return set(Agreement.objects.filter(reader=reader).values_list("note__article", flat=True))


def disagree(reader: User, note: Note) -> None:
    """Take the reader's agreement back, if they gave it."""
    Agreement.objects.filter(reader=reader, note=note).delete()
    tell_often(key("reactions", note.article_id))
