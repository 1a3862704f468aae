"""The store on disk: written once by a build, then only read.

Beside the named graphs a store holds their union as its default graph, each triple once: a pattern
without GRAPH finds no triple twice, however many documents say it. The union is no part of the content
that is named and exported. What no text says, the graph of inferences, is no part of the union.

A store lies in a folder named after the digest of its canonical N-Quads and is never changed, so a
reader keeps a whole graph whatever a build does meanwhile; the manifest names the one that counts.
"""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.errors import GraphError


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """Return the quads as sorted N-Quads lines, each once: the canonical form of a graph without blank nodes."""
    return sorted({f"{quad} .\n" for quad in quads})


def memory_store(quads: Iterable[Quad], apart: Iterable[Quad] = ()) -> Store:
    """Return a store of the quads that lies in no folder; `apart` are those that the union leaves out."""
    lines = canonical_lines(quads)
    store = Store()
    _load(store, lines, canonical_lines(apart), _union(lines))
    return store


def named_quads(store: Store, apart: str | None = None) -> Iterator[Quad]:
    """Yield what a store was written from, without the graph of that IRI."""
    return (
        quad
        for quad in store
        if not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name.value != apart
    )


def _union(lines: Iterable[str]) -> list[str]:
    """Return the triples of quads, all in named graphs, as lines, each once."""
    return sorted({f"{line.rsplit(' ', 2)[0]} .\n" for line in lines})


def _load(store: Store, *parts: Iterable[str]) -> None:
    # All at once: each loading writes files of its own and waits for the disk.
    store.bulk_load(io.BytesIO("".join(chain.from_iterable(parts)).encode()), RdfFormat.N_QUADS)


def write_store(quads: Iterable[Quad], folder: Path, apart: Iterable[Quad] = ()) -> str:
    """Write the quads as a new store under `folder` and return its name, the digest of its content.

    `apart` are quads of graphs that only who names them sees: the union of all leaves them out.
    A store with the same content is left as it is, unless it is damaged. Nothing is visible under the
    name before all is written.
    """
    lines = canonical_lines(quads)
    union, others = _union(lines), canonical_lines(apart)
    name = hashlib.sha256("".join((*lines, *others)).encode()).hexdigest()[:16]
    target = folder / name
    if _holds(target, len(lines) + len(others) + len(union)):
        return name
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        store = Store(str(unfinished / "db"))
        _load(store, lines, others, union)
        store.flush()
        del store
        (unfinished / "db" / "LOCK").unlink(missing_ok=True)
        if target.exists():
            target.replace(unfinished / "damaged")
        (unfinished / "db").replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return name


def _holds(path: Path, count: int) -> bool:
    """Tell whether a store can be opened and holds so many quads."""
    try:
        return path.is_dir() and len(Store.read_only(str(path))) == count
    except OSError:
        return False


def open_store(folder: Path, name: str) -> Store:
    """Return the store for reading. Raises `GraphError` if it is not there or cannot be opened."""
    path = folder / name
    if not path.is_dir():
        raise GraphError(f"the store {path} is missing; build the graph again with `kg build`")
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise GraphError(
            f"the store {path} cannot be opened ({error}); build the graph again with `kg build`"
        ) from error


def remove_other_stores(folder: Path, keep: str) -> None:
    """Remove all stores but one, and what unfinished builds left."""
    for path in folder.iterdir():
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
