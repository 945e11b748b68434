"""One line of a bundle as a record whose every field is known to fit."""

import html
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from articles import body
from articles.bundle import about
from articles.bundle.about import About
from articles.bundle.addresses import Address, address_in, url_of
from articles.bundle.elsewhere import told_elsewhere
from articles.bundle.keys import unknown_in
from articles.bundle.lines import LineRefused
from articles.bundle.plain import in_plain_words
from articles.bundle.values import (
    LARGEST_SMALL_NUMBER,
    field_value,
    fitting,
    flag,
    ids,
    items,
    known_language,
    longest,
    moment,
    moment_said,
    named_file,
    names,
    number,
    required,
    said,
    text,
    texts_by_language,
    wrong_kind,
)
from articles.converters import LARGEST_NUMBER
from articles.in_languages import Texts
from articles.models import Article, Author, Correction, PlacedPhoto, Section, Tag, Topic
from articles.text import each_once, name_in, one_line, seen

PUBLISHED, DRAFT = Article.Status.PUBLISHED.value, Article.Status.DRAFT.value
STATUSES = (DRAFT, PUBLISHED)
STEPS = tuple(each.value for each in Article.Status if each.value not in STATUSES)  # of what is a draft elsewhere
WORDS = ("caption", "credit", "alt")
LARGEST_OF_ARTICLES = 10_000_000  # the index of sitemaps names each thousand numbers up to the last, used or not


@dataclass
class PhotoEntry:
    """One use of a photo: its file and what is said of it here."""

    file: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    is_lead: bool = False
    after_paragraph: int = 0
    is_placed: bool = True  # whether the bundle says so itself
    from_library: list[str] = field(default_factory=list)  # which words are the photo's own, wherever it stands


class Note(NamedTuple):
    """A correction that readers were told."""

    kind: str
    text: str
    published_at: datetime


@dataclass
class Record:
    """One article of a bundle; `unfit_photos` says which of its photos cannot be used, and why."""

    external_id: str
    headline: str
    standfirst: str
    body: str
    section: str
    language: str
    status: str
    published_at: datetime | None
    updated_at: datetime | None
    earlier_views: int
    authors: list[str]
    topics: list[str]
    tags: list[str]
    related: list[str]
    # By the name, what it is in other languages.
    section_names: dict[str, Texts] = field(default_factory=dict)
    topic_names: dict[str, Texts] = field(default_factory=dict)
    # Where it lived, its last address first.
    old_addresses: list[Address] = field(default_factory=list)
    # What a Broadsheet had beside it, where the bundle is of one.
    number: int = 0
    slug: str = ""
    embargoed_until: datetime | None = None
    is_body_as_kept: bool = False
    corrections: list[Note] = field(default_factory=list)
    about: About = field(default_factory=dict)
    photos: list[PhotoEntry] = field(default_factory=list)
    unfit_photos: list[str] = field(default_factory=list)
    has_soft_lead: bool = False
    lost: Counter[str] = field(default_factory=Counter)  # what its body had and cannot have here
    remarks: list[str] = field(default_factory=list)
    unknown_keys: list[str] = field(default_factory=list)
    # Titles and origin that the line says; what it leaves out stays as it is here.
    told_elsewhere: dict[str, str] = field(default_factory=dict)

    @property
    def first_here(self) -> str:
        """The path of the article of the same newspaper as which it appeared first."""
        url = self.told_elsewhere.get("original_url", "")
        return url if url.startswith("/") else ""


def record_of(values: dict[str, Any]) -> Record:
    """The record that a line's JSON object holds; raises LineRefused. Unknown keys are left alone."""
    if not flag(values, "body_as_kept"):
        values = in_plain_words(values)
    section, remarks = values.get("section"), list[str]()
    sections = named([] if section is None else [section], "section", longest(Section, "name"), remarks)
    topics = named(items(values, "topics"), "topics", longest(Topic, "name"), remarks)
    record = Record(
        external_id=required(values, "id", longest(Article, "external_id")),
        headline=required(values, "headline", longest(Article, "headline"), one_line),
        standfirst=text(values, "standfirst", longest(Article, "standfirst"), seen),
        body=markup(values),
        section=next(iter(sections), "News"),
        language=language(values),
        status=status(values),
        published_at=moment(values, "published_at"),
        updated_at=moment(values, "updated_at"),
        earlier_views=number(values, "views", LARGEST_NUMBER),
        authors=names(values, "authors", longest(Author, "name")),
        topics=each_once(topics),
        tags=names(values, "tags", longest(Tag, "name")),
        related=ids(values, "related", longest(Article, "external_id")),
        section_names=in_languages(sections),
        topic_names=in_languages(topics),
        old_addresses=old_addresses(values),
        number=number(values, "number", LARGEST_OF_ARTICLES),
        slug=field_value(values, Article._meta.get_field("slug")),
        embargoed_until=moment(values, "embargoed_until"),
        is_body_as_kept=flag(values, "body_as_kept"),
        corrections=[note_in(each) for each in items(values, "corrections")],
        about=about.read(values.get("about")),
        remarks=remarks,
        unknown_keys=unknown_in(values),
        told_elsewhere=told_elsewhere(values),
    )
    if ("/", "") in record.old_addresses:
        remarks.append("its old address is a front page, which cannot redirect to it.")
    for place, entry in enumerate(items(values, "photos"), start=1):
        try:
            record.photos.append(photo_entry(entry))
        except LineRefused as reason:
            record.unfit_photos.append(f"photo {place}: {reason}")
    return record


def line_of(record: Record) -> dict[str, Any]:
    """The JSON object of a line that holds the record, as `record_of()` reads it."""
    url, *old_urls = [url_of(address) for address in record.old_addresses] or [""]
    is_step = record.status in STEPS
    line = said(
        {
            "id": record.external_id,
            "number": record.number or None,
            "url": url and f"{settings.SITE_URL}{url}",
            "old_urls": old_urls,
            "slug": record.slug,
            "headline": record.headline,
            "standfirst": record.standfirst,
            **record.told_elsewhere,
            "body": record.body,
            "body_as_kept": record.is_body_as_kept or None,
            "section": record.section,
            "topics": record.topics,
            "authors": record.authors,
            "tags": record.tags,
            "language": record.language,
            "published_at": moment_said(record.published_at),
            "updated_at": moment_said(record.updated_at),
            "embargoed_until": moment_said(record.embargoed_until),
            "status": DRAFT if is_step else record.status,
            "step": record.status if is_step else None,
            "photos": [photo_said(entry) for entry in record.photos],
            "related": record.related,
            "views": record.earlier_views or None,
            "corrections": [
                said(note._asdict() | {"published_at": moment_said(note.published_at)}) for note in record.corrections
            ],
            "about": about.written(record.about),
        }
    )
    # What looks like markup in a text here is meant so.
    return line if in_plain_words(line) == line else line | {"body_as_kept": True}


def named(entries: list[Any], key: str, most: int, remarks: list[str]) -> dict[str, Texts]:
    """Names, with what each is in other languages: an entry is a text, or an object with `name` and `names`.

    What is to be said of them joins `remarks`.
    """
    found: dict[str, Texts] = {}
    for entry in entries:
        name, others = (entry.get("name"), entry.get("names")) if isinstance(entry, dict) else (entry, None)
        name = "" if name is None else fitting(name, key, most, name_in)
        if not name and not isinstance(entry, str):
            raise LineRefused(f"“{key}” holds an object without a “name”.")
        texts = texts_by_language(others, f"{key}.names", most, remarks)
        # Said in the site's own language once more, it is no other name.
        others = {code: text for code, text in texts.items() if (code, text) != (settings.LANGUAGE_CODE, name)}
        found[name] = others | found.get(name, {})
    return {name: texts for name, texts in found.items() if name}


def in_languages(names: dict[str, Texts]) -> dict[str, Texts]:
    return {name: texts for name, texts in names.items() if texts}


def status(values: dict[str, Any]) -> str:
    """Draft or published; of a draft, how far it is at the desk, where that is said."""
    value = one_of(STATUSES, values, "status") or PUBLISHED
    step = one_of(STEPS, values, "step")
    if step and value != DRAFT:
        raise LineRefused("“step” is of what has the status draft.")
    return step or value


def one_of(known: tuple[str, ...], values: dict[str, Any], key: str) -> str:
    value = text(values, key, 100)
    if value and value not in known:
        raise LineRefused(f"“{key}” must be {' or '.join(known)}, not “{value[:40]}”.")
    return value


def language(values: dict[str, Any]) -> str:
    return known_language(text(values, "language", 100) or settings.LANGUAGE_CODE, "language")


def markup(values: dict[str, Any]) -> str:
    """The body as HTML, not sanitised yet; a list holds plain paragraphs."""
    value = values.get("body")
    if isinstance(value, list):
        paragraphs = [fitting(item, "body", body.LONGEST) for item in value]
        value = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return text(values | {"body": value}, "body", body.LONGEST)


def old_addresses(values: dict[str, Any]) -> list[Address]:
    urls = [(values.get("url"), "url"), *((each, "old_urls") for each in items(values, "old_urls"))]
    found = (address_in(url, key) for url, key in urls if url is not None)
    return list(dict.fromkeys(filter(None, found)))


def note_in(value: Any) -> Note:
    if not isinstance(value, dict):
        raise wrong_kind("corrections", "a list of objects", value)
    kind = one_of(tuple(Correction.Kind.values), value, "kind") or Correction.Kind.CORRECTION.value
    words = required(value, "text", longest(Correction, "text"))
    if not (published_at := moment(value, "published_at")):
        raise LineRefused("a correction has no “published_at”.")
    return Note(kind, words, published_at)


def photo_entry(value: Any) -> PhotoEntry:
    if not isinstance(value, dict):
        raise wrong_kind("photos", "a list of objects", value)
    return PhotoEntry(
        is_lead=flag(value, "lead"),
        file=named_file(value, "file"),
        **{word: text(value, word, longest(PlacedPhoto, f"own_{word}")) for word in WORDS},
        after_paragraph=min(number(value, "after_paragraph", LARGEST_NUMBER), LARGEST_SMALL_NUMBER),
        is_placed=value.get("after_paragraph") is not None,
        from_library=ids(value, "from_library", max(map(len, WORDS))),
    )


def photo_said(entry: PhotoEntry) -> dict[str, Any]:
    words = {word: getattr(entry, word) for word in WORDS}
    place = entry.after_paragraph if entry.is_placed else None
    return said(
        {"file": entry.file, "lead": entry.is_lead or None, "after_paragraph": place}
        | words
        | {"from_library": entry.from_library}
    )
