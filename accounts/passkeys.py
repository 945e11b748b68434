"""Forms that carry a passkey's answer."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.text import composed


class PasskeyAnswer:
    """What a browser says with a passkey; anything that no browser says is refused in the same words."""

    refusal = _("This passkey is not one of this account, or the page has waited for too long. Try again.")

    def clean_credential(self) -> Any:
        return self.checked(getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"]))  # type: ignore[attr-defined]

    def clean(self) -> Any:
        return self.checked(super().clean)  # type: ignore[misc]

    def checked(self, check: Callable[[], Any]) -> Any:
        try:
            return check()
        except (AttributeError, KeyError, TypeError, ValueError, InvalidSignature) as problem:
            raise ValidationError(self.refusal) from problem
        except ValidationError as problem:
            if problem.code == "incorrect_code":
                raise ValidationError(self.refusal) from problem
            raise


class AddPasskeyForm(PasskeyAnswer, AddWebAuthnForm):
    """A passkey that also logs in by itself, which asks its owner for a finger, a face or a code."""

    name = forms.CharField(
        label=_("Name"), max_length=60, required=False, help_text=_("So that you know it again, e.g. “My telephone”.")
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        self.cleaned_data["name"] = " ".join(composed(self.cleaned_data["name"]).split())
        return super().clean_name()


class LogInWithPasskeyForm(PasskeyAnswer, LoginWebAuthnForm):
    pass


class SecondStepPasskeyForm(PasskeyAnswer, AuthenticateWebAuthnForm):
    pass


class ConfirmWithPasskeyForm(PasskeyAnswer, ReauthenticateWebAuthnForm):
    pass
