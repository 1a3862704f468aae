"""Nodes and edges as pyvis and vis-network know them, with places, sizes and bends.

pyvis holds the lists; its template, physics, titles and menus are not used: the page brings its own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from pyvis.network import Network

from kg.viz.contents import Contents, ShownEntity, ShownStatement
from kg.viz.layout import Extent, place
from kg.viz.palette import OPTICAL, look_of

SMALLEST, LARGEST = 7.5, 21.0
ROOMY = 160
"""Up to so many entities the layout leaves room for every label."""
LABEL_WIDTH = 3.6
"""About half the width of a letter, in pixels at scale 1."""
LONGEST_LABEL = 30
BEND = 0.16
MOST_BEND = 0.9


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes and edges of a page, as vis-network takes them."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


def draw(contents: Contents) -> Drawing:
    """Place and size all entities and statements of the page."""
    network = Network(directed=True)
    zoom = _zoom(len(contents.entities))
    sizes = _sizes(contents.entities, zoom)
    links = [(statement.subject, statement.object) for statement in contents.statements]
    roomy = len(contents.entities) <= ROOMY
    places = place({e.id: _extent(e, sizes[e.id], roomy=roomy) for e in contents.entities}, links)
    for entity in contents.entities:
        look = look_of(entity.type)
        x, y = places[entity.id]
        weight = sizes[entity.id]
        size = round(weight * OPTICAL.get(look.shape, 1.0), 1)
        seen = {"shape": look.shape, "color": look.light, "size": size, "weight": weight}
        network.add_node(entity.id, label=entity.label, x=x, y=y, **seen)
    for statement, bend in zip(contents.statements, _bends(contents.statements), strict=True):
        width = _width(statement.documents, zoom)
        network.add_edge(statement.subject, statement.object, id=statement.id, width=width, **bend)
    return Drawing(network.nodes, network.edges)


def _zoom(entities: int) -> float:
    """Return how much larger everything is drawn in a large graph, which is seen from farther away."""
    return float(max(1.0, (entities / 150) ** 0.4))


def _sizes(entities: Sequence[ShownEntity], zoom: float) -> dict[str, float]:
    """Return the radius of each node: its area grows with its measure, or with the documents, or else mentions, that name it."""
    if any(entity.measure is not None for entity in entities):
        greatest = max((entity.measure or 0.0 for entity in entities), default=0.0) or 1.0
        shares = {e.id: (e.measure or 0.0) / greatest for e in entities}
        return {
            id: round(zoom * (SMALLEST + (LARGEST - SMALLEST) * share**0.5), 1)
            for id, share in shares.items()
        }
    by_documents = len({entity.documents for entity in entities}) > 1
    counts = {e.id: max(e.documents if by_documents else e.mentions, 1) for e in entities}
    most = max(counts.values(), default=1)
    reach = min(LARGEST, SMALLEST + 4 * most**0.5) - SMALLEST
    return {id: round(zoom * (SMALLEST + reach * (number / most) ** 0.5), 1) for id, number in counts.items()}


def _extent(entity: ShownEntity, size: float, *, roomy: bool) -> Extent:
    if not roomy:
        return size + 5, size + 5
    letters = min(len(entity.label), LONGEST_LABEL)
    return max(size, letters * LABEL_WIDTH) + 12, size + 22


def _width(documents: int, zoom: float) -> float:
    return round(zoom * min(1.2 + 0.8 * log2(max(documents, 1)), 5.0), 1)


def _bends(statements: Sequence[ShownStatement]) -> list[dict[str, Any]]:
    """Return how each edge bends: alone it is straight, beside others they fan out, loops lie in rings."""
    between: dict[tuple[str, str], list[ShownStatement]] = defaultdict(list)
    for statement in statements:
        low, high = sorted((statement.subject, statement.object))
        between[low, high].append(statement)
    fans = {pair: {s.id: n for n, s in enumerate(group)} for pair, group in between.items()}
    bends = []
    for statement in statements:
        low, high = sorted((statement.subject, statement.object))
        fan = fans[low, high]
        bends.append(_bend(statement, fan[statement.id], len(fan), forward=statement.subject == low))
    return bends


def _bend(statement: ShownStatement, number: int, of: int, *, forward: bool) -> dict[str, Any]:
    if statement.subject == statement.object:
        return {"selfReference": {"size": 16 + 7 * number, "angle": 0.8, "renderBehindTheNode": False}}
    if of == 1:
        return {"smooth": False}
    step = min(BEND, 2 * MOST_BEND / (of - 1))
    roundness = round((number - (of - 1) / 2) * step * (1 if forward else -1), 3)
    if not roundness:
        return {"smooth": False}
    turn = "curvedCW" if roundness > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": turn, "roundness": abs(roundness)}}
