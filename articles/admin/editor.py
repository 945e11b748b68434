"""The editor of an article's body: what it offers, in which words, and what its scripts have to know."""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.urls import reverse
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media, Script

from articles import embeds
from articles.admin.editor_words import words
from articles.admin.photo.library import told
from articles.models import Photo
from articles.models.article import WORDS_PER_MINUTE

# What the editor offers is what `articles.body` keeps.
EXTENSIONS = {
    "Document": True,
    "Menu": False,
    "NoSpellCheck": False,
    "Toolbar": True,
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Code": True,
    "Cite": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "CodeBlock": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "ArticleLink": {"protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "PlacedPhoto": True,
    "Embed": True,
    "CleanPaste": True,
    "History": True,
}
# Beside a text that has no photos of its own.
TEXT = {name: offered for name, offered in EXTENSIONS.items() if name != "PlacedPhoto"}
MODULES = ("desk", "dialogs", "embeds", "guidance", "links", "paste", "photos", "picker", "placing", "toolbar")
SCRIPTS = {"desk/editor": "desk/editor.js"} | {f"desk/{name}": f"desk/editor_{name}.js" for name in MODULES}
STYLES = [f"desk/{name}.css" for name in ("editor", "editor_toolbar", "editor_lead", "editor_dialogs", "text")]
BESIDE_THE_TEXT = [Script(f"desk/editor_{name}.js", type="module") for name in ("lead", "guidance", "titles")]
a_photo = re.compile(r'data-photo="(\d{1,18})"')


def shown_photos(numbers: list[int]) -> dict[int, dict[str, Any]]:
    """What the desk shows of the photos with these numbers, by number."""
    return {number: told(photo) for number, photo in Photo.objects.in_bulk(numbers).items()}


class BodyWidget(AdminProseEditorWidget):
    """The editor with what this body's photos look like."""

    @property
    def media(self) -> Media:
        # Import maps lead modules to their versioned files; relative imports in them would be left as they are.
        own = Media(importmap=ImportMap(SCRIPTS), css={"all": STYLES}, js=BESIDE_THE_TEXT)
        return super().media + own

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"js_modules": [static(SCRIPTS["desk/editor"])]}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-desk"] = json.dumps(known_to_scripts(str(value or "")), cls=DjangoJSONEncoder)
        return context


def known_to_scripts(markup: str) -> dict[str, Any]:
    return {
        "photos": shown_photos([int(number) for number in a_photo.findall(markup)][:200]),
        "library": reverse("admin:articles_photo_library"),
        "upload": reverse("admin:articles_photo_upload"),
        "articles": reverse("admin:articles_article_links"),
        "shown": reverse("admin:articles_article_photos"),
        "embeds": [{"provider": form.provider, "link": form.link} for form in embeds.FORMS],
        "providers": list(embeds.PROVIDERS),
        "wordsPerMinute": WORDS_PER_MINUTE,
        "words": words(),
    }


class BodyField(ProseEditorFormField):
    def __init__(self, extensions: dict[str, Any] = EXTENSIONS, **kwargs: Any) -> None:
        super().__init__(config={"extensions": extensions}, preset="configurable", widget=BodyWidget, **kwargs)
