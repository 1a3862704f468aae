"""A name that tries to be something else comes back from every export as the text it is."""

import io
import json

import networkx as nx
import pandas as pd
import pytest
from builders import CONTROLS, HOSTILE, asked_of_rdflib, hostile_graph, read_by_rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.export import FORMATS, export
from kg.export.tables import FORMULA
from kg.export.xml_characters import without_forbidden
from kg.graph import Graph

NAMES = [*HOSTILE.values(), *CONTROLS.values()]
GRAPH = hostile_graph(*NAMES)
LABELS = {entity.label for entity in GRAPH.entities}
RDF = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
QUERY = "SELECT ?label { ?e <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def written(format: str, graph: Graph = GRAPH) -> bytes:
    return export(graph.contents, FORMATS[format])


def one_line_ends(text: str) -> str:
    """Return a text as XML and spreadsheets give it back: they know one line end only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_each_name_is_an_entity() -> None:
    assert set(NAMES) <= {name for entity in GRAPH.entities for name in (entity.label, *entity.aliases)}
    assert len(GRAPH.statements()) == len(NAMES)


@pytest.mark.parametrize("format", RDF)
def test_rdf_gives_every_name_back(format: str) -> None:
    read = read_by_rdflib(written(format), RDF[format])
    assert {str(row["label"]) for row in asked_of_rdflib(read, QUERY)} == LABELS


def test_rdfxml_gives_every_name_back_but_for_what_xml_cannot_hold() -> None:
    read = read_by_rdflib(written("rdfxml"), "xml")
    found = {one_line_ends(str(row["label"])) for row in asked_of_rdflib(read, QUERY)}
    assert found == {one_line_ends(without_forbidden(label)) for label in LABELS}


def test_graphml_gives_every_name_back_but_for_what_xml_cannot_hold() -> None:
    read = nx.read_graphml(io.BytesIO(written("graphml")), force_multigraph=True)
    found = {one_line_ends(data["label"]) for _, data in read.nodes(data=True)}
    assert found == {one_line_ends(without_forbidden(label)) for label in LABELS}
    assert read.number_of_edges() == len(NAMES)


def test_gexf_is_xml_with_a_node_for_each_name() -> None:
    tree = etree.fromstring(written("gexf"), etree.XMLParser(huge_tree=True))
    labels = [one_line_ends(node.get("label")) for node in tree.iterfind(".//{*}node")]
    assert sorted(labels) == sorted(one_line_ends(without_forbidden(label)) for label in LABELS)


@pytest.mark.parametrize("format", ["jsonl", "entities-jsonl"])
def test_lines_give_every_name_back(format: str) -> None:
    lines = [json.loads(line) for line in written(format).decode().split("\n")[:-1]]
    if format == "jsonl":
        assert {str(line["qualifiers"]["role"]) for line in lines} == set(NAMES)
        assert {line["evidence"][0]["source"] for line in lines} == set(NAMES)
        lines = [line[side] for line in lines for side in ("subject", "object")]
    assert {line["label"] for line in lines} == LABELS


def test_csv_gives_every_name_back_and_no_cell_is_a_formula() -> None:
    by_id = {entity.id: entity.label for entity in GRAPH.entities}
    columns = {
        ("csv", "subject"): {by_id[statement.subject] for statement in GRAPH.statements()},
        ("csv", "role"): set(NAMES),
        ("entities-csv", "label"): LABELS,
    }
    for (format, column), expected in columns.items():
        read = pd.read_csv(
            io.BytesIO(written(format)),
            dtype=str,
            keep_default_na=False,
            lineterminator="\n",
            na_filter=False,
        )
        assert set(read[column]) == {"'" + name if name.startswith(FORMULA) else name for name in expected}
        assert not any(cell.startswith(FORMULA) for cell in read.to_numpy().ravel())


@given(st.lists(TEXT, min_size=1, max_size=4, unique=True))
@settings(deadline=None, max_examples=25)
def test_any_text_comes_back_through_rdf_and_lines(names: list[str]) -> None:
    graph = hostile_graph(*names)
    labels = {entity.label for entity in graph.entities}
    for format, name in (("turtle", "turtle"), ("nquads", "nquads"), ("jsonld", "json-ld")):
        read = read_by_rdflib(written(format, graph), name)
        assert {str(row["label"]) for row in asked_of_rdflib(read, QUERY)} == labels
    lines = written("entities-jsonl", graph).decode().split("\n")[:-1]
    assert {json.loads(line)["label"] for line in lines} == labels


@given(st.lists(TEXT, min_size=1, max_size=4, unique=True))
@settings(deadline=None, max_examples=25)
def test_any_text_makes_xml_that_can_be_read(names: list[str]) -> None:
    graph = hostile_graph(*names)
    for format in ("graphml", "gexf", "rdfxml"):
        etree.fromstring(written(format, graph))


def test_a_page_of_hostile_names_runs_none_of_them() -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        GRAPH.html(page := Path(folder) / "page.html")
        text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
