from collections import Counter
from copy import copy

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import social
from accounts.forms import ProfileForm
from accounts.readers import ReaderRequest, one_request_at_a_time
from accounts.sanctions import in_force
from accounts.views.presses import way_back


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: ReaderRequest) -> HttpResponse:
    """What the newspaper knows of its reader, and where they change it."""
    reader = request.user
    form = ProfileForm(request.POST or None, instance=copy(reader))
    if request.method == "POST" and save(form):
        reader = form.instance
        with translation.override(reader.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return redirect("me")
    context = {"form": form, "reader": reader, "sanction": in_force(reader), "back": way_back(request)}
    return render(request, "me/me.html", context)


def save(form: ProfileForm) -> bool:
    """Save what is valid and nothing else of the account, and whether it is.

    A moderator who decides on the name meanwhile comes before or after.
    """
    with transaction.atomic():
        one_request_at_a_time(form.instance)
        is_valid = form.is_valid()
        if is_valid:
            form.instance.save(update_fields=form.fields)
    return is_valid


@login_required
@require_safe
def security(request: ReaderRequest) -> HttpResponse:
    """How one logs in, and where one is."""
    kinds = Counter[str](Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    sessions = UserSession.objects.purge_and_list(request.user)
    return render(
        request,
        "me/security.html",
        {
            "reader": request.user,
            "passkeys": kinds[Authenticator.Type.WEBAUTHN],
            "has_app": kinds[Authenticator.Type.TOTP] > 0,
            "has_codes": kinds[Authenticator.Type.RECOVERY_CODES] > 0,
            "offers_social": bool(social.providers(request)),
            "connected": social.connections_of(request.user) if social.providers(request) else [],
            "elsewhere": sum(not session.is_current() for session in sessions),
        },
    )
