"""What lies on the demonstration's desk: drafts, a text in review, one for tomorrow and one under embargo."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from articles import publishing, revisions
from articles.models import Article, EditorialNote
from portal.demo.people import HOST

# Whoever takes each step of an article's way to its readers.
TAKEN_BY = {"submit": "journalist", "send_back": "editor", "approve": "editor"}


def waiting(lines: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of articles that are not here yet, as drafts."""
    here = set(Article.objects.values_list("external_id", flat=True))
    return [line | {"status": "draft"} for line in lines if line["id"] not in here]


def work_on(lines: list[dict[str, Any]]) -> None:
    """Have the newsroom do with each article what its line says."""
    staff = {role: User.objects.get(email=f"{role}@{HOST}") for role in ("journalist", "editor")}
    for line in lines:
        article, plan = Article.objects.get(external_id=line["id"]), line["desk"]
        Article.objects.filter(pk=article.pk).update(
            created_by=staff["journalist"], embargoed_until=moment_of(plan.get("embargo"))
        )
        revisions.keep(article, staff["journalist"])
        for role, text in plan.get("notes", ()):
            EditorialNote.objects.create(article=article, text=text, written_by=staff[role])
        for step in plan["steps"]:
            getattr(publishing, step)(article, staff[TAKEN_BY[step]])
        if "appears" in plan:
            publishing.publish(article, staff["editor"], at=moment_of(plan["appears"]))


def moment_of(plan: dict[str, int] | None) -> datetime | None:
    """So many days from today at a full hour of the paper's clock."""
    if plan is None:
        return None
    day = timezone.localdate() + timedelta(days=plan["days"])
    return timezone.make_aware(datetime.combine(day, time(plan["hour"])))
