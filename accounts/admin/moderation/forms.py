"""What a moderator writes down with a decision; what is refused keeps what was typed and names its field."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.appeals import LONGEST_WORDS as LONGEST_ANSWER
from accounts.faces import OF_FACES
from accounts.models import Case, Decision, Reason, Sanction
from accounts.moderation import LONGEST_WORDS, MAY_BE_SANCTIONED, NEEDS_A_REASON
from accounts.sanctions import Measure

LONGEST_PAUSE = timedelta(days=3650)
MEASURES = [
    ("", pgettext_lazy("measure", "nothing")),
    (Sanction.Kind.WARNING, gettext_lazy("a warning")),
    (Sanction.Kind.PAUSE, gettext_lazy("a pause until a moment")),
    (Sanction.Kind.BAN, gettext_lazy("a ban")),
]


def fits(case: Case | None) -> str:
    """Which reasons fit a decision on the case, or one on a reader without a case."""
    return Reason.Fits.BURSTS if case and case.kind == Case.Kind.BURST else Reason.Fits.NOTES


def would_fit(decision: Decision) -> str:
    """Which reasons fit what the decision was about."""
    return Reason.Fits.FACES if decision.action in OF_FACES else fits(decision.case)


class MomentInput(forms.DateTimeInput):
    """A day and a time in one field, as browsers offer it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ReasonForm(forms.Form):
    """Why, of the reasons that fit, and in which words the reader is told."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(),
        label=gettext_lazy("Reason"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a reason."),
            "invalid_choice": gettext_lazy("Choose one of the reasons in the list."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("Words to the reader"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If you like; they stand below the reason’s own sentence in the e-mail."),
    )

    def __init__(self, *args: Any, fits: Sequence[str] = (Reason.Fits.NOTES,), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.fitting(*fits)  # type: ignore[attr-defined]


class MeasureForm(ReasonForm):
    """With what follows for the reader."""

    measure = forms.ChoiceField(label=gettext_lazy("What follows for the reader"), choices=MEASURES, required=False)
    until = forms.DateTimeField(label=gettext_lazy("Pause until"), required=False, widget=MomentInput)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and not timezone.now() < until < timezone.now() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a moment to come, within ten years."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("measure") and not (cleaned.get("reason") or "reason" in self.errors):
            self.add_error("reason", _("Choose a reason."))
        is_pause = cleaned.get("measure") == Sanction.Kind.PAUSE
        if is_pause and not (cleaned.get("until") or "until" in self.errors):
            self.add_error("until", _("Say until when the pause lasts."))
        return cleaned

    @property
    def chosen_measure(self) -> Measure | None:
        kind = self.cleaned_data["measure"]
        return Measure(kind, self.cleaned_data["until"]) if kind else None


class SanctionForm(MeasureForm):
    """A sanction for what a reader did in several places."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].required = self.fields["reason"].required = True
        self.fields["measure"].choices = MEASURES[1:]  # type: ignore[attr-defined]


class FaceForm(ReasonForm):
    """A decision against a reader's picture or name, by the button that was pressed, of what stood beside it."""

    prefix = "face"
    action = forms.ChoiceField(choices=[(each.value, each.label) for each in OF_FACES])
    picture = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, fits=(Reason.Fits.FACES,), **kwargs)
        self.fields["reason"].required = True


class DecisionForm(MeasureForm):
    """What becomes of a note or of a burst, by the button that was pressed."""

    action = forms.ChoiceField(choices=Decision.Action.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        action = cleaned.get("action")
        if action in NEEDS_A_REASON and not (cleaned.get("reason") or "reason" in self.errors):
            self.add_error("reason", _("Choose a reason."))
        if cleaned.get("measure") and action not in MAY_BE_SANCTIONED:
            self.add_error("measure", _("Nobody is sanctioned for what is shown or held."))
        return cleaned


class AnswerForm(forms.Form):
    """The answer to an appeal; the buttons say whether it is granted."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer to the reader"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the reader an answer.")},
    )


class TakeBackForm(ReasonForm):
    """Why a decision is taken back: for a fault of its own, or for what it was about."""

    def __init__(self, *args: Any, decision: Decision) -> None:
        super().__init__(*args, fits=(Reason.Fits.REVERSALS, would_fit(decision)))
