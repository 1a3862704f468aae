"""Which entities are nodes of the graph, in RDF, in NetworkX and in all that is made of them."""

from collections.abc import Iterable

from kg.model import Entity, Statement


def nodes(entities: Iterable[Entity], statements: Iterable[Statement]) -> list[Entity]:
    """Return the entities that a text names or a statement speaks of, in their order.

    What is only described (*the protesters*) and not spoken of is in the tables of entities alone.
    """
    spoken_of = {id for statement in statements for id in (statement.subject, statement.object)}
    return [entity for entity in entities if entity.named or entity.id in spoken_of]
