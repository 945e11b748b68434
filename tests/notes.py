"""Notes of readers, for the tests of what becomes of them."""

from accounts.models import Case, Note, ReactionKind, Reason, ReviewPolicy, User
from accounts.reactions import react
from articles.models import Article


def write(reader: User, article: Article, text: str = "The ferry saves me an hour.") -> Note:
    """What `reader` says why they are hopeful."""
    return react(reader, article, ReactionKind.objects.get(key="hopeful"), note=text).note


def review(which: str, **more: object) -> None:
    """Have `all`, `new` or `none` wait for review everywhere."""
    ReviewPolicy.objects.update_or_create(section=None, defaults={"reviews": which, **more})


def case_of(note: Note) -> Case:
    return Case.objects.open().get(note=note)


def reason(name: str = "Attacks a person") -> Reason:
    return Reason.objects.get(name=name)


def notes_page(article: Article, rest: str = "") -> str:
    return f"{article.get_absolute_url()}notes/{rest}"
