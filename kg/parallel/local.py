"""Processes of this machine.

`concurrent.futures` is used because it raises where a process was killed; `multiprocessing.Pool` and spaCy's
`nlp.pipe(n_process=...)` wait for it for ever.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import Generic

from kg.parallel import AHEAD, ATTEMPTS, Done, Item, Result, Task
from kg.parallel.here import Here

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""What libraries of linear algebra heed when they are loaded."""


@dataclass(slots=True)
class _Shard(Generic[Item]):
    items: Sequence[Item]
    attempts: int = 0
    """How often a process has ended while this was under way."""


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine, each on one thread."""

    count: int

    def run(self, task: Task[Item, Result], shards: Iterable[Sequence[Item]]) -> Iterator[Done[Item, Result]]:
        """Yield what comes of each shard: see `kg.parallel.Workers`."""
        waiting = iter(shards)
        first = list(islice(waiting, 2))
        if len(first) < 2:
            yield from Here().run(task, first)  # other processes take longer to start than this to be done
            return
        fresh = (_Shard(items) for items in chain(first, waiting))
        again: deque[_Shard[Item]] = deque()
        suspects: list[_Shard[Item]] = []

        def take() -> _Shard[Item] | None:
            return again.popleft() if again else next(fresh, None)

        with _one_thread():
            while lost := (yield from _until_one_ends(task, take, self.count)):
                for shard in lost:
                    (again if shard.attempts < ATTEMPTS else suspects).append(shard)
            # Alone, so that it is known for sure with which item a process ends.
            again.extend(_Shard([item]) for shard in suspects for item in shard.items)
            while alone := take():
                once = partial(next, iter([alone]), None)
                while alone.attempts < ATTEMPTS and (yield from _until_one_ends(task, once, 1)):
                    once = partial(next, iter([alone]), None)
                if alone.attempts == ATTEMPTS:
                    yield alone.items, None


def _until_one_ends(
    task: Task[Item, Result], take: Callable[[], _Shard[Item] | None], processes: int
) -> Generator[Done[Item, Result], None, list[_Shard[Item]]]:
    """Yield what comes of shards until a process ends; return those that were under way then, with an attempt more."""
    under_way: dict[Future[Result], _Shard[Item]] = {}
    lost: list[_Shard[Item]] = []
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        while True:
            while not lost and len(under_way) < processes * AHEAD and (shard := take()):
                try:
                    under_way[pool.submit(task, shard.items)] = shard
                except BrokenProcessPool:
                    lost.append(shard)
            if not under_way:
                return lost
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                shard = under_way.pop(future)
                try:
                    yield shard.items, future.result()
                except BrokenProcessPool:
                    shard.attempts += 1
                    lost.append(shard)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have the processes that start meanwhile use one thread each: more would take turns on the same cores."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
