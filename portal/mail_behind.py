"""E-mail that leaves behind the request that wrote it: a mail server that is slow or down holds up and fails nobody."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

from portal import troubles

MOST_WAITING = 1000  # of some ten kilobytes each

logger = logging.getLogger(__name__)

# One after the other. Python sends what still waits before a process ends, as far as it is given the time.
sending = ThreadPoolExecutor(1, thread_name_prefix="sends e-mails")
places = BoundedSemaphore(MOST_WAITING)


class EmailBackend(BaseEmailBackend):
    """Hands messages to the default way for e-mail and does not wait."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        return sum(hand_over(message) for message in messages)


def hand_over(message: EmailMessage) -> bool:
    """Whether the message waits to be sent; behind too many others it is dropped, which the log says."""
    if not places.acquire(blocking=False):
        troubles.note(troubles.EMAIL)
        logger.error("An e-mail is dropped: %d wait for the mail server already.", MOST_WAITING)
        return False
    sending.submit(send, message)
    return True


def send(message: EmailMessage) -> None:
    try:
        mailers.default.send_messages([message])
    except Exception as error:
        troubles.note(troubles.EMAIL)
        # Not the error itself, which may name the reader.
        logger.error("An e-mail could not be sent: %s", type(error).__name__)
    finally:
        places.release()
