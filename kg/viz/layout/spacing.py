"""Nodes moved apart until neither they nor their labels touch."""

import numpy as np
from numpy.typing import NDArray

from kg.viz.layout.forces import Indices, Points

Mask = NDArray[np.bool_]

ROUNDS = 90


def spread(points: Points, extents: Points, pinned: Mask | None = None) -> Points:
    """Return the points moved as little as needed, as far as `ROUNDS` rounds suffice.

    `extents` holds half the width and half the height of the box about each point. Those that are `pinned` stay.
    """
    points = points.copy()
    free = 1.0 if pinned is None else np.where(pinned, 0.0, 1.0)
    for _ in range(ROUNDS):
        one, other = touching(points, extents)
        if not len(one):
            break
        away = points[other] - points[one]
        lack = extents[one] + extents[other] - np.abs(away)
        along = (lack[:, 0] > lack[:, 1]).astype(np.int64)  # the axis on which less is lacking
        rows = np.arange(len(one))
        sign = np.where(away[rows, along] < 0, -1.0, 1.0)
        shift = sign * (lack[rows, along] / 2 + 0.5)
        for axis in (0, 1):
            moved = np.where(along == axis, shift, 0.0)
            change = np.bincount(other, moved, len(points)) - np.bincount(one, moved, len(points))
            partners = np.bincount(other, along == axis, len(points)) + np.bincount(
                one, along == axis, len(points)
            )
            points[:, axis] += free * change / np.maximum(np.sqrt(partners), 1.0)
    return points


def touching(points: Points, extents: Points) -> tuple[Indices, Indices]:
    """Return the pairs of points whose boxes overlap: sorted by x, partners lie a few steps ahead."""
    order = np.argsort(points[:, 0], kind="stable")
    x, y = points[order, 0], points[order, 1]
    wide, high = extents[order, 0], extents[order, 1]
    widest = 2 * float(wide.max())
    pairs: list[tuple[Indices, Indices]] = []
    for ahead in range(1, len(points)):
        gap = x[ahead:] - x[:-ahead]
        near = gap < widest
        if not near.any():
            break
        overlap = near & (gap < wide[ahead:] + wide[:-ahead])
        overlap &= np.abs(y[ahead:] - y[:-ahead]) < high[ahead:] + high[:-ahead]
        first = np.flatnonzero(overlap)
        pairs.append((order[first], order[first + ahead]))
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate([one for one, _ in pairs]), np.concatenate([other for _, other in pairs])
