"""What moderators keep in order: reasons, what is reviewed where, and who is sanctioned."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.moderation.page import ModeratorsPages
from accounts.models import Reason, ReviewPolicy, Sanction
from articles.admin.offered import Offered
from articles.admin.rows import EditedInRows
from articles.templatetags.dates import day_and_clock


@admin.register(Reason)
class ReasonAdmin(EditedInRows):
    """Why moderators may decide as they do; one that is no longer wanted is retired, never deleted."""

    list_display = ["name", "told", "fits", "position", "is_retired"]
    list_editable = ["position", "is_retired"]
    words = ("name", "names", "told", "told_in")

    def get_readonly_fields(self, request: HttpRequest, obj: Reason | None = None) -> tuple[str, ...]:
        """The words on which decisions rest: else what readers were told would change afterwards."""
        return self.words if obj and obj.decisions.exists() else ()

    def get_fieldsets(self, request: HttpRequest, obj: Reason | None = None) -> Any:
        stay = _("Decisions rest on these words. To say it otherwise, retire this reason and add another one.")
        is_used = bool(self.get_readonly_fields(request, obj))
        words = {"fields": self.words, "description": stay if is_used else ""}
        return [(None, words), (None, {"fields": ["fits", "position", "is_retired"]})]

    def has_delete_permission(self, request: HttpRequest, obj: Reason | None = None) -> bool:
        return False


@admin.register(ReviewPolicy)
class ReviewPolicyAdmin(admin.ModelAdmin):
    """Which notes wait for a moderator: everywhere, and where a section has its own rule."""

    list_display = ["__str__", "reviews", "new_until", "reports_that_hold"]
    list_select_related = ["section"]
    ordering = ["section__position", "section"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReviewPolicy | None = None) -> list[str]:
        return ["section"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: ReviewPolicy | None = None) -> bool:
        is_for_everywhere = obj is not None and obj.section_id is None
        return not is_for_everywhere and super().has_delete_permission(request, obj)


class InForce(Offered):
    """Those that keep their reader out now, or that no longer do."""

    title, parameter_name = gettext_lazy("in force"), "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("in force now")), ("lifted", gettext_lazy("lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Sanction]) -> QuerySet[Sanction]:
        if self.value() == "yes":
            return queryset.filter(pk__in=Sanction.objects.in_force().values("pk"))
        return queryset.filter(lifted_at__isnull=False) if self.value() == "lifted" else queryset


@admin.register(Sanction)
class SanctionAdmin(ModeratorsPages):
    """Who was warned, paused or banned; one ends early when the decision behind it is taken back."""

    list_display = ["who", "kind", "since", "until", "standing", "decided"]
    list_display_links = None
    list_filter = [InForce, "kind"]
    list_select_related = ["reader", "decision__reason"]
    ordering = ["-began_at", "-pk"]
    search_fields = ["reader__display_name", "reader__email"]
    fields = readonly_fields = ("reader", "kind", "began_at", "ends_at", "lifted_at", "decision")

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["desk/moderation.css"]})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Sanctions")} | (extra_context or {}))

    @admin.display(description=gettext_lazy("reader"), ordering="reader")
    def who(self, sanction: Sanction) -> str:
        page = reverse("admin:accounts_case_reader", args=[sanction.reader_id])
        return format_html('<a href="{}">{}</a>', page, sanction.reader.get_full_name())

    @admin.display(description=gettext_lazy("since"), ordering="began_at")
    def since(self, sanction: Sanction) -> str:
        return minute(sanction.began_at)

    @admin.display(description=gettext_lazy("until"), ordering="ends_at")
    def until(self, sanction: Sanction) -> str:
        return minute(sanction.ends_at)

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def standing(self, sanction: Sanction) -> bool:
        return sanction.is_in_force

    @admin.display(description=gettext_lazy("decision"))
    def decided(self, sanction: Sanction) -> str:
        page = reverse("admin:accounts_decision_change", args=[sanction.decision_id])
        return format_html('<a href="{}">{}</a>', page, sanction.decision.reason or _("Decision"))


def minute(moment: Any) -> str:
    """`23 November, 17:05`; a dash for none."""
    return day_and_clock(moment) if moment else "–"
