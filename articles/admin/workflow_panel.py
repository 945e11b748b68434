"""What the head of an article's page says of where it stands and what can be done with it."""

from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import publishing
from articles.models import Article, EditorialNote, WorkflowStep
from articles.moments import in_full

BUTTONS = {
    "submit": _("Send to review"),
    "send_back": _("Send back"),
    "approve": _("Approve"),
    "publish": _("Publish now"),
    "withdraw": _("Withdraw"),
    "reopen": _("Make it a draft again"),
}
NEXT = {
    Article.Status.DRAFT: "submit",
    Article.Status.IN_REVIEW: "approve",
    Article.Status.APPROVED: "publish",
}


class Button(NamedTuple):
    """A step that can be taken, as it is offered; the one that usually comes next stands out."""

    name: str
    label: Any
    is_next: bool


class State(NamedTuple):
    """One of the states on an article's way, and whether it stands there, or lies behind it, taken or left out."""

    label: Any
    is_current: bool
    is_behind: bool
    was_taken: bool


class Panel:
    """Where `article` stands, for `by`, who looks at it through `form`."""

    def __init__(self, article: Article, by: Any, form: Any) -> None:
        self.article, self.by, self.form = article, by, form

    @property
    def states(self) -> list[State]:
        order = list(Article.Status)
        here = order.index(Article.Status(self.article.status))
        taken = self._taken
        return [
            State(self._label(state), index == here, index < here, state in taken) for index, state in enumerate(order)
        ]

    @property
    def _taken(self) -> set[str]:
        """The states in which it has been since it was a draft last; of an article that came ready nothing is known."""
        if not self.steps:
            return set(Article.Status)
        since = takewhile(lambda step: step.after != Article.Status.DRAFT, self.steps)
        return {Article.Status.DRAFT, *(state for step in since for state in (step.before, step.after))}

    def _label(self, state: Article.Status) -> Any:
        return _("Scheduled") if state == self.article.status and self.is_scheduled else state.label

    @property
    def is_scheduled(self) -> bool:
        return self.article.status == Article.Status.PUBLISHED and not self.article.is_published

    @property
    def moment(self) -> str:
        """When it appears, or since when it has been there, or which date it was given."""
        if self.article.status != Article.Status.PUBLISHED or not self.article.published_at:
            return ""
        if self.is_scheduled:
            return str(_("Appears on %(moment)s.") % {"moment": in_full(self.article.published_at)})
        return publishing.said_public(self.article, self.steps[0] if self.steps else None)

    @property
    def embargo(self) -> str:
        """Until when it must not appear, while that is to come."""
        until = self.article.embargoed_until
        return in_full(until) if until and publishing.is_embargoed(self.article) else ""

    @cached_property
    def steps(self) -> list[WorkflowStep]:
        """What was done so far, newest first."""
        return list(self.article.steps.select_related("taken_by")) if self.article.pk else []

    @property
    def history(self) -> list[dict[str, Any]]:
        """Each step in words: what it became, by whom, when."""
        return [
            {"label": self._told(step), "by": self._name(step.taken_by), "at": step.taken_at} for step in self.steps
        ]

    @staticmethod
    def _told(step: WorkflowStep) -> Any:
        """What the article became by it, and for which moment where that was not its own."""
        if step.moment and step.is_coming:
            return _("Scheduled for %(moment)s") % {"moment": in_full(step.moment)}
        if step.moment and step.is_dated_back:
            return _("Published, dated back to %(moment)s") % {"moment": in_full(step.moment)}
        return dict(Article.Status.choices).get(step.after, step.after)

    @property
    def begun(self) -> dict[str, Any] | None:
        """Who began it, and when, of an article that has taken no step yet."""
        if self.steps or not self.article.created_by_id:
            return None
        return {"by": self._name(self.article.created_by), "at": self.article.created_at}

    @staticmethod
    def _name(account: Any) -> Any:
        return account.get_full_name() if account else pgettext_lazy("an account that is gone", "somebody")

    @property
    def notes(self) -> list[dict[str, Any]]:
        """What colleagues wrote, oldest first."""
        found = EditorialNote.objects.filter(article_id=self.article.pk).select_related("written_by")
        return [{"text": note.text, "by": self._name(note.written_by), "at": note.written_at} for note in found]

    @property
    def obstacles(self) -> list[str]:
        """What would keep it from readers if it were published now, but for what was just refused above."""
        refused = {sentence for sentences in self.form.errors.values() for sentence in sentences}
        return [sentence for sentence in self._lacking if sentence not in refused]

    @cached_property
    def _lacking(self) -> list[str]:
        return publishing.photo_obstacles(self.article) if self.is_on_its_way else []

    @property
    def lacks_words(self) -> bool:
        """Whether photos want words, in what is saved or in what was just refused."""
        return bool(self._lacking) or self.form.lacks_words

    @property
    def is_on_its_way(self) -> bool:
        """Whether it is saved, and readers may have it one day but do not yet."""
        is_over = self.article.is_published or self.article.status == Article.Status.WITHDRAWN
        return bool(self.article.pk) and not is_over

    @property
    def is_unsigned(self) -> bool:
        """Whether it would have, or has, no by-line."""
        is_over = self.article.status == Article.Status.WITHDRAWN
        return bool(self.article.pk) and not is_over and not self.article.bylines.exists()

    @property
    def is_empty(self) -> bool:
        """Whether readers have, or will soon have, a headline with nothing below it."""
        is_near = self.article.status in {Article.Status.APPROVED, Article.Status.PUBLISHED}
        return is_near and publishing.is_empty(self.article)

    @property
    def may_change(self) -> bool:
        return publishing.may_change(self.article, self.by) if self.article.pk else True

    @property
    def may_note(self) -> bool:
        return self.by.has_perm("articles.add_editorialnote")

    @property
    def buttons(self) -> list[Button]:
        """The steps that this colleague may take now."""
        usual = NEXT.get(Article.Status(self.article.status))
        names = publishing.steps_open(self.article, self.by)
        return [Button(name, self._button(name), name == usual) for name in names]

    def _button(self, name: str) -> Any:
        return _("Publish now, lifting the embargo") if name == "publish" and self.embargo else BUTTONS[name]

    @property
    def save_label(self) -> Any:
        return _("Save draft") if self.article.status == Article.Status.DRAFT else _("Save")

    @property
    def may_schedule(self) -> bool:
        return publishing.may_schedule(self.article, self.by)

    @property
    def is_schedule_open(self) -> bool:
        """Whether the fields for the moment should stand open: it was refused, and the moment is still there."""
        is_sent = bool(self.form.errors) and self.form.data.get("_step") == "schedule"
        return is_sent or self.form.has_error("publish_at")

    @property
    def past_date(self) -> datetime | None:
        """A date that has passed under which this colleague may publish it."""
        moment: datetime | None = self.form.past_date if self.may_schedule else None
        return moment

    @property
    def zone(self) -> str:
        return timezone.get_default_timezone_name()
