from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.address_change import Refused, give_back, read


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
