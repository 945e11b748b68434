"""E-mail that leaves behind the request that wrote it: a mail server that is slow or down holds up and fails nobody."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)

# One after the other. Python sends what still waits before a process ends, as far as it is given the time.
sending = ThreadPoolExecutor(1, thread_name_prefix="sends e-mails")


class EmailBackend(BaseEmailBackend):
    """Hands messages to the default way for e-mail and does not wait."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            sending.submit(send, message)
        return len(messages)


def send(message: EmailMessage) -> None:
    try:
        mailers.default.send_messages([message])
    except Exception as error:
        # Not the error itself, which may name the reader.
        logger.error("An e-mail could not be sent: %s", type(error).__name__)
