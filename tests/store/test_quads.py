"""What a graph says in RDF: plain triples for asserted statements alone, one graph per document, no blank nodes."""

from collections import defaultdict

from builders import Claim, company, graph_of, nominal, reading, small_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import Graph
from kg.model import Entity, Status
from kg.ontology import NAMESPACE, load_ontology
from kg.store.database import canonical_lines, named_quads
from kg.store.iris import Iris
from kg.store.quads import QuadWriter

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CLAIMS = st.lists(
    st.builds(
        Claim,
        st.sampled_from([company("Anker"), company("Bolt")]),
        st.sampled_from(sorted(load_ontology().relations)),
        st.sampled_from([company("Maersk"), company("Zeta")]),
        st.sampled_from(Status),
    ),
    min_size=1,
    max_size=6,
)

Triples = set[tuple[str, str, str]]


def plain_triples(graph: Graph) -> dict[str, Triples]:
    """Return the plain triples of each named graph, by relation's local name."""
    found: dict[str, Triples] = defaultdict(set)
    for quad in named_quads(graph.store):
        relation = quad.predicate.value.removeprefix(NAMESPACE)
        if relation in load_ontology().relations:
            assert isinstance(quad.graph_name, NamedNode)
            found[quad.graph_name.value].add((str(quad.subject), relation, str(quad.object)))
    return found


def asserted(graph: Graph) -> Triples:
    nodes = graph.iris.entity
    return {
        (f"<{nodes(s.subject)}>", s.relation, f"<{nodes(s.object)}>")
        for s in graph.statements(status=Status.ASSERTED)
        if not s.object.startswith("amount:")
    }


@given(CLAIMS, CLAIMS)
@settings(deadline=None)
def test_only_asserted_statements_are_plain_triples_in_any_graph(one: list[Claim], two: list[Claim]) -> None:
    graph = graph_of(reading("one", *one), reading("two", *two))
    found = plain_triples(graph)
    inferred = found.pop(graph.iris.graph("inferences"), set())
    assert {(s, p, o) for s, p, o in inferred} == {
        (f"<{graph.iris.entity(each.subject)}>", each.relation, f"<{graph.iris.entity(each.object)}>")
        for each in graph.inferences
        if each.relation in load_ontology().relations
    }
    assert found[graph.iris.graph("assertions")] == asserted(graph)
    for id in ("one", "two"):
        said = {s.id for s in graph.statements(document=id, status=Status.ASSERTED)}
        assert len(found[graph.iris.document(id)]) == len(said)
    assert set().union(*found.values()) == asserted(graph)


@given(CLAIMS)
@settings(deadline=None)
def test_every_statement_is_a_node_with_its_parts_whatever_its_status(claims: list[Claim]) -> None:
    graph = graph_of(reading("one", *claims))
    rows = graph.query(
        "SELECT DISTINCT ?s ?status ?confidence WHERE { ?s a rel:Statement ; rel:status ?status ; rel:confidence ?confidence }"
    )
    assert {
        (row["s"].rpartition("/")[2], row["status"].rpartition("#")[2], row["confidence"]) for row in rows
    } == {(s.id, s.status.value, s.confidence) for s in graph.statements()}


def test_there_are_no_blank_nodes_and_nothing_is_outside_a_named_graph() -> None:
    for quad in small_graph().contents.quads():
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        assert isinstance(quad.graph_name, NamedNode)


def test_the_canonical_lines_are_sorted_and_unique_whatever_the_order() -> None:
    quads = list(small_graph().contents.quads())
    lines = list(canonical_lines([*reversed(quads), *quads]))
    assert lines == sorted(set(lines)) == list(canonical_lines(quads))
    assert len(lines) == len(quads)


def test_the_graph_of_a_document_holds_all_it_says_and_nothing_of_others() -> None:
    one = reading("one", Claim(company("Anker"), "owns", company("Bolt")))
    two = reading("two", Claim(company("Anker"), "owns", company("Maersk")))

    def of_document(graph: Graph) -> set[Quad]:
        return set(graph.store.quads_for_pattern(None, None, None, NamedNode(graph.iris.document("one"))))

    assert of_document(graph_of(one, two)) == of_document(graph_of(one))
    assert not of_document(graph_of(two))


def test_an_amount_is_a_literal_and_no_node() -> None:
    graph = small_graph()
    (row,) = graph.query("SELECT ?amount WHERE { ?who rel:valuedAt ?amount }")
    assert row == {"amount": "$30 billion"}
    assert not any(
        "amount:" in quad.subject.value
        for quad in graph.contents.quads()
        if isinstance(quad.subject, NamedNode)
    )


def test_evidence_quotes_its_document_to_the_character() -> None:
    graph = small_graph()
    rows = graph.query(
        """SELECT DISTINCT ?id ?start ?end ?quote ?from ?to WHERE {
            ?e a rel:Evidence ; oa:hasSource/dcterms:identifier ?id ; oa:start ?start ; oa:end ?end ;
               oa:exact ?quote ; rel:subjectStart ?from ; rel:subjectEnd ?to }"""
    )
    assert len(rows) == 9
    for row in rows:
        text = graph.documents[row["id"]].text
        assert text[row["start"] : row["end"]] == row["quote"]
        assert text[row["from"] : row["to"]] in {"Maersk", "Anna Berg", "Bolt & Sons", "Zeta Lines"}


def test_an_entity_is_linked_to_what_it_is_in_other_data_sets() -> None:
    china = Entity("china", "China", "Country", (), ("one",), 1, (("iso3166-1", "CN"), ("wikidata", "Q148")))
    beijing = Entity("beijing", "Beijing", "City", (), ("one",), 1, (("geonames", "1816670"),))
    quads = [quad for entity in (china, beijing) for quad in QuadWriter(Iris()).entity(entity)]

    def said(predicate: str) -> set[tuple[str, str]]:
        return {
            (str(quad.subject).rpartition("/")[2], str(quad.object))
            for quad in quads
            if quad.predicate.value == predicate
        }

    assert said("https://schema.org/sameAs") == {
        ("china>", "<http://www.wikidata.org/entity/Q148>"),
        ("beijing>", "<https://sws.geonames.org/1816670/>"),
    }
    assert said("http://www.w3.org/2004/02/skos/core#notation") == {
        ("china>", '"CN"'),
        ("china>", '"Q148"'),
        ("beijing>", '"1816670"'),
    }
    assert not any("owl#sameAs" in quad.predicate.value for quad in quads)


def test_an_identifier_is_made_safe_in_an_iri() -> None:
    odd = Entity("odd", "Odd", "City", (), ("one",), 1, (("wikidata", "Q1> <x> <y"),))
    (link,) = (q.object for q in QuadWriter(Iris()).entity(odd) if q.predicate.value.endswith("sameAs"))
    assert str(link) == "<http://www.wikidata.org/entity/Q1%3E%20%3Cx%3E%20%3Cy>"


def test_what_is_only_described_is_in_no_graph_unless_a_statement_speaks_of_it() -> None:
    said = Claim(company("Anker"), "operates", nominal("two ports"))
    graph = graph_of(reading("one", said, nominal("the protesters", "Group")))
    rows = graph.query("SELECT ?label { ?e rdfs:label ?label } ORDER BY ?label")
    assert [row["label"] for row in rows] == ["Anker", "two ports"]
    assert [entity.label for entity in graph.entities if not entity.named] == ["the protesters", "two ports"]
