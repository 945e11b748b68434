"""Bring locale/ up to date with the words in the code: bin/messages.py [--check]. Needs no gettext on the machine."""

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "vi", "es")
IN_ENGLISH = "portal/desk_words.py"  # of what the code says in English, this alone is said in other words
ROOMS = ("accounts", "articles", "portal")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
COMMENTS = ("Translators:",)  # comments that begin so are for the translators


def sources() -> Iterator[tuple[str, bytes]]:
    """Each file with words for people, by its name, as Python that holds them in calls of gettext."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            name = path.relative_to(ROOT).as_posix()
            python = templatize(path.read_text(), origin=name)
            # It stands where it stood in the template, and Python minds an indentation.
            yield name, "\n".join(line.strip() for line in python.splitlines()).encode()


def words_in_the_code() -> Catalog:
    """Every text for translation, with the files that hold it."""
    catalog = Catalog(project="Broadsheet", charset="utf-8")
    for name, python in sources():
        for _line, message, comments, context in extract("python", io.BytesIO(python), KEYWORDS, COMMENTS):
            if message:
                catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def words_for(language: str, template: Catalog) -> Catalog:
    """The texts that the language's catalogue has to have."""
    if language != "en":
        return template
    catalog = Catalog(project="Broadsheet", charset="utf-8")
    for text in template:
        if text.id and any(name == IN_ENGLISH for name, _line in text.locations):
            catalog.add(text.id, locations=[(IN_ENGLISH, 0)])
    return catalog


def po_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def updated(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the texts of `template`, keeping what is translated."""
    path = po_path(language)
    catalog = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as text: sorted, without line numbers or dates, so that only words make a difference."""
    output = io.BytesIO()
    write_po(output, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalog.locale_identifier}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header.encode() + output.getvalue()


def as_mo(po: bytes, language: str) -> bytes:
    output, catalog = io.BytesIO(), read_po(io.BytesIO(po), locale=language)
    catalog.creation_date = datetime.fromtimestamp(0, UTC)  # Babel's own is now: another file each minute
    write_mo(output, catalog)
    return output.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Texts that have no translation yet, or only a doubtful one, which Django is not given."""
    return [str(text.id) for text in catalog if text.id and (text.fuzzy or not all(forms_of(text)))]


def forms_of(text: Message) -> Iterable[str]:
    """Its translations for one, for several and so on, where it has several forms."""
    return [text.string or ""] if isinstance(text.string, str | None) else text.string


def main(*, is_check: bool) -> int:
    """Write the catalogues, or with `is_check` only say what is not as it should be."""
    template = words_in_the_code()
    trouble = []
    for language in LANGUAGES:
        catalog = updated(language, words_for(language, template))
        po = as_po(catalog)
        files = {po_path(language): po, po_path(language).with_suffix(".mo"): as_mo(po, language)}
        trouble += [f"{language}: not translated: {text}" for text in untranslated(catalog)]
        for path, content in files.items():
            if not path.exists() or path.read_bytes() != content:
                trouble.append(f"{path.relative_to(ROOT)} is out of date: run make messages")
                if not is_check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
    print("\n".join(line for line in trouble if is_check or "not translated" in line))
    return bool(trouble) if is_check else 0


if __name__ == "__main__":
    settings.configure()
    sys.exit(main(is_check="--check" in sys.argv[1:]))
