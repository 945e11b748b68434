"""What a moderator has beside a case to judge it by."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from accounts.models import Appeal, Case, Decision, Note, Report, RuleHit
from accounts.models.moderation import DecisionQuerySet
from accounts.record import Record
from accounts.similar import Similar, similar_to


class Evidence:
    """A case with its note, the reader's record, reports, what rules found, what reads like it, what was decided."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @property
    def note(self) -> Note | None:
        return self.case.note

    @property
    def appeal(self) -> Appeal | None:
        return self.case.appeal

    @cached_property
    def text(self) -> str:
        """The words that are judged: the note's now, those that were reported or decided on when it is gone."""
        if self.note:
            return self.note.text
        if self.appeal:
            return self.appeal.decision.text
        return self.reports[-1].text if self.reports else ""

    @cached_property
    def reports(self) -> list[Report]:
        return list(self.case.reports.select_related("reader").order_by("reported_at", "pk"))

    @property
    def reports_by_about(self) -> list[tuple[Any, int]]:
        """Each thing that readers hold against it, with how many do, most first."""
        counted = Counter(report.about for report in self.reports)
        return [(Report.About(about).label, count) for about, count in counted.most_common()]

    @cached_property
    def hits(self) -> list[RuleHit]:
        return list(self.note.hits.select_related("rule")) if self.note else []

    @cached_property
    def record(self) -> Record | None:
        return Record(self.case.reader) if self.case.reader else None

    @cached_property
    def similar(self) -> list[Similar]:
        own = self.appeal.decision.note if self.appeal else self.note
        return similar_to(self.text, note=own)

    @cached_property
    def earlier(self) -> DecisionQuerySet:
        """What was decided on this case, this note, or another note of the reader's on this article."""
        about = Q(case=self.case)
        if self.note:
            about |= Q(note=self.note)
        if self.case.reader and self.case.article:
            about |= Q(reader=self.case.reader, article=self.case.article)
        found = Decision.objects.filter(about).select_related("reason", "decided_by", "reversed_by")
        return found.order_by("-pk")[:20]
