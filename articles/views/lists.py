"""Lists of articles by section, topic, tag and author."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.front import ListWithPins
from articles.listing import Listing
from articles.models import Article, Author, Section, Tag, Topic
from articles.paper import Paper
from articles.slots import SlotPage, pinned
from articles.views.editions import in_edition
from articles.views.pages import page_of


@require_safe
@in_edition
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's articles and those of the sections below it."""
    paper = Paper()
    found = next((each for each in paper.all_sections if each.slug == slug), None)
    if found is None:
        raise Http404("There is no such section.")
    return section_at(request, found, paper)


def section_at(request: HttpRequest, found: Section, paper: Paper, template: str = "section.html") -> HttpResponse:
    """A section's page at the moment of its frame."""
    family = paper.family_of(found)
    pins = pinned(SlotPage(section=found), Article.objects.published(paper.moment).in_sections(family), paper)
    articles = with_pins(Listing("section", family, paper.moment, without=pins.values()), pins)
    context = {"section": found, "paper": paper, "parts": paper.parts_of(found), **heading(found)}
    return listed(request, template, articles, context)


@require_safe
@in_edition
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A running event's or theme's articles; without any, only one whose strip is on every page has a page."""
    found = get_object_or_404(Topic, slug=slug)
    return topic_at(request, found, Paper(), is_linked=Topic.objects.running().contains(found))


def topic_at(
    request: HttpRequest, found: Topic, paper: Paper, template: str = "topic.html", *, is_linked: bool = True
) -> HttpResponse:
    """A topic's page at the moment of its frame."""
    pins = pinned(SlotPage(topic=found), Article.objects.published(paper.moment).on_topic(found), paper)
    articles = with_pins(Listing("topic", [found.pk], paper.moment, without=pins.values()), pins)
    context = {"topic": found, "paper": paper, "label": _("Topic"), **heading(found)}
    return listed(request, template, articles, context, is_linked=is_linked)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles that carry a keyword; a keyword of drafts alone has no page."""
    found = get_object_or_404(Tag, slug=slug)
    context = {"tag": found, "label": _("Tag"), "heading": found.name}
    return listed(request, "tag.html", Listing("tag", [found.pk]), context, is_linked=False)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Who an author is, and their articles; one of drafts alone has a page once they have a role."""
    found = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    context = {"author": found, "heading": found.name}
    return listed(request, "author.html", Listing("author", [found.pk]), context, is_linked=bool(found.role))


def heading(found: Section | Topic) -> dict[str, Any]:
    pages = found.addresses()
    alternates = pages | {"x-default": pages[settings.LANGUAGE_CODE]}
    return {"heading": str(found), "description": found.about, "alternates": alternates}


def at_page(alternates: dict[str, str], number: int) -> dict[str, str]:
    """The same page of the list in the other languages."""
    return {code: f"{path}?page={number}" if number > 1 else path for code, path in alternates.items()}


def with_pins(articles: Listing, pins: dict[int, Article]) -> Listing | ListWithPins:
    return ListWithPins(articles, pins) if pins else articles


def listed(
    request: HttpRequest,
    template: str,
    articles: Listing | ListWithPins,
    context: dict[str, Any],
    *,
    is_linked: bool = True,
) -> HttpResponse:
    """A list's page, pinned articles at their places and the newest first; an empty list that nothing links to must
    not tell that it is there."""
    page = page_of(articles, request)
    if not (is_linked or page.paginator.count):
        raise Http404("Nothing published stands under this name.")
    alternates = at_page(context.get("alternates", {}), page.number)
    return render(request, template, {**context, "page": page, "alternates": alternates})
