"""Count several batches, or several things of what was counted, at the same time, where an engine can.

One does not keep every processor busy: many statements are about few rows, which one processor works out.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from itertools import count
from queue import SimpleQueue
from threading import Lock
from typing import TypeVar

from onroll.analysis.engine import Engine

Progress = Callable[[int, int], None]
# An engine of some kind, and what a piece of work answers.
_One = TypeVar("_One")
_Answer = TypeVar("_Answer")


def for_each(engine: Engine, batches: int, work: Callable[[Engine, int], None], progress: Progress) -> None:
    """Do the work of every batch, by its number, telling `progress` of each; begin no other after a fault, and raise it."""
    with engine.side_by_side(batches) as engines:
        if len(engines) == 1:
            for number in range(batches):
                work(engines[0], number)
                progress(number + 1, batches)
            return
        numbers, lock, done = iter(range(batches)), Lock(), count(1)

        def several(one: Engine) -> None:
            while (number := _taken(numbers, lock)) is not None:
                try:
                    work(one, number)
                except BaseException:
                    _use_up(numbers, lock)
                    raise
                with lock:
                    progress(next(done), batches)

        with ThreadPoolExecutor(len(engines)) as pool:
            _first_fault([pool.submit(several, one) for one in engines])


def at_once(
    engines: AbstractContextManager[Sequence[_One]], works: Sequence[Callable[[_One], _Answer]]
) -> list[_Answer]:
    """Answer what each piece of work comes to, in the order given; raise the first fault, once all have ended.

    `engines` are what an engine gives side by side; where it gives one, that does them one after the other.
    """
    with engines as found:
        free: SimpleQueue[_One] = SimpleQueue()
        for one in found:
            free.put(one)

        def done(work: Callable[[_One], _Answer]) -> _Answer:
            one = free.get()
            try:
                return work(one)
            finally:
                free.put(one)

        if len(found) == 1:
            return [done(work) for work in works]
        with ThreadPoolExecutor(len(found)) as pool:
            return list(pool.map(done, works))


def _taken(numbers: Iterator[int], lock: Lock) -> int | None:
    with lock:
        return next(numbers, None)


def _use_up(numbers: Iterator[int], lock: Lock) -> None:
    with lock:
        for _ in numbers:
            pass


def _first_fault(futures: list[Future[None]]) -> None:
    for future in as_completed(futures):
        future.result()
