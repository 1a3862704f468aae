"""Lets all tests import `builders`, and holds the two ways to a built graph: by sample and by toy reader."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Document, Reading


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> "Graph":
    """The graph of the sample articles, built once; tests read it and change nothing."""
    import kg
    from kg.samples import sample_folder

    return kg.build(sample_folder(), tmp_path_factory.mktemp("sample") / "graph")


@pytest.fixture
def read_toys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let builds read the toy language of `builders`; the list names the documents as they are read.

    The page is a stub: drawing it takes longer than all else together.
    """
    import builders

    from kg import pipeline
    from kg.files import replace_bytes
    from kg.graph import Graph

    read: list[str] = []

    def read_documents(documents: "Iterable[Document]", model: str = "") -> "Iterator[Reading]":
        for document in documents:
            read.append(document.id)
            yield builders.toy_reading(document)

    monkeypatch.setattr(pipeline, "read_documents", read_documents)
    monkeypatch.setattr(pipeline, "pipeline_version", lambda model: "toy 1")
    monkeypatch.setattr(pipeline, "rules_digest", lambda: "toy")
    monkeypatch.setattr(Graph, "html", lambda self, path, **options: replace_bytes(Path(path), b"page"))
    return read
