"""The shapes of the ontology, checked by pySHACL. Measured: some 8 seconds for 100,000 triples."""

import warnings
from collections.abc import Collection, Iterator

import rdflib
from pyoxigraph import NamedNode, RdfFormat, serialize
from rdflib.namespace import SH

from kg.graph import Graph
from kg.ontology import ontology_folder
from kg.store.quads import DERIVED
from kg.validation.findings import Finding, Severity

SHAPE = rdflib.Namespace("https://kg.example.org/shapes#")
TOLD_OTHERWISE = ("Predicate", "PermittedClasses")
"""Shapes in SPARQL that take rdflib a query for each statement; `checks` finds the same in a hundredth of the time."""


def shacl_findings(graph: Graph, documents: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what the shapes find in the whole graph, or in the graphs of some documents and of their entities."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of pySHACL and rdflib about themselves
        from pyshacl import validate

        # The shapes read the relations and their classes in the data: see shapes.ttl.
        data = rdflib.Graph().parse(ontology_folder() / "kg.ttl")
        data.parse(data=_triples(graph, documents), format="nt")
        shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
        for name in TOLD_OTHERWISE:
            shapes.add((SHAPE[name], SH.deactivated, rdflib.Literal(True)))
        _, report, text = validate(data, shacl_graph=shapes, inplace=True)
        if not isinstance(report, rdflib.Graph):
            raise RuntimeError(f"pySHACL gave no report: {text}")
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
            severity = report.value(result, SH.resultSeverity)
            yield Finding(
                Severity.VIOLATION if severity == SH.Violation else Severity.WARNING,
                "shapes",
                str(report.value(result, SH.focusNode)),
                str(report.value(result, SH.resultMessage)),
            )


def _triples(graph: Graph, documents: Collection[str] | None) -> bytes:
    if documents is None:
        triples = {quad.triple for quad in graph.stored_quads}
    else:
        graphs = [graph.iris.graph("entities"), *(graph.iris.document(id) for id in documents)]
        triples = {
            quad.triple
            for name in graphs
            for quad in graph.store.quads_for_pattern(None, None, None, NamedNode(name))
        }
        # What a document's graph says of a statement is all but what all documents together make of it.
        said = {triple.subject for triple in triples}
        over_all = graph.store.quads_for_pattern(None, None, None, NamedNode(graph.iris.graph("statements")))
        triples |= {
            quad.triple
            for quad in over_all
            if quad.subject in said and (quad.predicate != DERIVED or quad.object in said)
        }
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
