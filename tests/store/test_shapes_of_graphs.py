"""What is built conforms to the shapes of the ontology."""

from pathlib import Path

import pytest
import rdflib
from builders import HOSTILE, hostile_graph, small_graph
from pyshacl import validate
from rdflib.namespace import SH

from kg.export import FORMATS, export
from kg.graph import Graph
from kg.ontology import ontology_folder

pytestmark = pytest.mark.slow

ONTOLOGY: Path = ontology_folder()


def violations(graph: Graph) -> list[str]:
    """Return what the shapes say of the graph and the ontology together, warnings left out."""
    data = rdflib.Graph().parse(ONTOLOGY / "kg.ttl")
    data.parse(data=export(graph.contents, FORMATS["ntriples"]), format="nt")
    _, report, text = validate(data, shacl_graph=rdflib.Graph().parse(ONTOLOGY / "shapes.ttl"))
    assert isinstance(report, rdflib.Graph), text
    return [
        str(report.value(result, SH.resultMessage)) + f" {report.value(result, SH.focusNode)}"
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    ]


def test_a_small_graph_conforms() -> None:
    assert violations(small_graph()) == []


def test_a_graph_of_hostile_names_conforms() -> None:
    assert violations(hostile_graph(*HOSTILE.values())) == []


@pytest.mark.slow
def test_the_graph_of_the_sample_articles_conforms(sample_graph: Graph) -> None:
    assert violations(sample_graph) == []
