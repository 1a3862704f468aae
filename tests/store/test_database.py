"""A store is named by what it holds, is never changed, and is whole or not there."""

import shutil
from pathlib import Path

import pytest
from builders import Claim, company, graph_of, reading, small_graph
from pyoxigraph import Quad

from kg.errors import GraphError
from kg.store import database
from kg.store.database import named_quads, open_store, remove_other_stores, write_store

QUADS = list(small_graph().contents.quads())
OTHERS = list(graph_of(reading("a", Claim(company("Anker"), "owns", company("Bolt")))).contents.quads())


def held(folder: Path, name: str) -> set[Quad]:
    return set(named_quads(open_store(folder, name)))


def test_the_name_follows_from_the_content_alone(tmp_path: Path) -> None:
    name = write_store(QUADS, tmp_path / "one")
    assert name == write_store(reversed([*QUADS, *QUADS]), tmp_path / "two")
    assert name != write_store(OTHERS, tmp_path / "one")
    assert held(tmp_path / "one", name) == set(QUADS)


def test_writing_the_same_again_leaves_the_store_as_it_is(tmp_path: Path) -> None:
    name = write_store(QUADS, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / name).iterdir()}
    assert write_store(QUADS, tmp_path) == name
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / name).iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_open_store_keeps_its_content_while_another_is_written_and_it_is_removed(tmp_path: Path) -> None:
    store = open_store(tmp_path, write_store(QUADS, tmp_path))
    other = write_store(OTHERS, tmp_path)
    assert set(named_quads(store)) == set(QUADS)
    remove_other_stores(tmp_path, other)
    assert [path.name for path in tmp_path.iterdir()] == [other]
    assert set(named_quads(store)) == set(QUADS)


def test_two_may_read_a_store_at_once(tmp_path: Path) -> None:
    name = write_store(QUADS, tmp_path)
    assert held(tmp_path, name) == held(tmp_path, name) == set(QUADS)


def test_a_store_opened_for_reading_takes_no_quad(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path, write_store(QUADS, tmp_path)).add(OTHERS[0])


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, path: str) -> None:
            Path(path).mkdir()

        def bulk_load(self, *_: object) -> None:
            raise OSError("no space left")

    monkeypatch.setattr(database, "Store", Full)
    with pytest.raises(OSError, match="no space"):
        write_store(QUADS, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_store_is_a_graph_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="missing; build the graph again"):
        open_store(tmp_path, "0123")


@pytest.mark.parametrize("kept", [None, "*.sst", "MANIFEST*"])
def test_a_damaged_store_is_a_graph_error_and_is_mended_by_writing_it_again(
    tmp_path: Path, kept: str | None
) -> None:
    name = write_store(QUADS, tmp_path)
    saved = set((tmp_path / name).glob(kept)) if kept else set()
    for file in set((tmp_path / name).iterdir()) - saved:
        file.unlink()
    with pytest.raises(GraphError, match=r"cannot be opened .*build the graph again"):
        open_store(tmp_path, name)
    assert write_store(QUADS, tmp_path) == name
    assert held(tmp_path, name) == set(QUADS)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_store_can_be_moved(tmp_path: Path) -> None:
    name = write_store(QUADS, tmp_path / "here")
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert held(tmp_path / "there", name) == set(QUADS)
