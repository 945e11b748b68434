"""Our own templates are read without their indentation: readers' lines are too slow to send it."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

indentation = re.compile(r"\n\s+")


class Unindented(Loader):
    """Leaves out what stands before a line, and empty lines, of HTML; words that are translated stand on one line."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return indentation.sub("\n", contents) if origin.name.endswith(".html") else contents
