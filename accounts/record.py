"""What a moderator should know of a reader before deciding on their words."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Decision, Note, Sanction, User
from accounts.models.moderation import DecisionQuerySet
from accounts.readers import confirmed_addresses

LATEST = 10
DAYS = 30


class Record:
    """The reader's account, what became of their notes, and what followed for them."""

    def __init__(self, reader: User) -> None:
        self.reader = reader

    @property
    def days_old(self) -> int:
        return (timezone.now() - self.reader.date_joined).days

    @cached_property
    def is_confirmed(self) -> bool:
        return confirmed_addresses(self.reader).exists()

    @cached_property
    def notes(self) -> dict[str, int]:
        """How many notes of theirs there are now, by state."""
        return dict(Note.objects.by(self.reader).values_list("state").annotate(Count("pk")).order_by())

    @property
    def written(self) -> int:
        return sum(self.notes.values())

    @property
    def shown(self) -> int:
        return self.notes.get(Note.State.SHOWN, 0)

    @cached_property
    def outcomes(self) -> dict[str, int]:
        """How often moderators decided what about their notes, as far as it stands."""
        decided = Decision.objects.standing().filter(reader=self.reader)
        return dict(decided.values_list("action").annotate(Count("pk")).order_by())

    @property
    def approved(self) -> int:
        return self.outcomes.get(Decision.Action.APPROVE, 0)

    @property
    def refused(self) -> int:
        """How many notes of theirs were kept from readers."""
        return self.outcomes.get(Decision.Action.HIDE, 0) + self.outcomes.get(Decision.Action.REJECT, 0)

    @property
    def percent_refused(self) -> int:
        decided = self.approved + self.refused
        return round(100 * self.refused / decided) if decided else 0

    @cached_property
    def decisions(self) -> DecisionQuerySet:
        """The latest about them, with what a line of each says."""
        found = Decision.objects.filter(reader=self.reader).select_related("reason", "article", "reversed_by")
        return found.defer("article__body", "article__search").order_by("-pk")[:LATEST]

    @cached_property
    def sanctions(self) -> list[Sanction]:
        """All of them, the newest first."""
        return list(self.reader.sanctions.select_related("decision__reason").order_by("-began_at"))

    @cached_property
    def reactions_a_day(self) -> float:
        """Over the last thirty days, or as long as there is the account."""
        since = timezone.now() - timedelta(days=DAYS)
        given = self.reader.reactions.filter(created_at__gte=since).count()
        return round(given / max(1, min(DAYS, self.days_old)), 1)
