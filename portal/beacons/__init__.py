"""Beacons: what the pages' script sends when an article is seen or shared, counted without saying who it was.

`answering` takes them in before Django, `waiting` holds them for a moment, `flushing` has them counted together
(articles.counting), and `signs` stands for whoever came. What counts is in docs/lists.md, why in docs/decisions.
"""

from portal.beacons.answering import Beacons
from portal.beacons.flushing import Flusher

__all__ = ["Beacons", "Flusher"]
