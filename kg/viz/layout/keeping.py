"""Nodes that join a drawing whose other nodes keep their places."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kg.viz.layout.forces import Points
from kg.viz.layout.spacing import spread

RINGS = (90.0, 130.0, 180.0, 250.0, 340.0, 460.0, 620.0)
"""How far from the middle of its neighbours a place is looked for."""
WAYS = (
    (1.0, 0.0), (0.8, 0.6), (0.6, 0.8), (0.0, 1.0), (-0.6, 0.8), (-0.8, 0.6),
    (-1.0, 0.0), (-0.8, -0.6), (-0.6, -0.8), (0.0, -1.0), (0.6, -0.8), (0.8, -0.6),
)  # fmt: skip
"""Directions in which it is looked for."""


def keep(
    extents: Points, links: Sequence[tuple[int, int]], before: Sequence[tuple[int, int] | None]
) -> Points:
    """Return a place for each node: those with a place `before` keep it, the others stand beside their neighbours.

    Every node must be linked, over however many others, to one that has a place. `extents` holds half the width
    and half the height of the box about each point.
    """
    size = len(extents)
    neighbours: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        neighbours[one].append(other)
        neighbours[other].append(one)
    points = np.array([spot or (0, 0) for spot in before], dtype=np.float64)
    placed = np.array([spot is not None for spot in before])
    pinned = placed.copy()
    waiting = {node: sum(placed[n] for n in neighbours[node]) for node in range(size) if not placed[node]}
    while waiting:
        # The one with most neighbours in place comes next: it has the least choice.
        node = max(waiting, key=lambda each: (waiting[each], -each))
        near = [n for n in neighbours[node] if placed[n]]
        points[node] = _spot(points[near].mean(axis=0), extents[node], points[placed], extents[placed])
        placed[node] = True
        del waiting[node]
        for other in neighbours[node]:
            if other in waiting:
                waiting[other] += 1
    return spread(points, extents, pinned)


def _spot(middle: Points, extent: Points, others: Points, boxes: Points) -> Points:
    """Return a place about the middle where a box touches no other; if there is none, the one with most room."""
    best, most = middle, -np.inf
    for ring in RINGS:
        for way in WAYS:
            spot = middle + ring * np.array(way)
            gaps = np.abs(others - spot) - boxes - extent
            room = float(gaps.max(axis=1).min())
            if room > most:
                best, most = spot, room
        if most >= 0:
            return best
    return best
