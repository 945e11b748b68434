"""What waits to be counted: bounded, however many come and however long the database is away."""

from collections import Counter
from collections.abc import Iterable
from threading import Lock

from articles.counting import What

MOST = 100_000  # readers who wait, some ten megabytes; while the database answers, a second's


class Waiting:
    """Signs of who came, by what is counted. When there is no more room, articles that nobody could see make some."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.figures: Counter[str] = Counter()
        self._readers: dict[What, set[int]] = {}
        self._unseen: dict[What, None] = {}  # those for articles that may not exist, the oldest first
        self._number = 0
        self._seen: set[int] = set()  # articles that were counted lately
        self._lock = Lock()

    def __len__(self) -> int:
        return self._number

    def add(self, what: What, sign: int) -> None:
        """Have `what` counted once for whom `sign` stands for."""
        with self._lock:
            self.figures["received"] += 1
            signs = self._readers.get(what)
            if signs and sign in signs:
                self.figures["repeated"] += 1
                return
            if self._number >= self.most and not self._makes_room_for(what):
                self.figures["dropped"] += 1
                return
            if signs is None:
                signs = self._begin(what)
            signs.add(sign)
            self._number += 1

    def refuse(self) -> None:
        """Only note that something came that is no reader's."""
        with self._lock:
            self.figures["received"] += 1
            self.figures["refused"] += 1

    def take(self) -> dict[What, set[int]]:
        """All that waits, which then waits no more."""
        with self._lock:
            taken, self._readers, self._unseen, self._number = self._readers, {}, {}, 0
            return taken

    def note(self, **figures: int) -> None:
        with self._lock:
            self.figures.update(figures)

    def see(self, articles: Iterable[int]) -> None:
        """Remember that the public can see these articles."""
        with self._lock:
            articles = set(articles)
            self._seen = self._seen | articles if len(self._seen) < self.most else articles

    def _begin(self, what: What) -> set[int]:
        if what.article not in self._seen:
            self._unseen[what] = None
        return self._readers.setdefault(what, set())

    def _makes_room_for(self, what: What) -> bool:
        """Whether there is room once a beacon is gone for an article that may not exist; each is looked at once."""
        while what.article in self._seen and self._unseen:
            oldest = next(iter(self._unseen))
            del self._unseen[oldest]
            if oldest.article not in self._seen:
                dropped = len(self._readers.pop(oldest))
                self._number -= dropped
                self.figures["dropped"] += dropped
                return True
        return False
