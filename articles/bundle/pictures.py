"""The photo files of a bundle: found inside its folder and nowhere else, taken into the library; and put there."""

import unicodedata
from pathlib import Path
from stat import S_ISREG
from typing import Any

from django.core.exceptions import ValidationError

from articles import photos
from articles.bundle.about import WORDS_OF_PHOTOS
from articles.bundle.record import WORDS, PhotoEntry, Record
from articles.bundle.values import longest
from articles.models import Author, Photo, PlacedPhoto
from articles.naming import known


class Unfit(ValueError):  # noqa: N818 (it says what the photo is)
    """A photo that cannot be used; its message says why in plain words."""


def placed(record: Record, folder: Path | None) -> list[PlacedPhoto]:
    """The photos of `record`, taken in, as rows not saved yet; those that cannot be used join its `unfit_photos`."""
    found: list[PlacedPhoto] = []
    for entry in record.photos:
        try:
            photo = taken_in(entry, folder, facts_of(record, entry.file))
        except Unfit as reason:
            record.unfit_photos.append(f"photo {entry.file!r}: {reason}")
            continue
        is_lead = entry.is_lead and not any(each.is_lead for each in found)
        record.has_soft_lead |= is_lead and photos.width_at_head(photo) < photos.SHARP_WIDTH
        words = {f"own_{word}": own_word(entry, word, photo) for word in WORDS}
        found.append(
            PlacedPhoto(
                photo=photo, is_lead=is_lead, after_paragraph=entry.after_paragraph, position=len(found), **words
            )
        )
    return found


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
            record.unfit_photos.append(f"portrait {entry.file!r}: {reason}")
        else:
            without.update(portrait=photo or None)


def facts_of(record: Record, file: str) -> dict[str, Any] | None:
    """All that the library said of the photo where it comes from, if the line tells."""
    told = next((each for each in record.about.get("photos", ()) if each["file"] == file), None)
    if told is None:
        return None
    return dict.fromkeys(WORDS_OF_PHOTOS, "") | {"taken_at": None} | {k: v for k, v in told.items() if k != "file"}


def taken_in(entry: PhotoEntry, folder: Path | None, facts: dict[str, Any] | None) -> Photo:
    """The photo of `entry`, with its `facts`; else what the bundle says fills what neither file nor library knows.

    But a caption is about one article: the library calls the photo by it, and no other article that shows it says it.
    """
    said = {"title": entry.caption[: longest(Photo, "title")].strip(), "credit": entry.credit, "alt": entry.alt}
    try:
        with inside(folder, entry.file).open("rb") as file:
            return photos.take_in(file, otherwise=said, **(facts or {}))
    except OSError as error:
        raise Unfit(f"it cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        raise Unfit(" ".join(error.messages)) from error


def inside(folder: Path | None, name: str) -> Path:
    """The file `name` below `folder`, in whichever form its letters were composed; raises Unfit."""
    if folder is None:
        raise Unfit("no folder of photos was given (--photos DIR).")
    for form in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        try:
            path = (folder / form).resolve()
            if Path(name).is_absolute() or not path.is_relative_to(folder.resolve()):
                raise Unfit("its path leaves the folder of photos.")
            if S_ISREG(path.stat().st_mode):
                return path
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeEncodeError, RuntimeError) as error:
            raise Unfit("its path cannot be followed.") from error
    raise Unfit("it is not there.")
