"""From news articles to a knowledge graph that keeps the sentence behind every edge.

>>> import kg
>>> graph = kg.build(["articles/"], "outputs/articles")    # or kg.open("outputs/articles")
>>> graph.statements(subject="Alibaba", status="asserted")
>>> graph.query("SELECT ?who WHERE { ?who rel:operatesIn ent:hong-kong }")
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BusyError, FormatError, GraphError, InputError, KgError, QueryError, SetupError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.growing import Update
    from kg.model import RelationMention

__version__ = "0.1.0"

__all__ = [
    "BusyError",
    "FormatError",
    "GraphError",
    "InputError",
    "KgError",
    "QueryError",
    "SetupError",
    "add",
    "build",
    "extract",
    "open",
    "remove",
]


def build(
    sources: Sequence[str | Path] | str | Path,
    output: str | Path | None = None,
    *,
    model: str | None = None,
    extractors: Sequence[str] | None = None,
    base: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
) -> "Graph":
    """Build a graph from files and folders; see `kg.pipeline.build` for what it raises and keeps.

    With `output` the graph is kept in that folder, else in memory. `model` names an installed spaCy
    pipeline, `extractors` the readers of relations ("frames" and "model" unless told, "llm"), `base` the IRI that all
    names begin with, `jobs` the processes that read, or `cluster` the address of a Dask scheduler whose workers do.
    """
    from kg import pipeline
    from kg.extraction.extractors import DEFAULT
    from kg.nlp.pipeline import DEFAULT_PIPELINE
    from kg.store.iris import DEFAULT_BASE

    options = pipeline.BuildOptions(
        model=model or DEFAULT_PIPELINE,
        extractors=tuple(extractors or DEFAULT),
        base=base or DEFAULT_BASE,
        jobs=jobs,
        cluster=cluster,
    )
    return pipeline.build([sources] if isinstance(sources, str | Path) else sources, output, options=options)


def add(path: str | Path, sources: Sequence[str | Path] | str | Path, *, jobs: int = 1) -> "Update":
    """Add files and folders to the graph in a folder; see `kg.growing.add` for what it raises and returns."""
    from kg import growing

    return growing.add(path, [sources] if isinstance(sources, str | Path) else sources, jobs=jobs)


def remove(path: str | Path, documents: Sequence[str] | str) -> "Update":
    """Take documents out of the graph in a folder, by id, file or folder; see `kg.growing.remove`."""
    from kg import growing

    return growing.remove(path, [documents] if isinstance(documents, str) else documents)


def open(path: str | Path) -> "Graph":
    """Return the graph in a folder that `build` made. Raises `GraphError` if there is none."""
    from kg.graph import Graph

    return Graph.open(path)


def extract(
    text: str, *, model: str | None = None, extractors: Sequence[str] | None = None
) -> "tuple[RelationMention, ...]":
    """Return what a text says, in text order; nothing is resolved or stored."""
    from kg.documents.inline import inline_document
    from kg.extraction.extractors import DEFAULT
    from kg.nlp.pipeline import DEFAULT_PIPELINE
    from kg.pipeline import read_documents

    readers = tuple(extractors or DEFAULT)
    (reading,) = read_documents([inline_document(text)], model or DEFAULT_PIPELINE, readers)
    return reading.relations
