from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.readers import ReaderRequest
from articles.models import Article

REACTIONS_ON_A_PAGE = 20


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
    reactions = reader.reactions.filter(article__in=Article.objects.published())
    reactions = reactions.select_related("kind", "article__section").order_by("-changed_at", "-pk")
    reactions = reactions.defer("article__body", "article__search")
    page = Paginator(reactions, REACTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "me/me.html", {"form": form, "page": page, "reader": reader})
