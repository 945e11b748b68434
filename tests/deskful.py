"""A row of each kind that the desk has pages of, for tests that go through all of them."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils import timezone

from accounts.models import (
    Case,
    Closing,
    Decision,
    Note,
    Reaction,
    ReactionKind,
    Reason,
    ReviewPolicy,
    Rule,
    Sanction,
    TakenPicture,
    User,
)
from articles import previews, revisions
from articles.models import (
    Article,
    Author,
    Breaking,
    Correction,
    Newsroom,
    OldAddress,
    Page,
    Photo,
    PlacedPhoto,
    Section,
    Slot,
    Tag,
    Topic,
)
from tests.cast import account


def a_photo(owner: User | None = None, digest: str = "b") -> Photo:
    fields = {
        "width": 3000,
        "height": 2000,
        "alt": "A ferry",
        "credit": "Photo: Minh",
        "file": f"originals/{digest}.jpg",
    }
    return Photo.objects.create(**fields, title="Ferry", digest=digest * 64, uploaded_by=owner)


def a_row_of_each(journalist: User) -> dict[type[Model], Any]:
    """By model: somebody else's draft with everything on it, and what it stands among."""
    owner = account("lan@example.com", "Vũ Thị Lan", is_staff=True)
    section = Section.objects.create(name="Hanoi")
    draft = Article.objects.create(headline="Somebody else's draft", section=section, created_by=owner)
    out = Article.objects.create(headline="Out", section=section, status="published", published_at=timezone.now())
    photo = a_photo(owner)
    PlacedPhoto.objects.create(article=draft, photo=photo)
    revision = revisions.keep(draft, owner)
    now = timezone.now()
    rows = [
        section,
        draft,
        photo,
        owner,
        Author.objects.create(name="Vũ Thị Lan", account=owner),
        Breaking.objects.create(text="Storm", ends_at=now + timedelta(hours=1)),
        Newsroom.objects.create(name="The Red River Post"),
        OldAddress.objects.create(path="/old/", article=draft),
        Page.objects.create(title="Privacy", text="<p>Little.</p>"),
        Tag.objects.create(name="Ferries"),
        Topic.objects.create(name="The river"),
        ReactionKind.objects.first(),
        Rule.objects.first(),
        *what_is_moderated(out, owner),
        Closing.objects.create(article=draft, why="Closed while the trial lasts."),
        EmailAddress.objects.get(user=owner),
        Group.objects.get(name="Journalist"),
        Authenticator.objects.create(user=journalist, type="totp", data={}),
        Slot.objects.create(article=draft, position=1, language="en"),
        revision,
        Correction.objects.create(article=draft, text="It is 4.2 km.", revision=revision),
        previews.make_link(revision, "Dr. Hà", owner, hours=24),
    ]
    return {type(row): row for row in rows} | others(owner)


def what_is_moderated(article: Article, reader: User) -> list[Model]:
    """A reaction with a note that waits, and a reader who was banned for another one."""
    reaction = Reaction.objects.create(article=article, reader=reader, kind=ReactionKind.objects.first())
    note = Note.objects.create(reaction=reaction, article=article, text="The ferry saves me an hour.")
    decision = Decision.objects.create(action="sanction", reader=reader, reason=Reason.objects.first())
    return [
        reaction,
        Case.objects.create(kind="note", why="policy", note=note, article=article, reader=reader),
        decision,
        decision.reason,
        Sanction.objects.create(reader=reader, decision=decision, kind="ban"),
        TakenPicture.objects.create(reader=reader, decision=decision, small=b"", large=b"", added_at=timezone.now()),
        ReviewPolicy.objects.create(section=article.section),
    ]


def others(owner: User) -> dict[type[Model], Any]:
    """Rows of what libraries bring to the desk, where they do."""
    makers = {"usersessions.UserSession": {"user": owner, "session_key": "k", "ip": "127.0.0.1", "user_agent": "x"}}
    there = {model: makers.get(model._meta.label) for model in admin.site._registry}
    return {model: model.objects.create(**fields) for model, fields in there.items() if fields}
