"""Work of several threads that is cheaper done together: whoever has the turn does what has come meanwhile."""

from collections import deque
from collections.abc import Callable, Hashable
from threading import Lock


class Place[Task]:
    """Where one task stands."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.is_done = False
        self.error: Exception | None = None


class Turns[Task]:
    """`work` gets the tasks that wait, by one thread of the process at a time; no two of the same `key` together."""

    def __init__(self, work: Callable[[list[Task]], None], key: Callable[[Task], Hashable]) -> None:
        self.work, self.key = work, key
        self.turn = Lock()
        self.waiting: deque[Place[Task]] = deque()

    def join(self, task: Task) -> None:
        """Return once the task is done, by whomever; raises what its work raised."""
        mine = Place(task)
        self.waiting.append(mine)
        with self.turn:
            if not mine.is_done:
                self.do(self.with_mine(mine))
        if mine.error:
            raise mine.error

    def with_mine(self, mine: Place[Task]) -> list[Place[Task]]:
        """Take what waits, the task of this thread first; a second one of a key waits on."""
        taken = {self.key(mine.task): mine}
        for place in [self.waiting.popleft() for _each in range(len(self.waiting))]:
            if taken.setdefault(self.key(place.task), place) is not place:
                self.waiting.append(place)
        return list(taken.values())

    def do(self, places: list[Place[Task]]) -> None:
        """Do all in one; where that fails, each for itself, so that nobody's trouble is another's."""
        try:
            self.work([place.task for place in places])
        except Exception as error:
            if len(places) > 1:
                for place in places:
                    self.do([place])
                return
            places[0].error = error
        for place in places:
            place.is_done = True
