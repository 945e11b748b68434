"""The newsroom's own accent: which colours can be read on the paper, and the style sheet that sets them."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

HEX = r"[0-9a-f]{6}"
# What the accent must be read on: links on the paper by night, and by day the quieter words on the strip of its colour.
STRIP_WORDS, NIGHT_PAPER = "#f6dcd8", "#131211"
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3

is_hex = RegexValidator(rf"^#{HEX}\Z", _("A colour is # and six of 0–9 and a–f, e.g. #a61b1b."))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_readable_by_day(colour: str) -> None:
    """Refuse an accent that is too pale for white paper and for white words on it."""
    is_hex(colour)
    if contrast(colour, STRIP_WORDS) < READABLE:
        raise ValidationError(_("Too pale to read on white paper and to write on in white: choose a darker colour."))


def is_readable_by_night(colour: str) -> None:
    """Refuse an accent that is too dark for the dark paper."""
    is_hex(colour)
    if contrast(colour, NIGHT_PAPER) < READABLE:
        raise ValidationError(_("Too dark to read on dark paper: choose a paler colour."))


def style_sheet(by_day: str, by_night: str) -> str:
    """CSS that sets the accent and the strip of its colour, each as six hexadecimal digits."""
    return (
        f":root{{--accent:light-dark(#{by_day},#{by_night});"
        f"--banner:light-dark(#{by_day},color-mix(in srgb,#{by_day} 65%,#000))}}"
    )
