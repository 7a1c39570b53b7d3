"""Several processes: order, backpressure, and nobody left behind however it ends."""

from __future__ import annotations

import math
import multiprocessing
import operator
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice

import pytest

from archive.errors import HeardError, UsageError
from archive.redact.worker_pool import AHEAD, WorkerPool


def test_answers_come_in_the_order_of_the_tasks() -> None:
    with WorkerPool(operator.neg, 2) as pool:
        assert list(pool.answers(range(200))) == [-n for n in range(200)]
    assert not multiprocessing.active_children()


def test_a_slow_task_is_waited_for_while_others_go_on() -> None:
    with WorkerPool(time.sleep, 2) as pool:
        assert list(pool.answers([0.3, 0.0, 0.0, 0.0])) == [None] * 4


def test_an_answer_is_given_before_the_next_task_is_known() -> None:
    answered = threading.Event()

    def one_by_one() -> Iterator[int]:
        for number in range(3):
            answered.clear()
            yield number
            assert answered.wait(60)

    with WorkerPool(operator.neg, 2) as pool:
        for expected, got in enumerate(pool.answers(one_by_one())):
            assert got == -expected
            answered.set()
    assert expected == 2


def test_endless_tasks_are_taken_no_faster_than_answers_are() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        for _ in count():
            taken += 1
            yield bytes(100_000)

    with WorkerPool(len, 2) as pool:
        answers = pool.answers(endless())
        assert sum(islice(answers, 40)) == 4_000_000
        time.sleep(0.2)
        assert taken <= 40 + 2 * AHEAD + 8
    assert not multiprocessing.active_children()


def test_what_the_tasks_raise_comes_after_the_answers_before_it() -> None:
    def broken() -> Iterator[int]:
        yield from range(3)
        raise UsageError("The input is not UTF-8.")

    with WorkerPool(operator.neg, 2) as pool:
        answers = pool.answers(broken())
        assert list(islice(answers, 3)) == [0, -1, -2]
        with pytest.raises(UsageError):
            next(answers)


def test_a_process_that_dies_is_told_and_no_other_is_left() -> None:
    with pytest.raises(HeardError, match="fewer --jobs"), WorkerPool(os._exit, 2) as pool:
        list(pool.answers([3, 3]))
    assert not multiprocessing.active_children()


def test_an_interruption_ends_every_process() -> None:
    with suppress(KeyboardInterrupt), WorkerPool(math.factorial, 2) as pool:
        next(pool.answers(count()))
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()
