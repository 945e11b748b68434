"""What readers say under an article: their own public page, and agreeing with them."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.answers import ON_EACH_PAGE, showing
from accounts.closings import closing_of
from accounts.models import Note
from accounts.notes import agree, disagree
from accounts.readers import reader_of
from accounts.refused import Refused
from accounts.templatetags.reactions import notes_url
from accounts.views.presses import done, log_in_first, refused, wants_json, way_back
from articles.models import Article
from articles.views.pages import page_of


@require_safe
def notes(request: HttpRequest, section: str, address: tuple[str, int], *, by: str = "newest") -> HttpResponse:
    """All notes under an article, a page at a time, `by` newest or most_agreed; the same for everyone."""
    words, number = address
    article = get_object_or_404(Article.objects.published().select_related("section", "closing"), pk=number)
    if (section, words) != (article.section.slug, article.words):
        return redirect(notes_url(article, by), permanent=True)
    page = page_of(getattr(Note.objects.under(article), by)(), request, ON_EACH_PAGE)
    said = {"page": page, "notes": showing(article, page.object_list), "by": by, "closing": closing_of(article)}
    with translation.override(article.language):
        response = render(request, "notes.html", {"article": article, "section": article.section, **said})
    response["Content-Language"] = article.language
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def agree_page(request: HttpRequest, number: int) -> HttpResponse:
    """Agree with a note, or no longer: GET asks, POST does."""
    note = get_object_or_404(shown_notes(), pk=number)
    place, reader = place_of(request, note), reader_of(request)
    if not reader:
        return log_in_first(request, place, {"agree": note.pk})
    if request.method != "POST":
        is_agreed = note.agreements.filter(reader=reader).exists()
        said = {"note": note, "place": place, "is_agreed": is_agreed, "closing": closing_of(note.article)}
        return render(request, "me/agree.html", said)
    is_wanted = request.POST.get("intent") != "remove"
    try:
        (agree if is_wanted else disagree)(reader, note)
    except Refused as refusal:
        return refused(request, place, str(refusal))
    state = {"is_on": is_wanted, "count": note.agreements.count()}
    return done(request, place, state) if wants_json(request) else redirect(place)


def shown_notes() -> QuerySet[Note]:
    """The notes that the public can see, each with what a page about it shows."""
    shown = Note.objects.shown().select_related("article__section", "article__closing")
    return shown.select_related("reaction__kind", "reaction__reader__picture")


def place_of(request: HttpRequest, note: Note) -> str:
    """The note on the page where it was pressed, else under its article."""
    return f"{way_back(request) or note.article.get_absolute_url()}#note-{note.pk}"
