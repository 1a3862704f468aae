"""GraphML and GEXF from the projection, free of what other readers stumble over.

Control characters are taken out, edges are keyed by statement id (Gephi drops parallel edges that share
an id), each attribute has one type throughout, and nothing holds a date of writing.
"""

import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.xml_characters import without_forbidden
from kg.model import Entity, Statement
from kg.projection import project
from kg.projection.measures import Measures

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    measures: Mapping[str, Measures] | None,
    file: BinaryIO,
) -> None:
    """Write GraphML: edge ids are statement ids, also kept in the attribute `statement`."""
    import networkx as nx

    graph = _clean(project(entities, statements, measures))
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["statement"] = key
    # By lxml, which holds one element at a time.
    nx.write_graphml_lxml(
        graph, file, encoding="utf-8", prettyprint=True, infer_numeric_types=False, named_key_ids=False
    )


def gexf_bytes(
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    measures: Mapping[str, Measures] | None = None,
) -> bytes:
    """Return GEXF 1.2. GEXF keeps `type` for itself, so the class is in `kind`."""
    import networkx as nx

    graph = _clean(project(entities, statements, measures))
    for _, attributes in graph.nodes(data=True):
        attributes["kind"] = attributes.pop("type")
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["statement"] = key
        attributes["id"] = key
    buffer = io.BytesIO()
    nx.write_gexf(graph, buffer, encoding="utf-8", prettyprint=True, version="1.2draft")
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", buffer.getvalue()) + b"\n"


def _clean(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    for _, attributes in graph.nodes(data=True):
        _strip(attributes)
    for *_, attributes in graph.edges(data=True):
        _strip(attributes)
    return graph


def _strip(attributes: dict[str, Any]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = without_forbidden(value)
