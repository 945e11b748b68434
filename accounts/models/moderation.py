from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.burst import Burst
from accounts.models.note import Note, by_folded_text
from accounts.models.reason import Reason
from articles.models import Article

if TYPE_CHECKING:
    from accounts.models.user import User

CLAIMED_FOR = timedelta(minutes=10)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        return self.filter(closed_at=None)

    def in_turn(self) -> "CaseQuerySet":
        """Most reported first, then those that wait longest; each with its number of `reported`."""
        return self.annotate(reported=Count("reports")).order_by("-reported", "opened_at", "pk")

    def after(self, case: "Case") -> "CaseQuerySet":
        """Of cases that come from `in_turn()`, those behind `case`."""
        reported = case.reports.count()
        later = Q(opened_at__gt=case.opened_at) | Q(opened_at=case.opened_at, pk__gt=case.pk)
        return self.filter(Q(reported__lt=reported) | (Q(reported=reported) & later))

    def not_about(self, moderator: "User") -> "CaseQuerySet":
        """Those that are neither about the moderator nor about a decision of theirs."""
        return self.exclude(Q(reader=moderator) | Q(appeal__decision__decided_by=moderator))

    def free_for(self, moderator: "User") -> "CaseQuerySet":
        """What the moderator may decide on and nobody else is looking at."""
        taken = Q(claimed_until__gt=timezone.now()) & ~Q(claimed_by=moderator)
        return self.not_about(moderator).exclude(taken)


class Case(models.Model):
    """Something that waits for a moderator: a note, a burst of reactions or an appeal; one open at a time for each."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        BURST = "burst", _("burst of reactions")
        APPEAL = "appeal", _("appeal")

    class Why(models.TextChoices):
        POLICY = "policy", _("New notes wait for review here")
        RULE = "rule", _("A rule held it")
        CHECK_FAILED = "check_failed", _("A check gave no answer")
        REPORTED = "reported", _("Readers reported it")
        REWRITTEN = "rewritten", _("Written anew after a decision or a report")
        HELD = "held", _("A moderator held it")
        BURST = "burst", _("Many reactions came together")
        APPEAL = "appeal", _("The reader asks to have a decision looked at again")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    why = models.CharField(_("why"), max_length=12, choices=Why)
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="cases", verbose_name=_("note"))
    burst = models.ForeignKey(
        Burst, models.CASCADE, null=True, blank=True, related_name="cases", verbose_name=_("burst")
    )
    appeal = models.ForeignKey(
        "accounts.Appeal", models.CASCADE, null=True, blank=True, related_name="cases", verbose_name=_("appeal")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("reader"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("looked at by"),
    )
    claimed_until = models.DateTimeField(_("looked at until"), null=True, blank=True)

    # On cases that come from `in_turn()`.
    reported: int

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        permissions = [("moderate", _("May decide on notes, bursts and appeals"))]
        constraints = [
            models.UniqueConstraint(fields=["note"], condition=Q(closed_at=None), name="one_open_case_per_note"),
            models.UniqueConstraint(fields=["burst"], condition=Q(closed_at=None), name="one_open_case_per_burst"),
            models.UniqueConstraint(fields=["appeal"], name="one_case_per_appeal"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False)
                | Q(kind="note")  # its reader may have taken back what others reported
                | Q(kind="burst", burst__isnull=False)
                | Q(kind="appeal", appeal__isnull=False),
                name="open_case_has_its_subject",
            ),
        ]
        indexes = [models.Index(fields=["opened_at"], condition=Q(closed_at=None), name="cases_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.article}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_claimed(self) -> bool:
        """Whether somebody is looking at it now."""
        return self.claimed_until is not None and self.claimed_until > timezone.now()

    def is_claimed_by_other(self, moderator: "User") -> bool:
        """Whether a colleague is looking at it now."""
        return self.is_claimed and self.claimed_by_id != moderator.pk


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> "DecisionQuerySet":
        """Those that no later decision took back."""
        return self.filter(reversed_by=None)

    def told_to(self, reader: "User") -> "DecisionQuerySet":
        """What the reader sees of what was decided about them, the latest first, each with its appeal and its end.

        Nothing of what was but held; what answers a decision comes with the decision.
        """
        seen = self.filter(reader=reader, action__in=[Decision.Action.APPROVE, *Decision.AGAINST])
        with_all = seen.select_related("reason", "article__section", "sanction", "appeal", "reversed_by__reason")
        return with_all.defer("article__body", "article__search").order_by("-decided_at", "-pk")


class Decision(models.Model):
    """What a moderator decided, why, and on what words: never changed, taken back by another decision alone.

    The database itself refuses changes, but for the erasure of a person who has left.
    """

    class Action(models.TextChoices):
        APPROVE = "approve", _("shown")
        HIDE = "hide", _("taken down")
        REJECT = "reject", _("not shown")
        HOLD = "hold", _("held")
        ADMIT = "admit", _("admitted to the count")
        VOID = "void", _("kept out of the count")
        SANCTION = "sanction", _("sanctioned")
        PICTURE = "picture", _("picture removed")
        NAME = "name", _("name replaced")
        UPHOLD = "uphold", _("appeal refused")
        OVERTURN = "overturn", _("appeal granted")
        REVERSE = "reverse", _("taken back")

    AGAINST = (Action.HIDE, Action.REJECT, Action.SANCTION, Action.PICTURE, Action.NAME)

    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("case")
    )
    action = models.CharField(_("decision"), max_length=8, choices=Action)
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("reason")
    )
    words = models.TextField(_("words to the reader"), max_length=1000, blank=True)
    text = models.TextField(_("what was decided on"), blank=True)
    state_before = models.CharField(_("how it stood before"), max_length=8, blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    note = models.ForeignKey(
        Note, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("note")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("reader"),
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("takes back")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions_made",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["reverse", "overturn"]) | Q(reverses=None), name="only_a_reversal_takes_back"
            )
        ]
        indexes = [
            models.Index(F("decided_at").desc(), F("id").desc(), name="decisions_by_moment"),
            by_folded_text("decisions_by_folded_text"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} · {self.article or '—'}"

    @property
    def is_against(self) -> bool:
        """Whether it went against its reader, who may then appeal."""
        return self.action in self.AGAINST

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversed_by")
