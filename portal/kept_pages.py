"""A bounded memory of pages, in which those that nobody asked for again make room first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Protocol

PER_PAGE = 2_000  # bytes that a page takes beside its content
CODINGS = 2  # times its content's size, for the codings of it that are kept beside it
MOST_SPARED = 8  # rounds of making room that a page survives after it was last asked for


class Sized(Protocol):
    content: bytes
    spared: int


class KeptPages[Kept: Sized]:
    """Pages by key, up to so many bytes; a clock's hand makes room (GCLOCK; Smith, ACM TODS 3(3), 1978)."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()  # the hand stands at the first
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> Kept | None:
        """The page, marked as asked for once more."""
        page = self._pages.get(key)
        if page is not None and page.spared < MOST_SPARED:
            page.spared += 1
        return page

    def keep(self, key: Hashable, page: Kept) -> None:
        """Keep the page, in place of an older one of its key or of those that were asked for least."""
        with self._lock:
            old = self._pages.pop(key, None)
            if old is not None:
                page.spared = old.spared
                self.bytes -= size_of(old)
            self._pages[key] = page
            self.bytes += size_of(page)
            self._make_room()

    def drop(self, key: Hashable) -> None:
        """Forget the page, if it is there."""
        with self._lock:
            page = self._pages.pop(key, None)
            self.bytes -= size_of(page) if page is not None else 0

    def _make_room(self) -> None:
        while self.bytes > self.most_bytes:
            key, page = self._pages.popitem(last=False)
            if page.spared > 0:
                page.spared -= 1
                self._pages[key] = page
            else:
                self.bytes -= size_of(page)


def size_of(page: Sized) -> int:
    return PER_PAGE + CODINGS * len(page.content)
