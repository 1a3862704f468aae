"""Lets all tests import `builders`, and holds the two ways to a built graph: by sample and by toy reader."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from viz_browser import browser

__all__ = ["browser", "patch_reader", "read", "read_toys", "sample_graph", "who", "who_built"]

# The first example of a test may load tables and models: time is no failure.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Document, Reading


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> "Graph":
    """The graph of the sample articles, built once; tests read it and change nothing."""
    import kg
    from kg.samples import sample_folder

    return kg.build(sample_folder(), tmp_path_factory.mktemp("sample") / "graph")


@pytest.fixture(scope="session")
def read() -> "Callable[[str], Reading]":
    """Return the function that reads a text given by hand, every line a body block, by frames alone: rules are tried out
    by themselves, and both readers together in `tests/extraction/test_together.py`.
    """
    from kg.documents.inline import inline_document
    from kg.pipeline import read_documents

    def reading(text: str) -> "Reading":
        (found,) = read_documents([inline_document(text)], extractors=("frames",))
        return found

    return reading


@pytest.fixture
def read_toys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let builds read the toy language of `builders`; the list names the documents as they are read.

    The page is a stub: drawing it takes longer than all else together.
    """
    return patch_reader(monkeypatch)


def patch_reader(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    import builders

    from kg import pipeline
    from kg.files import replace_bytes
    from kg.graph import Graph

    read: list[str] = []

    def read_documents(
        documents: "Iterable[Document]", model: str = "", extractors: tuple[str, ...] = ()
    ) -> "Iterator[Reading]":
        for document in documents:
            read.append(document.id)
            yield builders.toy_reading(document)

    monkeypatch.setattr(pipeline, "read_documents", read_documents)
    monkeypatch.setattr(pipeline, "pipeline_version", lambda model: "toy 1")
    monkeypatch.setattr(pipeline, "extractor_versions", lambda names: "toy 1")
    monkeypatch.setattr(pipeline, "rules_digest", lambda: "toy")
    monkeypatch.setattr(Graph, "html", lambda self, path, **options: replace_bytes(Path(path), b"page"))
    return read


@pytest.fixture(scope="session")
def who_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles `builders.WHO` in `in` and their graph in `out`, built once."""
    import builders

    from kg import pipeline

    folder = tmp_path_factory.mktemp("who")
    with pytest.MonkeyPatch.context() as patch:
        patch_reader(patch)
        pipeline.build([builders.write_articles(folder / "in", **builders.WHO)], folder / "out")
    return folder


@pytest.fixture
def who(who_built: Path, tmp_path: Path, read_toys: list[str]) -> Path:
    """A folder with a graph of people who may be one; the articles lie beside it in `in`."""
    shutil.copytree(who_built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"
