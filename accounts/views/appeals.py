from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.appeals import LONGEST_WORDS, appeal, may_appeal
from accounts.models import Decision
from accounts.readers import ReaderRequest
from accounts.refused import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_page(request: ReaderRequest, number: int) -> HttpResponse:
    """Ask once to have a decision looked at again: GET shows it and asks why, POST sends that to another moderator."""
    decision = get_object_or_404(Decision.objects.told_to(request.user), pk=number)
    refusal = ""
    if request.method == "POST":
        try:
            appeal(request.user, decision, request.POST.get("words", ""))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Your appeal is sent. A moderator who did not decide this will answer you."))
            return redirect("appeal", decision.pk)
    context = {
        "decision": decision,
        "may_appeal": may_appeal(request.user, decision),
        "typed": request.POST.get("words", ""),
        "longest": LONGEST_WORDS,
        "refusal": refusal,
    }
    return render(request, "me/appeal.html", context, status=400 if refusal else 200)
