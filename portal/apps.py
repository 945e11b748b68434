from django.apps import AppConfig

from portal.logs import lead_structlog_to_logging


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        lead_structlog_to_logging()
