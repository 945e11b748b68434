"""The log of decisions: searched and read by all moderators, changed by nobody; one is taken back by another one."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Func, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.admin.moderation.forms import TakeBackForm
from accounts.admin.moderation.page import ModeratorsPages, moderator_of
from accounts.models import Decision, TakenPicture, User
from accounts.models.note import folded_text
from accounts.moderation import take_back
from accounts.refused import Refused
from articles.admin.offered import Offered
from articles.converters import number_in
from articles.looking import MOST_WORDS, articles_called
from articles.models import Article
from articles.templatetags.dates import day_and_clock
from articles.text import LONGEST_QUERY, composed

RELATED = (
    *("article", "note", "case", "reader", "reason", "decided_by"),
    *("reverses", "reversed_by__decided_by", "appeal"),
)
ANSWERS = (Decision.Action.REVERSE, Decision.Action.OVERTURN, Decision.Action.UPHOLD)


class ByModerator(Offered):
    """Those whom the log names, by their names, and whoever asks."""

    title, parameter_name = gettext_lazy("decided by"), "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        deciders = User.objects.filter(
            Q(pk__in=Decision.objects.order_by().values("decided_by").distinct()) | Q(pk=request.user.pk)
        )
        return [(str(each.pk), each.get_full_name()) for each in deciders.order_by("display_name", "pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Decision]) -> QuerySet[Decision]:
        number = number_in(self.value() or "")
        return queryset.filter(decided_by=number) if number else queryset


@admin.register(Decision)
class DecisionAdmin(ModeratorsPages):
    """Every decision, the newest first; its page shows all of it and lets it be taken back."""

    list_display = ["decided", "words_shown", "about", "why", "who"]
    list_display_links = None
    list_filter = ["action", "reason", ByModerator, ("decided_at", admin.DateFieldListFilter)]
    list_select_related = ["article", "reader", "reason", "decided_by", "reversed_by"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-decided_at", "-pk"]
    search_fields = ["text"]
    search_help_text = gettext_lazy(
        "Words of the note or name, the reader, the moderator or the article; marks and capitals do not matter."
    )

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["desk/moderation.css"]})

    def get_urls(self) -> list[URLPattern]:
        return [
            path("", self.for_moderators(self.changelist_view), name="accounts_decision_changelist"),
            path("<int:decision_id>/picture/", self.for_moderators(picture_view), name="accounts_decision_picture"),
            path("<int:decision_id>/change/", self.for_moderators(self.decision_view), name="accounts_decision_change"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Log of decisions")} | (extra_context or {}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).defer("article__body", "article__search", "article__standfirst")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return said(queryset, search_term), False

    def decision_view(self, request: HttpRequest, decision_id: int) -> HttpResponse:
        """All of one decision; a POST takes it back."""
        decision = Decision.objects.select_related(*RELATED).filter(pk=decision_id).first()
        if decision is None:
            raise Http404
        form = TakeBackForm(request.POST if request.method == "POST" else None, decision=decision)
        if form.is_bound and form.is_valid() and self.taken_back(request, decision, form):
            return HttpResponseRedirect(reverse("admin:accounts_decision_change", args=[decision.pk]))
        context = {"title": _("Decision"), "decision": decision, "form": form}
        context["may_take_back"] = form.is_bound or may_be_taken_back(decision)
        return self.drawn(request, "decision", status=400 if form.is_bound else 200, **context)

    def taken_back(self, request: HttpRequest, decision: Decision, form: TakeBackForm) -> bool:
        asked = form.cleaned_data
        try:
            take_back(decision, moderator_of(request), reason=asked["reason"], words=asked["words"])
        except Refused as error:
            form.add_error(None, str(error))
            return False
        if decision.case_id:
            messages.success(request, _("Taken back: what it was about is as it was before, and waits again."))
        else:
            messages.success(
                request, _("Taken back: all is as it was before, but for what the reader has changed since.")
            )
        return True

    @admin.display(description=gettext_lazy("decided"), ordering="decided_at")
    def decided(self, decision: Decision) -> str:
        page = reverse("admin:accounts_decision_change", args=[decision.pk])
        undone = format_html(' <small class="quiet">{}</small>', _("taken back")) if decision.is_reversed else ""
        when = day_and_clock(decision.decided_at)
        return format_html('<a href="{}">{}</a>{}<br>{}', page, decision.get_action_display(), undone, when)

    @admin.display(description=gettext_lazy("what was decided on"))
    def words_shown(self, decision: Decision) -> str:
        text = decision.text if len(decision.text) <= 200 else f"{decision.text[:199]}…"
        return format_html('<span class="said">{}</span>', text or "–")

    @admin.display(description=gettext_lazy("reader and article"))
    def about(self, decision: Decision) -> str:
        reader = decision.reader.get_full_name() if decision.reader else "–"
        return format_html("{}<br><small>{}</small>", reader, decision.article or "–")

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def why(self, decision: Decision) -> str:
        return str(decision.reason or "–")

    @admin.display(description=gettext_lazy("by"), ordering="decided_by")
    def who(self, decision: Decision) -> str:
        return decision.decided_by.get_full_name() if decision.decided_by else "–"


@require_safe
def picture_view(_request: HttpRequest, decision_id: int) -> HttpResponse:
    """The picture that was decided against."""
    taken = get_object_or_404(TakenPicture, decision=decision_id)
    return HttpResponse(bytes(taken.large), content_type="image/webp", headers={"Cache-Control": "private, no-store"})


def may_be_taken_back(decision: Decision) -> bool:
    """Whether it stands and is not itself an answer to another one."""
    return not decision.is_reversed and decision.action not in ANSWERS


def said(decisions: QuerySet[Decision], query: str) -> QuerySet[Decision]:
    """Those of `decisions` in whose text each word stands, or to whose reader, moderator or article it leads."""
    for word in composed(query)[:LONGEST_QUERY].split()[:MOST_WORDS]:
        folded = Lower(Func(Value(word), function="folded"))
        by_text = Q(pk__in=Decision.objects.alias(folded=folded_text()).filter(folded__contains=folded).values("pk"))
        people = named(word)
        decided_on = Article.objects.filter(pk__in=decisions.values("article"))
        found = by_text | Q(reader__in=people) | Q(decided_by__in=people)
        decisions = decisions.filter(found | Q(article__in=articles_called(decided_on, word).values("pk")))
    return decisions


def named(word: str) -> QuerySet[Any]:
    """Accounts with `word` in their name or address."""
    folded = Lower(Func(Value(word), function="folded"))
    name = Lower(Func("display_name", function="folded"))
    return User.objects.alias(folded=name).filter(Q(folded__contains=folded) | Q(email__icontains=word)).values("pk")
