from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choosing import Choosing
from articles.admin.names import InUse, NamedAdmin
from articles.admin.offered import Offered
from articles.models import Author


class HasAccount(Offered):
    """Authors who can log in to the desk, and those who cannot."""

    title = gettext_lazy("account")
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("With an account")), ("no", _("Without"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Author]) -> QuerySet[Author]:
        wanted = {"yes": False, "no": True}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(account__isnull=wanted)


@admin.register(Author)
class AuthorAdmin(Choosing, NamedAdmin):
    list_display = ["name", "role", "on_articles", "last_used", "account", "slug"]
    list_filter = [HasAccount, InUse]
    list_select_related = ["account"]
    autocomplete_fields = ["portrait", "account"]
    fields = ["name", "slug", "role", "biography", "portrait", "account"]
