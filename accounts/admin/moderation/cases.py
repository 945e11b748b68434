"""The queue in the place of a list of cases, and a page for each of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import claims
from accounts.admin.moderation import undoing
from accounts.admin.moderation.choices import TITLES, choices, how_many
from accounts.admin.moderation.deciding import Deciding, case_or_404
from accounts.admin.moderation.page import moderator_of
from accounts.admin.moderation.readers import Readers
from accounts.admin.moderation.together import Together
from accounts.models import Case
from accounts.models.moderation import CaseQuerySet
from accounts.queue import Asked, waiting_for
from accounts.refused import Refused
from articles.admin.offered import tell_left_out
from articles.converters import number_in

PER_PAGE = 30


class Pages(Paginator):
    """Pages of the queue, whose length is known from the counts beside it."""

    def __init__(self, cases: CaseQuerySet, length: int) -> None:
        super().__init__(cases, PER_PAGE)
        self.length = length

    @cached_property
    def count(self) -> int:
        return self.length


@admin.register(Case)
class CaseAdmin(Deciding, Together, Readers):
    """What waits for moderators: looked at one by one, or decided together."""

    def get_urls(self) -> list[URLPattern]:
        views: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("", require_safe(self.changelist_view), "changelist"),
            ("next/", require_POST(self.next_view), "next"),
            ("together/", require_POST(self.together_view), "together"),
            ("undo/", require_POST(self.undo_view), "undo"),
            ("<int:case_id>/change/", self.case_view, "change"),
            ("<int:case_id>/claim/", require_POST(self.claim_view), "claim"),
            ("<int:case_id>/release/", require_POST(self.release_view), "release"),
            ("reader/<int:reader_id>/", self.reader_view, "reader"),
        ]
        return [path(route, self.for_moderators(view), name=f"accounts_case_{name}") for route, view, name in views]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What waits, in its turn, with the words of each."""
        asked, waiting = Asked.of(request.GET.dict()), waiting_for(moderator_of(request))
        for name in asked.left_out(request.GET):
            tell_left_out(request, TITLES[name])
        cases = for_the_list(asked.cases(moderator_of(request)))
        return self.drawn(
            request,
            "queue",
            title=_("Moderation"),
            asked=asked,
            choices=choices(asked, waiting),
            page=Pages(cases, how_many(asked, waiting)).get_page(request.GET.get("p")),
            done=undoing.last_done(request.session, moderator_of(request)),
        )

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """Open the next case that is free, behind the one that the moderator leaves, if they leave one."""
        left = Case.objects.filter(pk=number_in(request.POST.get("case", ""))).first()
        if left:
            claims.release(left, moderator_of(request))
        return self.led_on(request, left)

    def claim_view(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """Look at one case, in or out of its turn."""
        try:
            claims.claim(case_or_404(case_id), moderator_of(request))
        except Refused as error:
            messages.warning(request, str(error))
        return self.led_to_case(request, case_id)

    def release_view(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """Leave a case to others, and go back to the queue."""
        claims.release(case_or_404(case_id), moderator_of(request))
        return self.led_to_queue(request)

    def undo_view(self, request: HttpRequest) -> HttpResponse:
        """Take back what was done a moment ago; a single case, or reader's page, is opened again at once."""
        undone, refused = undoing.undo(request.POST, moderator_of(request))
        request.session.pop(undoing.KEY, None)
        if undone:
            said = ngettext("%(count)d decision taken back.", "%(count)d decisions taken back.", len(undone))
            messages.success(request, said % {"count": len(undone)})
        for sentence in refused:
            messages.warning(request, sentence)
        if not undone and not refused:
            messages.warning(request, _("There is nothing to undo here any more. The log has every decision."))
        one = undone[0] if len(undone) == 1 else None
        if one and one.case:
            return self.opened_again(request, one.case)
        return self.led_to_reader(one.reader_id) if one and one.reader_id else self.led_to_queue(request)

    @staticmethod
    def led_to_reader(reader: int) -> HttpResponse:
        """To the page on which something was decided about a reader that no case was about."""
        return HttpResponseRedirect(reverse("admin:accounts_case_reader", args=[reader]))

    def opened_again(self, request: HttpRequest, case: Case) -> HttpResponse:
        try:
            claims.claim(case, moderator_of(request))
        except Refused:
            return self.led_to_queue(request)
        return self.led_to_case(request, case.pk)


def for_the_list(cases: CaseQuerySet) -> CaseQuerySet:
    """With what each row of the queue shows."""
    related = ("article__section", "note__reaction__kind", "reader", "claimed_by", "appeal__decision", "burst")
    unread = ("article__body", "article__search", "article__standfirst")
    return cases.select_related(*related).defer(*unread).prefetch_related("note__hits__rule", "reports")
