"""Rules at the desk: set by what their kind needs, tried against past notes, judged by their record."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.rule_words import AT_MOST, EXPLAINED, WORDS
from accounts.models import Rule
from accounts.rules.record import Record, percent_right
from accounts.rules.trials import Trial, try_out

TRY = "_try"


class PastForm(forms.Form):
    """How many past notes a rule is tried against."""

    past = forms.IntegerField(label=gettext_lazy("Last notes to look at"), min_value=1, max_value=5000, initial=500)


class RuleForm(forms.ModelForm):
    """A rule, with what each of its settings means for each kind; the style sheet shows the kind's own."""

    class Meta:
        model = Rule
        fields = ("name", "kind", "language", "words", "most", "minutes", "is_on")
        widgets = {"words": forms.Textarea(attrs={"rows": 12, "cols": 40, "spellcheck": "false"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", EXPLAINED), ("most", AT_MOST), ("words", WORDS)):
            if name in self.fields:
                self.fields[name].help_text = by_kind(words)


def by_kind(words: Mapping[Any, Any]) -> str:
    """A sentence for each kind, of which the chosen kind's shows."""
    return format_html_join("", '<span class="for-kind for-{}">{} </span>', words.items())


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """Rules, how often they were right, and a way to try them first."""

    form = RuleForm
    fields = RuleForm.Meta.fields
    list_display = ["name", "kind", "language", "is_on", "lately", "was_right"]
    list_filter = ["is_on", "kind", "language"]
    search_fields = ["name"]
    actions = ["switch_on", "switch_off"]

    class Media:
        css = {"all": ["desk/rules.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        return super().get_queryset(request).with_record()  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("held in 30 days"), ordering="lately")
    def lately(self, rule: Rule) -> int:
        return rule.lately

    @admin.display(description=gettext_lazy("was right"), empty_value="–")
    def was_right(self, rule: Rule) -> str | None:
        """In percent of the notes that moderators have decided on."""
        percent = percent_right(rule.right, rule.decided)
        if percent is None:
            return None
        of = _("of %(number)d decided") % {"number": rule.decided}
        return format_html("{} % <small>{}</small>", percent, of)

    @admin.action(description=gettext_lazy("Switch on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, rules: QuerySet[Rule]) -> None:
        self._switch(request, rules, is_on=True)

    @admin.action(description=gettext_lazy("Switch off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, rules: QuerySet[Rule]) -> None:
        self._switch(request, rules, is_on=False)

    def _switch(self, request: HttpRequest, rules: QuerySet[Rule], *, is_on: bool) -> None:
        for rule in rules.exclude(is_on=is_on):
            rule.is_on = is_on
            rule.save(update_fields=["is_on", "changed_at"])
            self.log_change(request, rule, switched(is_on=is_on))
            messages.success(request, f"{rule}: {switched(is_on=is_on)}")

    def save_model(self, request: HttpRequest, obj: Rule, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if "is_on" in form.changed_data:
            self.log_change(request, obj, switched(is_on=obj.is_on))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and TRY in request.POST:
            return self.tried_view(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def tried_view(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """The rule as it is typed, not saved, with what it would have held."""
        rule = self._rule_to_try(request, object_id)
        fieldsets: Any = self.get_fieldsets(request, rule)
        form_of_rule = self.get_form(request, rule, change=rule is not None, fields=flatten_fieldsets(fieldsets))
        form, past = form_of_rule(request.POST, instance=rule), PastForm(request.POST)
        page = AdminForm(form, list(fieldsets), {}, self.get_readonly_fields(request, rule), model_admin=self)
        context = self.admin_site.each_context(request) | {
            "trial": trial_of(form, past),
            "past_form": past,
            "title": _("Try a rule"),
            "subtitle": str(Rule.objects.get(pk=rule.pk)) if rule else None,
            "adminform": page,
            "object_id": object_id,
            "original": rule,
            "media": self.media + page.media,
            "errors": AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "preserved_filters": self.get_preserved_filters(request),
        }
        return self.render_change_form(request, context, add=rule is None, change=rule is not None, obj=rule)

    def _rule_to_try(self, request: HttpRequest, object_id: str | None) -> Rule | None:
        """The rule of the page, if it has one and who asks may change it, or may add one."""
        rule = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and rule is None:
            raise Http404("No such rule.")
        if not (self.has_change_permission(request, rule) if rule else self.has_add_permission(request)):
            raise PermissionDenied
        return rule

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        rule = context["original"]
        may_try = self.has_change_permission(request, rule) if rule else True
        context.setdefault("past_form", PastForm())
        context |= {"record": Record(rule) if rule else None, "may_try": may_try}
        return super().render_change_form(request, context, *args, **kwargs)


def trial_of(form: forms.ModelForm, past: PastForm) -> Trial | None:
    """The trial of the rule as typed, whose name does not matter; none where a setting does not do."""
    if not past.is_valid() or form.errors.keys() - {"name"}:
        return None
    return try_out(form.instance, past=past.cleaned_data["past"])


def switched(*, is_on: bool) -> str:
    return _("Switched on.") if is_on else _("Switched off.")
