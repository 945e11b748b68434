"""Several names made one: chosen in a list, confirmed on a page that says what becomes of them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.choosing import Choice
from articles.models import Alias
from articles.naming import Refused, articles_of, kind_of, merge

MOST_AT_ONCE = 100


class AnyOther(Choice):
    """Looks for one by its name; says so, where Django's leaves the field without a word."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Look for a name")}


class MergeForm(forms.Form):
    """Which of the chosen stays, or which other one they become."""

    into: Any = forms.ModelChoiceField(None, label=gettext_lazy("Merge into"), empty_label=None, required=False)
    other: Any = forms.ModelChoiceField(None, label=gettext_lazy("or into another one"), required=False)

    def __init__(self, admin_of: admin.ModelAdmin, chosen: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.widget = forms.RadioSelect()
        into.queryset = admin_of.model._default_manager.filter(pk__in=[each.pk for each in chosen])
        into.initial = max(chosen, key=lambda each: each.uses).pk if len(chosen) > 1 else None
        other: Any = self.fields["other"]
        relation = Alias._meta.get_field(kind_of(admin_of.model))
        other.widget = AnyOther(relation, admin_of.admin_site)
        other.queryset = admin_of.model._default_manager.all()

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if not (fields.get("other") or fields.get("into")) and not self.errors:
            raise forms.ValidationError(_("Choose what they are to become."))
        return fields

    @property
    def stays(self) -> Any:
        return self.cleaned_data["other"] or self.cleaned_data["into"]


class Merging(admin.ModelAdmin):
    """The action “Merge” in a list's menu."""

    actions = ["merge_selected"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=gettext_lazy("Merge selected %(verbose_name_plural)s"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        """Ask which of them stays; once that is answered, make them one."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            most = {"most": MOST_AT_ONCE}
            self.message_user(request, _("Choose at most %(most)d at once.") % most, messages.ERROR)
            return None
        is_answered = "merge" in request.POST
        form = MergeForm(self, chosen, request.POST if is_answered else None)
        if is_answered and form.is_valid() and self._is_merged(request, form, chosen):
            return None
        return self._confirmation(request, form, chosen)

    def _is_merged(self, request: HttpRequest, form: MergeForm, chosen: list[Any]) -> bool:
        others = [each for each in chosen if each != form.stays]
        try:
            merge(form.stays, others, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal)
            return False
        count = articles_of([form.stays]).count()
        facts = {"names": ", ".join(f"“{each}”" for each in others), "stays": form.stays, "count": count}
        sentence = ngettext(
            "%(names)s merged into “%(stays)s”, which is on %(count)d article now; the old addresses redirect.",
            "%(names)s merged into “%(stays)s”, which is on %(count)d articles now; the old addresses redirect.",
            count,
        )
        self.message_user(request, sentence % facts, messages.SUCCESS)
        return True

    def _confirmation(self, request: HttpRequest, form: MergeForm, chosen: list[Any]) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge %(names)s") % {"names": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "chosen": chosen,
            "articles": articles_of(chosen).count(),
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/named/merge.html", context)
