"""The store on disk: written once by a build, then only read.

A store lies in a folder named after the digest of its canonical N-Quads and is never changed, so a
reader keeps a whole graph whatever a build does meanwhile; the manifest names the one that counts.
"""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import GraphError


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """Return the quads as sorted N-Quads lines, each once: the canonical form of a graph without blank nodes."""
    return sorted({f"{quad} .\n" for quad in quads})


def write_store(quads: Iterable[Quad], folder: Path) -> str:
    """Write the quads as a new store under `folder` and return its name, the digest of its content.

    A store with the same content is left as it is. Nothing is visible under the name before all is written.
    """
    content = "".join(canonical_lines(quads)).encode()
    name = hashlib.sha256(content).hexdigest()[:16]
    target = folder / name
    if target.is_dir():
        return name
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        store = Store(str(unfinished / "db"))
        store.bulk_load(io.BytesIO(content), RdfFormat.N_QUADS)
        store.flush()
        del store
        (unfinished / "db" / "LOCK").unlink(missing_ok=True)
        (unfinished / "db").replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return name


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
