"""E-mails that the mail server did not take: each is in the log, and whoever counts them hears of it."""

import logging

from django.dispatch import Signal

unsent = Signal()
logger = logging.getLogger(__name__)


def note_unsent(what: str, error: Exception) -> None:
    """Log it without the error itself, which may name the reader."""
    logger.error("%s could not be sent: %s", what, type(error).__name__)
    unsent.send(sender=None)
