"""Forms of accounts: allauth's with each password asked for once, and what readers say of themselves."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.socialaccount import forms as social_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import faces, limits
from accounts.models import User
from accounts.plain_text import is_piled, too_many_marks
from accounts.sanctions import FACE_STAYS, in_force
from articles.paper import native_name
from articles.text import composed

NEW_PASSWORD = _("At least 10 characters. Three or four words that do not belong together are easy to keep in mind.")


class DisplayNameField(forms.CharField):
    """The name that others see: composed Unicode, on one line, of letters that can be seen."""

    kept: str | None = None  # a name from before, which may stay as it is

    def __init__(self, **options: Any) -> None:
        options = {
            "label": _("Name"),
            "help_text": _("The name that others see."),
            "max_length": User._meta.get_field("display_name").max_length,
            "widget": forms.TextInput(attrs={"autocomplete": "name"}),
        } | options
        super().__init__(**options)

    def clean(self, value: str | None) -> str:
        if value is not None and value == self.kept:
            return value
        name = " ".join(composed(super().clean(value)).split())
        if not name.isprintable() or not any(letter.isalnum() for letter in name):
            raise ValidationError(_("Write a name with at least one letter, and without hidden signs."))
        if is_piled(name):
            raise ValidationError(too_many_marks())
        return name


class ProfileForm(forms.ModelForm):
    """What a reader says of themselves."""

    display_name = DisplayNameField()
    language = forms.ChoiceField(
        label=_("Language of these pages and of our e-mails"),
        choices=[("", _("As my browser asks")), *((code, native_name(code)) for code, _name in settings.LANGUAGES)],
        required=False,
    )

    class Meta:
        model = User
        fields = ["display_name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].kept = self.instance.display_name  # type: ignore[attr-defined]

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        if name == self.instance.display_name:
            return name
        if in_force(self.instance):
            raise ValidationError(FACE_STAYS)
        if faces.was_taken(self.instance, name):
            raise ValidationError(_("A moderator has decided against this name. Choose another one."))
        return name


class SignUpForm(allauth_forms.SignupForm):
    account_already_exists: bool
    display_name = DisplayNameField()
    field_order = ["display_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = NEW_PASSWORD

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Sign up, or only pretend to: for an address that has an account it must take as long and count as well."""
        if not limits.admit_sign_up(request):
            return None, ratelimit.respond_429(request)
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        else:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:  # the address got its account while the password was hashed, by the same press maybe
                self.account_already_exists = True
        # Outside a transaction, which would hold the rows that count tries until the mail server answers.
        return super().try_save(request)


class SocialSignUpForm(social_forms.SignupForm):
    """What another site did not say: an address, and the name if that is missing as well."""

    display_name = DisplayNameField()
    field_order = ["display_name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].initial = self.sociallogin.user.display_name

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if not limits.admit_sign_up(request):
            return None, ratelimit.respond_429(request)
        return super().try_save(request)


class CodeForm(forms.Form):
    """A code that we sent."""

    code = forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput({"autocomplete": "one-time-code"}))


class FewCodes:
    """Look at the code only while there are tries left."""

    waits: str  # what the session keeps of the code
    expected_code: str

    def clean_code(self) -> str:
        if not limits.admit_code(context.request, self.expected_code, context.request.session[self.waits]["at"]):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()  # type: ignore[misc]


class ConfirmAddressForm(FewCodes, allauth_forms.ConfirmEmailVerificationCodeForm):
    waits = EMAIL_VERIFICATION_CODE_SESSION_KEY


class ConfirmResetForm(FewCodes, allauth_forms.ConfirmPasswordResetCodeForm):
    waits = PASSWORD_RESET_VERIFICATION_SESSION_KEY


class PresentPassword:
    """Ask for the present password without a word on forgetting it: the pages link to the reset beside the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"password", "oldpassword"} & self.fields.keys():  # type: ignore[attr-defined]
            self.fields[name].help_text = ""  # type: ignore[attr-defined]


class FewTries:
    """Look at the present password only while there are tries left."""

    def clean_password(self) -> str:
        return self.tried(super().clean_password)  # type: ignore[misc]

    def clean_oldpassword(self) -> str:
        return self.tried(super().clean_oldpassword)  # type: ignore[misc]

    def tried(self, check: Callable[[], str]) -> str:
        tries = limits.admit_present_password(context.request, self.user)  # type: ignore[attr-defined]
        if not tries:
            raise get_adapter().validation_error("too_many_login_attempts")
        password = check()
        tries.rollback()
        return password


class LogInForm(PresentPassword, allauth_forms.LoginForm):
    pass


class ReauthenticateForm(FewTries, PresentPassword, allauth_forms.ReauthenticateForm):
    pass


class PasswordOnce:
    """Ask for a new password once; browsers show it, and a forgotten one is soon replaced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]  # type: ignore[attr-defined]
        new = self.fields["password1"]  # type: ignore[attr-defined]
        new.label, new.help_text = _("New password"), NEW_PASSWORD


class ChangePasswordForm(FewTries, PasswordOnce, PresentPassword, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")


class SetPasswordForm(PasswordOnce, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(PasswordOnce, allauth_forms.ResetPasswordKeyForm):
    pass
