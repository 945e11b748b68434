"""What the tests of the moderators' desk share: its addresses, its forms, notes of several readers."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Case, Decision, Note, Rule, RuleHit, User
from tests.cast import account
from tests.notes import write
from tests.stories import story

QUEUE = reverse("admin:accounts_case_changelist")
NEXT = reverse("admin:accounts_case_next")
TOGETHER = reverse("admin:accounts_case_together")
UNDO = reverse("admin:accounts_case_undo")
INSULT = "Only a fool would cross there."


def page_of(case: Case) -> str:
    return reverse("admin:accounts_case_change", args=[case.pk])


def log_page(decision: Decision) -> str:
    return reverse("admin:accounts_decision_change", args=[decision.pk])


def reader_page(reader: User) -> str:
    return reverse("admin:accounts_case_reader", args=[reader.pk])


def desk_of(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def sent(action: str, note: Note, **more: Any) -> dict[str, Any]:
    """The form of a case's page, as a browser sends it."""
    return {"action": action, "seen": note.text.replace("\n", "\r\n"), "words": "", "measure": "", "until": "", **more}


def notes_of(*texts: str) -> list[Note]:
    """A note by a new reader for each text, each on an article of its own."""
    return [
        write(account(f"reader{number}@example.com", f"Reader {number}"), story(f"Story {number}"), text)
        for number, text in enumerate(texts)
    ]


def held_by(rule: str, note: Note, found: str) -> RuleHit:
    """What a rule of words found in the note."""
    return RuleHit.objects.create(
        rule=Rule.objects.create(name=rule, kind="words", words=found), note=note, found=found
    )
