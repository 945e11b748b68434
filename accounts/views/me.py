from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.readers import ReaderRequest
from articles.models import Article
from articles.views.pages import page_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: ReaderRequest) -> HttpResponse:
    """What the newspaper knows of its reader, and where they change it."""
    reader = request.user
    form = ProfileForm(request.POST or None, instance=copy(reader))
    if request.method == "POST" and form.is_valid():
        reader = form.save()
        with translation.override(reader.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return redirect("me")
    return render(request, "me/me.html", {"form": form, "reader": reader})


@login_required
@require_safe
def my_reactions(request: ReaderRequest) -> HttpResponse:
    """What the reader answered to articles that can be read, the latest first."""
    reactions = request.user.reactions.filter(article__in=Article.objects.published())
    reactions = reactions.select_related("kind", "article__section").order_by("-changed_at", "-pk")
    page = page_of(reactions.defer("article__body", "article__search"), request)
    return render(request, "me/reactions.html", {"page": page})
