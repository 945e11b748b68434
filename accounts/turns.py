"""Work of several threads that is cheaper done together: whoever has the turn does what has come meanwhile."""

from collections.abc import Callable, Sequence
from threading import Condition, Lock
from time import monotonic

A_MOMENT = 0.01  # seconds after a turn in which those who were there then are likely to come again


class Place[Task]:
    """Where one task stands, and its thread before the gate, until it is done or the thread has the turn."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.gate = Lock()
        self.gate.acquire()
        self.is_done = False
        self.error: Exception | None = None

    def wait(self) -> None:
        self.gate.acquire()

    def call(self) -> None:
        if self.gate.locked():
            self.gate.release()


class Turns[Task]:
    """`work` gets the tasks that wait, by one thread of the process at a time.

    When many come, whoever has the turn waits for as many as there were at the end of the last one, but never longer
    than `A_MOMENT` after that: to do twice as many together costs each of them little more than half.
    """

    def __init__(self, work: Callable[[list[Task]], None]) -> None:
        self.work = work
        self.waiting: list[Place[Task]] = []
        self.changing = Condition()  # held by whoever changes what is here; notified when as many wait as are expected
        self.is_taken, self.expected, self.ended_at = False, 0, 0.0

    def join(self, task: Task) -> None:
        """Return once the task is done, by whomever; raises what its work raised."""
        mine = Place(task)
        if not self.has_turn(mine):
            mine.wait()
        if not mine.is_done:
            self.take_turn(mine)
        if mine.error:
            raise mine.error

    def has_turn(self, mine: Place[Task]) -> bool:
        """Have the task wait with the others; whether the turn is its thread's at once, since nobody has it."""
        with self.changing:
            self.waiting.append(mine)
            if self.are_all_here():
                self.changing.notify()
            is_free, self.is_taken = not self.is_taken, True
        return is_free

    def are_all_here(self) -> bool:
        return len(self.waiting) >= self.expected

    def take_turn(self, mine: Place[Task]) -> None:
        """Do what has come, and give the turn to whoever came first of the others."""
        taken: Sequence[Place[Task]] = ()
        try:
            taken = self.gathered()
            self.do(taken)
        finally:
            self.pass_on(taken, mine)

    def gathered(self) -> list[Place[Task]]:
        """Take what waits, the task of this thread along with it."""
        with self.changing:
            self.changing.wait_for(self.are_all_here, self.ended_at + A_MOMENT - monotonic())
            taken, self.waiting = self.waiting, []
        return taken

    def pass_on(self, taken: Sequence[Place[Task]], mine: Place[Task]) -> None:
        """Give the turn to whoever waits; first come those whose work was interrupted along with this thread."""
        with self.changing:
            there = [*taken, *self.waiting]
            self.waiting = [place for place in there if not (place.is_done or place is mine)]
            self.expected, self.ended_at, self.is_taken = len(there), monotonic(), bool(self.waiting)
            if self.waiting:
                self.waiting[0].call()

    def do(self, places: Sequence[Place[Task]]) -> None:
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
            place.call()
