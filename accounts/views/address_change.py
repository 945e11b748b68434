from typing import Any

from allauth.account.forms import AddEmailForm
from allauth.account.internal.flows import manage_email
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import EmailView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.address_change import agree, ask_the_old, asked_for, give_back, read
from accounts.forms import CodeForm
from accounts.readers import ReaderRequest
from accounts.refused import Refused


class NewAddress(EmailView):
    """Where a new address is written; before it gets its code, the old one gets one."""

    def form_valid(self, form: Any) -> HttpResponse:
        raise_if_reauthentication_required(self.request, app="allauth.account")
        try:
            ask_the_old(self.request, self.request.user, form.cleaned_data["email"])
        except Refused as refusal:
            form.add_error("email", str(refusal))
            return self.form_invalid(form)
        return redirect("old_address")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def old_address(request: ReaderRequest) -> HttpResponse:
    """The owner of the old address agrees with its code; then the new one is sent its own."""
    new = asked_for(request)
    if not new:
        return redirect("account_email")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if agree(request, form.cleaned_data["code"]):
            return confirm_the_new(request, new)
        form.add_error("code", _("This is not the code that we sent. Check the newest e-mail."))
    context = {"verify_form": form, "email": request.user.email, "new": new, "cancel_url": "/accounts/email/"}
    return render(request, "account/old_address.html", context)


def confirm_the_new(request: ReaderRequest, new: str) -> HttpResponse:
    form = AddEmailForm(user=request.user, data={"email": new})
    if not form.is_valid():
        return redirect("account_email")
    manage_email.add_email(request, form)
    return redirect("account_email_verification_sent")


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of the old address objects to the new one: GET asks, POST gives the account back."""
    try:
        _pk, old, new, _at = read(token)
        if request.method != "POST":
            return render(request, "me/take_back.html", {"old": old, "new": new})
        give_back(token)
    except Refused as refusal:
        return render(request, "me/refused.html", {"why": str(refusal), "place": "/"}, status=400)
    logout(request)
    messages.success(request, _("The account is yours again and nobody is logged in. Now choose a new password."))
    return redirect("account_reset_password")
