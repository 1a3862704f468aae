"""Nodes and edges as pyvis and vis-network know them, with places, sizes, bends and groups.

pyvis holds the lists of what is drawn when the page opens; its template, physics, titles and menus are not
used: the page brings its own.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from pyvis.network import Network

from kg.projection.measures import communities
from kg.viz.data.contents import Contents, ShownEntity, ShownStatement
from kg.viz.layout.placing import Extent, Place, place
from kg.viz.style.palette import GROUPS, OPTICAL, look_of

SMALLEST, LARGEST = 9.0, 26.0
ROOMY = 160
"""Up to so many entities the layout leaves room for every label."""
LABEL_WIDTH = 3.6
"""About half the width of a letter, in pixels at scale 1."""
LONGEST_LABEL = 30
BEND = 0.16
MOST_BEND = 0.9
SMALLEST_GROUP = 4
"""A community of fewer entities has no colour of its own."""

Looks = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the entities and statements of a page look, by id."""

    nodes: Looks
    """Size and weight of each entity, and the place of those that are drawn when the page opens."""
    edges: Looks
    """Width and bend of each statement."""
    groups: dict[str, int]
    """The number of the group, from 0, of each entity that is in one."""
    heads: list[str]
    """The entity of each group that most statements of the group are about."""


def draw(contents: Contents, core: Contents, before: Mapping[str, Place]) -> Drawing:
    """Size all entities and statements of the page, and place those of its core, which is a part of it.

    `before` has the places of an earlier page, which are kept as far as they can be.
    """
    zoom = _zoom(len(core.entities))
    sizes = _sizes(contents.entities, zoom)
    community = communities((entity.id for entity in core.entities), _weights(core.statements))
    groups, heads = _groups(core, community)
    roomy = len(core.entities) <= ROOMY
    extents = {e.id: _extent(e, sizes[e.id], roomy=roomy) for e in core.entities}
    links = [(statement.subject, statement.object) for statement in core.statements]
    places = place(extents, links, groups=community, before=before)
    network = Network(directed=True)
    for entity in core.entities:
        x, y = places[entity.id]
        network.add_node(entity.id, x=x, y=y, **_mark(entity, sizes[entity.id]))
    opening: Looks = {
        node["id"]: {key: node[key] for key in ("x", "y", "size", "weight")} for node in network.nodes
    }
    nodes = {e.id: opening.get(e.id) or _mark(e, sizes[e.id]) for e in contents.entities}
    edges = {
        statement.id: {"width": _width(statement.documents, zoom), **bend}
        for statement, bend in zip(contents.statements, _bends(contents.statements), strict=True)
    }
    return Drawing(nodes, edges, groups, heads)


def _mark(entity: ShownEntity, weight: float) -> dict[str, Any]:
    optical = OPTICAL.get(look_of(entity.type).shape, 1.0)
    return {"size": round(weight * optical, 1), "weight": weight}


def _weights(statements: Sequence[ShownStatement]) -> Counter[tuple[str, str]]:
    return Counter(
        (min(s.subject, s.object), max(s.subject, s.object)) for s in statements if s.subject != s.object
    )


def _groups(core: Contents, community: Mapping[str, int]) -> tuple[dict[str, int], list[str]]:
    """Return the number of each entity's group and the head of each group: the largest communities, as many as
    there are colours.
    """
    members: dict[int, list[str]] = defaultdict(list)
    for id, number in community.items():
        members[number].append(id)
    within: Counter[str] = Counter()
    for statement in core.statements:
        if community[statement.subject] == community[statement.object]:
            within.update({statement.subject, statement.object})
    large = [members[n] for n in sorted(members) if len(members[n]) >= SMALLEST_GROUP][: len(GROUPS)]
    heads = [min(group, key=lambda one: (-within[one], one)) for group in large]
    return {id: number for number, group in enumerate(large) for id in group}, heads


def _zoom(entities: int) -> float:
    """Return how much larger everything is drawn in a large graph, which is seen from farther away."""
    return float(max(1.0, (entities / 120) ** 0.5))


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
        return 1.3 * size + 6, 1.3 * size + 6
    letters = min(len(entity.label), LONGEST_LABEL)
    return max(size, letters * LABEL_WIDTH) + 12, size + 22


def _width(documents: int, zoom: float) -> float:
    return round(zoom * min(1.6 + 0.8 * log2(max(documents, 1)), 5.4), 1)


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
    step = min(BEND, 2 * MOST_BEND / max(of - 1, 1))
    roundness = round((number - (of - 1) / 2) * step * (1 if forward else -1), 3)
    if not roundness:
        return {}
    turn = "curvedCW" if roundness > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": turn, "roundness": abs(roundness)}}
