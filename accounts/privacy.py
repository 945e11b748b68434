"""What we keep of a person, and all of it in one archive."""

import csv
import json
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from accounts.models import Print, User
from accounts.models.picture import LARGE
from articles.models import Article

# What a spreadsheet takes for a formula where a cell begins. In many countries one begins after a semicolon too, which
# may stand in another's note; quotes around the cell do not help there, since to that spreadsheet they are none. Those
# that a cell begins with are taken off there.
BEGINS_FORMULA = re.compile(r'(?<![^;\r\n])(?="*+[=+@\t\r-])')


@dataclass(frozen=True)
class Kept:
    """One kind of row that is about a person: in which file it is, by which field it is theirs, what they are given."""

    file: str
    model: str
    owner: str
    fields: tuple[str, ...]

    def rows(self, reader: User) -> list[dict[str, Any]]:
        model = apps.get_model(self.model)
        return list(model._default_manager.filter(**{self.owner: reader.pk}).order_by("pk").values(*self.fields))


FOLLOWED = ("section__name", "topic__name", "author__name", "tag__name", "followed_at")
KEPT = (
    Kept(
        "profile",
        "accounts.User",
        "pk",
        ("email", "display_name", "language", "keeps_history", "date_joined", "last_login"),
    ),
    Kept("addresses", "account.EmailAddress", "user", ("email", "primary", "verified")),
    Kept("picture", "accounts.Picture", "reader", ("name", "added_at")),
    Kept("removed-pictures", "accounts.TakenPicture", "reader", ("added_at", "decision__decided_at")),
    Kept("reactions", "accounts.Reaction", "reader", ("article_id", "kind__key", "created_at", "changed_at")),
    Kept("taken-back", "accounts.Retreat", "reader", ("burst__article_id", "at")),
    Kept("notes", "accounts.Note", "reaction__reader", ("article_id", "text", "state", "written_at", "shown_at")),
    Kept("held-notes", "accounts.RuleHit", "note__reaction__reader", ("note__text", "found", "found_at")),
    Kept("agreements", "accounts.Agreement", "reader", ("note__article_id", "note__text", "agreed_at")),
    Kept("reports", "accounts.Report", "reader", ("about", "words", "text", "reported_at")),
    Kept("decisions", "accounts.Decision", "reader", ("action", "reason__name", "words", "text", "decided_at")),
    Kept("sanctions", "accounts.Sanction", "reader", ("kind", "began_at", "ends_at", "lifted_at")),
    Kept("appeals", "accounts.Appeal", "reader", ("words", "written_at", "answer", "answered_at", "is_granted")),
    Kept("cases", "accounts.Case", "reader", ("kind", "article_id", "opened_at", "closed_at")),
    Kept("saved", "accounts.SavedArticle", "reader", ("article_id", "saved_at")),
    Kept("following", "accounts.Follow", "reader", FOLLOWED),
    Kept("history", "accounts.Reading", "reader", ("article_id", "read_at")),
    Kept("e-mails", "accounts.EmailPreference", "reader", ("kind", "is_wanted", "changed_at", "last_sent_at")),
    Kept("other-sites", "socialaccount.SocialAccount", "user", ("provider", "uid", "date_joined", "last_login")),
    Kept("keys", "mfa.Authenticator", "user", ("type", "created_at", "last_used_at")),
    Kept("logged-in", "usersessions.UserSession", "user", ("user_agent", "created_at")),
    Kept("leaving", "accounts.Leaving", "reader", ("asked_at", "due_at", "keeps_reactions")),
    # What those leave behind who work here.
    Kept("roles", "auth.Group", "user", ("name",)),
    Kept("permissions", "auth.Permission", "user", ("content_type__app_label", "codename")),
    Kept("author", "articles.Author", "account", ("name", "role", "biography")),
    Kept("articles", "articles.Article", "created_by", ("pk", "headline", "created_at")),
    Kept("photos", "articles.Photo", "uploaded_by", ("pk", "caption", "credit", "uploaded_at")),
    Kept("revisions", "articles.Revision", "saved_by", ("article_id", "number", "saved_at")),
    Kept("editing", "articles.Editing", "account", ("article_id", "opened_at", "seen_at")),
    Kept("corrections", "articles.Correction", "written_by", ("article_id", "kind", "text", "published_at")),
    Kept("slots", "articles.Slot", "placed_by", ("article_id", "placed_at")),
    Kept("preview-links", "articles.PreviewLink", "made_by", ("recipient", "made_at", "expires_at", "revoked_at")),
    Kept("steps", "articles.WorkflowStep", "taken_by", ("article_id", "taken_at")),
    Kept("editorial-notes", "articles.EditorialNote", "written_by", ("article_id", "text", "written_at")),
    Kept("decisions-made", "accounts.Decision", "decided_by", ("action", "article_id", "reason__name", "decided_at")),
    Kept("appeals-answered", "accounts.Appeal", "answered_by", ("answer", "answered_at", "is_granted")),
    Kept("closings", "accounts.Closing", "closed_by", ("article_id", "closes", "why", "closed_at")),
    Kept("desk-log", "admin.LogEntry", "user", ("action_time", "object_repr", "change_message")),
)


def export(reader: User) -> bytes:
    """A ZIP file of everything: `all.json`, and a table as CSV for each kind of which there is something."""
    found = {kept.file: kept.rows(reader) for kept in KEPT}
    name_articles([*found["reactions"], *found["notes"], *found["saved"], *found["history"]])
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("about.txt", _("All that we keep of you: whole in all.json, as tables in the .csv files."))
        packed.writestr("all.json", json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for file, rows in found.items():
            if rows:
                packed.writestr(f"{file}.csv", table(rows))
        for each in Print.objects.filter(picture__reader=reader, width=LARGE):
            packed.writestr("picture.webp", each.data)
        for number, taken in enumerate(reader.taken_pictures.order_by("pk"), start=1):
            packed.writestr(f"removed-picture-{number}.webp", taken.large)
    return archive.getvalue()


def name_articles(rows: list[dict[str, Any]]) -> None:
    """Give each row its article's headline and address, of those that can be read."""
    published = Article.objects.published().filter(pk__in={row["article_id"] for row in rows})
    known = {article.pk: article for article in published.select_related("section").defer("body")}
    for row in rows:
        article = known.get(row["article_id"])
        row |= {"headline": article.headline, "address": article.get_absolute_url()} if article else {}


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as CSV that spreadsheets read as UTF-8, and in which no cell is a formula."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + text.getvalue()


def harmless(value: Any) -> str:
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return BEGINS_FORMULA.sub("'", text)
