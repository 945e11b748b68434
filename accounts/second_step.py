"""Whoever works here needs a second step of logging in before the desk opens, where the newsroom asks for one.

Whoever has one is told when somebody who knows the password guesses at it.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import limits
from accounts.models import User
from accounts.readers import reader_of

DESK = "/admin/"
WAY_OUT = "/admin/logout/"


def is_missing(user: User | None) -> bool:
    """Whether `user` works here and has neither an authenticator app nor a passkey, though one is asked for."""
    if not (settings.REQUIRE_SECOND_FACTOR and user and user.is_staff):
        return False
    return not Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


class SecondStepForTheDesk:
    """Lead whoever has no second step yet to where they set one up; nothing of the desk answers before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_desk = request.path_info.startswith(DESK) and request.path_info != WAY_OUT
        if is_desk and is_missing(reader_of(request)):
            return redirect("mfa_index")
        return self.get_response(request)


@receiver(authentication_failed)
def tell_of_guesses(request: HttpRequest, user: User, *, reauthentication: bool, **_signal: Any) -> None:
    """Who got as far as the second step knows the password: its owner is told, and changes it."""
    if not reauthentication and limits.is_guessed_at(request, user):
        get_adapter(request).send_notification_mail("mfa/email/wrong_codes", user)
