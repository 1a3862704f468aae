"""A graph put on a server, one named graph after another, and checked there.

What was sent is noted beside the graph, so that a publication that was stopped goes on where it was, and later ones send
only what has changed. Documents come first and the union of all last: a reader of the server may meet evidence without
its statement for a while, never the reverse.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

import msgspec
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.endpoint.server import Server
from kg.errors import InputError
from kg.files import replace_bytes
from kg.graph import Graph
from kg.store.iris import UNION, Iris

FOLDER = "published"
"""In a graph's folder: a file for each server."""
PIECE = 20_000
"""Triples of a request: 3 MB or so."""
DERIVED = ("entities", "statements", "assertions", "inferences", "run")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Publication:
    """What a server holds of a graph once it is published."""

    graphs: int
    triples: int
    """In all its graphs."""
    sent: int
    """Graphs that were sent, because the server did not hold them as they are."""
    removed: int
    """Graphs of before that were taken away."""
    wrong: tuple[str, ...]
    """Graphs that the server holds otherwise than they were sent, by its own count."""


def publish(
    graph: Graph,
    server: Server,
    *,
    union: bool = True,
    again: bool = False,
    progress: Progress | None = None,
) -> Publication:
    """Put the graph of a folder on a server and return what is there then.

    With `union` the union of all that texts say is a graph of its own, `graph/all`, which queries without GRAPH need
    where the server has no such union itself. `again` sends what was sent before, too. Raises `InputError` where the
    server cannot be reached or does not take a graph; what was sent by then is not sent again.
    """
    if graph.archive is None:
        raise InputError("a graph in memory cannot be published; build it into a folder")
    tell = progress or (lambda done, total: None)
    store = graph.store
    named = _named(store, graph.iris, union)
    with _noted(graph.archive.path / FOLDER, server) as record:
        if again:
            record.digests.clear()
        gone = sorted(record.digests.keys() - named.keys())
        for name in gone:
            server.delete(name)
            record.note(name, None)
        counts: dict[str, int] = {}
        sent = set()
        for done, (name, node) in enumerate(named.items(), 1):
            digest, counts[name] = _content(store, node)
            if record.digests.get(name) != digest:
                sent.add(name)
                _send(store, node, name, server, record, digest)
            tell(done, len(named))
        for name in _wrong(server, counts):
            # Whoever else writes there has changed it since, or it was lost: as if it had never been sent.
            sent.add(name)
            _send(store, named[name], name, server, record, _content(store, named[name])[0])
        wrong = _wrong(server, counts)
        for name in wrong:
            record.note(name, "")
    return Publication(len(named), sum(counts.values()), len(sent), len(gone), tuple(wrong))


def _named(store: Store, iris: Iris, union: bool) -> dict[str, NamedNode | DefaultGraph]:
    """Return the graphs to send, by the names they have on a server, in the order they are sent."""
    last = {iris.graph(each): index for index, each in enumerate(DERIVED)}
    names = sorted(
        (node.value for node in store.named_graphs() if isinstance(node, NamedNode)),
        key=lambda name: (last.get(name, -1), name),
    )
    found: dict[str, NamedNode | DefaultGraph] = {name: NamedNode(name) for name in names}
    return {**found, iris.graph(UNION): DefaultGraph()} if union else found


def _lines(store: Store, node: NamedNode | DefaultGraph) -> Iterator[bytes]:
    """Yield the triples of a graph in N-Triples, in the order of the store, which follows from the content."""
    return (f"{quad.triple} .\n".encode() for quad in store.quads_for_pattern(None, None, None, node))


def _content(store: Store, node: NamedNode | DefaultGraph) -> tuple[str, int]:
    """Return the digest of a graph's triples and their number."""
    digest, count = hashlib.sha256(), 0
    for line in _lines(store, node):
        digest.update(line)
        count += 1
    return digest.hexdigest()[:32], count


def _send(
    store: Store, node: NamedNode | DefaultGraph, name: str, server: Server, record: "_Record", digest: str
) -> None:
    record.note(name, "")  # from now on until the end nobody knows what is there
    lines = _lines(store, node)
    server.put(name, b"".join(islice(lines, PIECE)))
    while piece := b"".join(islice(lines, PIECE)):
        server.add(name, piece)
    record.note(name, digest)


def _wrong(server: Server, counts: dict[str, int]) -> list[str]:
    """Return the graphs of which a server holds more or fewer triples than it should."""
    held = server.counts(counts)
    return [name for name, count in counts.items() if held.get(name, 0) != count]


@dataclass(slots=True)
class _Record:
    """What a server holds: digests of graphs by name, empty where that is not known."""

    file: TextIO
    digests: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, digest: str | None) -> None:
        """Note what a graph is now; None where it is gone."""
        if digest is None:
            self.digests.pop(name, None)
        else:
            self.digests[name] = digest
        self.file.write(_line(name, digest))
        self.file.flush()


def _line(name: str, digest: str | None) -> str:
    return msgspec.json.encode((name, digest)).decode() + "\n"


@contextmanager
def _noted(folder: Path, server: Server) -> Iterator[_Record]:
    """Yield the record of a server; changes are appended, and the whole is written anew in the end."""
    where = f"{server.address.rstrip('/')}{server.paths.graphs}"
    path = folder / f"{hashlib.sha256(where.encode()).hexdigest()[:16]}.jsonl"
    digests: dict[str, str] = {}
    if path.is_file():
        for line in path.read_bytes().splitlines():
            try:
                name, digest = msgspec.json.decode(line, type=tuple[str, str | None])
            except msgspec.DecodeError:
                continue  # the last line of one that was killed
            if digest is None:
                digests.pop(name, None)
            else:
                digests[name] = digest
    try:
        folder.mkdir(exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}): what is sent must be noted there"
        ) from error
    with file:
        if file.tell():
            file.write("\n")  # after a line that was cut off
        record = _Record(file, digests)
        yield record
        file.flush()
        os.fsync(file.fileno())
    replace_bytes(path, "".join(_line(*each) for each in sorted(record.digests.items())).encode())
