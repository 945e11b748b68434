from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Readers")

    def ready(self) -> None:
        from accounts.roles import add_missing_roles

        # Sent for `auth` last of all, the signal finds every permission made.
        post_migrate.connect(add_missing_roles, sender=apps.get_app_config("auth"))
