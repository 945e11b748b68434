"""What the workflow adds to the form of an article: an embargo that holds, a moment to appear at, a note."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.moments import EARLIEST, MomentField
from articles.models import Article, EditorialNote
from articles.moments import in_full
from articles.publishing import LIFT, Refused, date_before, is_embargoed, may_schedule, said_public

SHOWN_BESIDE = {"published_at": "publish_at"}


def a_note(*, is_required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Note to colleagues"),
        required=is_required,
        max_length=EditorialNote._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For colleagues only; readers never see it."),
    )


def as_sent(moment: datetime) -> str:
    """`2015-01-01T08:00`, by the paper's clock: as a field for a day and a time sends it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def said_to_come() -> str:
    return gettext("This moment is still to come: press “Schedule”, or empty the field to publish it as of now.")


class NoteForm(forms.Form):
    """A note by itself."""

    note = a_note(is_required=True)


class WorkflowForm(forms.ModelForm):
    """An article's form whose buttons take it a step further; `refusal` is why the step was not taken."""

    publish_at = forms.DateTimeField(
        label=_("Appears on"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    is_past_meant = forms.BooleanField(
        required=False,
        help_text=_(
            "Ticked: readers find it at once where this date stands, not as news. Unticked: it is published as of now."
        ),
    )
    note = a_note(is_required=False)
    by: Any = None
    refusal: Refused | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article: Article = self.instance
        if article.pk and article.published_at and not article.is_published:
            self.initial.setdefault("publish_at", article.published_at)
            self.initial.setdefault("is_past_meant", date_before(article) is not None)

    @property
    def past_date(self) -> datetime | None:
        """The moment in its field where that has passed, so that somebody has to say whether it is meant."""
        try:
            moment = self.fields["publish_at"].to_python(self["publish_at"].value())
        except forms.ValidationError:
            return None
        return moment if moment and moment.year >= EARLIEST and moment <= timezone.now() else None

    @property
    def is_to_be_published(self) -> bool:
        """Whether the pressed button publishes it, which its colleague may do."""
        return self.data.get("_step") in {"publish", "schedule"} and may_schedule(self.instance, self.by)

    @property
    def asked_about(self) -> str:
        """The date that the box beside it asks about, as the field sends it."""
        return as_sent(self.past_date) if self.past_date else ""

    @property
    def moment_meant(self) -> datetime | None:
        """The moment at which the pressed button has it appear; None for now."""
        moment: datetime | None = self.cleaned_data.get("publish_at") if self._sets_a_moment else None
        # The field shows no seconds; a date that was left alone keeps them.
        return self.instance.published_at if self._is_as_held(moment) else moment

    @property
    def moment_left_out(self) -> datetime | None:
        """The moment that was typed, where the pressed button sets none and nothing keeps it."""
        moment: datetime | None = self.cleaned_data.get("publish_at")
        is_kept = self.data.get("_step") in {"publish", "schedule"} or self._is_as_held(moment)
        return None if is_kept else moment

    @property
    def is_moment_emptied(self) -> bool:
        """Whether its field was emptied, which the pressed button does not heed."""
        is_emptied = "publish_at" in self.data and not self.cleaned_data.get("publish_at")
        is_heeded = self.data.get("_step") in {"publish", "schedule", "withdraw"}
        return is_emptied and not is_heeded and bool(self.initial.get("publish_at"))

    def _is_as_held(self, moment: datetime | None) -> bool:
        held = self.instance.published_at
        return held is not None and held.replace(second=0, microsecond=0) == moment

    @property
    def _sets_a_moment(self) -> bool:
        step = self.data.get("_step")
        return step == "schedule" or (step == "publish" and bool(self.cleaned_data.get("is_past_meant")))

    def clean_embargoed_until(self) -> datetime | None:
        held, wanted = self.instance.embargoed_until, self.cleaned_data["embargoed_until"]
        if "embargoed_until" not in self.changed_data:
            return held
        is_lowered = held and is_embargoed(self.instance) and (wanted is None or wanted < held)
        if is_lowered and not self.by.has_perm(LIFT):
            message = gettext("The embargo holds until %(until)s: only an administrator can lift or shorten it.")
            raise forms.ValidationError(message % {"until": in_full(held)})
        self._refuse_too_late(wanted)
        return wanted

    def _refuse_too_late(self, wanted: datetime | None) -> None:
        article = self.instance
        if article.status != Article.Status.PUBLISHED or not wanted or wanted <= article.published_at:
            return
        if article.is_published:
            standing = said_public(article, article.steps.first())
            raise forms.ValidationError(f"{standing} {gettext('Withdraw it first.')}")
        message = gettext("It is to appear on %(moment)s: schedule it for the embargo's end or later first.")
        raise forms.ValidationError(message % {"moment": in_full(article.published_at)})

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self._sets_a_moment and "publish_at" not in self.errors:
            self._require_meant(fields.get("publish_at"), is_past_meant=fields.get("is_past_meant", False))
        elif self.is_to_be_published and fields.get("publish_at"):
            self._ask_of_what_was_typed(fields["publish_at"])
        if self.refusal:
            self._show(self.refusal)
        return fields

    def _require_meant(self, moment: datetime | None, *, is_past_meant: bool) -> None:
        """Ask again before an article gets a date at which readers did not have it here."""
        if moment is None:
            self.add_error("publish_at", gettext("Say on which day and at what time it is to appear."))
        elif moment.year < EARLIEST:
            self.add_error("publish_at", MomentField.default_error_messages["invalid_date"])
        elif moment <= timezone.now() and not is_past_meant:
            message = gettext(
                "This moment has passed: choose a later one. An old article may have its old date: tick the box above "
                "“Publish now” and press that. Unticked, it is published as of now."
            )
            self.add_error("publish_at", message)
        elif moment > timezone.now() and self.data["_step"] == "publish":
            self.add_error("publish_at", said_to_come())

    def _ask_of_what_was_typed(self, moment: datetime) -> None:
        """Ask before an article is published as of now beside another moment, unless the box has asked of that."""
        if moment.year < EARLIEST:
            self.add_error("publish_at", MomentField.default_error_messages["invalid_date"])
        elif moment > timezone.now() and not self._is_as_held(moment):
            self.add_error("publish_at", said_to_come())
        elif moment <= timezone.now() and self.data.get("_asked_about") != as_sent(moment):
            message = gettext(
                "Under this date, or as of now? Nothing is published yet: tick the box above “Publish now” for this "
                "date, or leave it unticked for now, and press it again."
            )
            self.add_error("publish_at", message)

    def _show(self, refusal: Refused) -> None:
        named = refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
        for name, sentences in named.items():
            field = SHOWN_BESIDE.get(name, name)
            self.add_error(field if field in self.fields else None, sentences)
