"""Several notes decided together: chosen in the queue, confirmed on a page that says what will become of each."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.admin.moderation import undoing
from accounts.admin.moderation.deciding import seen
from accounts.admin.moderation.forms import ReasonForm
from accounts.admin.moderation.page import ModeratorsPages, moderator_of
from accounts.claims import who_looks_at
from accounts.models import Case, Decision, Reason, User
from accounts.moderation import decide
from accounts.queue import Asked
from accounts.refused import Refused
from articles.converters import number_in

MOST_AT_ONCE = 100
Action = Decision.Action
# What is offered below the list: one that keeps notes from readers takes down those that they see already.
OFFERED = {
    "approve": gettext_lazy("Show"),
    "reject": gettext_lazy("Do not show, or take down"),
    "hold": gettext_lazy("Hold"),
}
WILL_BE = {
    Action.APPROVE: pgettext_lazy("will be", "shown"),
    Action.REJECT: pgettext_lazy("will be", "not shown"),
    Action.HIDE: pgettext_lazy("will be", "taken down"),
    Action.HOLD: pgettext_lazy("will be", "held"),
}


class Planned(NamedTuple):
    """A chosen case, what will be decided on it, or why nothing can be."""

    case: Case
    action: str
    obstacle: str

    @property
    def becomes(self) -> Any:
        return WILL_BE[Action(self.action)]


class Together(ModeratorsPages):
    """Decides on several notes at once."""

    def together_view(self, request: HttpRequest) -> HttpResponse:
        """Ask first, with the words of each note; then do it, and say what was done and what was left."""
        act, form = request.POST.get("action", ""), ReasonForm(request.POST if "sure" in request.POST else None)
        if act not in OFFERED:
            return self.led_to_queue(request)
        moderator = moderator_of(request)
        planned = plan(request.POST.getlist("case"), act, moderator)
        if form.is_bound and form.is_valid() and act == "reject" and not form.cleaned_data["reason"]:
            form.add_error("reason", _("Choose a reason."))
        if form.is_bound and form.is_valid():
            self.decide_each(request, planned, form.cleaned_data["reason"], form.cleaned_data["words"])
            return self.led_to_queue(request)
        return self.drawn(
            request,
            "together",
            status=400 if form.is_bound else 200,
            title=OFFERED[act],
            action=act,
            form=form,
            doing=[each for each in planned if not each.obstacle],
            leaving=[each for each in planned if each.obstacle],
            asked=Asked.of(request.GET.dict()),
        )

    def decide_each(self, request: HttpRequest, planned: list[Planned], reason: Reason | None, words: str) -> None:
        """Each on its own, so that one which cannot be decided any more stops no other."""
        moderator = moderator_of(request)
        decisions, left = [], [(each.case.pk, each.obstacle) for each in planned if each.obstacle]
        for case, action, obstacle in planned:
            words_seen = seen(request.POST.get(f"seen-{case.pk}"))
            try:
                if not obstacle:
                    decisions.append(decide(case, moderator, action, reason=reason, words=words, seen=words_seen))
            except Refused as error:
                left.append((case.pk, str(error)))
        undoing.remember(request.session, decisions, left)


def plan(sent: list[str], act: str, moderator: User) -> list[Planned]:
    """What would be done with each of the chosen cases, in their turn."""
    numbers = [number_in(each) for each in sent[:MOST_AT_ONCE]]
    cases = Case.objects.not_about(moderator).filter(pk__in=numbers).in_turn()
    found = cases.select_related("note", "article", "reader", "claimed_by").defer("article__body", "article__search")
    return [Planned(case, action_on(case, act), obstacle_to(case, moderator)) for case in found]


def action_on(case: Case, act: str) -> str:
    """Taking down is what keeps a note from readers who could see it."""
    was_shown = case.note is not None and case.note.shown_at is not None
    return Action.HIDE if act == "reject" and was_shown else act


def obstacle_to(case: Case, moderator: User) -> str:
    if not case.is_open:
        return _("This case is decided already.")
    if case.kind != Case.Kind.NOTE or case.note is None:
        return _("This is decided on its own page.")
    if case.is_claimed_by_other(moderator):
        return who_looks_at(case)
    return ""
