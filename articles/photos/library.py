"""The library of photos: files taken in after their checks, each kept once, removed with their photo."""

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from PIL import Image

from articles.models import Photo
from articles.photos import checks, darkroom, iptc
from articles.photos.likeness import fingerprints_of
from articles.text import slug_of

SIDEWAYS = {5, 6, 7, 8}


def take_in(file: IO[bytes], *, otherwise: Mapping[str, Any] | None = None, **words: Any) -> Photo:
    """The photo of `file`: the one in the library if the same file was taken in before, else a new one.

    `words` (caption, credit, alt …; `pk`, the number that a new one is to have) win over what the file says of itself,
    and that over `otherwise`. Raises PhotoRefused for a file that cannot be used and ValidationError for words that do
    not fit; then nothing is kept.
    """
    data = checks.read(file)
    digest = hashlib.sha256(data).hexdigest()
    if known := Photo.objects.filter(digest=digest).first():
        if not known.file.storage.exists(known.file.name or ""):
            known.file.storage.save(known.file.name, ContentFile(data))
        recognise(known)
        return known
    image = checks.decoded(data)
    said = {**(otherwise or {}), **iptc.words_of(image), **words}
    photo = Photo(digest=digest, **fingerprints_of(image), **said)
    photo.width, photo.height = _upright_size(data, image)
    photo.clean_fields(exclude={"file", "digest"})
    # An original that comes back from an export is called as before.
    stem = PurePath(getattr(file, "name", None) or "photo").stem.removeprefix(f"{digest[:16]}-")
    name = slug_of(stem)[:80].strip("-")
    return _kept(photo, f"{name}.{checks.EXTENSIONS[image.format or '']}", data)


def recognise(photo: Photo) -> None:
    """Give a photo of earlier days its fingerprints, so that copies of it are found."""
    if photo.likeness is None or photo.tint is None:
        with suppress(OSError, checks.PhotoRefused), photo.file.open("rb") as file:
            found = fingerprints_of(checks.decoded(file.read()))
            Photo.objects.filter(pk=photo.pk).update(**found)
            photo.likeness, photo.tint = found["likeness"], found["tint"]


def present(file: IO[bytes]) -> Photo | None:
    """The photo that is this very file, if the library has it already; raises PhotoRefused for one too large."""
    digest = hashlib.sha256(checks.read(file)).hexdigest()
    file.seek(0)
    return Photo.objects.filter(digest=digest).first()


def _upright_size(data: bytes, image: Image.Image) -> tuple[int, int]:
    """Width and height as the photo is to be seen, its EXIF orientation followed."""
    width, height = checks.opened(data).size
    return (height, width) if checks.orientation_of(image) in SIDEWAYS else (width, height)


def _kept(photo: Photo, name: str, data: bytes) -> Photo:
    photo.file.save(name, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except BaseException as error:
        photo.file.delete(save=False)
        if not isinstance(error, IntegrityError):
            raise
        # Someone took in the same file a moment ago, or another one under the number that this was to have.
        if known := Photo.objects.filter(digest=photo.digest).first():
            return known
        if photo.pk is None:
            raise
        photo.pk = None
        return _kept(photo, name, data)
    return photo


@receiver(post_delete, sender=Photo)
def remove_files(instance: Photo, **_signal: Any) -> None:
    """Once a photo is gone for good, its original and renditions go too."""
    transaction.on_commit(partial(_remove, instance.file, instance.pk))


def _remove(file: Any, pk: int) -> None:
    file.storage.delete(file.name)
    shutil.rmtree(darkroom.folder_of(pk), ignore_errors=True)
