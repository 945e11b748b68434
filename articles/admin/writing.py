"""What is typed into an article's page at the desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from articles import outline
from articles.admin.editor import BodyField, shown_photos
from articles.admin.kept_back import KeptBackForm
from articles.admin.ordering import OrderedInline
from articles.admin.tags import TagInput
from articles.admin.titles import TitlesForm
from articles.converters import number_in
from articles.links import made_relative, targets
from articles.models import Article, Author, Byline, PinnedRelated, TopicPlacement
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.placing import place
from articles.tagging import names_in, typed

MOST_LINKS = 12
MOST_PHOTOS = 100


class ArticleForm(KeptBackForm, TitlesForm):
    """An article as it is typed in."""

    body = BodyField(
        label=_("Body"),
        required=False,
        help_text=_("Alt+F10 leads to the buttons, Escape back. A link to a video or post, pasted alone, shows it."),
    )
    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        widget=TagInput,
        help_text=_("Three to six, separated by commas, e.g. “Red River, Bridges, Hà Nội”."),
    )

    class Meta:
        model = Article
        fields = (
            "headline",
            "standfirst",
            "body",
            "section",
            "language",
            "embargoed_until",
            "updated_at",
            "slug",
            *TITLES,
            *ORIGIN,
        )
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("headline", "share_description")}
        help_texts = {
            "standfirst": _("One or two sentences under the headline and in lists, 80 to 200 characters."),
            "original_publisher": _(
                "Readers see it by the date, e.g. “The Mekong Courier”. Left empty, the name of the other site. "
                "Without an address it is a name alone: search engines are told of this article as of any other."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            placed = self.instance.tag_placements.values_list("tag__name", flat=True)
            self.initial.setdefault("tag_names", typed(placed))

    def clean_body(self) -> str:
        return made_relative(super().clean_body(), self.host)

    def clean_tag_names(self) -> list[str]:
        return names_in(self.cleaned_data["tag_names"])


class BylineInline(OrderedInline):
    model = Byline
    extra = 1
    autocomplete_fields = ["author"]


class TopicPlacementInline(OrderedInline):
    model = TopicPlacement
    extra = 0
    autocomplete_fields = ["topic"]


class PinnedRelatedInline(OrderedInline):
    model = PinnedRelated
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["related_article"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PinnedRelated]:
        return super().get_queryset(request).defer("related_article__body", "related_article__search")


class Writing(admin.ModelAdmin):
    """Brings an article's text and photos into its form and keeps what was typed."""

    def get_urls(self) -> list[URLPattern]:
        links = self.admin_site.admin_view(require_GET(self.link_targets))
        shown = self.admin_site.admin_view(require_GET(self.photos_by_number))
        own = [
            path("links/", links, name="articles_article_links"),
            path("photos/", shown, name="articles_article_photos"),
        ]
        return own + super().get_urls()

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_see_photos = request.user.has_perm("articles.view_photo")
        form.host = request.get_host()
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new article begins in the language of its writer's last one."""
        last = Article.objects.filter(created_by=request.user.pk).order_by("-pk").values("language").first()
        return {**(last or {}), **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        """A new article begins with its writer in the by-line, where they are an author."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, BylineInline) and request.method == "GET" and obj.pk is None:
            authors = Author.objects.filter(account=request.user.pk).values_list("pk", flat=True)
            given["initial"] = [{"author": author} for author in authors]
        return given

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may only look at an article has its text as readers have it."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        shown = (None, {"fields": ["headline", "standfirst", "text"]})
        return [shown, *(each for each in super().get_fieldsets(request, obj) if each[0])]

    @admin.display(description=_("Body"))
    def text(self, article: Article) -> str:
        parts = outline.parts(article.body, article.placed_photos.select_related("photo"))
        lead = [article.lead_photo] if article.lead_photo else []
        return render_to_string("admin/articles/article/_text.html", {"parts": [*lead, *parts]})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        place(form.instance, form.placings)
        super().save_related(request, form, formsets, change)
        if form.soft_lead:
            messages.warning(request, form.soft_lead)

    def link_targets(self, request: HttpRequest) -> JsonResponse:
        """Articles that the words `q` lead to, the newest first, to link to."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = targets(request.GET.get("q", ""))[:MOST_LINKS]
        return JsonResponse({"articles": [link_target(each) for each in found]})

    def photos_by_number(self, request: HttpRequest) -> JsonResponse:
        """What the editor shows of photos that came into a text by pasting."""
        if not request.user.has_perm("articles.view_photo"):
            raise PermissionDenied
        numbers = [number_in(each) for each in request.GET.get("ids", "").split(",")[:MOST_PHOTOS]]
        return JsonResponse({"photos": list(shown_photos(numbers).values())})


def link_target(article: Article) -> dict[str, Any]:
    """An article as the link dialog shows it."""
    moment = article.published_at
    day = date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT") if moment else ""
    return {
        "url": article.get_absolute_url(),
        "headline": article.headline,
        "about": " · ".join(filter(None, [str(article.section), day])),
        "is_public": article.is_published,
    }
