"""Work done together by whoever has the turn: all of it, once, and nobody's trouble another's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from accounts.turns import Turns
from tests.served import within


def test_what_comes_while_one_works_is_done_together_afterwards():
    batches, has_begun, may_end = [], Event(), Event()

    def work(tasks):
        batches.append(sorted(tasks))
        has_begun.set()
        may_end.wait(30)

    turns = Turns(work, key=lambda task: task)
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(turns.join, 0)
        has_begun.wait(30)
        others = [pool.submit(turns.join, number) for number in range(1, 5)]
        within(30, lambda: len(turns.waiting) == 4)
        may_end.set()
        for each in [first, *others]:
            each.result(30)
    assert batches == [[0], [1, 2, 3, 4]]


def test_two_of_one_key_are_never_done_together():
    batches, start = [], Barrier(6)
    turns = Turns(batches.append, key=lambda task: task % 2)

    def join(number):
        start.wait(30)
        turns.join(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(join, range(6)))
    assert sorted(number for batch in batches for number in batch) == list(range(6))
    assert all(len({number % 2 for number in batch}) == len(batch) for batch in batches)


def test_one_that_fails_fails_alone():
    done, start = [], Barrier(5)

    def work(tasks):
        if 3 in tasks:
            raise ValueError("three")
        done.extend(tasks)

    turns = Turns(work, key=lambda task: task)

    def join(number):
        start.wait(30)
        turns.join(number)

    with ThreadPoolExecutor(5) as pool:
        results = [pool.submit(join, number) for number in range(5)]
        assert [number for number, result in enumerate(results) if result.exception(30)] == [3]
    assert sorted(done) == [0, 1, 2, 4]


def test_whoever_is_interrupted_leaves_no_one_waiting():
    def work(tasks):
        if tasks == [0]:
            raise SystemExit

    turns = Turns(work, key=lambda task: task)
    with pytest.raises(SystemExit):
        turns.join(0)
    turns.join(1)
