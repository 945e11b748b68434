"""Filters of the list of articles; each is one condition of its query."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import work
from articles.admin.offered import Offered
from articles.converters import number_in
from articles.models import Article, Author, Section, Tag, Topic


class Choice(Offered):
    """A filter of a few named conditions."""

    choices_offered: tuple[tuple[str, Any], ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.choices_offered)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        offered = dict(self.choices_offered)
        value = self.value()
        return queryset.filter(self.condition(request, value)) if value in offered else queryset

    def condition(self, request: HttpRequest, value: str) -> Q:
        raise NotImplementedError


class Whose(Choice):
    title = _("for me")
    parameter_name = "whose"
    choices_offered = (("mine", _("Mine")), ("waiting", _("Waiting for me")))

    def condition(self, request: HttpRequest, value: str) -> Q:
        return work.of(request.user) if value == "mine" else work.waiting_for(request.user)


class State(Choice):
    """Where an article is on its way; scheduled and public ones apart, which have one status."""

    title = _("status")
    parameter_name = "state"
    choices_offered = (
        (Article.Status.DRAFT.value, Article.Status.DRAFT.label),
        ("sent_back", _("Sent back")),
        (Article.Status.IN_REVIEW.value, Article.Status.IN_REVIEW.label),
        (Article.Status.APPROVED.value, Article.Status.APPROVED.label),
        ("embargoed", _("Under embargo")),
        ("scheduled", _("Scheduled")),
        ("public", _("Published")),
        (Article.Status.WITHDRAWN.value, Article.Status.WITHDRAWN.label),
        ("corrected", _("Corrected")),
        ("retracted", _("Retracted")),
    )

    def condition(self, request: HttpRequest, value: str) -> Q:
        if value in Article.Status.values:
            return Q(status=value)
        return {
            "sent_back": work.sent_back,
            "embargoed": lambda: Q(embargoed_until__gt=timezone.now()),
            "scheduled": lambda: Q(pk__in=Article.objects.scheduled().values("pk")),
            "public": lambda: Q(pk__in=Article.objects.published().values("pk")),
            "corrected": work.corrected,
            "retracted": lambda: Q(retracted_at__isnull=False),
        }[value]()


class Lacking(Choice):
    title = _("lacking")
    parameter_name = "without"
    choices_offered = (
        ("photo", _("Without photo")),
        ("alt", _("Without alt text")),
        ("credit", _("Without credit")),
        ("byline", _("Without by-line")),
    )

    def condition(self, request: HttpRequest, value: str) -> Q:
        return {
            "photo": work.without_photo,
            "alt": work.without_alt,
            "credit": work.without_credit,
            "byline": work.without_byline,
        }[value]()


class Carrying(Offered):
    """The articles of one tag, topic or author, as the lists of those link to them; not offered otherwise."""

    model: Any = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        number = number_in(request.GET.get(str(self.parameter_name), ""))
        found = self.model.objects.filter(pk=number).first() if number else None
        return [(str(found.pk), str(found))] if found else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        number = number_in(self.value() or "")
        return queryset if self.value() is None else queryset.filter(**{f"{self.parameter_name}s": number})


class WithTag(Carrying):
    title, parameter_name, model = _("tag"), "tag", Tag


class OnTopic(Carrying):
    title, parameter_name, model = _("topic"), "topic", Topic


class By(Carrying):
    title, parameter_name, model = _("author"), "author", Author


class InSection(Offered):
    """One section's articles and those of the sections below it."""

    title, parameter_name = _("section"), "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(section.pk), str(section)) for section in Section.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        number = number_in(self.value() or "")
        return queryset.filter(section__in=Section(pk=number).with_descendants()) if number else queryset
