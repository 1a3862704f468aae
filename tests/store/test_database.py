"""A store is never changed, is whole or not there, and may be made out of another one."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from builders import Claim, company, graph_of, nominal, reading, small_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad

from kg.errors import GraphError
from kg.graph import Graph
from kg.model import Status
from kg.store import database
from kg.store.database import change_store, named_quads, open_store, remove_other_stores, write_store
from kg.store.difference import Difference, quads_between

QUADS = list(small_graph().contents.quads())
OTHERS = list(graph_of(reading("a", Claim(company("Anker"), "owns", company("Bolt")))).contents.quads())


def held(folder: Path, name: str) -> set[Quad]:
    return set(named_quads(open_store(folder, name)))


def written(
    folder: Path, name: str = "one", quads: Iterable[Quad] = QUADS, apart: Iterable[Quad] = ()
) -> str:
    quads, others = list(quads), list(apart)
    write_store(folder, name, lambda: quads, lambda: others)
    return name


def test_a_store_holds_what_was_written_in_any_order_and_each_triple_once_in_all(tmp_path: Path) -> None:
    name = written(tmp_path, quads=reversed([*QUADS, *QUADS]))
    assert held(tmp_path, name) == set(QUADS)
    union = list(open_store(tmp_path, name).quads_for_pattern(None, None, None, DefaultGraph()))
    assert len(union) == len({quad.triple for quad in QUADS})


def test_writing_the_same_again_leaves_the_store_as_it_is(tmp_path: Path) -> None:
    name = written(tmp_path)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / name).iterdir()}
    written(tmp_path)
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / name).iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_open_store_keeps_its_content_while_another_is_written_and_it_is_removed(tmp_path: Path) -> None:
    store = open_store(tmp_path, written(tmp_path))
    other = written(tmp_path, "other", OTHERS)
    assert set(named_quads(store)) == set(QUADS)
    remove_other_stores(tmp_path, other)
    assert [path.name for path in tmp_path.iterdir()] == [other]
    assert set(named_quads(store)) == set(QUADS)


def test_two_may_read_a_store_at_once(tmp_path: Path) -> None:
    name = written(tmp_path)
    assert held(tmp_path, name) == held(tmp_path, name) == set(QUADS)


def test_a_store_opened_for_reading_takes_no_quad(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path, written(tmp_path)).add(OTHERS[0])


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, path: str) -> None:
            Path(path).mkdir()

        def bulk_extend(self, *_: object) -> None:
            raise OSError("no space left")

    monkeypatch.setattr(database, "Store", Full)
    with pytest.raises(OSError, match="no space"):
        written(tmp_path)
    assert list(tmp_path.iterdir()) == []


TOYS = (
    reading(
        "a",
        Claim(company("Anker"), "owns", company("Bolt")),
        Claim(company("Bolt"), "supplies", company("Zeta")),
    ),
    reading("b", Claim(company("Anker"), "owns", company("Bolt"))),
    reading("c", Claim(company("Anker"), "owns", company("Bolt"), Status.PLANNED), company("Bolt Mills")),
    reading("d", Claim(company("Zeta"), "competesWith", company("Anker")), nominal("two ports")),
    reading("e", Claim(company("Zeta"), "operates", nominal("two ports"))),
)


def between(old: Graph, new: Graph) -> Difference:
    return quads_between((old.said, old.inferences), (new.said, new.inferences), new.iris)


@given(st.sets(st.sampled_from(range(5)), min_size=1), st.sets(st.sampled_from(range(5)), min_size=1))
@settings(max_examples=40, deadline=None)
def test_a_store_made_of_another_holds_what_one_written_anew_does(one: set[int], other: set[int]) -> None:
    old, new = (graph_of(*(TOYS[index] for index in sorted(chosen))) for chosen in (one, other))
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        for name, graph in (("old", old), ("anew", new)):
            written(folder, name, graph.quads, graph.inferred_quads())
        assert change_store(folder, "old", "new", between(old, new))
        assert set(open_store(folder, "new")) == set(open_store(folder, "anew"))
        assert set(named_quads(open_store(folder, "old"), apart=old.iris.graph("inferences"))) == set(
            old.quads
        )


def test_what_makes_no_difference_makes_no_quads() -> None:
    graph = graph_of(*TOYS)
    assert between(graph, graph_of(*TOYS[::-1])) == Difference(*[frozenset()] * 4)


def test_out_of_a_store_that_is_damaged_none_is_made(tmp_path: Path) -> None:
    name = written(tmp_path)
    (tmp_path / name / "CURRENT").unlink()
    nothing = Difference(*[frozenset()] * 4)
    assert not change_store(tmp_path, name, "new", nothing)
    assert not change_store(tmp_path, name, name, nothing)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_store_is_a_graph_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="missing; build the graph again"):
        open_store(tmp_path, "0123")


@pytest.mark.parametrize("kept", [None, "*.sst", "MANIFEST*"])
def test_a_damaged_store_is_a_graph_error_and_is_mended_by_writing_it_again(
    tmp_path: Path, kept: str | None
) -> None:
    name = written(tmp_path)
    saved = set((tmp_path / name).glob(kept)) if kept else set()
    for file in set((tmp_path / name).iterdir()) - saved:
        file.unlink()
    with pytest.raises(GraphError, match=r"cannot be opened .*build the graph again"):
        open_store(tmp_path, name)
    written(tmp_path)
    assert held(tmp_path, name) == set(QUADS)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_store_can_be_moved(tmp_path: Path) -> None:
    name = written(tmp_path / "here")
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert held(tmp_path / "there", name) == set(QUADS)
