"""The article bundle: a newsroom's archive as one JSON object a line, and its way in (docs/bundle.md)."""

from articles.bundle.lines import NotABundle
from articles.bundle.loading import Report, load

__all__ = ["NotABundle", "Report", "load"]
