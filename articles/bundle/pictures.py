"""The photo files of a bundle: found inside its folder and nowhere else, taken into the library; and put there."""

import re
import unicodedata
from pathlib import Path
from stat import S_ISREG
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from articles import photos
from articles.bundle import numbers
from articles.bundle.about import WORDS_OF_PHOTOS
from articles.bundle.record import WORDS, PhotoEntry, Record
from articles.bundle.values import longest
from articles.models import Author, Photo, PlacedPhoto
from articles.naming import known

ORIGINALS = "originals/"
NO_FOLDER = "its photos stay out, and those of further lines: no folder of photos was given (--photos DIR)."
in_library = re.compile(r"[0-9a-f]{2}/([0-9a-f]{16})-[^/]+")  # what an export calls a photo's file


class Unfit(ValueError):  # noqa: N818 (it says what the photo is)
    """A photo that cannot be used; its message says why in plain words."""


def placed(record: Record, folder: Path | None) -> list[PlacedPhoto]:
    """The photos of `record`, taken in, as rows not saved yet; those that cannot be used join its `unfit_photos`."""
    found: list[PlacedPhoto] = []
    for entry in record.photos:
        try:
            photo = taken_in(entry, folder, facts_of(record, entry.file))
        except Unfit as reason:
            record.unfit_photos.append(told_of(f"photo {entry.file!r}", reason))
            continue
        tell_of_number(record, entry.file, photo)
        is_lead = entry.is_lead and not any(each.is_lead for each in found)
        record.has_soft_lead |= is_lead and photos.width_at_head(photo) < photos.SHARP_WIDTH
        words = {f"own_{word}": own_word(entry, word, photo) for word in WORDS}
        found.append(
            PlacedPhoto(
                photo=photo, is_lead=is_lead, after_paragraph=entry.after_paragraph, position=len(found), **words
            )
        )
    return found


def told_of(photo: str, reason: Unfit) -> str:
    return NO_FOLDER if str(reason) == NO_FOLDER else f"{photo}: {reason}"


def own_word(entry: PhotoEntry, word: str, photo: Photo) -> str:
    """What is said here alone; nothing where the photo says the same wherever it stands."""
    said = getattr(entry, word)
    return "" if word in entry.from_library and said == getattr(photo, word) else said


def portray(record: Record, folder: Path | None) -> None:
    """Give the authors that the line tells of their portraits, unless they have one."""
    for author in record.about.get("authors", ()):
        if not author["portrait"]:
            continue
        without = Author.objects.filter(pk__in=known(Author, [author["name"]]).values(), portrait=None)
        entry = PhotoEntry(author["portrait"])
        try:
            photo = without.exists() and taken_in(entry, folder, facts_of(record, entry.file))
        except Unfit as reason:
            record.unfit_photos.append(told_of(f"portrait {entry.file!r}", reason))
        else:
            without.update(portrait=photo or None)
            if photo:
                tell_of_number(record, entry.file, photo)


def said_by_library(record: Record, file: str) -> dict[str, Any] | None:
    """What the library said of the photo where it comes from, if the line tells."""
    return next((each for each in record.about.get("photos", ()) if each["file"] == file), None)


def tell_of_number(record: Record, file: str, photo: Photo) -> None:
    """Remark on a number that the photo had elsewhere and another has here: its old addresses show that one."""
    number = (said_by_library(record, file) or {}).get("number")
    if not number or number == photo.pk or not Photo.objects.filter(pk=number).exists():
        return
    remark = (
        f"photo {file!r} is number {photo.pk} here, for {number} is another's: links to /photos/{number}-… show that."
    )
    if remark not in record.remarks:
        record.remarks.append(remark)


def facts_of(record: Record, file: str) -> dict[str, Any] | None:
    """All that the library said of the photo where it comes from, its number too if it is free; if the line tells."""
    told = said_by_library(record, file)
    if told is None:
        return None
    facts = {key: value for key, value in told.items() if key not in {"file", "number"}}
    number = next(iter(numbers.free(Photo, [told["number"]])), None)
    return dict.fromkeys(WORDS_OF_PHOTOS, "") | {"taken_at": None, "pk": number} | facts


def taken_in(entry: PhotoEntry, folder: Path | None, facts: dict[str, Any] | None) -> Photo:
    """The photo of `entry`, with its `facts`; else what the bundle says fills what neither file nor library knows.

    But a caption is about one article: the library calls the photo by it, and no other article that shows it says it.
    """
    if folder is None:
        return there_already(entry.file)
    said = {"title": entry.caption[: longest(Photo, "title")].strip(), "credit": entry.credit, "alt": entry.alt}
    try:
        with inside(folder, entry.file).open("rb") as file:
            return photos.take_in(file, otherwise=said, **(facts or {}))
    except OSError as error:
        raise Unfit(f"it cannot be read or kept ({error.strerror}).") from error  # its own disk or ours
    except ValidationError as error:
        raise Unfit(" ".join(error.messages)) from error


def there_already(file: str) -> Photo:
    """The photo of the library that an export calls so; raises Unfit."""
    # By the digest, which has an index; the name is then that of one photo.
    named = in_library.fullmatch(file)
    there = named and Photo.objects.filter(digest__startswith=named[1], file=f"{ORIGINALS}{file}").first()
    if not there:
        raise Unfit(NO_FOLDER)
    return there


def forms_of(name: str) -> list[str]:
    """How the file may be called on a disk: as it is written, as an address or Windows means it, in NFC and NFD."""
    meant = [name, unquote(name), name.replace("\\", "/")]
    forms = [(each, *(unicodedata.normalize(form, each) for form in ("NFC", "NFD"))) for each in meant]
    return list(dict.fromkeys(form for several in forms for form in several if "\0" not in form))


def inside(folder: Path, name: str) -> Path:
    """The file `name` below `folder`, in whichever form its letters were composed, escaped or not; raises Unfit."""
    for form in forms_of(name):
        try:
            path = (folder / form).resolve()
            if Path(form).is_absolute() or not path.is_relative_to(folder.resolve()):
                raise Unfit("its path leaves the folder of photos.")
            if S_ISREG(path.stat().st_mode):
                return path
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeEncodeError, RuntimeError) as error:
            raise Unfit("its path cannot be followed.") from error
    raise Unfit("it is not there.")
