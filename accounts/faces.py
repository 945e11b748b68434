"""What stands beside a reader's words, their picture and name, when a moderator decides against it."""

from io import BytesIO

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from accounts.models import Decision, Picture, Print, TakenPicture, User
from accounts.models.picture import LARGE, SMALL
from accounts.refused import Refused
from accounts.sanctions import require_no_colleague
from articles.photos import look_alike

Action = Decision.Action
OF_FACES = (Action.PICTURE, Action.NAME)


def face_of(reader: User, action: str) -> str:
    """What a decision would take: the name, or that of the picture in its address; empty where there is none."""
    if action == Action.NAME:
        return reader.display_name
    return Picture.objects.filter(reader=reader).values_list("name", flat=True).first() or ""


def require_face(reader: User, action: str, seen: str) -> None:
    """Raises Refused for what cannot be taken from this reader, or is no longer what the moderator saw."""
    if action not in OF_FACES:
        raise Refused(_("Choose what is decided on: the picture or the name."))
    require_no_colleague(reader)
    if not seen or face_of(reader, action) != seen:
        raise Refused(_("The reader has changed it meanwhile. Look again."))


def take(decision: Decision) -> None:
    """Carry the decision out: initials for the picture, a neutral name for the name."""
    assert decision.reader, "one decides on the face of somebody"
    if decision.action == Action.NAME:
        decision.reader.display_name = neutral_name(decision, decision.reader.language or settings.LANGUAGE_CODE)
        decision.reader.save(update_fields=["display_name"])
        return
    picture = Picture.objects.get(reader=decision.reader)
    prints = dict(picture.prints.values_list("width", "data"))
    TakenPicture.objects.create(
        decision=decision, reader=decision.reader, small=prints[SMALL], large=prints[LARGE], added_at=picture.added_at
    )
    picture.delete()


def give_back(decision: Decision) -> None:
    """Undo it, unless its reader has chosen another picture or name since."""
    reader = decision.reader
    if reader and decision.action == Action.NAME and is_still_neutral(reader, decision):
        reader.display_name = decision.text
        reader.save(update_fields=["display_name"])
    taken = TakenPicture.objects.filter(decision=decision).first()
    if taken:
        give_picture_back(taken)
        taken.delete()


def give_picture_back(taken: TakenPicture) -> None:
    """The picture as it was, at another address."""
    picture, is_new = Picture.objects.get_or_create(reader=taken.reader, defaults={"added_at": taken.added_at})
    if is_new:
        prints = {SMALL: taken.small, LARGE: taken.large}
        Print.objects.bulk_create(Print(picture=picture, width=width, data=data) for width, data in prints.items())


def is_still_neutral(reader: User, decision: Decision) -> bool:
    """Whether the reader is called what the decision gave them, in whichever language they had then."""
    return any(reader.display_name == neutral_name(decision, code) for code, _name in settings.LANGUAGES)


def neutral_name(decision: Decision, language: str) -> str:
    """`Reader 4711`: after the decision, so that it says nothing of the reader, and is nobody else's."""
    with translation.override(language):
        return _("Reader %(number)d") % {"number": decision.pk}


def was_picture_taken(reader: User, print_of_it: bytes) -> bool:
    """Whether a moderator took this picture from the reader, or one that is a copy of it."""
    taken = [bytes(each) for each in TakenPicture.objects.filter(reader=reader).values_list("large", flat=True)]
    return print_of_it in taken or any(look_alike(opened(print_of_it), opened(each)) for each in taken)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def was_taken(reader: User, name: str) -> bool:
    """Whether a moderator took this name from the reader, in any case of letters."""
    taken = Decision.objects.standing().filter(reader=reader, action=Action.NAME)
    return taken.filter(text__iexact=name).exists()
