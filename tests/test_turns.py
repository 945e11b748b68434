"""Work done together by whoever has the turn: all of it, once, and nobody's trouble another's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import monotonic

import pytest

from accounts import turns
from accounts.turns import Turns
from tests.served import within


def test_what_comes_while_one_works_is_done_together_afterwards():
    batches, has_begun, may_end = [], Event(), Event()

    def work(tasks):
        batches.append(sorted(tasks))
        has_begun.set()
        may_end.wait(30)

    together = Turns(work)
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(together.join, 0)
        has_begun.wait(30)
        others = [pool.submit(together.join, number) for number in range(1, 5)]
        within(30, lambda: len(together.waiting) == 4)
        may_end.set()
        for each in [first, *others]:
            each.result(30)
    assert batches == [[0], [1, 2, 3, 4]]


def test_those_who_were_there_a_moment_ago_are_waited_for(monkeypatch):
    monkeypatch.setattr(turns, "A_MOMENT", 30)
    batches, start = [], Barrier(3)
    together = Turns(batches.append)
    together.expected, together.ended_at = 3, monotonic()

    def join(number):
        start.wait(30)
        together.join(number)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(join, range(3)))
    assert [sorted(batch) for batch in batches] == [[0, 1, 2]]


def test_nobody_is_waited_for_after_that_moment(monkeypatch):
    batches, seconds = [], []
    alone = Turns(batches.append)
    alone.expected, alone.ended_at = 3, monotonic() - turns.A_MOMENT
    monkeypatch.setattr(alone.changing, "wait", seconds.append)
    alone.join(0)
    assert batches == [[0]]
    assert all(each <= 0 for each in seconds)


def test_one_that_fails_fails_alone():
    done, start = [], Barrier(5)

    def work(tasks):
        if 3 in tasks:
            raise ValueError("three")
        done.extend(tasks)

    together = Turns(work)

    def join(number):
        start.wait(30)
        together.join(number)

    with ThreadPoolExecutor(5) as pool:
        results = [pool.submit(join, number) for number in range(5)]
        assert [number for number, result in enumerate(results) if result.exception(30)] == [3]
    assert sorted(done) == [0, 1, 2, 4]


def test_whoever_is_interrupted_leaves_no_one_waiting():
    begun, may_end = Event(), Event()

    def work(tasks):
        if 0 in tasks:
            begun.set()
            may_end.wait(30)
            raise SystemExit

    together = Turns(work)

    def interrupted():
        with pytest.raises(SystemExit):
            together.join(0)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(interrupted)
        begun.wait(30)
        second = pool.submit(together.join, 1)
        within(30, lambda: len(together.waiting) == 1)
        may_end.set()
        first.result(30)
        second.result(30)


def test_whoever_is_interrupted_before_the_work_leaves_no_one_waiting(monkeypatch):
    done, begun, may_end, interruptions = [], Event(), Event(), [SystemExit()]

    def work(tasks):
        begun.set()
        may_end.wait(30)
        done.extend(tasks)

    def gathered():
        if done and interruptions:
            raise interruptions.pop()
        return Turns.gathered(together)

    together = Turns(work)
    monkeypatch.setattr(together, "gathered", gathered)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(together.join, 0)
        begun.wait(30)
        interrupted = pool.submit(together.join, 1)
        within(30, lambda: len(together.waiting) == 1)
        last = pool.submit(together.join, 2)
        within(30, lambda: len(together.waiting) == 2)
        may_end.set()
        assert isinstance(interrupted.exception(30), SystemExit)
        assert first.result(30) is last.result(30) is None
    assert done == [0, 2]


def test_those_whose_work_was_interrupted_do_it_themselves():
    done, interruptions = [], [SystemExit()]
    begun, may_end = Event(), Event()

    def work(tasks):
        if tasks == [0]:
            begun.set()
            may_end.wait(30)
        elif len(tasks) > 1 and interruptions:
            raise interruptions.pop()
        done.extend(tasks)

    together = Turns(work)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(together.join, 0)
        begun.wait(30)
        others = [pool.submit(together.join, number) for number in (1, 2, 3)]
        within(30, lambda: len(together.waiting) == 3)
        may_end.set()
        first.result(30)
        ends = sorted(type(other.exception(30)).__name__ for other in others)
    assert ends == ["NoneType", "NoneType", "SystemExit"]
    assert len(done) == len(set(done)) == 3
