from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.emails import choices_of, choose, read, stop
from accounts.readers import ReaderRequest
from accounts.refused import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_emails(request: ReaderRequest) -> HttpResponse:
    """Which e-mails the reader gets."""
    if request.method == "POST":
        choose(request.user, request.POST.getlist("kinds"))
        messages.success(request, _("Saved."))
        return redirect("my_emails")
    return render(request, "me/emails.html", {"reader": request.user, "choices": choices_of(request.user)})


@csrf_exempt  # mail programs press it, which have no page of ours: the signed link is what allows it
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The way out that each optional e-mail carries: GET asks, POST does, without logging in (RFC 8058)."""
    is_done = request.method == "POST"
    try:
        kind = stop(token) if is_done else read(token)[1]
    except Refused as refusal:
        return render(request, "me/refused.html", {"why": str(refusal), "place": "/"}, status=400)
    return render(request, "me/unsubscribe.html", {"kind": kind, "is_done": is_done})
