from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.history import forget, note_reading, switch_off, switch_on
from accounts.models import Reading
from accounts.readers import ReaderRequest, reader_of
from articles.models import Article
from articles.views.pages import page_of

CHANGES = {"on": switch_on, "off": switch_off, "forget": forget}


@require_POST
def note(request: HttpRequest, number: int) -> HttpResponse:
    """An article was opened; said by the page's script where the history is on."""
    article = get_object_or_404(Article.objects.published(), pk=number)
    if reader := reader_of(request):
        note_reading(reader, article)
    return HttpResponse(status=204)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: ReaderRequest) -> HttpResponse:
    """What the reader read in 90 days, if they want that kept; the switch, and the way to forget it."""
    if request.method == "POST":
        change = CHANGES.get(request.POST.get("intent", ""))
        if change is None:
            raise BadRequest(_("Choose what to do with the history."))
        change(request.user)
        messages.success(request, _("Saved."))
        return redirect("history")
    readings = Reading.objects.recent().filter(reader=request.user)
    articles = Article.objects.published().filter(readings__in=readings).annotate(read_at=F("readings__read_at"))
    page = page_of(articles.order_by("-read_at", "-readings__pk").for_cards(), request)
    return render(request, "me/history.html", {"reader": request.user, "page": page})
