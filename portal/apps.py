from importlib import import_module

from django.apps import AppConfig

from portal.logs import lead_structlog_to_logging


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        lead_structlog_to_logging()
        # What listens to signals, imported once the models are there.
        import_module("portal.page_cache.telling")
        import_module("portal.troubles")
