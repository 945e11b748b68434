"""E-mails to readers beyond those on logging in: which kinds there are, who wants them, and how they are written."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string, select_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import EmailPreference, User
from accounts.plain_text import BLANK_LINES
from accounts.readers import confirmed_addresses, one_request_at_a_time
from accounts.refused import Refused
from accounts.unsent import note_unsent
from articles.models import Newsroom

SALT = "unsubscribe"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EmailKind:
    """One kind of e-mail, in the words of the page where readers choose."""

    key: str
    name: str | Promise
    explanation: str | Promise
    is_on: bool = True  # for whoever has not said otherwise
    is_optional: bool = True


KINDS = {
    kind.key: kind
    for kind in (
        EmailKind(
            "sanctions",
            _("Warnings, pauses, bans and appeals"),
            _("What was decided about your account, and the answer to an appeal. You are always told."),
            is_optional=False,
        ),
        EmailKind(
            "decisions",
            _("Decisions on my notes"),
            _("When a note of yours is taken down or not shown, and why."),
        ),
        EmailKind(
            "approvals",
            _("Approved notes"),
            _("When a note of yours that waited is shown under its article."),
            is_on=False,
        ),
        EmailKind(
            "digest",
            _("What is new"),
            _("Once a day, if there is something: the new articles in what you follow."),
            is_on=False,
        ),
    )
}


def send_to_reader(
    reader: User, kind: str, subject: str | Promise, template: str, context: dict[str, Any] | None = None
) -> None:
    """Write to `reader` as soon as what is being done is done for good, if they want e-mails of this kind.

    `subject` is lazily translated, and `context` fills its `%(name)s`. `template` names `email/<template>.txt`, which
    extends `email/base.txt`, and `.html` if there is one (else the text is shown). Nobody waits until it is sent, and
    an e-mail that fails stops nothing.
    """
    transaction.on_commit(partial(deliver_behind, reader, KINDS[kind], subject, template, context or {}))


def deliver_behind(
    reader: User, kind: EmailKind, subject: str | Promise, template: str, context: dict[str, Any]
) -> None:
    """Write to `reader` now and have it sent behind what is being done, which is done for good."""
    try:
        deliver(reader, kind, subject, template, context, using="behind")
    except Exception as error:
        logger.error("An e-mail (%s) could not be written: %s", kind.key, type(error).__name__)


def deliver(
    reader: User,
    kind: EmailKind,
    subject: str | Promise,
    template: str,
    context: dict[str, Any],
    *,
    using: str = "default",
) -> bool:
    """Write to `reader` now, in their language, if they want it and their address is confirmed; whether it was sent.

    `using` names one of the settings' MAILERS.
    """
    if not (is_wanted(reader, kind) and is_confirmed(reader)):
        return False
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        message = written(reader, kind, subject, template, context)
    try:
        return bool(message.send(using=using))
    except OSError as error:
        note_unsent(f"An e-mail ({kind.key})", error)
        return False


def written(
    reader: User, kind: EmailKind, subject: str | Promise, template: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """The e-mail as text and as HTML; one that can be switched off says how, to mail programs too (RFC 8058)."""
    stop = settings.SITE_URL + reverse("unsubscribe", args=[signed(reader, kind)]) if kind.is_optional else ""
    title = " ".join((str(subject) % context).split())
    said = {"reader": reader, "newsroom": Newsroom.objects.current(), "site": settings.SITE_URL, "stop": stop}
    said |= {"title": title, "kind": kind} | context
    text = in_paragraphs(render_to_string(f"email/{template}.txt", said))
    html = select_template([f"email/{template}.html", "email/plain.html"]).render(said | {"text": text})
    headers = {"Auto-Submitted": "auto-generated"}
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(title, text, None, [reader.email], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def in_paragraphs(text: str) -> str:
    """The text with single blank lines, also around what its template left out."""
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"


def is_confirmed(reader: User) -> bool:
    return confirmed_addresses(reader).filter(email__iexact=reader.email).exists()


def is_wanted(reader: User, kind: EmailKind) -> bool:
    """Whether the reader gets e-mails of this kind."""
    choice = EmailPreference.objects.filter(reader=reader, kind=kind.key).first() if kind.is_optional else None
    return choice.is_wanted if choice else kind.is_on


def choices_of(reader: User) -> list[tuple[EmailKind, bool]]:
    """Every kind, and whether the reader gets it."""
    said = dict(EmailPreference.objects.filter(reader=reader).values_list("kind", "is_wanted"))
    return [(kind, said.get(key, kind.is_on) if kind.is_optional else True) for key, kind in KINDS.items()]


def choose(reader: User, wanted: Collection[str]) -> None:
    """Have the reader get the optional kinds in `wanted` and no other; raises Refused."""
    if not KINDS.keys() >= set(wanted):
        raise Refused(gettext("There is no such kind of e-mail."))
    with transaction.atomic():
        one_request_at_a_time(reader)
        for kind, was_wanted in choices_of(reader):
            if kind.is_optional and was_wanted != (kind.key in wanted):
                _keep(reader, kind, is_wanted=not was_wanted)


def stop(token: str) -> EmailKind:
    """Send no more e-mails of the kind that the link of one names, whoever presses it; raises Refused."""
    pk, kind = read(token)
    with transaction.atomic():
        reader = User.objects.select_for_update(no_key=True).filter(pk=pk).first()
        if reader and is_wanted(reader, kind):
            _keep(reader, kind, is_wanted=False)
    return kind


def signed(reader: User, kind: EmailKind) -> str:
    """What the link in an e-mail carries, so that it works without logging in, for this one purpose."""
    return signing.dumps([reader.pk, kind.key], salt=SALT)


def read(token: str) -> tuple[int, EmailKind]:
    """The account and the kind that `token` is for; raises Refused."""
    try:
        pk, key = signing.loads(token, salt=SALT)
        return pk, KINDS[key]
    except (signing.BadSignature, KeyError) as error:
        raise Refused(gettext("This link is not whole. Open it from the e-mail once more.")) from error


def _keep(reader: User, kind: EmailKind, *, is_wanted: bool) -> None:
    EmailPreference.objects.update_or_create(
        reader=reader, kind=kind.key, defaults={"is_wanted": is_wanted, "changed_at": timezone.now()}
    )
