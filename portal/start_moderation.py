"""What a moderator finds on the desk's first page: what waits in the queue, and what they decided today."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import Decision, User
from accounts.queue import WHAT, Asked, Waiting, waiting_for
from articles.moments import midnight_before
from portal.start_blocks import MOST_ROWS, Block, Row, minute, told

QUEUE = "admin:accounts_case_changelist"


def queue(moderator: User) -> Block:
    """Each part of the queue in which something waits, with how much, and since when the oldest does."""
    waiting = waiting_for(moderator)
    rows = [part(what, label, [each for each in waiting if each.what == what]) for what, (label, _is) in WHAT.items()]
    empty = _("Nothing waits for a moderator.")
    step = (_("Read the log of decisions"), reverse("admin:accounts_decision_changelist"))
    return Block("queue", _("Waiting for moderators"), reverse(QUEUE), [row for row in rows if row.figure], empty, step)


def part(what: str, label: object, waiting: list[Waiting]) -> Row:
    """One part of the queue; without a figure when nothing waits there."""
    number = sum(each.number for each in waiting)
    oldest = min((each.oldest for each in waiting), default=None)
    since = _("the oldest since %(moment)s") % {"moment": minute(oldest)} if oldest else ""
    return Row(str(label), reverse(QUEUE) + Asked(what).query(), since, localize(number) if number else "")


def decided_today(moderator: User) -> Block:
    """What this moderator decided since midnight in the paper's time zone, the latest first."""
    mine = Decision.objects.filter(decided_by=moderator, decided_at__gte=midnight_before(timezone.now()))
    number = mine.count()
    latest = mine.select_related("reason").order_by("-pk")[:MOST_ROWS]
    rows = [
        Row(
            Truncator(each.text).chars(100) or each.get_action_display(),
            reverse("admin:accounts_decision_change", args=[each.pk]),
            told(each.get_action_display(), each.reason, minute(each.decided_at)),
        )
        for each in latest
    ]
    title = _("You decided today: %(number)s") % {"number": localize(number)} if number else _("You decided today")
    address = reverse("admin:accounts_decision_changelist", query={"by": moderator.pk})
    return Block("decided", title, address, rows, _("You have decided nothing today."))
