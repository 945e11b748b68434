"""Readers' pictures: optional, small, checked as photos are, and gone as soon as the reader says so."""

from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.faces import was_picture_taken
from accounts.models import Picture, Print, User
from accounts.models.picture import LARGE, WIDTHS
from accounts.readers import one_request_at_a_time
from accounts.sanctions import FACE_STAYS, in_force
from articles import photos
from articles.photos.squares import LARGEST_FILE


def give_picture(reader: User, file: IO[bytes]) -> Picture:
    """Have the picture in `file` stand beside the reader's name from now on; raises PhotoRefused."""
    prints = photos.squares(photos.read(file, LARGEST_FILE), WIDTHS)
    with transaction.atomic():
        one_request_at_a_time(reader)
        if in_force(reader):
            raise photos.PhotoRefused(FACE_STAYS)
        if was_picture_taken(reader, prints[LARGE]):
            raise photos.PhotoRefused(_("A moderator has decided against this picture. Choose another one."))
        remove_picture(reader)
        picture = Picture.objects.create(reader=reader)
        Print.objects.bulk_create(Print(picture=picture, width=width, data=data) for width, data in prints.items())
    return picture


def remove_picture(reader: User) -> None:
    """Show initials instead; nobody is served the picture any more."""
    with transaction.atomic():
        one_request_at_a_time(reader)
        Picture.objects.filter(reader=reader).delete()
