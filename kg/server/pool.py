"""Processes that answer queries, a few at a time."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from anyio import to_thread

from kg.errors import KgError
from kg.server.settings import Settings
from kg.store.iris import Iris
from kg.store.limits import Evaluator

Value = TypeVar("Value")


class BusyError(KgError):
    """All processes are at work, and the query has waited long enough."""


class Pool:
    """So many processes on one store; each starts with its first query."""

    def __init__(self, store: Path, iris: Iris, settings: Settings) -> None:
        self._patience = settings.patience
        self._all = [Evaluator(store, iris, settings.limits) for _ in range(settings.parallel)]
        self._free: asyncio.Queue[Evaluator] = asyncio.Queue()
        self._retired = False
        for evaluator in self._all:
            self._free.put_nowait(evaluator)

    async def run(self, work: Callable[[Evaluator], Value]) -> Value:
        """Return what `work` makes of a process, in a thread. Raises `BusyError` if none is free in time."""
        try:
            evaluator = await asyncio.wait_for(self._free.get(), self._patience)
        except TimeoutError:
            raise BusyError(
                f"all {len(self._all)} processes are at work; try again, or start the server with more (--parallel)"
            ) from None
        try:
            return await to_thread.run_sync(work, evaluator)
        finally:
            self._free.put_nowait(evaluator)
            self._close_if_done()

    def retire(self) -> None:
        """End all processes as soon as none is at work; no more work will come."""
        self._retired = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._retired and self._free.qsize() == len(self._all):
            self.close()

    def close(self) -> None:
        """End all processes, those at work too."""
        for evaluator in self._all:
            evaluator.close()
