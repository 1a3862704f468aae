"""The ontology describes every class, relation and status, and its examples cover every relation."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import yaml
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import BNode, Node

ONTOLOGY = Path(__file__).parents[2] / "ontology"
REL = Namespace("https://kg.example.org/ontology#")

SETTLED = """
operates operatesIn basedIn subsidiaryOf owns founded investsIn acquires mergesWith sells sellsTo partnersWith
offers uses supplies competesWith listedIn launches expandsInto worksFor leads governs memberOf appoints succeeds
approves regulates investigates fines sues prosecutes meetsWith visits negotiatesWith signsAgreementWith
seeksTiesWith directs supports aids opposes criticizes threatens sanctions imposesTariffsOn restricts
reducesTiesWith attacks tradesWith hosts attends agencyOf locatedIn citizenOf relatedTo valuedAt
"""
RELATIONS = tuple(SETTLED.split())
SYMMETRIC = {
    *("mergesWith", "partnersWith", "competesWith", "tradesWith", "relatedTo"),
    *("meetsWith", "negotiatesWith", "signsAgreementWith"),
}
FAMILIES = {"economic", "legal", "political", "spatial", "personal"}
STATUSES = {"asserted", "planned", "possible", "negated", "ended"}
QUALIFIERS = ("time", "place", "role", "amount", "share", "count", "purpose", "source")
NATIONALITIES = {"Belgium": "Belgi", "Canada": "Canad", "Germany": "German"}
"""What the country and its adjective share, for the countries that an example names by the adjective."""


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name, format="turtle")


def subclasses(superclass: Node) -> set[Node]:
    """Return a class and all its subclasses."""
    return {
        node for node in graph("kg.ttl").transitive_subjects(RDFS.subClassOf, superclass) if node is not None
    }


def only(subject: Node, predicate: URIRef) -> Node:
    """Return the one value that the ontology gives; fail where it gives none or several."""
    (value,) = graph("kg.ttl").objects(subject, predicate)
    return value


def local(node: Node) -> str:
    return str(node).removeprefix(str(REL))


def permitted(relation: str, side: URIRef) -> set[Node]:
    return set(graph("kg.ttl").objects(REL[relation], side))


@dataclass(frozen=True)
class Example:
    """A sentence of the example files; a look-alike has no subject."""

    family: str
    relation: str
    text: str
    subject: str | None = None
    object: str | None = None
    status: str | None = None
    why: str | None = None
    miss: str | None = None


@cache
def example_files() -> dict[str, dict[str, dict[str, list[dict[str, Any]]]]]:
    return {
        path.stem: yaml.safe_load(path.read_text()) for path in sorted((ONTOLOGY / "examples").glob("*.yaml"))
    }


def sentences(kind: str) -> list[Example]:
    return [
        Example(family, relation, **entry)
        for family, relations in example_files().items()
        for relation, kinds in relations.items()
        for entry in kinds[kind]
    ]


EXAMPLES = sentences("examples")
LOOKALIKES = sentences("lookalikes")


def text_of(example: Example) -> str:
    return f"{example.relation}: {example.text[:40]}"


# --- The files ---


@pytest.mark.parametrize("name", ["kg.ttl", "mappings.ttl", "shapes.ttl"])
def test_rdflib_and_pyoxigraph_read_the_same_number_of_triples(name: str) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(ONTOLOGY / name), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(store) == len(graph(name)) > 0


@pytest.mark.parametrize("name", ["kg.ttl", "mappings.ttl"])
def test_no_blank_nodes(name: str) -> None:
    assert not [term for triple in graph(name) for term in triple if isinstance(term, BNode)]


@pytest.mark.parametrize("name", ["kg.ttl", "mappings.ttl", "shapes.ttl"])
def test_every_term_of_the_ontology_that_is_used_is_declared(name: str) -> None:
    declared = set(graph("kg.ttl").subjects(RDF.type))
    used = {
        term for triple in graph(name) for term in triple if isinstance(term, URIRef) and term.startswith(REL)
    }
    assert not used - declared


def test_the_ontology_has_a_version() -> None:
    ontology = URIRef(str(REL).removesuffix("#"))
    assert graph("kg.ttl").value(ontology, OWL.versionInfo) == Literal("0.3.0")


# --- Classes ---


@pytest.mark.parametrize("name", sorted(local(c) for c in subclasses(REL.Entity)))
def test_class_is_described(name: str) -> None:
    described = graph("kg.ttl")
    assert (REL[name], RDF.type, OWL.Class) in graph("kg.ttl")
    for annotation in (RDFS.label, SKOS.definition, REL.plural):
        values = list(described.objects(REL[name], annotation))
        assert len(values) == 1, annotation
        assert isinstance(values[0], Literal)
        assert values[0].language == "en"


@pytest.mark.parametrize("superclass", [REL.Agent, REL.Place])
def test_a_country_is_an_agent_and_a_place(superclass: URIRef) -> None:
    assert REL.Country in subclasses(superclass)


def test_labels_of_classes_are_unique() -> None:
    labels = [str(graph("kg.ttl").value(c, RDFS.label)) for c in subclasses(REL.Entity)]
    assert len(labels) == len(set(labels))


# --- Relations ---


def test_the_relations_are_exactly_those_settled() -> None:
    stored = sorted(local(relation) for relation in graph("kg.ttl").subjects(REL.stored, Literal(True)))
    assert stored == sorted(RELATIONS)
    assert len(set(RELATIONS)) == len(RELATIONS) == 55


@pytest.mark.parametrize("relation", RELATIONS)
def test_relation_is_described(relation: str) -> None:
    for annotation in (RDFS.label, SKOS.definition, REL.inverseLabel):
        value = only(REL[relation], annotation)
        assert isinstance(value, Literal)
        assert value.language == "en"
    assert str(only(REL[relation], SKOS.definition)).endswith(".")
    assert local(only(REL[relation], REL.family)) in FAMILIES


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("side", [REL.domainIncludes, REL.rangeIncludes], ids=["domain", "range"])
def test_relation_permits_classes_and_none_twice(relation: str, side: URIRef) -> None:
    classes = permitted(relation, side)
    assert classes
    assert classes <= subclasses(REL.Entity)
    for one in classes:
        assert isinstance(one, URIRef)
        assert not (subclasses(one) - {one}) & classes, f"{local(one)} already includes another of the list"


@pytest.mark.parametrize("relation", RELATIONS)
def test_relation_is_symmetric_or_has_one_inverse(relation: str) -> None:
    described = graph("kg.ttl")
    inverses = list(described.subjects(OWL.inverseOf, REL[relation]))
    if (REL[relation], RDF.type, OWL.DatatypeProperty) in described:
        assert not inverses
    elif relation in SYMMETRIC:
        assert (REL[relation], RDF.type, OWL.SymmetricProperty) in described
        assert not inverses
        assert permitted(relation, REL.domainIncludes) == permitted(relation, REL.rangeIncludes)
        assert described.value(REL[relation], REL.inverseLabel) == described.value(REL[relation], RDFS.label)
    else:
        assert (REL[relation], RDF.type, OWL.SymmetricProperty) not in described
        assert len(inverses) == 1
        assert described.value(inverses[0], REL.stored) == Literal(False)
        assert described.value(inverses[0], RDFS.label) == described.value(REL[relation], REL.inverseLabel)


def test_labels_of_relations_and_inverses_are_unique() -> None:
    relations = list(graph("kg.ttl").subjects(REL.stored))
    labels = [str(graph("kg.ttl").value(relation, RDFS.label)) for relation in relations]
    assert len(labels) == len(set(labels))


def test_more_specific_than_has_no_cycle() -> None:
    described = graph("kg.ttl")
    for specific, general in described.subject_objects(REL.moreSpecificThan):
        assert local(general) in RELATIONS
        assert specific not in set(described.transitive_objects(general, REL.moreSpecificThan))


def test_no_relation_between_entities_infers_a_class() -> None:
    described = graph("kg.ttl")
    inferring = [
        relation
        for relation in RELATIONS
        if described.value(REL[relation], RDFS.domain) or described.value(REL[relation], RDFS.range)
    ]
    assert inferring == ["valuedAt"]
    assert described.value(REL.valuedAt, RDFS.range) == REL.amount


# --- Statuses and qualifiers ---


def test_the_statuses_are_exactly_those_settled() -> None:
    assert {local(status) for status in graph("kg.ttl").subjects(RDF.type, REL.Status)} == STATUSES


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_status_is_defined_and_has_cues(status: str) -> None:
    described = graph("kg.ttl")
    assert described.value(REL[status], RDFS.label) == Literal(status, lang="en")
    assert described.value(REL[status], SKOS.definition)
    assert len(list(described.objects(REL[status], REL.cue))) >= 3


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_qualifier_is_a_property_of_statements(qualifier: str) -> None:
    described = graph("kg.ttl")
    name = REL[f"qualifier{qualifier.capitalize()}"]
    assert (name, RDF.type, OWL.DatatypeProperty) in described
    assert described.value(name, RDFS.domain) == REL.Statement
    assert described.value(name, SKOS.definition)


def test_there_are_no_other_qualifiers() -> None:
    names = {local(name) for name in graph("kg.ttl").subjects(RDFS.domain, REL.Statement)}
    settled = {f"qualifier{qualifier.capitalize()}" for qualifier in QUALIFIERS}
    assert {name for name in names if name.startswith("qualifier")} == settled


# --- Examples ---


def test_examples_cover_each_relation_in_the_file_of_its_family() -> None:
    covered = sorted(
        (relation, family) for family, relations in example_files().items() for relation in relations
    )
    assert covered == sorted((relation, local(only(REL[relation], REL.family))) for relation in RELATIONS)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("written", [EXAMPLES, LOOKALIKES], ids=["examples", "lookalikes"])
def test_relation_has_three_sentences_or_more(relation: str, written: list[Example]) -> None:
    assert sum(sentence.relation == relation for sentence in written) >= 3


def test_sentences_are_unique() -> None:
    texts = [sentence.text for sentence in EXAMPLES + LOOKALIKES]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("example", EXAMPLES + LOOKALIKES, ids=text_of)
def test_sentence_is_a_sentence_of_the_news(example: Example) -> None:
    assert 6 <= len(example.text.split()) <= 26
    assert example.text[0].isupper() or example.text[0] == '"'
    assert example.text.endswith(".")
    assert example.text == " ".join(example.text.split())


@pytest.mark.parametrize("example", EXAMPLES, ids=text_of)
def test_example_names_its_arguments_in_its_words(example: Example) -> None:
    assert example.status in STATUSES
    assert example.subject
    assert example.object
    assert example.subject != example.object
    for name in (example.subject, example.object):
        assert NATIONALITIES.get(name, name).casefold() in example.text.casefold()


@pytest.mark.parametrize("example", LOOKALIKES, ids=text_of)
def test_lookalike_says_why(example: Example) -> None:
    assert example.why


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_examples_show_every_status(status: str) -> None:
    assert sum(example.status == status for example in EXAMPLES) >= 10
