"""Logging in with an account of another site: what is believed of it, and that as little as possible is kept.

Nobody comes into an account that is there already because another site names its address, confirmed or not: whoever
has the account connects the two, logged in (docs/decisions/0024).
"""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, Provider
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import limits
from accounts.forms import DisplayNameField
from accounts.models import User


class SocialAdapter(DefaultSocialAccountAdapter):
    """allauth's social log-in as it is here: configured by settings alone, believing little, keeping less."""

    def list_apps(self, request: HttpRequest | None, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """The configured ones; the table that allauth also offers for them is never asked."""
        configured = settings.SOCIALACCOUNT_PROVIDERS.items()
        apps = [SocialApp(provider=name, **app) for name, said in configured for app in said["APPS"]]
        return [
            app
            for app in apps
            if provider in {None, app.provider, app.provider_id} and client_id in {None, app.client_id}
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Forget what is not needed before anything of it can be kept, even in a session."""
        sociallogin.token = None
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = best_of(sociallogin.email_addresses)

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user = super().populate_user(request, sociallogin, data)
        user.display_name = name_from(data)
        user.language = translation.get_language()
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whether the other site said enough for an account; the form asks for the rest, and counts by itself."""
        if not sociallogin.email_addresses:
            return False
        sociallogin.user.email = sociallogin.email_addresses[0].email
        if not limits.admit_sign_up(request):
            raise ImmediateHttpResponse(ratelimit.respond_429(request))
        return True

    def on_authentication_error(
        self, request: HttpRequest, provider: Provider, error: Any = AuthError.UNKNOWN, *_said: Any, **_more: Any
    ) -> NoReturn:
        """Lead back to where one was, with a sentence; what the other site said goes into no page and no log."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("You did not log in with %(name)s.") % {"name": provider.name})
        else:
            why = _("%(name)s did not tell us who you are. Try again, or log in with your e-mail address.")
            messages.error(request, why % {"name": provider.name})
        raise ImmediateHttpResponse(
            redirect("socialaccount_connections" if request.user.is_authenticated else "account_login")
        )


def best_of(addresses: list[EmailAddress]) -> list[EmailAddress]:
    """The one address for an account, with what is known for sure of it; none where there is none to write to."""
    for address in addresses:
        address.verified = address.verified is True  # some sites say it in words
    real = [address for address in addresses if not address.email.endswith("@users.noreply.github.com")]
    best = sorted(real, key=lambda address: (address.verified, address.primary), reverse=True)[:1]
    for address in best:
        address.primary = True
    return best


def name_from(data: dict[str, Any]) -> str:
    """What the other site calls them, if it is a name that may stand here."""
    parts = [data.get("first_name"), data.get("last_name")]
    name = data.get("name") or " ".join(part for part in parts if isinstance(part, str))
    try:
        return DisplayNameField(required=False).clean(name) if isinstance(name, str) else ""
    except ValidationError:
        return ""


def providers(request: HttpRequest | None) -> list[Provider]:
    """The other sites with whose accounts one can log in; asks no database."""
    return [app.get_provider(request) for app in get_adapter(request).list_apps(request)]


def connections_of(user: User) -> list[tuple[SocialAccount, str]]:
    """The accounts of other sites that are connected, each with its site's name, even of one no longer offered."""
    names = {provider.sub_id: provider.name for provider in providers(None)}
    accounts = SocialAccount.objects.filter(user=user).order_by("date_joined")
    return [(account, names.get(account.provider) or account.provider.capitalize()) for account in accounts]


def disconnect(user: User, number: int) -> str | None:
    """Let an account of another site log in no longer, and tell the reader; its site's name, none if it is not theirs.

    The code by e-mail always leads into the account, so nobody locks themselves out.
    """
    found = [(account, name) for account, name in connections_of(user) if account.pk == number]
    for account, name in found:
        account.delete()
        account_adapter().send_notification_mail("socialaccount/email/account_disconnected", user, {"name": name})
    return found[0][1] if found else None


@receiver(pre_save, sender=SocialAccount)
def keep_only_the_number(instance: SocialAccount, **_signal: Any) -> None:
    """Who someone is elsewhere is known by a number; their profile there is nothing that we keep."""
    instance.extra_data = {}
