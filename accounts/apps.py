from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Readers")

    def ready(self) -> None:
        # What listens to signals, imported once the models are there.
        for module in ("devices", "known_browsers", "networks", "pressed", "roles", "second_step", "social"):
            import_module(f"accounts.{module}")
