from allauth.socialaccount import admin as _registered  # noqa: F401 (by being imported)
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.translation import gettext_lazy as _

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
