"""Leaving: a day to change one's mind, then every personal row is gone, and the counts stay exact."""

import json
import logging
import re
import time
from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import history, networks, notes, sessions
from accounts.models import Case, Decision, Leaving, Note, Receipt, Report, User
from accounts.private_pages import is_private
from accounts.reactions import discard
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused
from accounts.unsent import note_unsent
from articles.freshness import key, tell_often
from articles.models import Newsroom

TIME_TO_CHANGE_ONES_MIND = timedelta(hours=24)
SECONDS_BETWEEN_LOOKS = 60

logger = logging.getLogger(__name__)


def ask_to_leave(reader: User, *, keeps_reactions: bool) -> Leaving:
    """Have the account deleted in a day, or choose anew what becomes of its reactions; raises Refused."""
    if reader.is_staff or reader.is_superuser:
        raise Refused(_("You work here. Ask an administrator to take that from your account first."))
    leaving, is_new = Leaving.objects.get_or_create(
        reader=reader,
        defaults={"due_at": timezone.now() + TIME_TO_CHANGE_ONES_MIND, "keeps_reactions": keeps_reactions},
    )
    if not is_new:
        Leaving.objects.filter(pk=leaving.pk).update(keeps_reactions=keeps_reactions)
    else:
        write_to(reader.email, "account/email/leaving", reader.language, {"due_at": leaving.due_at})
    return leaving


def stay(reader: User) -> None:
    """Take the wish to leave back; raises Refused when it is too late."""
    with transaction.atomic():
        leaving = Leaving.objects.select_for_update().filter(reader=reader).first()
        if leaving and leaving.due_at <= timezone.now():
            raise Refused(_("The day to change your mind is over. The account is being deleted."))
        if leaving:
            leaving.delete()


def is_due(reader: User) -> bool:
    return Leaving.objects.due().filter(reader=reader).exists()


def carry_out_due(at_most: int = 1_000) -> int:
    """Delete the accounts whose day is over, each in a transaction of its own; how many."""
    done = 0
    for leaving in Leaving.objects.due()[:at_most]:
        try:
            done += bool(erase(leaving))
        except Exception:
            logger.exception("An account that is due could not be deleted.")
    return done


@transaction.atomic
def erase(leaving: Leaving) -> Receipt | None:
    """Delete a due account; none when it is gone or no longer due."""
    reader = User.objects.select_for_update(no_key=True).filter(pk=leaving.reader_id).first()
    wish = Leaving.objects.due().select_for_update().filter(reader=reader).first() if reader else None
    return remove(reader, keeps_reactions=wish.keeps_reactions) if reader and wish else None


@transaction.atomic
def remove(reader: User, *, keeps_reactions: bool) -> Receipt:
    """Delete an account now, and every row that is about its reader."""
    one_request_at_a_time(reader)
    part_with_reactions(reader, keeps_them=keeps_reactions)
    forget_words(reader)
    strike_from_log(reader)
    tell_often(*(key("reactions", article) for article in notes.agreed_under(reader)))
    email, language, pk = reader.email, reader.language, reader.pk
    _total, removed = reader.delete()
    removed["sessions.Session"] = end_sessions(pk, email)
    receipt = Receipt.objects.create(removed=removed)
    transaction.on_commit(lambda: write_to(email, "account/email/left", language, {"receipt": receipt}))
    return receipt


def part_with_reactions(reader: User, *, keeps_them: bool) -> None:
    """Leave the reactions behind without a name, or take them out of every count; their notes go in any case."""
    for note in Note.objects.by(reader):
        notes.remove(note)
    if keeps_them:
        reader.reactions.update(reader=None, network="")
        return
    for reaction in reader.reactions.order_by("article"):  # so that two who leave at once wait for no circle
        discard(reaction)


def forget_words(reader: User) -> None:
    """Take the reader's own words out of what moderators decided and others reported; that it happened stays."""
    Decision.objects.filter(reader=reader).update(text="", words="")
    Report.objects.filter(case__reader=reader).update(text="")
    Case.objects.open().filter(reader=reader).update(closed_at=timezone.now())  # nothing is left to judge


def strike_from_log(reader: User) -> None:
    """Take the reader's account and addresses out of what the log of the desk says that colleagues changed."""
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(reader.pk))
    for address in {reader.email, *EmailAddress.objects.filter(user=reader).values_list("email", flat=True)}:
        about |= Q(object_repr__iregex=whole(address)) | Q(change_message__iregex=whole(address))
    LogEntry.objects.filter(about).update(object_repr="", change_message="")


def whole(address: str) -> str:
    """A pattern, for Python and PostgreSQL alike, of an e-mail address that is no part of another one."""
    return rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)"


def end_sessions(pk: int, *addresses: str) -> int:
    """Remove every session that belongs to the account or names its addresses, even half a log-in; how many."""
    ended, named = 0, re.compile("|".join(map(whole, addresses)), re.IGNORECASE)
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if data.get("_auth_user_id") == str(pk) or named.search(json.dumps(data, ensure_ascii=False, default=str)):
            session.delete()
            ended += 1
    return ended


def write_to(email: str, template: str, language: str, context: dict[str, object]) -> None:
    """Write a plain e-mail; one that cannot be sent stops nothing."""
    with translation.override(language or settings.LANGUAGE_CODE):
        told = context | {"newsroom": Newsroom.objects.current(), "site": settings.SITE_URL}
        subject = " ".join(render_to_string(f"{template}_subject.txt", told).split())
        try:
            send_mail(subject, render_to_string(f"{template}_message.txt", told), None, [email])
        except OSError as error:
            note_unsent("An e-mail about leaving", error)


class CarryOutDueDeletions:
    """Look now and then, on pages of readers, for what is due to be deleted: it needs no worker and not its owner."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_private(request) and time.monotonic() >= self.next_look:
            self.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
            carry_out_due(at_most=3)
            history.forget_old()
            networks.forget_old()
            sessions.forget_ended()
        return self.get_response(request)
