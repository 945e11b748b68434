"""Text that readers write for others to see: plain, composed, and without signs that nobody sees."""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refused import Refused
from articles.text import composed
from articles.unseen import SIGNS_UNSEEN

# Overrides of direction, zero-width signs, tags and other letters without a shape: what reads differently than it is.
# U+FFFD is what is left of a letter that was broken on its way.
# The joiner between two pictures (👩‍🚀) and the sign that makes one coloured are how emoji are written; behind a letter
# (ℹ is one to Unicode) that sign only parts a word, so that no list of words finds it.
UNSEEN = re.compile(
    rf"[{SIGNS_UNSEEN}\u180b-\u180f\u200c\ufe00-\ufe0d\ufffc\ufffd\U000e0100-\U000e0fff]"
    r"|(?<=[^\W\d_])(?<!ℹ)[\ufe0e\ufe0f]"
    r"|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
MOST_MARKS = 8  # on a letter: Tibetan's highest pile has so many; a higher one covers what stands around it
BLANK_LINES = re.compile(r"\n\s*\n+")


def plain_text(sent: str, *, longest: int) -> str:
    """`sent` as it is kept, with single blank lines; raises Refused when it is too long or holds signs unseen."""
    if len(sent) > 4 * longest:
        raise Refused(too_long(len(sent), longest))
    if UNSTORABLE.search(sent.replace("\r", "")) or UNSEEN.search(sent):
        raise Refused(_("Your text holds signs that nobody can see. Write it anew, without copying them along."))
    if is_piled(sent):
        raise Refused(too_many_marks())
    lines = [" ".join(line.split()) for line in composed(sent).splitlines()]
    text = BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    if len(text) > longest:
        raise Refused(too_long(len(text), longest))
    if text and not any(unicodedata.category(letter)[0] in "LNS" for letter in text):
        raise Refused(_("Write a word or more."))
    return text


def is_piled(text: str) -> bool:
    """Whether a letter bears more marks than any language puts on one."""
    marks = 0
    for letter in composed(text):
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks > MOST_MARKS:
            return True
    return False


def too_many_marks() -> str:
    return _("No language puts so many marks on a letter. Write it without them.")


def too_long(length: int, longest: int) -> str:
    return ngettext(
        "Your text has %(length)s letter; at most %(longest)s fit.",
        "Your text has %(length)s letters; at most %(longest)s fit.",
        length,
    ) % {"length": length, "longest": longest}
