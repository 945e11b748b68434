"""The list of articles at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.auth import get_user_model
from django.db.models import F, Prefetch, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.forms import Media
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import work
from articles.admin.bounded import Bounded, BoundedList, Found
from articles.admin.bulk import Filing
from articles.admin.filters import By, InSection, Lacking, OnTopic, State, Whose, WithTag
from articles.admin.photo.shown import preview
from articles.looking import MOST_FOUND, articles_called
from articles.models import Article, Byline, Revision
from articles.publishing import is_embargoed
from articles.templatetags.dates import day_and_clock


class Shelf(BoundedList):
    """One page of the list, with what stands beside each article fetched for all of them at once."""

    def get_results(self, request: HttpRequest) -> None:
        """What is filtered and searched for is counted and cut into pages before it gets what each row shows."""
        super().get_results(request)
        self.result_list = list(for_the_list(self.result_list))
        numbers = [article.pk for article in self.result_list]
        savers = get_user_model()._default_manager.in_bulk(
            {article.saved_by_id for article in self.result_list if article.saved_by_id}
        )
        views = work.viewed(numbers)
        for article in self.result_list:
            article.saver, article.views_today = savers.get(article.saved_by_id), views.get(article.pk, 0)

    @property
    def is_cut_short(self) -> bool:
        return super().is_cut_short or bool(self.query and self.result_count >= MOST_FOUND)


class Lists(Filing):
    """Finds an article among all."""

    list_display = ["titled", "state", "words_written", "saved", "views"]
    list_display_links = None
    list_filter = [Whose, State, Lacking, InSection, "language", WithTag, OnTopic, By]
    list_per_page = 50
    list_max_show_all = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each is a count of everything
    paginator = Bounded
    change_list_template = "admin/bounded_list.html"
    search_fields = ["headline"]
    search_help_text = gettext_lazy(
        "Words of headline, standfirst, authors or tags, or the article's number; marks and capitals do not matter."
    )
    ordering = ["-saved_at"]

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["desk/lists.css"]})

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Shelf

    def get_paginator(self, request: HttpRequest, *given: Any, **options: Any) -> Bounded:
        return (Found if request.GET.get(SEARCH_VAR) else Bounded)(*given, **options)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return articles_called(queryset, search_term), False

    @admin.display(description=gettext_lazy("article"))
    def titled(self, article: Article) -> str:
        photo = article.lead_photo.photo if article.lead_photo else None
        picture = preview(photo, crop="thumb", width=96, alt="") if photo else ""
        signed = ", ".join(str(byline.author) for byline in article.bylines.all())
        return format_html(
            '<div class="titled"><span class="titled-picture">{}</span>'
            '<div><a href="{}">{}</a><small>{}</small>{}</div></div>',
            picture,
            self._address(article),
            article.headline,
            " · ".join(filter(None, (str(article.section), signed))),
            format_html_join("", '<b class="flag">{}</b>', ((flag,) for flag in flags(article))),
        )

    def offered(self, article: Article) -> str:
        """What it is called where it can be chosen: `A new ferry · Scheduled · vi`."""
        return f"{article} · {state_of(article)[0]} · {article.language}"

    def _address(self, article: Article) -> str:
        return f"{article.pk}/change/"

    @admin.display(description=gettext_lazy("status"), ordering=F("published_at").desc(nulls_last=True))
    def state(self, article: Article) -> str:
        word, moment = state_of(article)
        when = day_and_clock(moment) if moment else ""
        return format_html('<span class="state state-{}">{}</span><br>{}', article.status, word, when)

    @admin.display(description=gettext_lazy("words"))
    def words_written(self, article: Article) -> int:
        return article.word_count

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article: Any) -> str:
        who = article.saver.get_full_name() if article.saver else ""
        return format_html("{}<br>{}", day_and_clock(article.saved_at), who)

    @admin.display(description=gettext_lazy("views, 24 h"))
    def views(self, article: Any) -> str:
        return str(article.views_today or "–")


def for_the_list(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With what each row shows, but for what `Shelf` adds."""
    last = Revision.objects.filter(article=OuterRef("pk"), is_proposal=False).order_by("-number").values("saved_by")
    bylines = Prefetch("bylines", Byline.objects.select_related("author"))
    listed: Any = articles
    return listed.with_lead().defer("body").annotate(saved_by_id=Subquery(last[:1])).prefetch_related(bylines)


def state_of(article: Article) -> tuple[str, Any]:
    """The word for where it is on its way, and the moment that belongs to it."""
    if article.status != Article.Status.PUBLISHED:
        return str(article.get_status_display()), None
    return (_("Published") if article.is_published else _("Scheduled")), article.published_at


def flags(article: Article) -> list[str]:
    """What a colleague should know of it at once."""
    until = article.embargoed_until
    held = _("embargo until %(moment)s") % {"moment": day_and_clock(until)} if until else ""
    return [*([held] if is_embargoed(article) else []), *([_("retracted")] if article.retracted_at else [])]
