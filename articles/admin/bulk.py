"""Filing many articles at once from their list: into a section, under a tag, in a topic."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from articles import filing
from articles.admin.tags import TagInput
from articles.models import Article, Section, Topic
from articles.tagging import names_in, tags_called

MOST_AT_ONCE = 500


class SectionForm(forms.Form):
    aim = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"))


class TopicForm(forms.Form):
    aim = forms.ModelChoiceField(Topic.objects.all(), label=gettext_lazy("Topic"))


class TagForm(forms.Form):
    aim = forms.CharField(label=gettext_lazy("Tag"), widget=TagInput, help_text=gettext_lazy("One tag, e.g. “Hà Nội”."))

    def clean_aim(self) -> str:
        names = names_in(self.cleaned_data["aim"])
        if len(names) != 1:
            raise ValidationError(_("Give one tag; for one with a comma, put it in quotation marks."))
        return names[0]


class Change(NamedTuple):
    """What is asked, what is done to each article, and what is said of those that it changed."""

    title: Any
    form: type[forms.Form]
    verb: Callable[..., bool]
    done: Any


CHANGES = {
    "move_selected": Change(
        gettext_lazy("Move to a section"),
        SectionForm,
        filing.move,
        ngettext_lazy("%(count)d article moved to “%(aim)s”.", "%(count)d articles moved to “%(aim)s”.", "count"),
    ),
    "tag_selected": Change(
        gettext_lazy("Add a tag"),
        TagForm,
        filing.add_tag,
        ngettext_lazy("“%(aim)s” added to %(count)d article.", "“%(aim)s” added to %(count)d articles.", "count"),
    ),
    "topic_selected": Change(
        gettext_lazy("Place in a topic"),
        TopicForm,
        filing.add_topic,
        ngettext_lazy("%(count)d article placed in “%(aim)s”.", "%(count)d articles placed in “%(aim)s”.", "count"),
    ),
}


class Filing(admin.ModelAdmin):
    """The changes in the list's menu; each says what it did and what it left."""

    filing_actions = list(CHANGES)

    @admin.action(description=gettext_lazy("Move to a section…"), permissions=["change"])
    def move_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> TemplateResponse | None:
        return self._file("move_selected", request, queryset)

    @admin.action(description=gettext_lazy("Add a tag…"), permissions=["change"])
    def tag_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> TemplateResponse | None:
        return self._file("tag_selected", request, queryset)

    @admin.action(description=gettext_lazy("Place in a topic…"), permissions=["change"])
    def topic_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> TemplateResponse | None:
        return self._file("topic_selected", request, queryset)

    def _file(self, name: str, request: HttpRequest, queryset: QuerySet[Article]) -> TemplateResponse | None:
        change, is_answered = CHANGES[name], "aim" in request.POST
        chosen = list(
            Article.objects.defer("body").filter(pk__in=list(queryset.values_list("pk", flat=True)[:MOST_AT_ONCE]))
        )
        form = change.form(request.POST if is_answered else None)
        if is_answered and form.is_valid():
            aim = form.cleaned_data["aim"]
            self._file_each(request, change, chosen, tags_called([aim])[0] if isinstance(aim, str) else aim)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": change.title,
            "opts": self.opts,
            "form": form,
            "action": name,
            "chosen": chosen,
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/article/filing.html", context)

    def _file_each(self, request: HttpRequest, change: Change, chosen: list[Article], aim: Any) -> None:
        allowed = [article for article in chosen if self.has_change_permission(request, article)]
        count = sum(change.verb(article, aim, by=request.user) for article in allowed)
        said = [str(change.done % {"count": count, "aim": aim})] if count else []
        same, refused = len(allowed) - count, len(chosen) - len(allowed)
        if same:
            said.append(ngettext("%(count)d was so already.", "%(count)d were so already.", same) % {"count": same})
        if refused:
            left = ngettext(
                "%(count)d left as it was: you may not change it.",
                "%(count)d left as they were: you may not change them.",
                refused,
            )
            said.append(left % {"count": refused})
        messages.add_message(request, messages.WARNING if refused else messages.SUCCESS, " ".join(said))
