"""A text in each language of the paper: picked for a page, tidied, checked, and typed (docs/decisions/0044).

Beside `name` stands `names`, such as `{"vi": "Thế giới", "es": "Mundo"}`; any other language shows `name`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text import name_in

CODES = [code for code, _name in settings.LANGUAGES]
LONGEST_BEFORE = 500  # letters of a text that the history repeats

type Texts = dict[str, str]


def present_language() -> str:
    """The language in which the present page speaks, or the desk to its user."""
    return get_language() or settings.LANGUAGE_CODE


def in_own_language(texts: Texts, otherwise: str, language: str | None = None) -> str:
    """The text in `language` (the page's), `otherwise` where there is none."""
    return texts.get(language or present_language()) or otherwise


def language_of(texts: Texts) -> str:
    """The language of the text that `in_own_language()` picks."""
    present = present_language()
    return present if texts.get(present) else settings.LANGUAGE_CODE


def tidied(texts: Any, shape: Callable[[str], str] = name_in) -> Texts:
    """The texts, each in its `shape` (on one line), without empty ones."""
    shaped = {code: shape(text) for code, text in (texts or {}).items()}
    return {code: text for code, text in shaped.items() if text}


def checked(texts: Any, what: Any, most: int | None) -> Texts:
    """`texts` if they are in languages of the paper and no longer than `most` characters; raises ValidationError."""
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ValidationError(_("This must be texts by their languages' codes."))
    for code, text in texts.items():
        if code not in CODES:
            raise ValidationError(_("The paper has no language “%(code)s”.") % {"code": code})
        if most and len(text) > most:
            counts = {"what": called(what, code), "count": len(text), "most": most}
            raise ValidationError(_("%(what)s: it has %(count)d characters, and %(most)d are the most.") % counts)
    return texts


def called(what: Any, code: str) -> str:
    """How the desk calls a text in one language: “Name in Vietnamese”."""
    return capfirst(_("%(what)s in %(language)s") % {"what": what, "language": dict(settings.LANGUAGES)[code]})


class InputInEachLanguage(forms.MultiWidget):
    """An input for each language, under its name; the site's own is offered only where a text of it is kept already.

    One is when the site once spoke another language, or when a bundle of such a site was imported.
    """

    class Media:
        css: ClassVar = {"all": ["desk/in_languages.css"]}

    def __init__(self, what: Any, widget: forms.Widget) -> None:
        self.what = what
        super().__init__(dict.fromkeys(CODES, widget))

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in CODES]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """In Python, because Django looks for templates of widgets among its own."""
        draw = (renderer or get_default_renderer()).render
        inputs = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        drawn = (
            (each["attrs"]["id"], called(self.what, code), draw(each["template_name"], {"widget": each}))
            for code, each in self.offered(inputs)
        )
        return format_html_join("", '<p class="in-language"><label for="{}">{}</label>{}</p>', drawn)

    @staticmethod
    def offered(inputs: Iterable[dict[str, Any]]) -> Iterable[tuple[str, dict[str, Any]]]:
        for code, each in zip(CODES, inputs, strict=True):
            if each["value"] or code != settings.LANGUAGE_CODE:
                each["attrs"] |= {"lang": code}
                yield code, each


class FieldInEachLanguage(forms.MultiValueField):
    """Texts by language, each typed in an input of its own; the model's field checks them."""

    def __init__(self, *, what: Any, widget: forms.Widget, **kwargs: Any) -> None:
        each = [forms.CharField(required=False) for _code in CODES]
        self.what, in_each = what, InputInEachLanguage(what, widget)
        super().__init__(each, widget=in_each, require_all_fields=False, **kwargs)

    def compress(self, texts: list[str]) -> Texts:
        return {code: text for code, text in zip(CODES, texts, strict=False) if text}

    def changes(self, before: Texts, after: Texts) -> Iterator[str]:
        """Which texts became others, each that is short with what stood there before."""
        for code in CODES:
            if before.get(code) != after.get(code):
                label, text = called(self.what, code), before.get(code, "")
                is_told = 0 < len(text) <= LONGEST_BEFORE
                yield _("%(label)s (before: “%(text)s”)") % {"label": label, "text": text} if is_told else label
