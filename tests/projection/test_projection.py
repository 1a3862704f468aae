"""The graph as NetworkX: a node for each entity, an edge for each statement, attributes any export can write."""

from collections import defaultdict

import networkx as nx
from builders import small_graph, statement

from kg.model import Entity, Status
from kg.projection import SEPARATOR, project

GRAPH = small_graph()
DRAWN = GRAPH.nx()


def test_entities_are_nodes_and_statements_are_edges() -> None:
    assert sorted(DRAWN) == [entity.id for entity in GRAPH.entities]
    edges = {
        (key, u, v, data["relation"], data["status"]) for u, v, key, data in DRAWN.edges(keys=True, data=True)
    }
    assert edges == {(s.id, s.subject, s.object, s.relation, s.status.value) for s in GRAPH.statements()}


def test_parallel_edges_are_kept_one_for_each_status() -> None:
    between = DRAWN["maersk"]["port-of-tema"]
    assert sorted((data["relation"], data["status"]) for data in between.values()) == [
        ("operates", "asserted"),
        ("operates", "planned"),
        ("owns", "negated"),
    ]


def test_attributes_are_plain_and_each_has_one_type_throughout() -> None:
    for items in (
        DRAWN.nodes(data=True),
        ((key, data) for *_, key, data in DRAWN.edges(keys=True, data=True)),
    ):
        kinds = defaultdict(set)
        for _, attributes in items:
            for name, value in attributes.items():
                kinds[name].add(type(value))
        assert set().union(*kinds.values()) <= {str, int, float}
        assert all(len(types) == 1 for types in kinds.values()), kinds


def test_several_values_are_one_text() -> None:
    (edge,) = (data for *_, data in DRAWN.edges(data=True) if "time" in data)
    assert edge["time"] == f"2019{SEPARATOR}2021"
    assert edge["label"] == "operates"
    assert edge["documents"] == 2


def test_identifiers_are_one_text() -> None:
    china = Entity("china", "China", "Country", (), ("one",), 1, (("iso3166-1", "CN"), ("wikidata", "Q148")))
    assert project([china], []).nodes["china"]["identifiers"] == "iso3166-1:CN; wikidata:Q148"
    assert {data["identifiers"] for _, data in DRAWN.nodes(data=True)} == {""}


def test_a_qualifier_that_is_not_known_is_no_attribute() -> None:
    assert all("share" not in data for *_, data in DRAWN.edges(data=True))


def test_nodes_and_edges_come_in_order_of_their_ids_whatever_the_input() -> None:
    turned = project(reversed(GRAPH.entities), reversed(GRAPH.statements()))
    assert list(turned.nodes(data=True)) == list(DRAWN.nodes(data=True))
    assert list(turned.edges(keys=True, data=True)) == list(DRAWN.edges(keys=True, data=True))
    assert list(DRAWN) == sorted(DRAWN)


def test_each_projection_is_a_graph_of_its_own() -> None:
    GRAPH.nx().clear()
    assert nx.utils.graphs_equal(GRAPH.nx(), DRAWN)


def test_an_entity_without_statements_is_a_node() -> None:
    lonely = Entity("lonely", "Lonely", "Company", (), ("a",), 1)
    found = project([lonely], [])
    assert list(found) == ["lonely"]
    assert found.number_of_edges() == 0


def test_what_is_only_described_is_a_node_where_a_statement_speaks_of_it() -> None:
    crowd = Entity("crowd", "the crowd", "Group", (), ("doc",), 1, named=False)
    port = Entity("b", "two ports", "Facility", (), ("doc",), 1, named=False)
    named = Entity("a", "Anker", "Company", (), ("doc",), 1)
    assert list(project([named, port, crowd], [statement()])) == ["a", "b"]


def test_a_statement_of_every_status_is_an_edge() -> None:
    assert project([], [statement(status=status) for status in Status]).number_of_edges() == len(Status)
