"""Where the nodes of a page stand: same graph, same places, in whatever order it was built.

Each connected component is laid out alone (`forces`), stretched so that neighbours do not touch
(`spacing`) and then packed beside the others (`packing`). What had a place on an earlier page keeps it
(`keeping`). Only additions, multiplications, divisions and square roots are used, no matrix products and no
angles, so that processors agree on the result.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import count

import numpy as np

from kg.viz.layout.forces import Points, anywhere, settle
from kg.viz.layout.keeping import keep
from kg.viz.layout.packing import pack
from kg.viz.layout.spacing import spread

Extent = tuple[float, float]
"""Half the width and half the height that a node and its label take."""
Place = tuple[int, int]
Link = tuple[int, int]
"""The numbers of two nodes, the lower first."""

GAP = 46.0
"""The median distance to the nearest neighbour, before nodes that still touch are moved apart."""
LINK = 36.0
"""The least median length of links, from rim to rim of what they connect."""
BETWEEN = 0.5
"""How strong a link between two communities is, against one within a community."""
ALIKE = 12
"""Components of up to so many nodes are laid out by their shape alone, so that all pairs, say, look alike."""
WORTH_KEEPING = 0.25
"""If a smaller share of the nodes had a place before, all are placed anew."""
ASPECT = 1.0
"""Width by height of the room a page has for a drawing, between its legend and its panel."""
TURNS = (
    (1.0, 0.0), (0.96, 0.28), (0.8, 0.6), (0.6, 0.8), (0.28, 0.96),
    (0.0, 1.0), (-0.28, 0.96), (-0.6, 0.8), (-0.8, 0.6), (-0.96, 0.28),
)  # fmt: skip
"""Cosine and sine of the turns that are tried."""


def place(
    extents: Mapping[str, Extent],
    links: Iterable[tuple[str, str]],
    *,
    groups: Mapping[str, int] | None = None,
    before: Mapping[str, Place] | None = None,
) -> dict[str, Place]:
    """Return a place for each node; no two are the same.

    `links` may repeat, point either way or lead from a node to itself. Members of one of the `groups` stand
    nearer to each other. Nodes with a place `before` stay there, unless few have one; the others are set beside
    their neighbours or around. Units are pixels at scale 1.
    """
    names = sorted(extents)
    number = {name: index for index, name in enumerate(names)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ((number[s], number[o]) for s, o in links) if a != b})
    sizes = np.array([extents[name] for name in names]).reshape(-1, 2)
    old = {number[name]: spot for name, spot in (before or {}).items() if name in number}
    if len(old) < WORTH_KEEPING * len(names):
        old = {}
    components = _components(len(names), pairs)
    known = [part for part in components if not old.keys().isdisjoint(part[0])]
    fresh = [part for part in components if old.keys().isdisjoint(part[0])]
    group = [groups.get(name, 0) if groups else 0 for name in names]
    shapes: dict[tuple[int, tuple[Link, ...]], Points] = {}
    drawings = [
        _draw(_settled(members, links, names, group, shapes), links, sizes[members])
        for members, links in fresh
    ]
    points = np.zeros((len(names), 2))
    shift = np.zeros(2)
    if known:
        # The board holds what was kept as its first drawing, and is moved until that stands where it stood.
        members, links_kept = _joined(known)
        points[members] = keep(sizes[members], links_kept, [old.get(index) for index in members])
        still, *packed = pack([(points[members], sizes[members], links_kept), *drawings])
        shift = points[members][0] - still[0]
    else:
        packed = pack(drawings)
    for (members, _), drawing in zip(fresh, packed, strict=True):
        points[members] = drawing + shift
    return _distinct(names, points)


def _settled(
    members: Sequence[int],
    links: tuple[Link, ...],
    names: Sequence[str],
    group: Sequence[int],
    shapes: dict[tuple[int, tuple[Link, ...]], Points],
) -> Points:
    """Return where a component settles; `shapes` remembers those whose places depend on their shape alone."""
    if len(members) > ALIKE:
        strengths = [1.0 if group[members[a]] == group[members[b]] else BETWEEN for a, b in links]
        return settle(np.array([_anywhere(names[index]) for index in members]), links, strengths)
    shape = (len(members), links)
    if shape not in shapes:
        shapes[shape] = settle(anywhere(len(members)), links, [1.0] * len(links))
    return shapes[shape]


def _anywhere(name: str) -> tuple[float, float]:
    """Return a point in the unit square that depends on the name alone: what joins a graph moves no other's."""
    digest = sha256(name.encode("utf-8", "surrogatepass")).digest()
    x, y = (int.from_bytes(part) / 2**32 - 0.5 for part in (digest[:4], digest[4:8]))
    return x, y


def _joined(components: Sequence[tuple[list[int], tuple[Link, ...]]]) -> tuple[list[int], list[Link]]:
    """Return the members of several components, and their links among them."""
    members = [index for group, _ in components for index in group]
    offsets = np.cumsum([0, *(len(group) for group, _ in components)]).tolist()
    links = [
        (a + offset, b + offset)
        for (_, inner), offset in zip(components, offsets, strict=False)
        for a, b in inner
    ]
    return members, links


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
    points = spread(points * _stretch(settled, links, LINK + 2 * float(np.median(sizes[:, 0]))), sizes)
    return points, sizes, links


def _stretch(points: Points, links: Sequence[Link], length: float) -> float:
    """Return the factor that gives neighbours their gap and links this length, whichever is more."""
    if len(points) < 2:
        return 1.0
    nearest = np.sqrt([_nearest(points, index) for index in range(len(points))])
    ends = np.array(links)
    lengths = np.sqrt(((points[ends[:, 0]] - points[ends[:, 1]]) ** 2).sum(axis=1))
    return float(max(GAP / max(np.median(nearest), 1e-9), length / max(np.median(lengths), 1e-9)))


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
