"""A query is stopped at its limits, whatever it is doing, and the next one is answered."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import small_graph
from pyoxigraph import NamedNode, Quad

from kg.errors import GraphError, QueryError
from kg.store.database import write_store
from kg.store.iris import Iris
from kg.store.limits import Evaluator, Limits
from kg.store.sparql import Query, table, written

IRIS = Iris()
SIZE = 2_000
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    graph = NamedNode(IRIS.graph("assertions"))
    quads = [
        Quad(
            NamedNode(f"{IRIS.base}{n}"), NamedNode(f"{IRIS.base}p"), NamedNode(f"{IRIS.base}{n + 1}"), graph
        )
        for n in range(SIZE)
    ]
    write_store(folder, "chain", lambda: quads)
    return folder / "chain"


@pytest.fixture
def evaluator(store: Path) -> Iterator[Evaluator]:
    with Evaluator(store, IRIS, Limits(seconds=1.0, rows=1_000)) as found:
        yield found


def rows(evaluator: Evaluator, text: str) -> int:
    answer = evaluator.answer(Query(text)).answer
    return len(list(answer))  # type: ignore[arg-type]


def test_a_runaway_query_is_stopped_within_a_second_of_its_limit(evaluator: Evaluator) -> None:
    rows(evaluator, "SELECT * { ?a ?b ?c } LIMIT 1")
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 1 seconds and was stopped"):
        evaluator.answer(Query(RUNAWAY))
    assert time.monotonic() - started < 2.0


def test_the_next_query_is_answered(evaluator: Evaluator) -> None:
    with pytest.raises(QueryError):
        evaluator.answer(Query(RUNAWAY))
    assert rows(evaluator, "SELECT * { ?a ?b ?c } LIMIT 7") == 7


@pytest.mark.parametrize("form", ["SELECT *", "CONSTRUCT { ?a ?b ?d }"])
def test_a_long_answer_is_cut_and_says_so(evaluator: Evaluator, form: str) -> None:
    result = evaluator.answer(Query(form + " WHERE { ?a ?b ?c . ?d ?e ?f }"))
    assert not result.whole
    assert len(list(result.answer)) == 1_000  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "whole"), [(999, True), (1_000, True), (1_001, False)])
def test_an_answer_of_just_so_many_rows_is_whole(evaluator: Evaluator, count: int, whole: bool) -> None:
    result = evaluator.answer(Query(f"SELECT ?a {{ ?a ?b ?c }} LIMIT {count}"))
    assert (result.whole, len(list(result.answer))) == (whole, min(count, 1_000))  # type: ignore[arg-type]


def test_a_query_that_needs_too_much_memory_is_stopped(store: Path) -> None:
    with Evaluator(store, IRIS, Limits(seconds=60, memory=200 << 20)) as evaluator:
        with pytest.raises(QueryError, match="more memory"):
            evaluator.answer(Query("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))
        assert rows(evaluator, "SELECT * { ?a ?b ?c } LIMIT 7") == 7


def test_a_process_serves_many_queries_and_leaves_none_behind(store: Path) -> None:
    with Evaluator(store, IRIS, Limits()) as evaluator:
        rows(evaluator, "SELECT * {}")
        process = evaluator._process
        with pytest.raises(QueryError, match="cannot be read"):
            evaluator.answer(Query("SELECT"))
        assert evaluator.answer(Query("ASK {}")).answer
        assert evaluator._process is process
        assert process is not None
    assert process.poll() is not None


def test_a_process_that_is_killed_is_replaced(evaluator: Evaluator) -> None:
    rows(evaluator, "SELECT * {}")
    process = evaluator._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert rows(evaluator, "SELECT * { ?a ?b ?c } LIMIT 7") == 7


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        Evaluator(tmp_path / "none", IRIS, Limits()) as evaluator,
        pytest.raises(GraphError, match="cannot be opened"),
    ):
        evaluator.answer(Query("ASK {}"))


def test_an_interrupted_reader_leaves_no_process(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Evaluator(store, IRIS, Limits()) as evaluator:
        rows(evaluator, "SELECT * {}")
        process = evaluator._process
        monkeypatch.setattr(Evaluator, "_read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            evaluator.answer(Query("ASK {}"))
        assert isinstance(process, subprocess.Popen)
        assert process.poll() is not None


TEXTS = [
    "SELECT ?a ?b { ?a rel:operates ?b } ORDER BY ?a ?b",
    "SELECT ?a ?b ?none { ?a ?p ?b } ORDER BY ?a ?b",
    "SELECT * {}",
    "SELECT ?x { VALUES ?x { 1 1.5 1e0 true 'a\\tb\\nc\"d\\\\' 'x'@en '2021'^^xsd:gYear UNDEF } }",
    "ASK { ?a rel:operates ?b }",
    "ASK { ?a rel:competesWith ?b }",
    "CONSTRUCT { ?b rel:operatedBy ?a } WHERE { ?a rel:operates ?b }",
    "DESCRIBE ent:maersk",
]


@pytest.mark.parametrize("text", TEXTS)
def test_an_answer_is_the_same_with_limits_and_without(text: str) -> None:
    graph = small_graph()
    format = "nt" if text.startswith(("CONSTRUCT", "DESCRIBE")) else "json"
    free, limited = (graph.answer(Query(text), limits) for limits in (None, Limits()))
    assert written(free.answer, format, IRIS) == written(limited.answer, format, IRIS)
    assert limited.whole


def test_rows_come_in_the_order_of_the_query() -> None:
    answer = (
        small_graph().answer(Query("SELECT ?x { VALUES ?x { 3 1 2 } } ORDER BY DESC(?x)"), Limits()).answer
    )
    assert [row[0].value for row in table(answer).rows] == ["3", "2", "1"]  # type: ignore[arg-type,union-attr]
