"""Where the nodes of a page stand: same graph, same places, in whatever order it was built.

Each connected component is laid out alone (`forces`), stretched so that neighbours do not touch
(`spacing`) and then packed beside the others (`packing`). Only additions, multiplications, divisions and
square roots are used, no matrix products and no angles, so that processors agree on the result.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import numpy as np

from kg.viz.forces import Points, settle
from kg.viz.packing import pack
from kg.viz.spacing import spread

Extent = tuple[float, float]
"""Half the width and half the height that a node and its label take."""
Place = tuple[int, int]
Link = tuple[int, int]
"""The numbers of two nodes, the lower first."""

GAP = 46.0
"""The median distance to the nearest neighbour, before nodes that still touch are moved apart."""
LINK = 140.0
"""The least median length of links."""
ASPECT = 1.15
"""Width by height of the room a page has for a drawing, between its legend and its panel."""
TURNS = (
    (1.0, 0.0), (0.96, 0.28), (0.8, 0.6), (0.6, 0.8), (0.28, 0.96),
    (0.0, 1.0), (-0.28, 0.96), (-0.6, 0.8), (-0.8, 0.6), (-0.96, 0.28),
)  # fmt: skip
"""Cosine and sine of the turns that are tried."""


def place(extents: Mapping[str, Extent], links: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Return a place for each node; no two are the same.

    `links` may repeat, point either way or lead from a node to itself. Units are pixels at scale 1.
    """
    names = sorted(extents)
    number = {name: index for index, name in enumerate(names)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ((number[s], number[o]) for s, o in links) if a != b})
    components = _components(len(names), pairs)
    sizes = np.array([extents[name] for name in names]).reshape(-1, 2)
    # Most components are small and of few shapes, and where nodes settle depends on nothing else.
    settled = {shape: settle(*shape) for shape in {(len(group), links) for group, links in components}}
    drawings = [_draw(settled[len(group), links], links, sizes[group]) for group, links in components]
    points = np.zeros((len(names), 2))
    for (members, _), drawing in zip(components, pack(drawings), strict=True):
        points[members] = drawing
    return _distinct(names, points)


def _components(size: int, pairs: Sequence[Link]) -> list[tuple[list[int], tuple[Link, ...]]]:
    """Return members and links of each component, largest first; links count within the component."""
    root = list(range(size))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = node = root[root[node]]
        return node

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    members: dict[int, list[int]] = {}
    for node in range(size):
        members.setdefault(find(node), []).append(node)
    rank = {node: index for group in members.values() for index, node in enumerate(group)}
    links: dict[int, list[Link]] = {top: [] for top in members}
    for one, other in pairs:
        links[find(one)].append((rank[one], rank[other]))
    return sorted(
        ((group, tuple(links[top])) for top, group in members.items()),
        key=lambda item: (-len(item[0]), item[0][0]),
    )


def _draw(settled: Points, links: Sequence[Link], sizes: Points) -> tuple[Points, Points, Sequence[Link]]:
    """Lay out one component: its points, their extents and its links."""
    points = _turned(settled)
    points = spread(points * _stretch(settled, links), sizes)
    return points, sizes, links


def _stretch(points: Points, links: Sequence[Link]) -> float:
    """Return the factor that gives neighbours their gap and links their length, whichever is more."""
    if len(points) < 2:
        return 1.0
    nearest = np.sqrt([_nearest(points, index) for index in range(len(points))])
    ends = np.array(links)
    lengths = np.sqrt(((points[ends[:, 0]] - points[ends[:, 1]]) ** 2).sum(axis=1))
    return float(max(GAP / max(np.median(nearest), 1e-9), LINK / max(np.median(lengths), 1e-9)))


def _nearest(points: Points, index: int) -> float:
    away = ((points - points[index]) ** 2).sum(axis=1)
    away[index] = np.inf
    return float(away.min())


def _turned(points: Points) -> Points:
    """Turn the points so that they fill a box of `ASPECT` best, and no axis is longer than it need be."""
    x, y = points[:, 0], points[:, 1]
    turns = [np.stack([x * c + y * s, y * c - x * s], axis=1) for c, s in TURNS]
    spans = [turned.max(axis=0) - turned.min(axis=0) for turned in turns]
    return turns[int(np.argmin([max(width / ASPECT, height) for width, height in spans]))]


def _distinct(names: Sequence[str], points: Points) -> dict[str, Place]:
    """Round to whole pixels; of two nodes on the same pixel the later moves to the right."""
    taken: set[Place] = set()
    places: dict[str, Place] = {}
    for name, (x, y) in zip(names, points, strict=True):
        spot = next(
            spot for step in count() if (spot := (round(float(x)) + step, round(float(y)))) not in taken
        )
        taken.add(spot)
        places[name] = spot
    return places
