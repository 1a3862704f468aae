"""Processes of a Dask cluster, on whatever machines they run.

Of the engines that were measured Dask is the smallest to install and the quickest to start, and it finishes where a
worker is killed: see `SCALE.md` beside this file.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from kg.errors import GraphError, InputError, SetupError
from kg.parallel import AHEAD, Done, Item, Result, Task

if TYPE_CHECKING:
    from distributed import Client, Future

WAIT = 30.0
"""Seconds in which a scheduler must answer and have a worker."""
_ALONE = Lock()


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the Dask scheduler at an address, `tcp://host:8786`, which may come and go."""

    address: str

    def run(self, task: Task[Item, Result], shards: Iterable[Sequence[Item]]) -> Iterator[Done[Item, Result]]:
        """Yield what comes of each shard: see `kg.parallel.Workers`.

        What a worker that is lost had under way the scheduler gives to another, as often as its setting
        `distributed.scheduler.allowed-failures` says. Raises `SetupError` where Dask is not installed and `InputError`
        where nobody answers or there are no workers.
        """
        try:
            from distributed import KilledWorker, as_completed
        except ImportError as error:
            raise SetupError("a cluster needs Dask: pip install 'kg[cluster]'") from error
        waiting = iter(shards)
        with self._client() as client:
            done = as_completed()
            under_way: dict[Future, Sequence[Item]] = {}

            def send(items: Sequence[Item]) -> None:
                future = client.submit(_alone, task, items, pure=False)
                under_way[future] = items
                done.add(future)

            def fill() -> None:
                while len(under_way) < AHEAD * max(1, len(client.nthreads())):
                    items = next(waiting, None)
                    if items is None:
                        return
                    send(items)

            fill()
            while under_way:
                future = next(done)
                items = under_way.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    if len(items) == 1:
                        yield items, None
                    for item in items if len(items) > 1 else ():
                        send([item])
                except CancelledError as error:
                    raise GraphError(
                        f"the Dask scheduler at {self.address} has gone; what was read is kept, run the command again"
                    ) from error
                else:
                    yield items, result
                fill()

    def _client(self) -> "Client":
        from distributed import Client

        try:
            client = Client(self.address, timeout=WAIT)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(
                f"no Dask scheduler answers at {self.address}; start one with `dask scheduler`, or name its address"
            ) from error
        end = time.monotonic() + WAIT
        while not client.nthreads():
            if time.monotonic() > end:
                client.close()
                raise InputError(
                    f"the Dask scheduler at {self.address} has no workers; start some with `dask worker {self.address}`"
                )
            time.sleep(0.2)
        return client


def _alone(task: Task[Item, Result], items: Sequence[Item]) -> Result:
    """Return what comes of a shard; a worker of several threads does one at a time, for a model serves one."""
    with _ALONE:
        return task(items)
