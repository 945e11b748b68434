"""A case's page: what there is to judge it by, the decision, and the way on to the next one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import appeals, claims
from accounts.admin.moderation import undoing
from accounts.admin.moderation.evidence import Evidence
from accounts.admin.moderation.forms import AnswerForm, DecisionForm, fits
from accounts.admin.moderation.page import ModeratorsPages, moderator_of
from accounts.models import Case, Decision
from accounts.moderation import decide
from accounts.queue import Asked
from accounts.refused import Refused

Action = Decision.Action
RELATED = (
    *("article__section", "note__reaction__kind", "reader", "claimed_by", "burst"),
    *("appeal__decision__reason", "appeal__decision__decided_by"),
)
# What can be decided, with what it is called on the button and its key.
SHOW, LEAVE = (Action.APPROVE, gettext_lazy("Show"), "a"), (Action.APPROVE, gettext_lazy("Leave it shown"), "a")
REJECT, TAKE_DOWN = (Action.REJECT, gettext_lazy("Do not show"), "h"), (Action.HIDE, gettext_lazy("Take down"), "h")
HOLD = (Action.HOLD, gettext_lazy("Hold"), "o")
OF_BURST = [
    (Action.ADMIT, gettext_lazy("Admit to the count"), "a"),
    (Action.VOID, gettext_lazy("Keep out of the count"), "h"),
]
OF_APPEAL = [
    ("grant", gettext_lazy("Grant: all as before"), "a"),
    ("refuse", gettext_lazy("Refuse: the decision stays"), "h"),
]
OF_GONE = [
    (Action.APPROVE, gettext_lazy("Close it without more"), "a"),
    (Action.REJECT, gettext_lazy("It should not have been"), "h"),
]


class Deciding(ModeratorsPages):
    """Shows a case and carries out what is decided on it."""

    def case_view(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """One case; only a POST decides, and none claims."""
        case = case_or_404(case_id)
        if not Case.objects.not_about(moderator_of(request)).filter(pk=case.pk).exists():
            messages.warning(request, _("This case is about you or a decision of yours. A colleague decides."))
            return self.led_to_queue(request)
        if request.method != "POST":
            return self.case_drawn(request, case, empty_form(case))
        return self.answered(request, case) if case.appeal_id else self.decided(request, case)

    def decided(self, request: HttpRequest, case: Case) -> HttpResponse:
        form = DecisionForm(request.POST, fits=(fits(case),))
        if not form.is_valid():
            return self.case_drawn(request, case, form, status=400)
        asked = form.cleaned_data
        try:
            decision = decide(
                case,
                moderator_of(request),
                asked["action"],
                reason=asked["reason"],
                words=asked["words"],
                measure=form.chosen_measure,
                seen=seen(request.POST.get("seen")),
            )
        except Refused as error:
            form.add_error(None, str(error))
            return self.case_drawn(request, case, form, status=409)
        undoing.remember(request.session, [decision])
        return self.led_on(request, case)

    def answered(self, request: HttpRequest, case: Case) -> HttpResponse:
        form, is_granted = AnswerForm(request.POST), request.POST.get("action") == "grant"
        if not form.is_valid() or request.POST.get("action") not in ("grant", "refuse"):
            return self.case_drawn(request, case, form, status=400)
        try:
            appeals.answer(case, moderator_of(request), form.cleaned_data["answer"], is_granted=is_granted)
        except Refused as error:
            form.add_error(None, str(error))
            return self.case_drawn(request, case, form, status=409)
        undoing.forget(request.session)
        said = _("The appeal is granted: all is as before the decision.") if is_granted else _("The appeal is refused.")
        messages.success(request, said + " " + _("The reader gets your answer by e-mail."))
        return self.led_on(request, case)

    def case_drawn(self, request: HttpRequest, case: Case, form: Any, *, status: int = 200) -> HttpResponse:
        case = Case.objects.select_related(*RELATED).defer("article__body", "article__search").get(pk=case.pk)
        moderator = moderator_of(request)
        is_mine = case.is_open and case.is_claimed and case.claimed_by_id == moderator.pk
        return self.drawn(
            request,
            "case",
            status=status,
            title=_("Moderation"),
            case=case,
            evidence=Evidence(case),
            form=form,
            buttons=buttons(case),
            is_mine=is_mine,
            is_others=case.is_claimed_by_other(moderator),
            asked=Asked.of(request.GET.dict()),
            done=undoing.last_done(request.session, moderator),
        )

    def led_on(self, request: HttpRequest, case: Case | None) -> HttpResponse:
        """To the next free case behind this one, the first when there is none, the queue when nothing waits."""
        moderator, cases = moderator_of(request), Asked.of(request.GET.dict()).cases(moderator_of(request))
        found = claims.claim_first(cases.after(case), moderator) if case else None
        found = found or claims.claim_first(cases.exclude(pk=case.pk) if case else cases, moderator)
        if found:
            return self.led_to_case(request, found.pk)
        messages.info(request, _("Nothing more waits here that is free."))
        return self.led_to_queue(request)


def case_or_404(case_id: int) -> Case:
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


def empty_form(case: Case) -> Any:
    return AnswerForm() if case.appeal_id else DecisionForm(fits=(fits(case),))


def buttons(case: Case) -> Sequence[tuple[str, Any, str]]:
    """What can be decided on the case: the value, the word and the key of each button."""
    if case.appeal_id:
        return OF_APPEAL
    if case.burst_id:
        return OF_BURST
    if case.note is None:
        return OF_GONE
    if case.note.shown_at is None:
        return [SHOW, REJECT, HOLD]
    return [LEAVE if case.note.is_shown else SHOW, TAKE_DOWN, HOLD]


def seen(sent: str | None) -> str:
    """The text that stood on the moderator's page, with its lines as they are kept: forms send them otherwise."""
    return (sent or "").replace("\r\n", "\n")
