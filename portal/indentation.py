"""Our own templates are read without their indentation: readers' lines are too slow to send it."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

indentation = re.compile(r"\n\s+")
# A line that says what is shown, and shows nothing itself; what stands around it stays apart by the next line's end.
TAGS = "load|block|endblock|with|endwith|if|elif|else|endif|for|empty|endfor"
tag_alone = re.compile(rf"\n(\{{% (?:{TAGS})\b[^%]*%\}})(?=\n)")
# A line that is there or not, with the end of the one before it.
WITHIN = r"(?:(?!\{% (?:if|elif|else|endif)\b)[^\n])*"
line_that_may_be = re.compile(rf"\n(\{{% if [^%]*%\}})(?={WITHIN}\{{% endif %\}}\n)")
tags_above_all = re.compile(r"\A((?:\{% (?:load|if|with|address|get_current_language|front)\b[^%]*%\})+)\n")


class Unindented(Loader):
    """Leaves out what stands before a line, and empty lines, of HTML; words that are translated stand on one line."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return unindented(contents) if origin.name.endswith(".html") else contents


def unindented(html: str) -> str:
    """A template without the white space that only those who write it need."""
    lines = tags_above_all.sub(r"\1", indentation.sub("\n", html.strip()))
    return line_that_may_be.sub("\\1\n", tag_alone.sub(r"\1", lines))
