from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import TYPED_MOMENTS
from articles.admin.names import InUse, NamedAdmin
from articles.admin.offered import Offered
from articles.admin.rows import EditedInRows
from articles.admin.tags import Suggestions
from articles.models import Section, Tag, Topic


class Strip(Offered):
    """Topics by whether they stand in the strip on top of every page."""

    title = gettext_lazy("strip")
    parameter_name = "strip"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("running", _("Running")), ("coming", _("Coming")), ("over", _("Over")), ("never", _("Never in it"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Topic]) -> QuerySet[Topic]:
        now = timezone.now()
        wanted = {
            "running": Q(pk__in=Topic.objects.running(now).order_by().values("pk")),
            "coming": Q(banner_from__gt=now),
            "over": Q(banner_until__lte=now),
            "never": Q(banner_from=None),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


@admin.register(Section)
class SectionAdmin(EditedInRows, NamedAdmin):
    list_display = ["name", "parent", "on_articles", "last_used", "slug", "position"]
    list_editable = ["position"]
    list_select_related = ["parent"]
    fields = [
        *("name", "names", "slug", "parent", "description", "descriptions"),
        *("position", "is_in_navigation", "is_signed"),
    ]


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    list_display = ["name", "strip", "on_articles", "last_used", "slug"]
    list_filter = [Strip, InUse]
    formfield_overrides = TYPED_MOMENTS
    fieldsets = [
        (None, {"fields": ["name", "names", "slug", "description", "descriptions"]}),
        (gettext_lazy("The strip on top of every page"), {"fields": [("banner_from", "banner_until")]}),
    ]

    @admin.display(description=gettext_lazy("in the strip"), ordering=F("banner_from").desc(nulls_last=True))
    def strip(self, topic: Topic) -> str:
        now = timezone.now()
        if topic.banner_from is None or (topic.banner_until and topic.banner_until <= now):
            return "–" if topic.banner_from is None else _("over")
        if topic.banner_from > now:
            return _("from %(moment)s") % {"moment": written(topic.banner_from)}
        return (
            _("running until %(moment)s") % {"moment": written(topic.banner_until)}
            if topic.banner_until
            else _("running")
        )


def written(moment: Any) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


@admin.register(Tag)
class TagAdmin(Suggestions):
    list_display = ["name", "on_articles", "last_used", "slug"]
