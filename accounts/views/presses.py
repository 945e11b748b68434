"""What the buttons on public pages share: plain links that ask, forms that do, and JSON for those with script."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import pressed

JSON = "application/json"
LONGEST_ACCEPT = 1_000  # letters; browsers write about a hundred


def log_in_first(request: HttpRequest, place: str, press: dict[str, Any] | None) -> HttpResponse:
    """Send a visitor to log in; what they pressed on a page of ours is done after that, back at `place`."""
    following = request.get_full_path()
    if request.method == "POST" or (press and pressed.was_pressed_here(request)):
        following = place
    if press and request.method != "HEAD" and pressed.was_pressed_here(request):
        pressed.keep(request, press)
    response = redirect_to_login(following)
    if wants_json(request):
        return JsonResponse({"log_in": response.url}, status=401)
    return response


def done(request: HttpRequest, place: str, state: dict[str, Any]) -> HttpResponse:
    """The new state for a script; for everyone else the page on which they pressed."""
    if wants_json(request):
        return JsonResponse(state)
    return redirect(way_back(request) or place)


def way_back(request: HttpRequest) -> str:
    """The page of ours on which the link or the form says that it stood, from its slash on; empty when it says none."""
    back = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if is_ours and back.startswith("/") else ""


def refused(request: HttpRequest, place: str, why: str) -> HttpResponse:
    """The reason in words, with the way back."""
    if wants_json(request):
        return JsonResponse({"error": why}, status=400)
    return render(request, "me/refused.html", {"why": why, "place": place}, status=400)


def wants_json(request: HttpRequest) -> bool:
    accepted = request.META.get("HTTP_ACCEPT", "")
    if accepted == JSON:  # as our script says, and to be seen at once
        return True
    if len(accepted) > LONGEST_ACCEPT:
        return False
    with suppress(ValueError, LookupError):  # what nobody can read asks for a page
        return request.get_preferred_type(["text/html", JSON]) == JSON
    return False
