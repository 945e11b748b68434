"""Breaking news: a line above every page of the newspaper for a while."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import TYPED_MOMENTS
from articles.admin.offered import Offered
from articles.models import Breaking
from articles.views.answering import answers


class WhenFilter(Offered):
    """On the pages now, to come, or over."""

    title, parameter_name = gettext_lazy("time"), "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("On the pages now")), ("later", _("To come")), ("over", _("Over"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        now = timezone.now()
        times = {
            "now": Q(starts_at__lte=now, ends_at__gt=now),
            "later": Q(starts_at__gt=now),
            "over": Q(ends_at__lte=now),
        }
        return queryset.filter(times.get(self.value() or "", Q()))


@admin.register(Breaking)
class BreakingAdmin(admin.ModelAdmin):
    list_display = ["text", "edition", "starts_at", "ends_at", "is_running"]
    list_filter = [WhenFilter, "language"]
    search_fields = ["text"]
    formfield_overrides = TYPED_MOMENTS
    fields = ["text", "link", "language", ("starts_at", "ends_at")]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["choices"] = [("", _("Every edition")), *db_field.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("edition"), ordering="language")
    def edition(self, banner: Breaking) -> str:
        return banner.get_language_display() or _("Every edition")

    @admin.display(description=gettext_lazy("on the pages now"), boolean=True)
    def is_running(self, banner: Breaking) -> bool:
        return banner.starts_at <= timezone.now() < banner.ends_at

    def save_model(self, request: HttpRequest, obj: Breaking, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the banner, and say what its editor may not have meant."""
        super().save_model(request, obj, form, change)
        if obj.ends_at <= timezone.now():
            messages.warning(request, _("This banner's end has passed: no page shows it."))
        if obj.link.startswith("/") and not answers(unquote(urlsplit(obj.link).path), request):
            messages.warning(request, _("The link leads nowhere now: readers find nothing public at %s.") % obj.link)
        for other in obj.overlapping()[:3]:
            words = _("“%(other)s” runs at the same time; while both do, readers see the one that began last.")
            messages.warning(request, words % {"other": other})
