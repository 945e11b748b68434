"""To another site and back, and what is connected with an account."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess, Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.views import SignupView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from accounts import limits, social
from accounts.readers import ReaderRequest, reader_of
from articles.converters import number_in

logger = logging.getLogger(__name__)

# What an answer of another site that is not as it should be makes allauth raise.
ODD_ANSWERS = (OAuth2Error, RequestException, AttributeError, KeyError, TypeError, ValueError)

View = Callable[..., HttpResponse]


def where_offered(view: View) -> View:
    """Let `view` be there only where the newsroom offers other sites' accounts at all."""

    @wraps(view)
    def offered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not social.providers(request):
            raise Http404("No other site's account logs in here.")
        return view(request, *args, **kwargs)

    return offered


def provider_of(request: HttpRequest, provider_id: str) -> Provider:
    """The other site of this name, if it is offered; else Http404."""
    for provider in social.providers(request):
        if provider.sub_id == provider_id:
            return provider
    raise Http404("No such site's account logs in here.")


@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the other site, from a page of ours: a redirect would have to be allowed to every form's answer."""
    provider = provider_of(request, provider_id)
    if not limits.admit_social(request):
        return ratelimit.respond_429(request)
    process = AuthProcess.CONNECT if reader_of(request) else AuthProcess.LOGIN
    try:
        response = provider.redirect(request, process, next_url=get_next_redirect_url(request))
    except ODD_ANSWERS as problem:
        return failed(request, provider, problem)
    if not isinstance(response, HttpResponseRedirect):
        return response
    return render(request, "socialaccount/on_the_way.html", {"provider": provider, "address": response.url})


@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the other site, which says who it is."""
    provider = provider_of(request, provider_id)
    view = OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))
    try:
        return view(request)
    except ODD_ANSWERS as problem:
        return failed(request, provider, problem)


def failed(request: HttpRequest, provider: Provider, problem: Exception) -> HttpResponse:
    """Say that it did not work; the log gets the kind of problem alone, since its words may name a person."""
    logger.warning("Logging in with %s failed: %s", provider.name, type(problem).__name__)
    return render_authentication_error(request, provider)


sign_up = where_offered(SignupView.as_view())


@where_offered
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def connections(request: ReaderRequest) -> HttpResponse:
    """Which accounts of other sites log in here; one is taken away by POST."""
    if request.method == "POST":
        if name := social.disconnect(request.user, number_in(request.POST.get("account", ""))):
            messages.success(request, _("Your account at %(name)s no longer logs in here.") % {"name": name})
        return redirect("socialaccount_connections")
    connected = social.connections_of(request.user)
    there = {account.provider for account, _name in connected}
    others = [provider for provider in social.providers(request) if provider.sub_id not in there]
    return render(request, "socialaccount/connections.html", {"connected": connected, "providers": others})
