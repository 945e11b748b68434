"""How django-allauth behaves here: its words, its e-mails, and where it may send people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import address_change, leaving, limits, networks
from accounts.models import User
from accounts.refused import Refused
from accounts.unsent import note_unsent
from articles.addresses import address_here
from articles.models import Newsroom

UNSENT = _(
    "We could not send you an e-mail just now. If you wait for one with a code, ask for a new code in a few minutes."
)
# What anyone can have sent to any address, by typing it where one signs up, logs in or has forgotten a password.
ASKED_FOR_BY_ANYONE = {
    f"account/email/{name}"
    for name in (
        *("account_already_exists", "email_confirmation", "email_confirmation_signup"),
        *("password_reset_code", "unknown_account"),
    )
}
WAYS_TO_CONFIRM = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not belong together. Check both."),
        "email_taken": _("This e-mail address belongs to another account."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code that we sent. Check the newest e-mail."),
        "incorrect_password": _("This is not your password."),
        "same_as_current": _("This is the address that you already use."),
        "duplicate_email": _("This is the address that you already use."),
        "too_many_login_attempts": _(
            "Too many tries. Wait a quarter of an hour, or come in with “Forgot your password?” now."
        ),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(networks.address_of(request))

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` stays on this very host; anything else is ignored."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._login_failed_rl_usage = limits.admit_password(request, credentials.get("email", ""))
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        if leaving.is_due(user):
            return redirect("account_inactive")
        return super().pre_login(request, user, **options)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002
        """Keep the name that others see, and the language in which the reader signed up."""
        user.display_name = form.cleaned_data["display_name"]
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address, unless it would be the second new one of an account in a week."""
        if not address_change.is_one(email_address):
            return super().confirm_email(request, email_address)
        try:
            with transaction.atomic():  # the cache is in the database: no week begins where the address stays
                address_change.begin(email_address.user)
                is_confirmed = super().confirm_email(request, email_address)
                transaction.set_rollback(not is_confirmed)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        return is_confirmed

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the account, or of the page where there is none whose address is confirmed.

        Only then is the name used: else anyone could have a text of their own sent to anyone. While the mail server
        takes nothing, whoever waits for it is told so: a new code can be asked for later.
        """
        is_asked_for = template_prefix in ASKED_FOR_BY_ANYONE
        counted = limits.admit_letter(self.request, email) if is_asked_for else None
        if is_asked_for and not counted:
            raise ImmediateHttpResponse(ratelimit.respond_429(self.request))
        reader = User.objects.filter(emailaddress__email__iexact=email, emailaddress__verified=True).first()
        language = (reader and reader.language) or translation.get_language()
        told = context | {"newsroom": Newsroom.objects.current(), "reader": reader}
        # Not as the request calls it, which may name any port: who gets the e-mail need not be who sent the request.
        told["site"] = settings.SITE_URL
        if template_prefix == "account/email/email_changed":
            told["objection"] = address_change.objection(context["from_email"], context["to_email"])
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, told)
        except OSError as error:
            note_unsent("An e-mail about an account", error)
            if counted:
                counted.rollback()
            messages.error(self.request, UNSENT)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front in the language of the page, where no link has brought along that of another edition."""
        return address_here("front")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("security")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS_TO_CONFIRM[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or no longer. Write the one that the app shows now.")
    }

    def get_totp_issuer(self) -> str:
        return Newsroom.objects.current().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": Newsroom.objects.current().name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number} if number > 1 else gettext("Passkey")

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element for the page itself, whose policy allows no `data:` pictures."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]
