from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.models import Article, Byline, Correction, PinnedRelated, PlacedPhoto, TopicPlacement
from articles.tagging import names_in, set_tags, typed

# What the editor offers is what `articles.body` keeps.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}


class ArticleForm(forms.ModelForm):
    """An article as it is typed in; who may not publish is not offered the word."""

    body = ProseEditorFormField(
        label=_("Body"),
        required=False,
        config={"extensions": EXTENSIONS},
        preset="configurable",
        widget=AdminProseEditorWidget,
    )
    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        help_text=_("Three to six, separated by commas, e.g. “Red River, Bridges, Hà Nội”."),
    )
    may_publish = False

    class Meta:
        model = Article
        fields = (
            "headline",
            "standfirst",
            "body",
            "section",
            "language",
            "status",
            "published_at",
            "updated_at",
            "slug",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            placed = self.instance.tag_placements.values_list("tag__name", flat=True)
            self.initial.setdefault("tag_names", typed(placed))
        if "status" in self.fields and not self.may_publish:
            offered = {Article.Status.DRAFT, Article.Status.IN_REVIEW}
            choices = [choice for choice in Article.Status.choices if choice[0] in offered]
            self.fields["status"].choices = choices  # type: ignore[attr-defined]

    def clean_tag_names(self) -> list[str]:
        return names_in(self.cleaned_data["tag_names"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if fields.get("status") == Article.Status.PUBLISHED and not fields.get("published_at"):
            fields["published_at"] = timezone.now()
        return fields


class PlacedPhotoInline(admin.StackedInline):
    model = PlacedPhoto
    extra = 0
    autocomplete_fields = ["photo"]
    fields = [("photo", "is_lead", "after_paragraph", "position"), "own_caption", ("own_credit", "own_alt")]
    classes = ["placed-photos"]


class BylineInline(admin.TabularInline):
    model = Byline
    extra = 1
    autocomplete_fields = ["author"]


class TopicPlacementInline(admin.TabularInline):
    model = TopicPlacement
    extra = 0
    autocomplete_fields = ["topic"]


class PinnedRelatedInline(admin.TabularInline):
    model = PinnedRelated
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["related_article"]


class CorrectionInline(admin.StackedInline):
    """What was corrected: added and never changed, so that it can be read years later."""

    model = Correction
    extra = 0
    fields = [("kind", "published_at"), "text"]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
    list_display = ["headline", "section", "status", "published_at", "language", "saved_at"]
    list_filter = ["status", "section", "language", "topics"]
    list_select_related = ["section"]
    search_fields = ["headline", "standfirst"]
    date_hierarchy = "published_at"
    ordering = ["-saved_at"]
    autocomplete_fields = ["section"]
    readonly_fields = ["public_page"]
    inlines = [PlacedPhotoInline, BylineInline, TopicPlacementInline, CorrectionInline, PinnedRelatedInline]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body", ("section", "language"), "tag_names"]}),
        (_("Publication"), {"fields": [("status", "published_at", "updated_at"), "public_page", "slug"]}),
    ]

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_publish = request.user.has_perm("articles.publish_article")
        return form

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Once an article is approved or out, only those who may publish can change it."""
        may_change = super().has_change_permission(request, obj)
        is_open = obj is None or obj.status in {Article.Status.DRAFT, Article.Status.IN_REVIEW}
        return may_change and (is_open or request.user.has_perm("articles.publish_article"))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("body") if self._is_list(request) else super().get_queryset(request)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        set_tags(form.instance, form.cleaned_data["tag_names"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        for row in formset.forms:
            if isinstance(row.instance, Correction) and row.instance.written_by_id is None:
                row.instance.written_by_id = request.user.pk
        super().save_formset(request, form, formset, change)

    @admin.display(description=_("public page"))
    def public_page(self, article: Article) -> str:
        if not (article.pk and article.is_published):
            return str(_("Not public yet."))
        return format_html('<a href="{0}">{0}</a>', article.get_absolute_url())

    @staticmethod
    def _is_list(request: HttpRequest) -> bool:
        return bool(request.resolver_match and request.resolver_match.url_name == "articles_article_changelist")
