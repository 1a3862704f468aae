"""Nodes that push each other away and links that pull: ForceAtlas2.

Jacomy, Venturini, Heymann, Bastian: ForceAtlas2, a continuous graph layout algorithm for handy network
visualization designed for the Gephi software. PLoS ONE 9(6), 2014. Beyond `EXACT` nodes the push of far
nodes is taken by cells of a grid instead of one by one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Indices = NDArray[np.int64]

EXACT = 320
PER_CELL = 6
GRAVITY = 0.35
MOST_STEPS = 500
STILL = 0.002
"""Of the drawing's half width: a step in which no node moves farther is the last."""
SEED = 7


def anywhere(size: int) -> Points:
    """Return points in the unit square about the origin, always the same."""
    return np.random.Generator(np.random.PCG64(SEED)).random((size, 2)) - 0.5


def settle(start: Points, links: Sequence[tuple[int, int]], strengths: Sequence[float]) -> Points:
    """Return a place for each node, about the origin, in no unit.

    Nodes begin in `start`, about the unit square; `links` connect them all, each as strong as `strengths` says.
    """
    size = len(start)
    if size == 1:
        return np.zeros((1, 2))
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    pull = np.array(strengths, dtype=np.float64)
    mass = (np.bincount(ends.ravel(), minlength=size) + 1).astype(np.float64)
    points: Points = start * 4 * size**0.5
    pace = _Pace(size)
    before = np.zeros_like(points)
    for _ in range(MOST_STEPS if size <= EXACT else MOST_STEPS // 2):
        force = _push(points, mass) + _pull(points, ends, pull) - GRAVITY * mass[:, None] * _direction(points)
        step = pace.step(force, before, mass)
        points += step
        before = force
        if np.abs(step).max() < STILL * np.abs(points).max():
            break
    return points


def _direction(points: Points) -> Points:
    length = np.sqrt(points[:, 0] ** 2 + points[:, 1] ** 2)
    return points / np.maximum(length, 1e-9)[:, None]


def _pull(points: Points, ends: Indices, strengths: Points) -> Points:
    """Each link pulls both its ends by its length and strength."""
    one, other = ends[:, 0], ends[:, 1]
    along = (points[other] - points[one]) * strengths[:, None]
    size = len(points)
    pulled = [
        np.bincount(one, along[:, axis], size) - np.bincount(other, along[:, axis], size) for axis in (0, 1)
    ]
    return np.stack(pulled, axis=1)


def _push(points: Points, mass: Points) -> Points:
    if len(points) <= EXACT:
        return _push_from(points, mass, points, mass, same=np.arange(len(points)), soft=0.01)
    cell, centres, weight, width = _grid(points, mass)
    far = _push_from(points, mass, centres, weight, same=cell, soft=width * width / 12)
    return far + _push_within(points, mass, cell)


def _push_from(
    points: Points, mass: Points, origins: Points, weight: Points, *, same: Indices, soft: float
) -> Points:
    """Push each point away from all origins but its own, the one `same` names."""
    x = points[:, 0, None] - origins[:, 0]
    y = points[:, 1, None] - origins[:, 1]
    strength = mass[:, None] * weight / (x * x + y * y + soft)
    strength[np.arange(len(points)), same] = 0.0
    return np.stack([(x * strength).sum(axis=1), (y * strength).sum(axis=1)], axis=1)


def _grid(points: Points, mass: Points) -> tuple[Indices, Points, Points, float]:
    """Return each point's cell; centre and mass of each cell that holds points; and the cells' width."""
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(2, int(np.sqrt(len(points) / PER_CELL) * 1.5))
    width = float(max((high - low).max() / side, 1e-9))
    steps = np.minimum((points - low) / width, side - 1).astype(np.int64)
    _, inverse = np.unique(steps[:, 0] * side + steps[:, 1], return_inverse=True)
    cell = inverse.astype(np.int64)
    weight = np.bincount(cell, mass).astype(np.float64)
    centres = np.stack([np.bincount(cell, mass * points[:, axis]) / weight for axis in (0, 1)], axis=1)
    return cell, centres, weight, width


def _push_within(points: Points, mass: Points, cell: Indices) -> Points:
    """Push points of the same cell apart, pair by pair: sorted by cell, partners lie a few steps ahead."""
    order = np.argsort(cell, kind="stable")
    sorted_cell, sorted_points, sorted_mass = cell[order], points[order], mass[order]
    force = np.zeros_like(points)
    for ahead in range(1, int(np.bincount(cell).max())):
        first = np.flatnonzero(sorted_cell[:-ahead] == sorted_cell[ahead:])
        second = first + ahead
        away = sorted_points[first] - sorted_points[second]
        strength = sorted_mass[first] * sorted_mass[second] / ((away**2).sum(axis=1) + 0.01)
        push = away * strength[:, None]
        force[first] += push
        force[second] -= push
    result = np.empty_like(force)
    result[order] = force
    return result


class _Pace:
    """How far nodes move in a step: slower where they swing to and fro (section "Adapting local speed")."""

    def __init__(self, size: int) -> None:
        self.speed = 1.0
        self.efficiency = 1.0
        self.size = size

    def step(self, force: Points, before: Points, mass: Points) -> Points:
        swing = np.sqrt(((force - before) ** 2).sum(axis=1)) * mass
        total_swing = max(float(swing.sum()), 1e-12)
        traction = float((np.sqrt(((force + before) ** 2).sum(axis=1)) * mass).sum()) / 2
        jitter = self._jitter(total_swing, traction)
        target = jitter * self.efficiency * traction / total_swing
        if total_swing > jitter * traction:
            self.efficiency = max(self.efficiency * 0.7, 0.05)
        elif self.speed < 1000:
            self.efficiency *= 1.3
        self.speed += min(target - self.speed, 0.5 * self.speed)
        pace: Points = self.speed / (1 + np.sqrt(self.speed * swing))
        return force * pace[:, None]

    def _jitter(self, total_swing: float, traction: float) -> float:
        estimate = 0.05 * self.size**0.5
        jitter = max(estimate**0.5, min(10.0, estimate * traction / self.size**2))
        if traction > 0 and total_swing / traction > 2:
            self.efficiency = max(self.efficiency * 0.5, 0.05)
            jitter = max(jitter, 1.0)
        return float(jitter)
