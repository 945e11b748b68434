from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Reaction, ReactionKind, User
from accounts.reactions import discard
from articles.admin.bounded import Bounded, BoundedList
from articles.admin.rows import EditedInRows
from articles.looking import articles_called
from articles.models import Article
from articles.text import LONGEST_QUERY, composed


@admin.register(ReactionKind)
class ReactionKindAdmin(EditedInRows):
    list_display = ["name", "icon", "key", "position", "is_retired"]
    list_editable = ["position", "is_retired"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReactionKind | None = None) -> list[str]:
        return ["key"] if obj else []

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go; of a kind that was given nothing does, and Django need not read whatever was answered."""
        given = [kind for kind in objs if Reaction.objects.filter(kind=kind).exists()]
        refused = [_("Readers have answered “%(name)s”; retire it.") % {"name": kind} for kind in given]
        return ([], {}, set(), refused) if refused else super().get_deleted_objects(objs, request)


@admin.register(Reaction)
class ReactionAdmin(admin.ModelAdmin):
    """Who answered what; only readers give and change reactions, so the desk can look and remove."""

    list_display = ["article", "kind", "reader", "changed_at"]
    list_filter = ["kind"]
    list_select_related = ["article", "kind", "reader"]
    search_fields = ["reader__email"]
    search_help_text = gettext_lazy("Words of an article, or a part of a reader's address.")
    ordering = ["-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = Bounded
    change_list_template = "admin/bounded_list.html"
    fields = readonly_fields = ("article", "kind", "reader", "created_at", "changed_at")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[BoundedList]:
        return BoundedList

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        articles = articles_called(Article.objects.all(), search_term).values("pk")
        readers = User.objects.filter(email__icontains=composed(search_term)[:LONGEST_QUERY]).values("pk")
        return queryset.filter(Q(article__in=articles) | Q(reader__in=readers)), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Reaction) -> None:
        discard(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Reaction]) -> None:
        for reaction in queryset:
            discard(reaction)
