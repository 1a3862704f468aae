"""The graph as NetworkX: entities as nodes, statements as edges, plain attributes only."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.model import Entity, Statement
from kg.ontology import load_ontology
from kg.projection.measures import Measures
from kg.store.nodes import nodes

if TYPE_CHECKING:
    import networkx as nx

ATTRIBUTES = {"source": "said_by"}
"""What a qualifier is called on an edge where its own name is taken: `source` is the start of the edge."""
SEPARATOR = "; "
"""Between the values of an attribute that has several."""


def project(
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    measured: Mapping[str, Measures] | None = None,
) -> "nx.MultiDiGraph[str]":
    """Return one node for each entity that a text names or a statement speaks of, and one edge for each
    statement, whatever its status.

    A node is keyed by entity id and has label, type, aliases, identifiers, documents and mentions, and with `measured` its
    degree, pagerank, betweenness and community, 0 where no statement that was measured speaks of it. An edge
    runs from subject to object, is keyed by statement id and has relation, label, status, confidence, the numbers of
    documents and of independent sources, the dates it was first and last seen (empty if unknown) and the qualifiers that are known (`source`, the speaker, as `said_by`). Attributes are str,
    int or float, each of one type throughout, never None or a list, so that every export can write them.
    Nodes and edges are in order of their ids.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    relations = load_ontology().relations
    statements = sorted(statements, key=lambda statement: statement.id)
    for entity in sorted(nodes(entities, statements), key=lambda entity: entity.id):
        graph.add_node(
            entity.id,
            label=entity.label,
            type=entity.type,
            aliases=SEPARATOR.join(entity.aliases),
            identifiers=identifiers_of(entity),
            documents=len(entity.documents),
            mentions=entity.mentions,
            **(_numbers(measured.get(entity.id)) if measured is not None else {}),
        )
    for statement in statements:
        graph.add_edge(
            statement.subject,
            statement.object,
            key=statement.id,
            relation=statement.relation,
            label=relations[statement.relation].label,
            status=str(statement.status),
            confidence=float(statement.confidence),
            documents=len(statement.documents),
            sources=statement.sources,
            first=statement.first or "",
            last=statement.last or "",
            **{ATTRIBUTES.get(name, name): SEPARATOR.join(values) for name, values in statement.qualifiers},
        )
    return graph


def _numbers(measured: Measures | None) -> dict[str, int | float]:
    if measured is None:
        return {"degree": 0, "pagerank": 0.0, "betweenness": 0.0, "community": 0}
    return {
        "degree": measured.degree,
        "pagerank": measured.pagerank,
        "betweenness": measured.betweenness,
        "community": measured.community,
    }


def identifiers_of(entity: Entity) -> str:
    """Return the identifiers as one text: `geonames:1816670; wikidata:Q956`."""
    return SEPARATOR.join(f"{scheme}:{value}" for scheme, value in entity.identifiers)
