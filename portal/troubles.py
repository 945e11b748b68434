"""What went wrong in this process, counted for `/metrics`: a newsroom that fails quietly is found out by nobody."""

from collections import Counter
from threading import Lock
from typing import Any

from django.core.signals import got_request_exception
from django.dispatch import receiver

from accounts.unsent import unsent
from portal import figures

REQUEST, EMAIL = "requests_failed_total", "emails_failed_total"

counted: Counter[str] = Counter({REQUEST: 0, EMAIL: 0})
counting = Lock()
figures.own["troubles"] = lambda: counted


def note(trouble: str) -> None:
    with counting:
        counted[trouble] += 1


@receiver(got_request_exception)
def note_request(**_told: Any) -> None:
    note(REQUEST)


@receiver(unsent)
def note_email(**_told: Any) -> None:
    note(EMAIL)
