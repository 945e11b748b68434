"""Loading the demonstration newsroom: pictures drawn, dates moved up to now, articles through the importer."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles import bundle
from articles.models import Article, Author, Correction, Newsroom, Page, Section, Topic
from demo.pictures import write_pictures
from portal.demo import bursts, desk, notes, people, readership

DATA = settings.BASE_DIR / "demo"
DATES = ("published_at", "updated_at")

Say = Callable[[str], Any]


class DemoRefused(RuntimeError):  # noqa: N818 (it says what became of the demo)
    """The demonstration cannot be loaded here; the message says why."""


def is_wanted() -> bool:
    """Whether the site is a demonstration that nobody has put anything into yet, and may be filled."""
    return (
        not settings.PRODUCTION
        and settings.DEMO_CONTENT
        and not (Article.objects.exists() or Newsroom.objects.exists() or User.objects.exists())
    )


def load(say: Say = print, **drawing: Any) -> None:
    """Load the demonstration, telling `say` what is done; loading again changes nothing and duplicates nothing.

    `drawing` goes to the pictures' maker: `width=160` draws small ones. Raises DemoRefused in production.
    """
    if settings.PRODUCTION:
        raise DemoRefused("The demo is never loaded with production settings.")
    facts = json.loads((DATA / "newsroom.json").read_text())
    folder = settings.VAR / "demo"
    draw_pictures(folder / "pictures", say, **drawing)
    shift = shift_of(datetime.fromisoformat(facts["anchor"]))
    say("Loading its articles …")
    with without_its_steps_in_the_log(), transaction.atomic():  # the log is written as the transaction ends
        describe(facts, shift)
        set_rules()
        load_articles(written_bundle(folder / "newsroom.jsonl", shift), folder / "pictures")
        correct(facts["corrections"])
        say("Calling in its staff and readers …")
        people.make_accounts()
        people.make_readers()
        published = list(Article.objects.published().filter(external_id__in=ids()).select_related("section"))
        readership.make_readership(published, list(people.readers()), timezone.now())
        notes.write(lines_of("notes.jsonl"), list(people.readers()), timezone.now())
        bursts.make_burst(timezone.now())
        say("Laying tomorrow's work on the desk …")
        lay_out(folder)


@contextmanager
def without_its_steps_in_the_log() -> Iterator[None]:
    """Who published what is told of people: of the demo's first articles it would stand amid what a newcomer reads."""
    publishing = logging.getLogger("articles.publishing")
    level = publishing.level
    publishing.setLevel(logging.WARNING)
    try:
        yield
    finally:
        publishing.setLevel(level)


def lines_of(pattern: str) -> Iterator[dict[str, Any]]:
    """The objects of the JSON lines in the files of that pattern, file by file."""
    texts = (path.read_text() for path in sorted(DATA.glob(pattern)))
    return (json.loads(line) for line in chain.from_iterable(text.splitlines() for text in texts) if line.strip())


def ids() -> list[str]:
    return [line["id"] for line in lines_of("newsroom-*.jsonl")]


def draw_pictures(folder: Path, say: Say, **drawing: Any) -> None:
    def tell(done: int, of: int) -> None:
        if done == of or done % 10 == 0:
            say(f"  {done} of {of} pictures")

    say("Cutting its pictures out of paper …")
    write_pictures(lines_of("pictures-*.jsonl"), folder, progress=tell, **drawing)


def shift_of(anchor: datetime) -> timedelta:
    """How far all dates move so that the written moment `anchor` is now; as before, where the demo is there already."""
    lines = {line["id"]: line["published_at"] for line in lines_of("newsroom-*.jsonl") if "published_at" in line}
    here = Article.objects.filter(external_id__in=lines, published_at__isnull=False).order_by("pk").first()
    if here and here.published_at:
        return here.published_at - datetime.fromisoformat(lines[here.external_id or ""])
    return timezone.now().replace(second=0, microsecond=0) - anchor


def moved(moment: str, shift: timedelta) -> datetime:
    return datetime.fromisoformat(moment) + shift


def written_bundle(path: Path, shift: timedelta) -> Path:
    """The demonstration's articles as a bundle with their dates moved."""
    lines = []
    for line in lines_of("newsroom-*.jsonl"):
        dates = {key: moved(line[key], shift).isoformat() for key in DATES if line.get(key)}
        lines.append(line | dates)
    return written(path, lines)


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return path


def load_articles(path: Path, pictures: Path) -> None:
    def refuse(line: int, reason: str) -> None:
        raise DemoRefused(f"Line {line} of {path}: {reason}")

    bundle.load(path, pictures, bundle.Report(problem=refuse))


def describe(facts: dict[str, Any], shift: timedelta) -> None:
    """The newsroom's own words, its sections in their order, its topics and authors; what is there stays as it is."""
    Newsroom.objects.get_or_create(pk=Newsroom.ONLY, defaults=facts["newsroom"])
    for position, section in enumerate(facts["sections"], start=1):
        parent = Section.objects.filter(name=section.pop("parent", None)).first()
        Section.objects.get_or_create(name=section["name"], defaults=section | {"parent": parent, "position": position})
    for topic in facts["topics"]:
        banner = {key: moved(topic[key], shift) for key in ("banner_from", "banner_until") if key in topic}
        Topic.objects.get_or_create(name=topic["name"], defaults=topic | banner)
    for author in facts["authors"]:
        Author.objects.get_or_create(name=author["name"], defaults=author)


def set_rules() -> None:
    """What the newsroom says of privacy, notes and use, in each language; what is there stays as it is."""
    for page in json.loads((DATA / "pages.json").read_text()):
        texts = {language: "\n".join(parts) for language, parts in page["texts"].items()}
        words = {"text": "\n".join(page["text"]), "texts": texts}
        Page.objects.get_or_create(slug=page["slug"], defaults=page | words)


def lay_out(folder: Path) -> None:
    """The articles that the newsroom still works on."""
    lines = desk.waiting(lines_of("desk.jsonl"))
    if lines:
        drafts = [{key: value for key, value in line.items() if key != "desk"} for line in lines]
        load_articles(written(folder / "desk.jsonl", drafts), folder / "pictures")
        desk.work_on(lines)


def correct(corrections: list[dict[str, Any]]) -> None:
    for correction in corrections:
        article = Article.objects.get(external_id=correction.pop("article"))
        Correction.objects.get_or_create(
            article=article, text=correction["text"], defaults=correction | {"published_at": article.updated_at}
        )
