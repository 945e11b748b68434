"""What the desk says beside a moment to whoever's own clock is not the paper's."""

from typing import Any

from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog

from articles.moments import zone_in_words

NOTE = "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour {way}.)"


class WordsOfScripts(JavaScriptCatalog):
    """What Django's scripts say, but for their note on clocks, which few of its languages have."""

    def get_catalog(self) -> dict[str, Any]:
        said = {
            "ahead": _("By the paper's clock, %(clock)s. Yours is %(offset)s h ahead."),
            "behind": _("By the paper's clock, %(clock)s. Yours is %(offset)s h behind."),
        }
        told = {"clock": zone_in_words(), "offset": "%(offset)s"}  # how many hours, the script knows
        return super().get_catalog() | {NOTE.format(way=way): words % told for way, words in said.items()}
