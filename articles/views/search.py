"""Search in the published articles."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Section
from articles.narrowing import Narrowing
from articles.paper import Paper, native_name
from articles.search import Results
from articles.text import LONGEST_QUERY, seen
from articles.views.editions import alternates, in_edition
from articles.views.pages import page_of

PERIODS = {
    "day": (gettext_lazy("Past 24 hours"), timedelta(days=1)),
    "week": (gettext_lazy("Past week"), timedelta(days=7)),
    "month": (gettext_lazy("Past month"), timedelta(days=31)),
    "year": (gettext_lazy("Past year"), timedelta(days=365)),
}


class Choice(NamedTuple):
    """Something that may be chosen in the form: the values with their words, and which of them is."""

    name: str
    label: str
    options: dict[str, str]
    value: str

    @property
    def words(self) -> str:
        """Those of what is chosen, without the space that stands before a part of a section."""
        return self.options[self.value].strip()


@require_safe
@in_edition
def search(request: HttpRequest) -> HttpResponse:
    """What matches `?q=` within what else is chosen, the best first; without a query, the form alone."""
    query, paper = seen(request.GET.get("q", ""))[:LONGEST_QUERY].strip(), Paper()
    choices = choices_in(request, paper)
    chosen = {choice.name: choice.value for choice in choices}
    narrowing = narrowing_of(chosen, paper)
    page = page_of(Results(query, narrowing), request) if query else None
    asked = {name: value for name, value in {"q": query, **chosen}.items() if value}
    in_editions = alternates("search", **asked, page=page.number if page else 1)
    narrowed_to = [choice.words for choice in choices if choice.value and choice.name != "order"]
    context = {"query": query, "page": page, "choices": choices, "narrowing": narrowing, "paper": paper, "asked": asked}
    return render(request, "search.html", context | {"narrowed_to": narrowed_to, "alternates": in_editions})


def choices_in(request: HttpRequest, paper: Paper) -> list[Choice]:
    """What may be chosen, and what the address chooses: nothing where it names what there is not."""
    sections = dict(each for section in paper.sections for each in with_parts(section, paper))
    languages = {code: native_name(code) for code, _name in settings.LANGUAGES}
    periods = {name: str(words) for name, (words, _length) in PERIODS.items()}
    offered = [
        ("section", _("Section"), {"": _("All sections")} | sections),
        ("language", _("Language"), {"": _("All languages")} | languages),
        ("period", _("When"), {"": _("Any time")} | periods),
        ("order", _("Order"), {"": _("Best first"), "newest": _("Newest first")}),
    ]
    return [Choice(name, label, options, asked_in(request, name, options)) for name, label, options in offered]


def with_parts(section: Section, paper: Paper, depth: int = 0) -> Iterator[tuple[str, str]]:
    """A section and all below it: words of the address and name, each generation further in."""
    yield section.slug, "\u2003" * depth + str(section)
    for part in paper.parts_of(section):
        yield from with_parts(part, paper, depth + 1)


def asked_in(request: HttpRequest, name: str, options: dict[str, str]) -> str:
    value = request.GET.get(name, "")
    return value if value in options else ""


def narrowing_of(chosen: dict[str, str], paper: Paper) -> Narrowing:
    section = next((each for each in paper.all_sections if each.slug == chosen["section"]), None)
    return Narrowing(
        sections=frozenset(paper.family_of(section) if section else ()),
        language=chosen["language"],
        since=timezone.now() - PERIODS[chosen["period"]][1] if chosen["period"] else None,
        is_by_date=chosen["order"] == "newest",
    )
