from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.reaction import Reaction
from articles.models import Article

if TYPE_CHECKING:
    from accounts.models.user import User

LONGEST_NOTE = 500


def folded_text() -> Lower:
    """The words of a row as they are compared: without marks, in lower case."""
    return Lower(Func(F("text"), function="folded"))


def by_folded_text(name: str) -> GinIndex:
    """An index of the parts of folded words, for what is like them and for searching."""
    return GinIndex(OpClass(folded_text(), name="gin_trgm_ops"), name=name)


class NoteQuerySet(models.QuerySet["Note"]):
    def shown(self) -> "NoteQuerySet":
        """What the public may read under articles that it may read; nothing else in the project decides this."""
        counted = self.filter(state=Note.State.SHOWN, reaction__standing=Reaction.Standing.COUNTED)
        return counted.filter(article__in=Article.objects.published())

    def under(self, article: Any) -> "NoteQuerySet":
        """The shown notes of `article`, each with its reaction's kind, its reader and how many `agree`."""
        nods = Agreement.objects.filter(note=OuterRef("pk")).order_by().values("note")
        agree = Coalesce(Subquery(nods.annotate(total=Count("pk")).values("total")), 0)
        notes = self.shown().filter(article=article).annotate(agree=agree)  # type: ignore[no-redef]
        return notes.select_related("reaction__kind", "reaction__reader__picture")

    def newest(self) -> "NoteQuerySet":
        return self.order_by("-shown_at", "-pk")

    def most_agreed(self) -> "NoteQuerySet":
        """Of notes that come from `under()`, those that most readers agree with first."""
        return self.order_by("-agree", "-shown_at", "-pk")

    def by(self, reader: "User") -> "NoteQuerySet":
        return self.filter(reaction__reader=reader)


class Note(models.Model):
    """Why a reader answered as they did, in their own words; readers see it once it is shown."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for review")
        HELD = "held", _("held for a closer look")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("taken down")
        REJECTED = "rejected", _("not shown")

    reaction = models.OneToOneField(Reaction, models.CASCADE, related_name="note", verbose_name=_("reaction"))
    # The reaction's own, repeated so that one index finds the notes under an article.
    article = models.ForeignKey(Article, models.CASCADE, related_name="readers_notes", verbose_name=_("article"))
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    shown_at = models.DateTimeField(_("shown since"), null=True, blank=True)

    # On notes that come from `under()`.
    agree: int

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="readers_note_says_something"),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(shown_at__isnull=False), name="shown_note_has_its_moment"
            ),
        ]
        indexes = [
            models.Index("article", F("shown_at").desc(), condition=Q(state="shown"), name="notes_shown"),
            models.Index(fields=["written_at"], name="notes_by_moment"),
            by_folded_text("notes_by_folded_text"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN

    @property
    def became(self) -> str:
        """What became of it, in words to its reader."""
        if self.is_shown and self.reaction.standing != Reaction.Standing.COUNTED:
            return gettext("Your note is shown once a moderator has looked at your reaction.")
        return str(BECAME[self.State(self.state)])


BECAME = {
    Note.State.WAITING: _("Your note waits for a moderator."),
    Note.State.HELD: _("Your note is held for a closer look."),
    Note.State.SHOWN: _("Your note is shown now."),
    Note.State.HIDDEN: _("Your note was taken down."),
    Note.State.REJECTED: _("Your note is not shown."),
}


class Agreement(models.Model):
    """One reader's nod to another's note."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="agreements", verbose_name=_("reader")
    )
    note = models.ForeignKey(Note, models.CASCADE, related_name="agreements", verbose_name=_("note"))
    agreed_at = models.DateTimeField(_("agreed"), auto_now_add=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [models.UniqueConstraint(fields=["reader", "note"], name="one_agreement_per_reader_and_note")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.note}"
