"""A bounded memory of pages, in which those that nobody asked for again make room first."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from threading import Lock

from portal.page_cache.page import Address, Page

PER_PAGE = 2_000  # bytes that a page takes beside its content
PER_KEY = 200  # bytes that each key of what it is made of takes, in the page and in the index
CODINGS = 2  # times its content's size, for the codings of it that are kept beside it
MOST_SPARED = 8  # rounds of making room that a page survives after it was last asked for


class KeptPages:
    """Pages by address, up to so many bytes; a clock's hand makes room (GCLOCK; Smith, ACM TODS 3(3), 1978)."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[Address, Page] = OrderedDict()  # the hand stands at the first
        self._made_of: dict[str, set[Address]] = defaultdict(set)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, address: Address) -> bool:
        return address in self._pages

    def get(self, address: tuple[str, bool, str, str]) -> Page | None:
        """The page, marked as asked for once more."""
        page = self._pages.get(address)  # type: ignore[call-overload]
        if page is not None and page.spared < MOST_SPARED:
            page.spared += 1
        return page

    def keep(self, address: Address, page: Page) -> None:
        """Keep the page, in place of an older one of its address or of those that were asked for least."""
        with self._lock:
            old = self._remove(address)
            page.spared = old.spared if old else 0
            self._pages[address] = page
            self.bytes += size_of(page)
            for key in page.keys:
                self._made_of[key].add(address)
            self._make_room()

    def drop(self, address: Address) -> None:
        """Forget the page, if it is there."""
        with self._lock:
            self._remove(address)

    def made_of(self, keys: Iterable[str]) -> dict[Address, Page]:
        """The pages that any of the keys is part of."""
        with self._lock:
            addresses = set[Address]().union(*(self._made_of[key] for key in keys if key in self._made_of))
            return {address: self._pages[address] for address in addresses}

    def everything(self) -> dict[Address, Page]:
        with self._lock:
            return dict(self._pages)

    def _remove(self, address: Address) -> Page | None:
        page = self._pages.pop(address, None)
        if page is not None:
            self.bytes -= size_of(page)
            for key in page.keys:
                self._made_of[key].discard(address)
                if not self._made_of[key]:
                    del self._made_of[key]
        return page

    def _make_room(self) -> None:
        while self.bytes > self.most_bytes:
            address, page = next(iter(self._pages.items()))
            if page.spared > 0:
                page.spared -= 1
                self._pages.move_to_end(address)
            else:
                self._remove(address)


def size_of(page: Page) -> int:
    return PER_PAGE + PER_KEY * len(page.keys) + CODINGS * len(page.content)
