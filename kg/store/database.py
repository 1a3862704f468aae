"""The store on disk: written once by a build, then only read.

Beside the named graphs a store holds their union as its default graph, each triple once: a pattern
without GRAPH finds no triple twice, however many documents say it. The union is no part of the content
that is named and exported. What no text says, the graph of inferences, is no part of the union.

A store lies in a folder named after all that its content follows from and is never changed, so a reader keeps a
whole graph whatever a build does meanwhile; the manifest names the one that counts.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from kg.errors import GraphError
from kg.sorting import sorted_lines
from kg.store.difference import Difference

Quads = Callable[[], Iterable[Quad]]
"""Gives the same quads whenever it is called; some may come twice."""

PIECE = 50_000
"""Quads that are loaded at a time: 0.25 GB of memory, as measured with pyoxigraph 0.5."""


def canonical_lines(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the quads as sorted N-Quads lines, each once: the canonical form of a graph without blank nodes."""
    return sorted_lines(f"{quad} .\n" for quad in quads)


def memory_store(quads: Iterable[Quad], apart: Iterable[Quad] = ()) -> Store:
    """Return a store of the quads that lies in no folder; `apart` are those that the union leaves out."""
    store = Store()
    store.extend(chain(_with_union(quads), apart))
    return store


def named_quads(store: Store, apart: str | None = None) -> Iterator[Quad]:
    """Yield what a store was written from, without the graph of that IRI."""
    return (
        quad
        for quad in store
        if not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name.value != apart
    )


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads, all in named graphs, and those of the union of their graphs."""
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def write_store(folder: Path, name: str, quads: Quads, apart: Quads = tuple) -> None:
    """Write the quads as a new store of that name under `folder`.

    `apart` are quads of graphs that only who names them sees: the union of all leaves them out.
    A store of that name is left as it is, unless it is damaged: the name must tell the content. Nothing is visible
    under the name before all is written.
    """
    if _holds(folder / name, chain(_with_union(quads()), apart())):
        return
    with _unfinished(folder, name) as path:
        store = Store(str(path))
        all = chain(_with_union(quads()), apart())
        # Each piece is sorted and written by itself; the greater the pieces, the more memory it takes.
        while some := list(islice(all, PIECE)):
            store.bulk_extend(some)
        store.flush()
        del store


def change_store(folder: Path, before: str, name: str, difference: Difference) -> bool:
    """Make the store of that name out of the one `before`, which stays; return False where that cannot be read.

    What is equal in both shares its place on the disk, so it takes as long as the difference is large. Words that
    only the one before said may stay in its files, where no query finds them.
    """
    if before == name:
        return _readable(folder / name)
    if not _readable(folder / before):
        return False
    with _unfinished(folder, name) as path:
        Store.read_only(str(folder / before)).backup(str(path))
        store = Store(str(path))
        for quad in (*difference.removed, *difference.apart_removed):
            store.remove(quad)
        store.extend((*difference.added, *difference.apart_added))
        apart = {quad.graph_name for quad in (*difference.apart_removed, *difference.apart_added)}
        for triple in {quad.triple for quad in difference.removed}:
            # What a graph still says stays in the union of all.
            said = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad.graph_name == DefaultGraph() or quad.graph_name in apart for quad in said):
                store.remove(Quad(triple.subject, triple.predicate, triple.object))
        triples = {quad.triple for quad in difference.added}
        store.extend(Quad(each.subject, each.predicate, each.object) for each in triples)
        store.flush()
        del store
    return True


@contextmanager
def _unfinished(folder: Path, name: str) -> Iterator[Path]:
    """Yield a path for a store that takes its name when it is done, and is removed if it is not."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield unfinished / "db"
        (unfinished / "db" / "LOCK").unlink(missing_ok=True)
        if (folder / name).exists():
            (folder / name).replace(unfinished / "damaged")
        (unfinished / "db").replace(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _readable(path: Path) -> bool:
    try:
        return path.is_dir() and next(iter(Store.read_only(str(path))), None) is not None
    except OSError:
        return False


def _holds(path: Path, quads: Iterable[Quad]) -> bool:
    """Tell whether a store can be opened and lacks none of the quads."""
    try:
        if not path.is_dir():
            return False
        store = Store.read_only(str(path))
        return all(quad in store for quad in quads)
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
