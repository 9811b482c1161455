"""Count several batches at the same time, where an engine can.

One batch does not keep every processor busy: many of its statements are about few rows, which one processor works out.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from itertools import count
from threading import Lock

from onroll.analysis.engine import Engine

Progress = Callable[[int, int], None]


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
