"""Queries that are stopped when they take too long, return too much or need too much memory.

An engine at work on a query hears nothing, so each query runs in a process of its own (`kg.store.evaluator`),
which is killed at a limit. Such a process serves one query after another.
"""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Self

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.errors import GraphError, LimitError, QueryError
from kg.store.evaluator import HEADER
from kg.store.iris import Iris
from kg.store.sparql import Answer, Query, checked

START = "import sys; sys.path[:] = {path!r}; from kg.store.evaluator import main; main({store!r}, {memory})"
OVER = 2
"""Seconds within which a process must end when it is asked to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may take; None for no limit."""

    seconds: float | None = 60.0
    rows: int | None = 100_000
    """Solutions or triples; an answer with more is cut there and says so."""
    memory: int | None = 4 << 30
    """Bytes; not enforced on Windows and macOS."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, whole or cut at the limit of rows. It is read once."""

    answer: Answer
    whole: bool = True


class Evaluator:
    """A process that answers queries on one store, one at a time. It starts with the first and ends with `close`."""

    def __init__(self, store: Path, iris: Iris, limits: Limits) -> None:
        self.store = store
        self.iris = iris
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def answer(self, query: Query) -> Result:
        """Return the answer. Raises `QueryError` where the query cannot be read or reaches a limit."""
        task = {
            "text": query.bound(),
            "base": self.iris.base,
            "prefixes": checked(query, self.iris),
            "graphs": query.graphs,
            "named": query.named,
        }
        started = monotonic()
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(task).encode() + b"\n")
            process.stdin.flush()
            with self._killed_unless_done():
                result = self._read(process, started)
        except BrokenPipeError:
            raise self._ended(process) from None
        if isinstance(result, QueryError):
            raise result
        return result

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(OVER)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            code = START.format(path=sys.path, store=str(self.store), memory=self.limits.memory or 0)
            self._process = subprocess.Popen(  # noqa: S603  (our own code on our own interpreter)
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        return self._process

    @contextmanager
    def _killed_unless_done(self) -> Iterator[None]:
        """Kill the process where an answer is not read to its end."""
        try:
            yield
        except BaseException:
            if self._process is not None:
                self._process.kill()
                self.close()
            raise

    def _read(self, process: "subprocess.Popen[bytes]", started: float) -> Result | QueryError:
        """Return the answer, or what the process says is wrong with the query."""
        kind, content, left = "", bytearray(), self.limits.rows
        lines = 0
        for letter, piece in self._frames(process, started):
            if letter == b"K":
                kind = piece.decode()
            elif letter == b"E":
                return QueryError(piece.decode())
            elif letter == b"Z":
                break
            else:
                content += piece
                lines += piece.count(b"\n")
                most = None if left is None else left + (kind == "rows")  # the first line names the variables
                if most is not None and lines > most:
                    self._stop(process)
                    return Result(_answer(kind, _first_lines(content, most)), whole=False)
        return Result(_answer(kind, bytes(content)))

    def _frames(self, process: "subprocess.Popen[bytes]", started: float) -> Iterator[tuple[bytes, bytes]]:
        """Yield the frames of an answer as they come."""
        assert process.stdout is not None
        descriptor = process.stdout.fileno()
        waiting = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while True:
                left = None
                if self.limits.seconds is not None:
                    left = self.limits.seconds - (monotonic() - started)
                    if left <= 0:
                        raise LimitError(
                            f"the query took longer than {self.limits.seconds:g} seconds and was stopped;"
                            " make it narrower or give it more time"
                        )
                if not selector.select(left):
                    continue
                piece = os.read(descriptor, 1 << 16)
                if not piece:
                    raise self._ended(process)
                waiting += piece
                while len(waiting) >= HEADER.size:
                    letter, length = HEADER.unpack_from(waiting)
                    if len(waiting) < HEADER.size + length:
                        break
                    yield letter, bytes(waiting[HEADER.size : HEADER.size + length])
                    del waiting[: HEADER.size + length]

    def _stop(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        self.close()

    def _ended(self, process: "subprocess.Popen[bytes]") -> QueryError | GraphError:
        """Return why the process has ended by itself: it needed more memory than it may, or its store is gone."""
        status = process.wait()
        self.close()
        if not self.store.is_dir() or status == 1:
            return GraphError(
                f"the store {self.store} cannot be opened; build the graph again with `kg build`"
            )
        return LimitError("the query needed more memory than it may take and was stopped; make it narrower")


def _answer(kind: str, content: bytes) -> Answer:
    """Return the answer that the process has written."""
    if kind == "triples":
        return (quad.triple for quad in parse(content, RdfFormat.N_TRIPLES))
    if kind == "truth":
        content = json.dumps({"head": {}, "boolean": content == b"true"}).encode()
        return parse_query_results(content, QueryResultsFormat.JSON)
    return parse_query_results(content, QueryResultsFormat.TSV)


def _first_lines(content: bytearray, count: int) -> bytes:
    end = -1
    for _ in range(count):
        end = content.index(b"\n", end + 1)
    return bytes(content[: end + 1])
