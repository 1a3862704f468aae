"""A graph that is sound passes; each kind of damage is found, and told where it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import Claim, company, graph_of, reading, write_articles

import kg
from kg.errors import InputError
from kg.model import Status, statement_id
from kg.store.archive import TEXT_DIGITS
from kg.validation import Finding, Severity, validate

if TYPE_CHECKING:
    from kg.graph import Graph


@pytest.fixture
def built(tmp_path: Path, read_toys: list[str]) -> Path:
    from kg import pipeline

    articles = write_articles(
        tmp_path / "in", one="Anker owns Bolt.\nBolt supplies Zeta.", two="Anker competesWith Bolt."
    )
    pipeline.build([articles], tmp_path / "out")
    return tmp_path / "out"


def found(path: Path, *, shacl: bool = False) -> list[Finding]:
    return validate(kg.open(path), shacl=shacl)


def edited(path: Path, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the first line of a file of derived values."""
    (file,) = (path / "derived").glob(f"*/{name}.jsonl")
    first, *rest = file.read_bytes().splitlines(keepends=True)
    record = json.loads(first)
    change(record)
    file.write_bytes(json.dumps(record).encode() + b"\n" + b"".join(rest))


@pytest.mark.slow
def test_a_sound_graph_passes(built: Path) -> None:
    assert found(built, shacl=True) == []
    assert validate(kg.open(built), documents=["one"]) == []


def test_a_text_that_was_changed_is_found(built: Path) -> None:
    text = built / "texts" / f"{kg.open(built).metadata['one'].digest[:TEXT_DIGITS]}.txt"
    text.write_text("X" + text.read_text())
    (finding,) = found(built)
    assert (finding.check, finding.focus) == ("files", "one")
    assert "is damaged (the text is not the one that was read)" in finding.message
    assert validate(kg.open(built), documents=["two"], shacl=False) == []


def test_a_reading_that_is_gone_is_found(built: Path) -> None:
    (file,) = (built / "readings").glob("one*.json")
    file.unlink()
    assert ("files", "one") in {(each.check, each.focus) for each in found(built)}


def test_a_store_that_says_something_else_is_found(built: Path) -> None:
    from kg.store.database import write_store

    graph = kg.open(built)
    fewer = sorted(set(graph.quads), key=str)[1:]
    shutil.rmtree(built / "store" / graph.manifest.store)
    write_store(built / "store", graph.manifest.store, lambda: fewer)
    (finding,) = [each for each in found(built) if each.check == "store"]
    assert finding.message.startswith("it lacks 1 of ")


@pytest.mark.parametrize(
    ("change", "check", "message"),
    [
        ({"object": "nobody"}, "ids", "its object 'nobody' is no entity of the graph"),
        ({"relation": "adores"}, "relations", "'adores' is no relation of the ontology"),
        ({"status": "negated"}, "ids", "what it claims has the id"),
    ],
)
def test_a_statement_that_cannot_be_is_found(
    built: Path, change: dict[str, str], check: str, message: str
) -> None:
    edited(built, "statements", lambda record: record.update(change))
    assert [each for each in found(built) if each.check == check and message in each.message]


def test_an_entity_of_no_class_is_found(built: Path) -> None:
    edited(built, "entities", lambda record: record.update(type="Robot"))
    assert [each for each in found(built) if each.message == "'Robot' is no class of the ontology"]


def test_an_inference_that_does_not_follow_is_found(built: Path) -> None:
    assert kg.open(built).inferences
    edited(built, "inferences", lambda record: record.update(object="bolt", relation="leads"))
    said = [each.message for each in found(built) if each.check == "inferences"]
    assert len(said) == 2
    assert any("leads bolt follows from nothing" in each for each in said)


def test_a_date_that_is_none_is_found(built: Path) -> None:
    (file,) = (built / "readings").glob("one*.json")
    record = json.loads(file.read_bytes())
    record["document"]["published"] = {"iso": "2023-02-30", "source": "test"}
    file.write_text(json.dumps(record))
    assert [
        each for each in found(built) if (each.check, each.message) == ("dates", "'2023-02-30' is no date")
    ]


def test_counts_that_do_not_fit_are_found(built: Path) -> None:
    file = built / "manifest.json"
    manifest = json.loads(file.read_bytes())
    manifest["counts"]["statements"] += 1
    manifest["stages"]["extraction"]["refused"] += 1
    file.write_text(json.dumps(manifest))
    assert [each.focus for each in found(built) if each.check == "counts"] == ["extraction", "statements"]


def test_what_the_ontology_does_not_allow_is_a_warning(tmp_path: Path, built: Path) -> None:
    edited(built, "entities", lambda record: record.update(type="Law"))
    finding = next(each for each in found(built) if each.check == "classes")
    assert finding.severity is Severity.WARNING
    assert "is not what the ontology allows" in finding.message


def test_a_symmetric_relation_stored_the_wrong_way_is_found(built: Path) -> None:
    def turn(record: dict[str, Any]) -> None:
        record.update(subject="bolt", relation="meetsWith", object="anker", status="asserted")
        record["id"] = statement_id("bolt", "meetsWith", "anker", Status.ASSERTED)

    edited(built, "statements", turn)
    (finding,) = [each for each in found(built) if each.check == "symmetry"]
    assert finding.message == "meetsWith is symmetric and is stored with the larger id first"


def test_a_graph_in_memory_has_no_files_to_check() -> None:
    graph = graph_of(reading("one", Claim(company("Anker"), "owns", company("Bolt"))))
    with pytest.raises(InputError, match="lies in no folder"):
        validate(graph)


@pytest.mark.slow
def test_the_sample_has_no_violation(sample_graph: "Graph") -> None:
    assert [each for each in validate(sample_graph) if each.severity is Severity.VIOLATION] == []


@pytest.mark.slow
def test_shapes_are_checked(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyoxigraph import Literal, NamedNode, Quad

    graph = kg.open(built)
    node = NamedNode(graph.iris.entity("anker"))
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    second = Quad(node, label, Literal("Another"), NamedNode(graph.iris.graph("entities")))
    graph.__dict__["stored_quads"] = frozenset({*graph.stored_quads, second})
    messages = [each.message for each in validate(graph) if each.check == "shapes"]
    assert messages == ["An entity has exactly one label."]
