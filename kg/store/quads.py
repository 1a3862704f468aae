"""Entities, statements and documents as quads.

One named graph per document holds what that document says: its asserted triples, its statements and
their evidence. Derived graphs hold entities, statements over all documents, and one plain triple for
each asserted statement. Only an asserted statement becomes a plain triple. There are no blank nodes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.inference import Inference
from kg.model import AMOUNT_PREFIX, Document, Entity, Evidence, Statement, Status
from kg.ontology import NAMESPACE
from kg.store.iris import Iris
from kg.store.nodes import nodes

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE, STATEMENT = NamedNode(RDF + "type"), NamedNode(RDF + "Statement")
SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DERIVED = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
INTEGER, DECIMAL = NamedNode(XSD + "integer"), NamedNode(XSD + "decimal")
SOURCE, EXACT, START, END = (NamedNode(OA + name) for name in ("hasSource", "exact", "start", "end"))

Claimed = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""The plain triple of a statement."""

SAME_AS = {
    "geonames": "https://sws.geonames.org/{}/",
    "wikidata": "http://www.wikidata.org/entity/{}",
}
"""Scheme of an identifier to the IRI that its own data set gives the thing. They are linked by
schema:sameAs: it says which thing is meant, where owl:sameAs would have a reasoner merge all their data
into ours, types and names included."""

DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
"""Length of an ISO date to its XML Schema type."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a graph."""

    program: str
    model: str
    ontology: str
    extractors: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that the texts of a graph say in RDF, as values of the model."""

    documents: Iterable[Document]
    """Their texts may be left out."""
    entities: Sequence[Entity]
    statements: Sequence[Statement]
    versions: Versions


@dataclass(frozen=True, slots=True)
class QuadWriter:
    """Turns values of the model into quads under one base IRI."""

    iris: Iris

    def all(self, said: Said) -> Iterator[Quad]:
        """Yield every quad of what is said; some twice, never in a fixed order."""
        for document in said.documents:
            yield from self.document(document)
        for entity in nodes(said.entities, said.statements):
            yield from self.entity(entity)
        for statement in said.statements:
            yield from self.whole(statement)
        yield from self.run(said.versions)

    def whole(self, statement: Statement) -> Iterator[Quad]:
        """Yield all that is said of a statement, in whatever graph."""
        # What is said in several graphs is named once: names cost more than quads do.
        node, triple = NamedNode(self.iris.statement(statement.id)), self._triple(statement)
        evidence = [(NamedNode(self.iris.evidence(statement.id, each)), each) for each in statement.evidence]
        yield from self._statement(statement, node, triple, [name for name, _ in evidence])
        if statement.status is Status.ASSERTED:
            yield Quad(*triple, NamedNode(self.iris.graph("assertions")))
        for name, each in evidence:
            yield from self._evidence(statement, node, triple, name, each)

    def document(self, document: Document) -> Iterator[Quad]:
        node = NamedNode(self.iris.document(document.id))
        yield Quad(node, TYPE, _rel("Document"), node)
        yield Quad(node, _dc("identifier"), Literal(document.id), node)
        yield Quad(node, _dc("language"), Literal(document.language), node)
        yield Quad(node, _rel("textDigest"), Literal(document.digest), node)
        for name, value in (
            ("title", document.title),
            ("publisher", document.publisher),
            ("source", document.url),
        ):
            if value:
                yield Quad(node, _dc(name), Literal(value), node)
        if document.published:
            yield Quad(node, _dc("issued"), _date(document.published.iso), node)
        else:
            yield Quad(node, _rel("undatedBecause"), Literal(document.undated or "no date is stated"), node)

    def entity(self, entity: Entity) -> Iterator[Quad]:
        if entity.id.startswith(AMOUNT_PREFIX):
            return
        node, graph = NamedNode(self.iris.entity(entity.id)), NamedNode(self.iris.graph("entities"))
        yield Quad(node, TYPE, _rel(entity.type), graph)
        yield Quad(node, LABEL, Literal(entity.label), graph)
        yield Quad(node, _rel("mentionCount"), _integer(entity.mentions), graph)
        for alias in entity.aliases:
            yield Quad(node, NamedNode(SKOS + "altLabel"), Literal(alias), graph)
        for scheme, value in entity.identifiers:
            yield Quad(node, NamedNode(SKOS + "notation"), Literal(value), graph)
            if scheme in SAME_AS:
                same = NamedNode(SAME_AS[scheme].format(quote(value, safe="")))
                yield Quad(node, NamedNode(SCHEMA + "sameAs"), same, graph)

    def _statement(
        self, statement: Statement, node: NamedNode, triple: Claimed, evidence: Iterable[NamedNode]
    ) -> Iterator[Quad]:
        graph = NamedNode(self.iris.graph("statements"))
        yield from _claim(statement, node, triple, graph)
        yield Quad(node, _rel("confidence"), _decimal(statement.confidence), graph)
        yield Quad(node, _rel("documentCount"), _integer(len(statement.documents)), graph)
        yield Quad(node, _rel("sourceCount"), _integer(statement.sources), graph)
        for name, date in (("firstSeen", statement.first), ("lastSeen", statement.last)):
            if date:
                yield Quad(node, _rel(name), _date(date), graph)
        yield Quad(node, _rel("relationId"), Literal(statement.relation), graph)
        for name, values in statement.qualifiers:
            for value in values:
                yield Quad(node, _rel("qualifier" + name.capitalize()), Literal(value), graph)
        for each in evidence:
            yield Quad(node, DERIVED, each, graph)

    def _evidence(
        self, statement: Statement, node: NamedNode, triple: Claimed, name: NamedNode, evidence: Evidence
    ) -> Iterator[Quad]:
        """Yield what the graph of the evidence's document says of the statement."""
        graph = NamedNode(self.iris.document(evidence.document))
        if statement.status is Status.ASSERTED:
            yield Quad(*triple, graph)
        yield from _claim(statement, node, triple, graph)
        yield Quad(node, DERIVED, name, graph)
        yield Quad(name, TYPE, _rel("Evidence"), graph)
        yield Quad(name, SOURCE, graph, graph)
        yield Quad(name, EXACT, Literal(evidence.sentence), graph)
        yield Quad(name, _rel("rule"), Literal(evidence.rule), graph)
        yield Quad(name, START, _integer(evidence.start), graph)
        yield Quad(name, END, _integer(evidence.end), graph)
        yield Quad(name, _rel("subjectStart"), _integer(evidence.subject.start), graph)
        yield Quad(name, _rel("subjectEnd"), _integer(evidence.subject.end), graph)
        yield Quad(name, _rel("objectStart"), _integer(evidence.object.start), graph)
        yield Quad(name, _rel("objectEnd"), _integer(evidence.object.end), graph)
        if evidence.source:
            yield Quad(name, _rel("attributedTo"), Literal(evidence.source), graph)

    def inference(self, inference: Inference) -> Iterator[Quad]:
        """Yield a triple that follows, and the node that says from what, in the graph of inferences."""
        graph = NamedNode(self.iris.graph("inferences"))
        node = NamedNode(self.iris.inference(inference.subject, inference.relation, inference.object))
        subject = NamedNode(self.iris.entity(inference.subject))
        obj = NamedNode(self.iris.entity(inference.object))
        predicate = _rel(inference.relation)
        yield Quad(subject, predicate, obj, graph)
        yield Quad(node, TYPE, _rel("Inference"), graph)
        yield Quad(node, SUBJECT, subject, graph)
        yield Quad(node, PREDICATE, predicate, graph)
        yield Quad(node, OBJECT, obj, graph)
        yield Quad(node, _rel("axiom"), Literal(f"{inference.axiom} {inference.of}"), graph)
        for statement in inference.premises:
            yield Quad(node, DERIVED, NamedNode(self.iris.statement(statement)), graph)

    def run(self, versions: Versions) -> Iterator[Quad]:
        """Yield what made the graph. It carries no time: the manifest does."""
        node = NamedNode(self.iris.graph("run"))
        yield Quad(node, TYPE, _rel("Run"), node)
        yield Quad(node, _rel("programVersion"), Literal(versions.program), node)
        yield Quad(node, _rel("modelVersion"), Literal(versions.model), node)
        yield Quad(node, _rel("ontologyVersion"), Literal(versions.ontology), node)
        yield Quad(node, _rel("extractorVersions"), Literal(versions.extractors), node)

    def _triple(self, statement: Statement) -> Claimed:
        return (
            NamedNode(self.iris.entity(statement.subject)),
            _rel(statement.relation),
            self._object(statement.object),
        )

    def _object(self, id: str) -> NamedNode | Literal:
        if id.startswith(AMOUNT_PREFIX):
            return Literal(id.removeprefix(AMOUNT_PREFIX), datatype=_rel("amount"))
        return NamedNode(self.iris.entity(id))


def _claim(statement: Statement, node: NamedNode, triple: Claimed, graph: NamedNode) -> Iterator[Quad]:
    subject, predicate, obj = triple
    yield Quad(node, TYPE, _rel("Statement"), graph)
    yield Quad(node, TYPE, STATEMENT, graph)
    yield Quad(node, SUBJECT, subject, graph)
    yield Quad(node, PREDICATE, predicate, graph)
    yield Quad(node, OBJECT, obj, graph)
    yield Quad(node, _rel("status"), _rel(statement.status), graph)


@cache
def _rel(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


@cache
def _dc(name: str) -> NamedNode:
    return NamedNode(DCTERMS + name)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=INTEGER)


def _decimal(value: float) -> Literal:
    """Return a number to two places in the form a store keeps: "0.9", never "0.90"."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return Literal(digits, datatype=DECIMAL)


def _date(iso: str) -> Literal:
    return Literal(iso, datatype=NamedNode(XSD + DATE_TYPES[len(iso)]))
