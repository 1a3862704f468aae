"""Work in other processes, of this machine or of a cluster, that outlives the loss of any of them.

A task is a function that a process can import; a shard is the items it is given at a time. What comes of a shard is
the same wherever it is done, so one that was lost is done again. Nothing here knows what the work is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Task = Callable[[Sequence[Item]], Result]
Done = tuple[Sequence[Item], Result | None]
"""Items and what came of them; None for a single one that has ended each process it was given to."""

AHEAD = 2
"""Shards that are sent out for each process, so that none waits for work."""
ATTEMPTS = 2
"""How often items go out together, and then how often each goes out alone."""


class Workers(Protocol):
    """Processes that do tasks."""

    def run(self, task: Task[Item, Result], shards: Iterable[Sequence[Item]]) -> Iterator[Done[Item, Result]]:
        """Yield what comes of each shard, as they are done; of `shards` a few are held at a time.

        A shard whose process ends is given to another one, and after `ATTEMPTS` item by item. What a task raises
        is raised here.
        """
        ...


def workers_of(count: int, cluster: str | None = None) -> Workers:
    """Return the workers of a Dask cluster at that address, else so many processes of this machine; one is this one."""
    from kg.parallel.cluster import Cluster
    from kg.parallel.here import Here
    from kg.parallel.local import Processes

    if cluster:
        return Cluster(cluster)
    return Here() if count == 1 else Processes(count)
