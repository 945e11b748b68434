from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.leaving import ask_to_leave, stay
from accounts.models import Leaving
from accounts.privacy import export
from accounts.readers import ReaderRequest
from accounts.refused import Refused


@login_required
@require_safe
def privacy(request: ReaderRequest) -> HttpResponse:
    """What is kept of the reader, to take along or to have deleted."""
    leaving = Leaving.objects.filter(reader=request.user).first()
    return render(request, "me/privacy.html", {"reader": request.user, "leaving": leaving})


@login_required
@require_safe
@reauthentication_required
def export_all(request: ReaderRequest) -> HttpResponse:
    """Everything in one archive."""
    response = HttpResponse(export(request.user), content_type="application/zip")
    name = f"my-account-{timezone.localdate():%Y-%m-%d}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_POST
@reauthentication_required
def leave(request: ReaderRequest) -> HttpResponse:
    """Have the account deleted in a day."""
    try:
        ask_to_leave(request.user, keeps_reactions=request.POST.get("reactions") == "keep")
    except Refused as refusal:
        return render(request, "me/refused.html", {"why": str(refusal), "place": "/me/privacy/"}, status=400)
    return redirect("privacy")


@login_required
@require_POST
def change_ones_mind(request: ReaderRequest) -> HttpResponse:
    """Keep the account after all."""
    try:
        stay(request.user)
    except Refused as refusal:
        return render(request, "me/refused.html", {"why": str(refusal), "place": "/"}, status=400)
    messages.success(request, _("Your account stays."))
    return redirect("privacy")
