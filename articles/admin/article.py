from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.corrections import CorrectionInline, Corrections
from articles.admin.lists import Lists
from articles.admin.moments import TYPED_MOMENTS
from articles.admin.previews import Previews
from articles.admin.refusals import Refusals
from articles.admin.revisions import Revisions
from articles.admin.titles import Titles
from articles.admin.workflow import Workflow
from articles.admin.writing import (
    ArticleForm,
    BylineInline,
    PinnedRelatedInline,
    TopicPlacementInline,
    Writing,
)
from articles.models import Article
from articles.tagging import set_tags

LEAD_PHOTO = ("lead_photo", "lead_caption", "lead_credit", "lead_alt")


@admin.register(Article)
class ArticleAdmin(Refusals, Revisions, Workflow, Previews, Corrections, Titles, Writing, Lists):
    """An article's page at the desk; each of the classes above adds one thing to it."""

    form = ArticleForm
    formfield_overrides = TYPED_MOMENTS
    autocomplete_fields = ["section"]
    readonly_fields = ["public_page"]
    actions = [*Workflow.actions, *Lists.filing_actions]
    inlines = [BylineInline, TopicPlacementInline, CorrectionInline, PinnedRelatedInline]
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", LEAD_PHOTO, "body"], "classes": ["writing"]}),
        (_("Filed under"), {"fields": ["section", "language", "tag_names"], "classes": ["filed"]}),
        (_("Publication"), {"fields": [("embargoed_until", "updated_at"), "public_page", "slug"]}),
    ]

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:  # noqa: FBT001
        if "tag_names" in form.changed_data:
            set_tags(form.instance, form.cleaned_data["tag_names"])
        super().save_related(request, form, formsets, change)

    @admin.display(description=_("public page"))
    def public_page(self, article: Article) -> str:
        if not (article.pk and article.is_published):
            return str(_("Not public yet."))
        return format_html('<a href="{0}">{0}</a>', article.get_absolute_url())
