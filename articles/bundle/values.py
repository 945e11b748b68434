"""The values under the keys of a line: each of the kind that its key wants, in the shape in which it is kept."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from articles import body
from articles.bundle.lines import LineRefused
from articles.in_languages import CODES, Texts, tidied
from articles.text import composed, each_once, name_in, seen

KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
LARGEST_SMALL_NUMBER = 2**15 - 1
LONGEST_FILE = 4_096  # PATH_MAX; to compose a path of marks takes the square of its length
LONGEST_LIST = 1_000  # of one article: each tag or author is a row of its own, and a line of 5 MB holds half a million

# What no program writes on purpose; other controls are left out, which office programs leave in pasted text.
BROKEN = re.compile(r"[\x00\ud800-\udfff]")
LINE_ENDS = re.compile(r"[\x0b\x0c\u2028\u2029]")

# What Ruby and Java add to ISO 8601: a space before the offset, the name of the zone behind it.
of_a_program = re.compile(r" (?=[+-]\d\d:?\d\d$)|( [+-]\d\d:?\d\d)?\[[\w/+-]*+\]$| (?=Z$)")

type Shape = Callable[[str], str]


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
    if BROKEN.search(value):
        raise LineRefused(f"“{key}” holds a NUL or half a surrogate pair, which cannot be stored.")
    value = shape(LINE_ENDS.sub("\n", value)).strip()
    if len(value) > most:
        raise LineRefused(f"“{key}” has {len(value):,} characters; {most:,} are the most.")
    return value


def required(values: dict[str, Any], key: str, most: int, shape: Shape = composed) -> str:
    if value := text(values, key, most, shape):
        return value
    raise LineRefused(f"it has no “{key}”.")


def items(values: dict[str, Any], key: str, most: int = LONGEST_LIST) -> list[Any]:
    value = values.get(key)
    if value is not None and not isinstance(value, list):
        raise wrong_kind(key, "a list", value)
    if value and len(value) > most:
        raise LineRefused(f"“{key}” has {len(value):,} entries; {most:,} are the most.")
    return value or []


def names(values: dict[str, Any], key: str, most: int) -> list[str]:
    """The names under `key`, each once in any case of letters, in their order."""
    return each_once(fitting(each, key, most, name_in) for each in items(values, key))


def ids(values: dict[str, Any], key: str, most: int) -> list[str]:
    """The ids under `key`, each once; empty ones are left out."""
    found = (fitting(each, key, most) for each in items(values, key))
    return list(dict.fromkeys(filter(None, found)))


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


def number(values: dict[str, Any], key: str, most: int) -> int:
    value = values.get(key)
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong_kind(key, "a whole number", value)
    if not 0 <= value <= most:
        raise LineRefused(f"“{key}” must be between 0 and {most}.")
    return value


def flag(values: dict[str, Any], key: str) -> bool:
    value = values.get(key) or False
    if not isinstance(value, bool):
        raise wrong_kind(key, "true or false", value)
    return value


def moment(values: dict[str, Any], key: str) -> datetime | None:
    """The moment under `key`, which is in the site's zone where it names none."""
    if not (value := text(values, key, 100)):
        return None
    try:
        found = datetime.fromisoformat(of_a_program.sub(r"\1", value))
        return (found if found.tzinfo else timezone.make_aware(found)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        example = "such as 2026-11-23T12:00:00+07:00"
        raise LineRefused(f"“{key}” is not a date in ISO 8601, {example}: “{seen(value)[:40]}”.") from error


def known_language(value: str, key: str) -> str:
    """One of the site's languages; a regional variant counts as its language where it is not one itself."""
    known = {code.lower(): code for code, _name in settings.LANGUAGES}
    tag = value.lower().replace("_", "-")
    while tag not in known and "-" in tag:
        tag = tag.rpartition("-")[0]
    if tag not in known:
        raise LineRefused(f"“{key}” must be one of {', '.join(known.values())}, not “{value}”.")
    return known[tag]


def field_value(values: dict[str, Any], field: Any) -> Any:
    """What a model's field is to hold, under its own name, checked as the desk checks it."""
    try:
        value = field.clean(_as_typed(values, field), None)
    except ValidationError as error:
        raise LineRefused(f"“{field.name}”: {' '.join(error.messages)}") from error
    if isinstance(field, models.FloatField) and not 0 <= value <= 1:  # what is no number is not between them either
        raise LineRefused(f"“{field.name}” must be between 0 and 1.")
    return value


def _as_typed(values: dict[str, Any], field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return moment(values, field.name)
    if isinstance(field, models.CharField | models.TextField):
        return text(values, field.name, field.max_length or body.LONGEST, getattr(field, "shape", composed))
    if isinstance(field, models.IntegerField):
        return number(values, field.name, LARGEST_SMALL_NUMBER)
    return values[field.name]


def moment_said(value: datetime | None) -> str | None:
    """The moment as `moment()` reads it, to the microsecond."""
    return value.astimezone(UTC).isoformat() if value else None


def named_file(values: dict[str, Any], key: str) -> str:
    """The path of a photo's file as it is written, which may be composed in another way than texts are kept."""
    if not isinstance(file := values.get(key), str) or not file or "\0" in file:
        raise LineRefused("it names no file.")
    if len(file) > LONGEST_FILE:
        raise LineRefused(f"its file has {len(file):,} characters; {LONGEST_FILE:,} are the most.")
    return file


def said(values: dict[str, Any]) -> dict[str, Any]:
    """`values` without what says nothing."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {})}
