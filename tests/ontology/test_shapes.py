"""The shapes accept a good graph, reject each fault and question ends that a relation does not permit."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

pytestmark = pytest.mark.slow

ONTOLOGY = Path(__file__).parents[2] / "ontology"
REL = Namespace("https://kg.example.org/ontology#")
KG = Graph().parse(ONTOLOGY / "kg.ttl", format="turtle")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix doc: <https://kg.example.org/document/> .
@prefix ent: <https://kg.example.org/entity/> .
@prefix ev: <https://kg.example.org/evidence/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rel: <https://kg.example.org/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix stmt: <https://kg.example.org/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = (
    PREFIXES
    + """
ent:maersk a rel:Company ; rdfs:label "Maersk" ; rel:mentionCount 3 .
ent:tema a rel:City ; rdfs:label "Tema" ; schema:sameAs <https://sws.geonames.org/2294700/> .
ent:ghana a rel:Country ; rdfs:label "Ghana" ; schema:sameAs <http://www.wikidata.org/entity/Q117> .
ent:terminal a rel:Facility ; rdfs:label "container terminal" .
stmt:1 a rel:Statement ;
    rdf:subject ent:maersk ; rdf:predicate rel:operates ; rdf:object ent:terminal ;
    rel:status rel:asserted ; rel:confidence 0.91 ; rel:documentCount 1 ; rel:sourceCount 1 ; rel:qualifierPlace "Tema" ;
    prov:wasDerivedFrom ev:1 .
stmt:2 a rel:Statement ;
    rdf:subject ent:maersk ; rdf:predicate rel:valuedAt ; rdf:object "$30 billion"^^rel:amount ;
    rel:status rel:possible ; rel:confidence 1.0 ;
    prov:wasDerivedFrom ev:1 .
ev:1 a rel:Evidence ;
    oa:hasSource doc:1 ; oa:start 10 ; oa:end 53 ; oa:exact "Maersk operates a container terminal in Tema." ;
    rel:rule "verb.operates/1" ; rel:subjectStart 10 ; rel:subjectEnd 16 ; rel:objectStart 28 ; rel:objectEnd 46 .
doc:1 a rel:Document ; dcterms:identifier "1" ; dcterms:title "Ports" ; dcterms:issued "2021-05"^^xsd:gYearMonth .
doc:2 a rel:Document ; dcterms:identifier "2" ; rel:undatedBecause "no date in the page" .
"""
)


@dataclass(frozen=True)
class Fault:
    """A replacement that makes the good graph a bad one."""

    name: str
    right: str
    wrong: str


EVIDENCE_OF_SECOND = "rel:confidence 1.0 ;\n    prov:wasDerivedFrom ev:1"
QUOTE = 'oa:exact "Maersk operates a container terminal in Tema." ;'
FAULTS = [
    Fault("no subject", "rdf:subject ent:maersk ; rdf:predicate rel:operates", "rdf:predicate rel:operates"),
    Fault("two predicates", "rdf:predicate rel:operates", "rdf:predicate rel:operates, rel:owns"),
    Fault("no object", "; rdf:object ent:terminal ;", ";"),
    Fault("plain literal as object", '"$30 billion"^^rel:amount', '"$30 billion"'),
    Fault("object without a label", ' ; rdfs:label "container terminal"', ""),
    Fault("no status", "rel:status rel:asserted ;", ""),
    Fault("unknown status", "rel:asserted", "rel:hoped"),
    Fault("two statuses", "rel:status rel:asserted", "rel:status rel:asserted, rel:ended"),
    Fault("confidence above one", "0.91", "1.01"),
    Fault("confidence below zero", "0.91", "-0.1"),
    Fault("confidence as a double", "0.91", "9.1e-1"),
    Fault("no confidence", "rel:confidence 0.91 ;", ""),
    Fault("no evidence", EVIDENCE_OF_SECOND, "rel:confidence 1.0"),
    Fault("evidence that is none", EVIDENCE_OF_SECOND, "rel:confidence 1.0 ;\n    prov:wasDerivedFrom doc:1"),
    Fault("an inverse as predicate", "rel:operates ;", "rel:operatedBy ;"),
    Fault("evidence without a document", "oa:hasSource doc:1 ;", ""),
    Fault("evidence that ends before it starts", "oa:end 53", "oa:end 9"),
    Fault("evidence that is empty", "oa:end 53", "oa:end 10"),
    Fault("evidence without a quote", QUOTE, ""),
    Fault("rule without a version", "verb.operates/1", "verb.operates"),
    Fault("object that ends before it starts", "rel:objectEnd 46", "rel:objectEnd 20"),
    Fault("entity with two labels", 'rdfs:label "Tema"', 'rdfs:label "Tema", "Port of Tema"'),
    Fault("entity without a label", 'a rel:City ; rdfs:label "Tema"', "a rel:City"),
    Fault("sameness to a text", "<https://sws.geonames.org/2294700/>", '"2294700"'),
    Fault("sameness to a page", "http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"),
    Fault("subject without a type", "ent:maersk a rel:Company ; rdfs:label", "ent:maersk rdfs:label"),
    Fault("document without an identifier", 'dcterms:identifier "1" ;', ""),
    Fault("document without a date or a reason", ' ; rel:undatedBecause "no date in the page"', ""),
    Fault(
        "document with a date and a reason", "dcterms:issued", 'rel:undatedBecause "none" ; dcterms:issued'
    ),
    Fault("date as a plain string", '"2021-05"^^xsd:gYearMonth', '"May 2021"'),
]
QUESTIONS = [
    Fault("object of another class", "ent:terminal a rel:Facility", "ent:terminal a rel:Person"),
    Fault("subject of another class", "ent:maersk a rel:Company", "ent:maersk a rel:Law"),
]


def name_of(fault: Fault) -> str:
    return fault.name


def severities(turtle: str) -> set[Node]:
    """Return the severities of what the shapes find in a graph."""
    data = Graph().parse(data=turtle, format="turtle") + KG
    _, report, _ = validate(data, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    return set(report.objects(None, SH.resultSeverity))


def test_shapes_are_valid_shacl() -> None:
    validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)


def test_shapes_accept_a_good_graph() -> None:
    assert severities(GOOD) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_shapes_reject(fault: Fault) -> None:
    assert GOOD.count(fault.right) == 1
    assert SH.Violation in severities(GOOD.replace(fault.right, fault.wrong))


@pytest.mark.parametrize("question", QUESTIONS, ids=name_of)
def test_shapes_warn_of_an_end_that_a_relation_does_not_permit(question: Fault) -> None:
    assert GOOD.count(question.right) == 1
    assert severities(GOOD.replace(question.right, question.wrong)) == {SH.Warning}


def test_entity_shape_targets_every_class_of_entities() -> None:
    shape = URIRef("https://kg.example.org/shapes#Entity")
    targets = set(SHAPES.objects(shape, SH.targetClass))
    classes = set(KG.transitive_subjects(RDFS.subClassOf, REL.Entity))
    assert targets == classes - {REL.Amount}, "every class but Amount, which no node has"
