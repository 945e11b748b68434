from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.socialaccount import admin as _registered  # noqa: F401 (by being imported)
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from accounts.models import User

# The environment says which there are, and readers connect their own.
admin.site.unregister((SocialAccount, SocialApp, SocialToken))
admin.site.unregister(EmailAddress)


class SuperusersApart(admin.ModelAdmin):
    """Superusers alone change what is a superuser's; else whoever gives roles could take theirs and have all rights."""

    @staticmethod
    def is_open_to(request: HttpRequest, row: User | EmailAddress | None) -> bool:
        account = row.user if isinstance(row, EmailAddress) else row
        return account is None or not account.is_superuser or request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.is_open_to(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_open_to(request, obj)


class AccountCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("email",)
        field_classes = {}


@admin.register(User)
class AccountAdmin(SuperusersApart, UserAdmin):
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

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A role is given by its group; what goes past roles, only by who is past them."""
        beyond_roles = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return [*super().get_readonly_fields(request, obj), *beyond_roles]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """What is a reader's goes along, whatever cannot be deleted by itself."""
        listed, counts, _needed, protected = super().get_deleted_objects(objs, request)
        needed = set() if all(self.is_open_to(request, each) for each in objs) else {str(self.opts.verbose_name)}
        return listed, counts, needed, protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        leaving.remove(obj, keeps_reactions=False)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            leaving.remove(account, keeps_reactions=False)


@admin.register(EmailAddress)
class AddressAdmin(SuperusersApart, EmailAddressAdmin):
    """The addresses that accounts log in by."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> ModelChoiceField | None:
        accounts = User.objects.all() if request.user.is_superuser else User.objects.filter(is_superuser=False)
        return super().formfield_for_foreignkey(db_field, request, queryset=accounts, **options)
