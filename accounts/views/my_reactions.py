from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Decision, Reaction
from accounts.readers import ReaderRequest
from accounts.sanctions import in_force
from articles.models import Article
from articles.views.pages import page_of


@login_required
@require_safe
def my_reactions(request: ReaderRequest) -> HttpResponse:
    """What the reader answered to articles that can be read, the latest first, and all that was decided about it."""
    told = Decision.objects.told_to(request.user)
    reactions = Reaction.objects.filter(reader=request.user, article__in=Article.objects.published())
    listed = reactions.select_related("kind", "article__section", "note").order_by("-changed_at", "-pk")
    page = page_of(
        listed.defer("article__body", "article__search").prefetch_related(Prefetch("note__decisions", told)), request
    )
    others = told.filter(action__in=Decision.AGAINST).exclude(note__reaction__in=reactions)
    context = {"page": page, "others": others, "sanction": in_force(request.user)}
    return render(request, "me/reactions.html", context)
