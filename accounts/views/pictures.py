from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.models import Print
from accounts.pictures import give_picture, remove_picture
from accounts.readers import ReaderRequest
from articles.photos import PhotoRefused

FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def picture(_request: HttpRequest, name: str, width: int) -> HttpResponse:
    """A reader's picture, for everyone who knows its address."""
    found = get_object_or_404(Print, picture__name=name, width=width)
    return HttpResponse(bytes(found.data), content_type="image/webp", headers={"Cache-Control": FOR_A_YEAR})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_picture(request: ReaderRequest) -> HttpResponse:
    """Choose a picture or take it away."""
    refusals: list[str] = []
    if request.method == "POST":
        try:
            change(request)
        except PhotoRefused as refused:
            refusals = refused.messages
        else:
            messages.success(request, _("Saved."))
            return redirect("me")
    return render(request, "me/picture.html", {"reader": request.user, "refusals": refusals})


def change(request: ReaderRequest) -> None:
    """Do what the form asks; raises PhotoRefused."""
    file = request.FILES.get("picture")
    if request.POST.get("intent") == "remove":
        remove_picture(request.user)
    elif not file:
        raise PhotoRefused(_("Choose a picture first."))
    elif not limits.admit_picture(request, request.user):
        raise PhotoRefused(_("You have changed your picture often now. Try again in an hour."))
    else:
        give_picture(request.user, file)
