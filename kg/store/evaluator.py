"""The process in which a query is evaluated, so that it can be stopped: `kg.store.limits` starts and ends it.

It reads tasks from standard input, one JSON line each, and writes each answer to standard output in frames: a
letter, the length in four bytes, and the content. `K` gives the kind of the answer ("rows", "truth", "triples"),
`D` a piece of it (tab-separated values, N-Triples lines), `E` an error in words; `Z` ends it.
"""

import json
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from kg.errors import QueryError
from kg.store.sparql import evaluated

HEADER = struct.Struct(">cI")
PIECE = 1 << 16
"""Bytes of an answer that are written at a time."""


class _Pieces:
    """A file whose content goes out in frames."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.waiting = bytearray()

    def write(self, content: bytes) -> int:
        self.waiting += content
        if len(self.waiting) >= PIECE:
            self.flush()
        return len(content)

    def flush(self) -> None:
        if self.waiting:
            put(self.out, b"D", bytes(self.waiting))
            self.waiting.clear()


def put(out: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    """Write a frame."""
    out.write(HEADER.pack(kind, len(content)) + content)
    out.flush()


def answer(store: Store, task: dict[str, Any], out: BinaryIO) -> None:
    """Write the answer of one task."""
    try:
        found = evaluated(
            store, task["text"], task["base"], task["prefixes"], tuple(task["graphs"]), task["named"]
        )
        pieces: Any = _Pieces(out)
        if isinstance(found, QueryBoolean):
            put(out, b"K", b"truth")
            pieces.write(b"true" if found else b"false")
        elif isinstance(found, QuerySolutions):
            put(out, b"K", b"rows")
            found.serialize(pieces, QueryResultsFormat.TSV)
        else:
            put(out, b"K", b"triples")
            serialize(found, pieces, RdfFormat.N_TRIPLES)
        pieces.flush()
        put(out, b"Z")
    except QueryError as error:
        put(out, b"E", str(error).encode())
    except (OSError, RuntimeError, ValueError) as error:
        put(out, b"E", f"the query failed: {' '.join(str(error).split())}".encode())


def main(path: str, memory: int) -> None:
    """Answer tasks until there is none. `path` is the folder of a store, `memory` a number of bytes, or 0."""
    if memory:
        with suppress(ImportError):  # no such limit on Windows
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    store = Store.read_only(path)
    out = sys.stdout.buffer
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for line in sys.stdin.buffer:
            answer(store, json.loads(line), out)
