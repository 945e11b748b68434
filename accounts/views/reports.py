from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.models import Note, Report, User
from accounts.readers import reader_of
from accounts.refused import Refused
from accounts.reports import LONGEST_WORDS, report
from accounts.views.notes import place_of, shown_notes
from accounts.views.presses import log_in_first, way_back


@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, number: int) -> HttpResponse:
    """Report a note: GET asks what is wrong with it, POST puts it before the moderators."""
    reader = reader_of(request)
    reported = Report.objects.filter(reader=reader, note=number).first() if reader else None
    note = shown_notes().filter(pk=number).first()
    if reported:
        return render(request, "me/reported.html", {"report": reported, "place": way_back(request) or "/"})
    if note is None:
        raise Http404
    if not reader:
        return log_in_first(request, here(request, note), press_of(request, note))
    refusal = ""
    if request.method == "POST":
        try:
            report(reader, note, request.POST.get("about", ""), request.POST.get("words", ""))
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect(here(request, note))
    return ask(request, reader, note, refusal)


def press_of(request: HttpRequest, note: Note) -> dict[str, object] | None:
    """A report that was sent by someone who was logged out meanwhile, to be kept until they are back."""
    about, words = request.POST.get("about", ""), request.POST.get("words", "")
    if about not in Report.About or len(words) > LONGEST_WORDS:
        return None
    return {"report": note.pk, "about": about, "words": words}


def ask(request: HttpRequest, reader: User, note: Note, refusal: str) -> HttpResponse:
    context = {
        "note": note,
        "place": place_of(request, note),
        "back": way_back(request),
        "is_own": note.reaction.reader_id == reader.pk,
        "choices": Report.About.choices,
        "about": request.POST.get("about"),
        "typed": request.POST.get("words", ""),
        "longest": LONGEST_WORDS,
        "refusal": refusal,
    }
    return render(request, "me/report.html", context, status=400 if refusal else 200)


def here(request: HttpRequest, note: Note) -> str:
    """This page, which leads back to where the note stands."""
    back = way_back(request) or note.article.get_absolute_url()
    return f"{reverse('report', args=[note.pk])}?{urlencode({'next': back})}"
