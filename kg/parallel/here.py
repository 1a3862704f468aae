"""The very process that asks, where starting others is not worth it."""

from collections.abc import Iterable, Iterator, Sequence

from kg.parallel import Done, Item, Result, Task


class Here:
    """Does tasks one after another; see `kg.parallel.Workers`. What ends this process ends all."""

    def run(self, task: Task[Item, Result], shards: Iterable[Sequence[Item]]) -> Iterator[Done[Item, Result]]:
        """Yield what comes of each shard, in their order."""
        for items in shards:
            yield items, task(items)
