"""Public pages kept ready in memory, in front of Django, until something that they show changes.

`cache` answers requests, `page` is what it keeps and `kept` where; `listening` hears from the database what has changed
and `telling` says it; `purging` tells it to proxies and CDNs (docs/decisions/0012 and 0025).
"""

from portal.page_cache.cache import PageCache

__all__ = ["PageCache"]
