from typing import Any

from allauth.socialaccount import admin as _registered  # noqa: F401 (by being imported)
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from accounts.models import User

# The environment says which there are, and readers connect their own.
admin.site.unregister((SocialAccount, SocialApp, SocialToken))


class AccountCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("email",)
        field_classes = {}


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts by e-mail address; a role is given by adding its group and ticking “works here”."""

    add_form = AccountCreationForm
    ordering = ["email"]
    list_display = ["email", "display_name", "is_staff", "is_active", "date_joined"]
    search_fields = ["email", "display_name"]
    readonly_fields = ["date_joined", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Reader"), {"fields": ["display_name", "language", "date_joined", "last_login"]}),
        (_("Role"), {"fields": ["is_active", "is_staff", "groups", "is_superuser", "user_permissions"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]})]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """What is a reader's goes along, whatever cannot be deleted by itself."""
        listed, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        leaving.remove(obj, keeps_reactions=False)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            leaving.remove(account, keeps_reactions=False)
