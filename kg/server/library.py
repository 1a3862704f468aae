"""The graph that is served. Where it is built again meanwhile, the next request sees the new one."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from anyio import to_thread

from kg.errors import GraphError
from kg.graph import Graph
from kg.server.pool import Pool
from kg.server.settings import Settings


@dataclass(frozen=True, slots=True)
class Served:
    """A graph and the processes that answer queries on it."""

    graph: Graph
    pool: Pool


class Library:
    """Holds one graph; opened again when its manifest has changed, while requests go on with what they have."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self._served: Served | None = None
        self._seen: tuple[int, int] | None = None
        self._old: list[Pool] = []
        self._opening = asyncio.Lock()

    async def current(self) -> Served:
        """Return the graph as it is now. Raises `GraphError` if there is none."""
        async with self._opening:
            mark = self._mark()
            if self._served is None or mark != self._seen:
                graph = await to_thread.run_sync(self._open)
                if self._served is not None:
                    self._old.append(self._served.pool)
                    self._served.pool.retire()
                store = self.path / "store" / graph.manifest.store
                self._served, self._seen = Served(graph, Pool(store, graph.iris, self.settings)), mark
            return self._served

    def close(self) -> None:
        """End all processes."""
        for pool in (*self._old, *([self._served.pool] if self._served else ())):
            pool.close()

    def _mark(self) -> tuple[int, int]:
        try:
            status = (self.path / "manifest.json").stat()
        except OSError as error:
            raise GraphError(f"{self.path} holds no graph any more ({error.strerror})") from error
        return status.st_mtime_ns, status.st_ino

    def _open(self) -> Graph:
        graph = Graph.open(self.path)
        # What every page needs is loaded here, in one thread.
        assert graph.store is not None
        graph.called("")
        graph.statements()
        return graph
