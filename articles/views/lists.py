"""Lists of articles by section, topic, tag and author."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.front import ListWithPins
from articles.listing import Listing
from articles.models import Article, Author, Section, Tag, Topic
from articles.paper import Paper
from articles.slots import SlotPage, pinned
from articles.views.editions import alternates, in_edition
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
    context = {"paper": paper, "parts": paper.parts_of(found), "description": found.about}
    return listed(request, template, found, articles, context)


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
    context = {"paper": paper, "label": _("Topic"), "description": found.about}
    return listed(request, template, found, articles, context, is_linked=is_linked)


@require_safe
@in_edition
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles that carry a keyword; a keyword of drafts alone has no page."""
    found = get_object_or_404(Tag, slug=slug)
    return listed(request, "tag.html", found, Listing("tag", [found.pk]), {"label": _("Tag")}, is_linked=False)


@require_safe
@in_edition
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Who an author is, and their articles; one of drafts alone has a page once they have a role."""
    found = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    return listed(request, "author.html", found, Listing("author", [found.pk]), {}, is_linked=bool(found.role))


def with_pins(articles: Listing, pins: dict[int, Article]) -> Listing | ListWithPins:
    return ListWithPins(articles, pins) if pins else articles


def listed(
    request: HttpRequest,
    template: str,
    found: Section | Topic | Tag | Author,
    articles: Listing | ListWithPins,
    context: dict[str, Any],
    *,
    is_linked: bool = True,
) -> HttpResponse:
    """The page of what was found, pinned articles at their places and the newest first; an empty list that nothing
    links to must not tell that it is there."""
    page = page_of(articles, request)
    if not (is_linked or page.paginator.count):
        raise Http404("Nothing published stands under this name.")
    kind = str(found._meta.model_name)
    here = {kind: found, "heading": str(found), "alternates": alternates(kind, found.slug, page=page.number)}
    return render(request, template, {**context, **here, "page": page})
