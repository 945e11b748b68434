from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Reaction, ReactionKind
from accounts.reactions import discard


@admin.register(ReactionKind)
class ReactionKindAdmin(admin.ModelAdmin):
    list_display = ["name", "icon", "key", "position", "is_retired"]
    list_editable = ["position", "is_retired"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReactionKind | None = None) -> list[str]:
        return ["key"] if obj else []


@admin.register(Reaction)
class ReactionAdmin(admin.ModelAdmin):
    """Who answered what; only readers give and change reactions, so the desk can look and remove."""

    list_display = ["article", "kind", "reader", "changed_at"]
    list_filter = ["kind"]
    list_select_related = ["article", "kind", "reader"]
    search_fields = ["article__headline", "reader__email"]
    fields = readonly_fields = ("article", "kind", "reader", "created_at", "changed_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Reaction) -> None:
        discard(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Reaction]) -> None:
        for reaction in queryset:
            discard(reaction)
