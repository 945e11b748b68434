"""The article bundle: a newspaper as one JSON object a line, its way in and its way out (docs/bundle.md)."""

from articles.bundle.exporting import Outcome, export
from articles.bundle.files import NotExported
from articles.bundle.lines import NotABundle
from articles.bundle.loading import Report, load

__all__ = ["NotABundle", "NotExported", "Outcome", "Report", "export", "load"]
