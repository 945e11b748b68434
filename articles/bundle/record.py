"""One line of a bundle as a record whose every field is known to fit."""

import html
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.encoding import repercent_broken_unicode

from articles import body
from articles.bundle.keys import unknown_in
from articles.bundle.lines import LineRefused
from articles.converters import LARGEST_NUMBER
from articles.in_languages import CODES, Texts, tidied
from articles.models import Article, Author, OldAddress, PlacedPhoto, Section, Tag, Topic
from articles.models.old_address import MOST_BYTES
from articles.models.origin import ORIGIN, check_on_the_web
from articles.models.titles import TITLES
from articles.old_queries import joined, parameters
from articles.text import UNSTORABLE, composed, each_once, name_in, one_line, seen

KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
STATUSES = (Article.Status.DRAFT.value, Article.Status.PUBLISHED.value)
LARGEST_SMALL_NUMBER = 2**15 - 1
LONGEST_FILE = 4_096  # PATH_MAX; to compose a path of marks takes the square of its length

type Shape = Callable[[str], str]


@dataclass
class PhotoEntry:
    """One use of a photo: its file and what is said of it here."""

    file: str
    caption: str
    credit: str
    alt: str
    is_lead: bool
    after_paragraph: int
    is_placed: bool  # whether the bundle says so itself


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
    old_path: str
    old_query: str
    authors: list[str]
    topics: list[str]
    tags: list[str]
    related: list[str]
    # By the name, what it is in other languages.
    section_names: dict[str, Texts]
    topic_names: dict[str, Texts]
    photos: list[PhotoEntry] = field(default_factory=list)
    unfit_photos: list[str] = field(default_factory=list)
    has_soft_lead: bool = False
    lost: Counter[str] = field(default_factory=Counter)  # what its body had and cannot have here
    remarks: list[str] = field(default_factory=list)
    unknown_keys: list[str] = field(default_factory=list)
    # Titles and origin that the line says; what it leaves out stays as it is here.
    told_elsewhere: dict[str, str] = field(default_factory=dict)


def record_of(values: dict[str, Any]) -> Record:
    """The record that a line's JSON object holds; raises LineRefused. Unknown keys are left alone."""
    section, remarks = values.get("section"), list[str]()
    sections = named([] if section is None else [section], "section", longest(Section, "name"), remarks)
    topics = named(items(values, "topics"), "topics", longest(Topic, "name"), remarks)
    path, query = old_address(values)
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
        old_path=path,
        old_query=query,
        authors=names(values, "authors", longest(Author, "name")),
        topics=each_once(topics),
        tags=names(values, "tags", longest(Tag, "name")),
        related=ids(values, "related", longest(Article, "external_id")),
        section_names=in_languages(sections),
        topic_names=in_languages(topics),
        remarks=remarks,
        unknown_keys=unknown_in(values),
        told_elsewhere=told_elsewhere(values),
    )
    if (path, query) == ("/", ""):
        remarks.append("its old address is a front page, which cannot redirect to it.")
    for place, entry in enumerate(items(values, "photos"), start=1):
        try:
            record.photos.append(photo_entry(entry))
        except LineRefused as reason:
            record.unfit_photos.append(f"photo {place}: {reason}")
    return record


def longest(model: Any, name: str) -> int:
    return model._meta.get_field(name).max_length


def wrong_kind(key: str, wanted: str, value: Any) -> LineRefused:
    return LineRefused(f"“{key}” must be {wanted}, not {KINDS.get(type(value), 'null')}.")


def text(values: dict[str, Any], key: str, most: int, shape: Shape = composed) -> str:
    """The text under `key` in the shape in which it is kept, empty where there is none."""
    value = values.get(key)
    return "" if value is None else fitting(value, key, most, shape)


def fitting(value: Any, key: str, most: int, shape: Shape = composed) -> str:
    if not isinstance(value, str):
        raise wrong_kind(key, "a text", value)
    if UNSTORABLE.search(value):
        raise LineRefused(f"“{key}” holds a NUL or half a surrogate pair, which cannot be stored.")
    value = shape(value).strip()
    if len(value) > most:
        raise LineRefused(f"“{key}” has {len(value):,} characters; {most:,} are the most.")
    return value


def required(values: dict[str, Any], key: str, most: int, shape: Shape = composed) -> str:
    if value := text(values, key, most, shape):
        return value
    raise LineRefused(f"it has no “{key}”.")


def items(values: dict[str, Any], key: str) -> list[Any]:
    value = values.get(key)
    if value is not None and not isinstance(value, list):
        raise wrong_kind(key, "a list", value)
    return value or []


def names(values: dict[str, Any], key: str, most: int) -> list[str]:
    """The names under `key`, each once in any case of letters, in their order."""
    return each_once(fitting(each, key, most, name_in) for each in items(values, key))


def ids(values: dict[str, Any], key: str, most: int) -> list[str]:
    """The ids under `key`, each once; empty ones are left out."""
    found = (fitting(each, key, most) for each in items(values, key))
    return list(dict.fromkeys(filter(None, found)))


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


def texts_by_language(value: Any, key: str, most: int, remarks: list[str]) -> Texts:
    """Texts by the site's languages; of two in one, that under its very code, else the first."""
    value = {} if value is None else value
    if not isinstance(value, dict):
        raise wrong_kind(key, "an object", value)
    texts: Texts = {}
    for spelling in sorted(value, key=lambda spelling: spelling not in CODES):
        code = known_language(fitting(spelling, key, 100), key)
        text = fitting(value[spelling], f"{key}.{code}", most, name_in)
        if text and texts.setdefault(code, text) != text:
            remarks.append(f"“{key}” has two names in “{code}”: “{texts[code]}” is taken, “{text}” is left out.")
    return tidied(texts)


def told_elsewhere(values: dict[str, Any]) -> dict[str, str]:
    """What a line says of titles and origin."""
    said = {key: text(values, key, longest(Article, key), one_line) for key in (*TITLES, *ORIGIN) if key in values}
    if url := said.get("original_url"):
        try:
            check_on_the_web(url)
        except ValidationError as refusal:
            raise LineRefused("“original_url” is no http or https address that everybody may see.") from refusal
    return said


def in_languages(names: dict[str, Texts]) -> dict[str, Texts]:
    return {name: texts for name, texts in names.items() if texts}


def number(values: dict[str, Any], key: str, most: int) -> int:
    value = values.get(key)
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong_kind(key, "a whole number", value)
    if not 0 <= value <= most:
        raise LineRefused(f"“{key}” must be between 0 and {most}.")
    return value


def moment(values: dict[str, Any], key: str) -> datetime | None:
    """The moment under `key`, which is in the site's zone where it names none."""
    if not (value := text(values, key, 100)):
        return None
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else timezone.make_aware(found)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise LineRefused(f"“{key}” is not a date in ISO 8601, such as 2026-11-23T12:00:00+07:00.") from error


def status(values: dict[str, Any]) -> str:
    value = text(values, "status", 100) or Article.Status.PUBLISHED.value
    if value not in STATUSES:
        raise LineRefused(f"“status” must be {' or '.join(STATUSES)}, not “{value[:40]}”.")
    return value


def language(values: dict[str, Any]) -> str:
    return known_language(text(values, "language", 100) or settings.LANGUAGE_CODE, "language")


def known_language(value: str, key: str) -> str:
    """One of the site's languages; a regional variant counts as its language where it is not one itself."""
    known = {code.lower(): code for code, _name in settings.LANGUAGES}
    tag = value.lower().replace("_", "-")
    while tag not in known and "-" in tag:
        tag = tag.rpartition("-")[0]
    if tag not in known:
        raise LineRefused(f"“{key}” must be one of {', '.join(known.values())}, not “{value}”.")
    return known[tag]


def markup(values: dict[str, Any]) -> str:
    """The body as HTML, not sanitised yet; a list holds plain paragraphs."""
    value = values.get("body")
    if isinstance(value, list):
        paragraphs = [fitting(item, "body", body.LONGEST) for item in value]
        value = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return text(values | {"body": value}, "body", body.LONGEST)


def old_address(values: dict[str, Any]) -> tuple[str, str]:
    """The path and query of the article's old address: the path as Django reads one, the query as it is kept."""
    value = text(values, "url", 10_000)
    try:
        parts = urlsplit(value)
        path = repercent_broken_unicode(unquote_to_bytes(parts.path)).decode()
    except ValueError as error:
        raise LineRefused("“url” is not an address.") from error
    path = fitting(f"/{path.lstrip('/')}" if value else "", "url", longest(OldAddress, "path"))
    query = fitting(joined(parameters(parts.query)), "url", longest(OldAddress, "query"))
    if len(path.encode()) + len(query) > MOST_BYTES:
        raise LineRefused("“url” is too long to be found again.")
    return path, query


def photo_entry(value: Any) -> PhotoEntry:
    if not isinstance(value, dict):
        raise wrong_kind("photos", "a list of objects", value)
    is_lead = value.get("lead") or False
    if not isinstance(is_lead, bool):
        raise wrong_kind("lead", "true or false", is_lead)
    if not isinstance(file := value.get("file"), str) or not file or "\0" in file:
        raise LineRefused("it names no file.")
    if len(file) > LONGEST_FILE:
        raise LineRefused(f"its file has {len(file):,} characters; {LONGEST_FILE:,} are the most.")
    caption, credit, alt = (
        text(value, key, longest(PlacedPhoto, f"own_{key}")) for key in ("caption", "credit", "alt")
    )
    place = min(number(value, "after_paragraph", LARGEST_NUMBER), LARGEST_SMALL_NUMBER)
    is_placed = value.get("after_paragraph") is not None
    return PhotoEntry(file, caption, credit, alt, is_lead, place, is_placed)
