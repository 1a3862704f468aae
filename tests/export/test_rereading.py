"""Every format is read back by a library that did not write it, with the same counts and the same words."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import networkit
import networkx as nx
import pandas as pd
import pytest
from builders import read_by_rdflib, small_graph, triples_of
from lxml import etree

from kg.export import FORMATS, export
from kg.graph import Graph
from kg.projection import SEPARATOR

GRAPH = small_graph()
RDFLIB_NAMES = {
    "turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml",
}  # fmt: skip
WITH_GRAPHS = ("nquads", "trig", "jsonld")


def written(format: str, graph: Graph = GRAPH) -> bytes:
    return export(graph.contents, FORMATS[format])


def test_all_formats_are_re_read_here() -> None:
    others = {"graphml", "gexf", "jsonl", "entities-jsonl", "csv", "entities-csv"}
    assert set(FORMATS) == {*RDFLIB_NAMES, *others}


@pytest.mark.parametrize("format", RDFLIB_NAMES)
def test_rdflib_reads_the_same_triples(format: str) -> None:
    ours = {(q.subject.value, q.predicate.value, q.object.value) for q in GRAPH.contents.quads()}  # type: ignore[union-attr]
    assert triples_of(read_by_rdflib(written(format), RDFLIB_NAMES[format])) == ours


@pytest.mark.parametrize("format", WITH_GRAPHS)
def test_rdflib_reads_the_same_named_graphs(format: str) -> None:
    ours = Counter(q.graph_name.value for q in GRAPH.contents.quads())  # type: ignore[union-attr]
    read = read_by_rdflib(written(format), RDFLIB_NAMES[format])
    theirs = {str(graph.identifier): len(graph) for graph in read.graphs() if len(graph)}
    assert theirs == dict(ours)


@pytest.mark.parametrize("format", ["turtle", "trig", "jsonld", "rdfxml"])
def test_prefixes_are_written(format: str) -> None:
    for iri in (GRAPH.iris.prefixes["ent"], GRAPH.iris.prefixes["rel"]):
        assert iri in written(format).decode()[:2000]


@pytest.mark.parametrize("format", ["ntriples", "nquads"])
def test_lines_are_sorted_and_unique(format: str) -> None:
    lines = written(format).decode().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(" .") for line in lines)


def edges_of_model() -> list[tuple[str, str, str, str, str]]:
    return sorted((s.id, s.subject, s.object, s.relation, s.status.value) for s in GRAPH.statements())


def test_networkx_reads_the_graphml_with_keys_and_types() -> None:
    read = nx.read_graphml(io.BytesIO(written("graphml")), force_multigraph=True)
    edges = [
        (key, u, v, data["relation"], data["status"]) for u, v, key, data in read.edges(keys=True, data=True)
    ]
    assert sorted(edges) == edges_of_model()
    assert {id: data["label"] for id, data in read.nodes(data=True)} == {
        e.id: e.label for e in GRAPH.entities
    }
    assert all(isinstance(data["confidence"], float) for *_, data in read.edges(data=True))
    assert all(isinstance(data["mentions"], int) for _, data in read.nodes(data=True))


def test_lxml_reads_the_graphml_with_one_key_for_each_attribute_and_unique_ids() -> None:
    tree = etree.fromstring(written("graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = [(key.get("for"), key.get("attr.name")) for key in tree.findall("g:key", space)]
    assert len(keys) == len(set(keys))
    ids = [edge.get("id") for edge in tree.iterfind(".//g:edge", space)]
    assert sorted(ids) == sorted({s.id for s in GRAPH.statements()})


def test_networkit_reads_the_graphml(tmp_path: Path) -> None:
    file = tmp_path / "graph.graphml"
    file.write_bytes(written("graphml"))
    read = networkit.graphio.GraphMLReader().read(str(file))
    assert (read.numberOfNodes(), read.numberOfEdges()) == (len(GRAPH.entities), len(GRAPH.statements()))


def test_networkit_reads_the_gexf(tmp_path: Path) -> None:
    file = tmp_path / "graph.gexf"
    file.write_bytes(written("gexf"))
    read, _ = networkit.graphio.GEXFReader().read(str(file))
    assert (read.numberOfNodes(), read.numberOfEdges()) == (len(GRAPH.entities), len(GRAPH.statements()))


def test_lxml_reads_the_gexf_with_every_edge_and_its_attributes() -> None:
    tree = etree.fromstring(written("gexf"))
    titles = {
        (group.get("class"), title.get("id")): title.get("title")
        for group in tree.iterfind(".//{*}attributes")
        for title in group
    }

    def values(kind: str, element: Any) -> dict[str, str]:
        return {
            titles[kind, value.get("for")]: value.get("value") for value in element.iterfind(".//{*}attvalue")
        }

    edges = []
    for edge in tree.iterfind(".//{*}edge"):
        said = values("edge", edge)
        edges.append(
            (edge.get("id"), edge.get("source"), edge.get("target"), said["relation"], said["status"])
        )
    assert sorted(edges) == edges_of_model()
    nodes = {
        node.get("id"): (node.get("label"), values("node", node)["kind"])
        for node in tree.iterfind(".//{*}node")
    }
    assert nodes == {e.id: (e.label, e.type) for e in GRAPH.entities}
    assert "lastmodifieddate" not in written("gexf").decode()


def table(format: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(written(format)), dtype=str, keep_default_na=False)


def test_pandas_reads_the_csv_of_statements() -> None:
    read = table("csv")
    columns = ["id", "subject_id", "object_id", "relation", "status"]
    assert sorted(read[columns].itertuples(index=False, name=None)) == edges_of_model()
    for row, each in zip(read.to_dict("records"), GRAPH.statements(), strict=True):
        assert row["sentence"] == each.evidence[0].sentence
        assert float(row["confidence"]) == each.confidence
        assert row["documents"] == SEPARATOR.join(each.documents)
        assert row["time"] == SEPARATOR.join(each.qualifiers.time)


def test_pandas_reads_the_csv_of_entities() -> None:
    read = table("entities-csv")
    assert list(read["id"]) == [entity.id for entity in GRAPH.entities]
    assert list(read["label"]) == [entity.label for entity in GRAPH.entities]
    assert list(read["named"]) == [str(entity.named).lower() for entity in GRAPH.entities]
    assert set(read["named"]) == {"true", "false"}


def test_pandas_reads_the_lines() -> None:
    statements = pd.read_json(io.BytesIO(written("jsonl")), lines=True, dtype=False)
    assert list(statements["id"]) == [s.id for s in GRAPH.statements()]
    entities = pd.read_json(io.BytesIO(written("entities-jsonl")), lines=True, dtype=False)
    assert list(entities["label"]) == [entity.label for entity in GRAPH.entities]
    assert list(entities["named"]) == [entity.named for entity in GRAPH.entities]


def test_a_line_holds_a_statement_with_all_its_evidence() -> None:
    lines = {line["id"]: line for line in map(json.loads, written("jsonl").decode().split("\n")[:-1])}
    for each in GRAPH.statements():
        line = lines[each.id]
        assert [e["start"] for e in line["evidence"]] == [e.start for e in each.evidence]
        assert line["documents"] == list(each.documents)
        assert (line["subject"]["id"], line["object"]["id"]) == (each.subject, each.object)
    (timed,) = (line for line in lines.values() if "time" in line["qualifiers"])
    assert timed["qualifiers"] == {"time": [2019, 2021], "place": "Ghana"}
    (told,) = (line for line in lines.values() if line["evidence"][0]["source"])
    assert told["evidence"][0]["source"] == "Reuters"
