"""What tags, topics, authors and sections have in common at the desk: synonyms, counts, search, safe deletion."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Exists, Max, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.in_languages import ToldInLanguages
from articles.admin.merging import Merging
from articles.admin.offered import Offered
from articles.looking import called
from articles.models import Alias, Article, Author, Byline, Section, Tag, TagPlacement, Topic, TopicPlacement
from articles.naming import Refused, keep_name, kind_of, rename
from articles.templatetags.dates import short_day

# Whose rows each say of one article that it carries a thing, and how they name the article.
PLACEMENTS: dict[type[Model], tuple[type[Model], str]] = {
    Section: (Article, ""),
    Topic: (TopicPlacement, "article__"),
    Tag: (TagPlacement, "article__"),
    Author: (Byline, "article__"),
}
SLUG_HELP = gettext_lazy(
    "The words of the page's address; left empty, they are made from the name. A former address redirects to it."
)


class SynonymForm(forms.ModelForm):
    """Another name as it is typed; its address is made of it."""

    class Meta:
        model = Alias
        fields = ("name",)


class SynonymInline(admin.TabularInline):
    """Other names: typed, imported or looked for, they mean this one; their addresses redirect."""

    model = Alias
    form = SynonymForm
    extra = 1
    fields = ["name", "address"]
    readonly_fields = ["address"]
    verbose_name = gettext_lazy("other name")
    verbose_name_plural = gettext_lazy("other names: synonyms and former names")

    @admin.display(description=gettext_lazy("address that redirects"))
    def address(self, alias: Alias) -> str:
        return reverse(kind_of(alias.thing), args=[alias.slug]) if alias.pk and alias.thing else ""


class InUse(Offered):
    """Those that stand on articles, or on none."""

    title = gettext_lazy("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("used", _("On articles")), ("unused", _("On no article"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        is_used = Exists(placements_of(queryset.model))
        wanted = {"used": is_used, "unused": ~is_used}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(wanted)


def placements_of(model: type[Model]) -> QuerySet[Any]:
    """The rows that place a thing of `model` on articles, to be counted beside it."""
    rows, _article = PLACEMENTS[model]
    return rows._default_manager.filter(**{kind_of(model): OuterRef("pk")}).order_by()  # type: ignore[arg-type]


def counted(things: QuerySet[Any]) -> QuerySet[Any]:
    """`things` with `uses`, the number of their articles, and `last_used`, the newest one's moment."""
    rows, kind, article = placements_of(things.model), kind_of(things.model), PLACEMENTS[things.model][1]
    uses = rows.values(kind).annotate(count=Count("pk")).values("count")
    moment = Coalesce(f"{article}published_at", f"{article}created_at")
    newest = rows.values(kind).annotate(newest=Max(moment)).values("newest")
    return things.annotate(uses=Coalesce(Subquery(uses), 0), last_used=Subquery(newest))


class NamedAdmin(ToldInLanguages, Merging):
    """A list of names that can be put in order: renamed, merged, given synonyms, deleted when nothing carries them."""

    inlines = [SynonymInline]
    search_fields = ["name"]
    search_help_text = gettext_lazy(
        "Any part of a name in any language or of a synonym; marks and capitals do not matter."
    )
    list_filter: ClassVar[list[Any]] = [InUse]
    delete_confirmation_template = "admin/articles/named/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/articles/named/delete_selected_confirmation.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return counted(super().get_queryset(request))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=called(self.model, search_term).values("pk")), False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        return super().get_form(request, obj, change, **({"help_texts": {"slug": SLUG_HELP}} | kwargs))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if change and {"name", "slug"} & set(form.changed_data):
            rename(obj, obj.name, obj.slug)
        else:
            keep_name(obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save; where a colleague took the name meanwhile, show the form again, which then finds that name taken."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except Refused:
            return super().changeform_view(request, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go; for one that articles carry, a sentence that says what to do instead."""
        used = counted(self.model._default_manager.filter(pk__in=[each.pk for each in objs])).filter(uses__gt=0)
        refused = [self._refusal(each) for each in used]
        # Django would read every one of the articles first.
        return ([], {}, set(), refused) if refused else super().get_deleted_objects(objs, request)

    @staticmethod
    def _refusal(thing: Any) -> str:
        return ngettext("“%(name)s” is on %(count)d article.", "“%(name)s” is on %(count)d articles.", thing.uses) % {
            "name": thing.name,
            "count": thing.uses,
        }

    @admin.display(description=gettext_lazy("articles"), ordering="uses")
    def on_articles(self, thing: Any) -> str:
        if not thing.uses:
            return "0"
        address = reverse("admin:articles_article_changelist", query={kind_of(thing): thing.pk})
        return format_html('<a href="{}">{}</a>', address, thing.uses)

    @admin.display(description=gettext_lazy("last used"), ordering="last_used")
    def last_used(self, thing: Any) -> str:
        return short_day(thing.last_used).replace(" ", "\N{NO-BREAK SPACE}") if thing.last_used else "–"
