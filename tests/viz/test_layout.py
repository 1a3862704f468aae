"""Places of nodes: the same for the same graph, none on another."""

import random
import time

import numpy as np
import pytest

from kg.viz.layout import place
from kg.viz.packing import MARGIN
from kg.viz.spacing import spread, touching

Link = tuple[str, str]


def some_graph(size: int, links: int, seed: int = 1) -> tuple[dict[str, tuple[float, float]], list[Link]]:
    dice = random.Random(seed)
    names = [f"n{number}" for number in range(size)]
    ends = [(names[int(dice.random() ** 2 * size)], dice.choice(names)) for _ in range(links)]
    return dict.fromkeys(names, (10.0, 10.0)), ends


@pytest.mark.parametrize("size", [0, 1, 2, 3, 60, 400])
def test_every_node_has_a_place_of_its_own(size: int) -> None:
    extents, links = some_graph(size, size * 2 if size else 0)
    places = place(extents, links)
    assert places.keys() == extents.keys()
    assert len(set(places.values())) == size
    assert all(isinstance(x, int) and isinstance(y, int) for x, y in places.values())


@pytest.mark.parametrize("size", [50, 400])
def test_order_and_direction_and_repetition_do_not_matter(size: int) -> None:
    extents, links = some_graph(size, size)
    dice = random.Random(5)
    shuffled = dice.sample([(b, a) for a, b in links] + links[:9], k=len(links) + 9)
    other_order = dict(dice.sample(sorted(extents.items()), k=size))
    assert place(extents, links) == place(other_order, shuffled)


def test_loops_and_lone_nodes_are_placed() -> None:
    places = place({"a": (5, 5), "b": (5, 5)}, [("a", "a")])
    assert places["a"] != places["b"]


@pytest.mark.parametrize("size", [12, 60, 150])
def test_labels_of_small_graphs_find_room(size: int) -> None:
    _, links = some_graph(size, size)
    extents = {f"n{number}": (40.0, 24.0) for number in range(size)}
    places = place(extents, links)
    names = sorted(places)
    points = np.array([places[name] for name in names], dtype=float)
    boxes = np.array([extents[name] for name in names]) - 1.0  # a pixel for rounding
    crowded, _ = touching(points, boxes)
    assert len(crowded) <= size // 25


def test_components_do_not_lie_on_each_other() -> None:
    one = [(f"a{n}", f"a{(n + 1) % 12}") for n in range(12)]
    other = [(f"b{n}", f"b{n + 1}") for n in range(4)]
    names = {name for link in one + other for name in link}
    places = place(dict.fromkeys(names, (10.0, 10.0)), one + other)
    apart = [
        max(abs(places[a][0] - places[b][0]), abs(places[a][1] - places[b][1]))
        for a in names for b in names if a[0] == "a" and b[0] == "b"
    ]  # fmt: skip
    assert min(apart) >= MARGIN


def test_linked_nodes_are_nearer_than_others() -> None:
    extents, links = some_graph(200, 260)
    places = place(extents, links)

    def distance(a: str, b: str) -> float:
        return float(np.hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]))

    dice = random.Random(2)
    names = sorted(places)
    strangers = [distance(dice.choice(names), dice.choice(names)) for _ in range(500)]
    linked = [distance(a, b) for a, b in links if a != b]
    assert np.mean(linked) < 0.6 * np.mean(strangers)


def test_touching_boxes_are_moved_apart() -> None:
    points = np.array([[0.0, 0.0], [3.0, 1.0], [100.0, 0.0]])
    extents = np.full((3, 2), 10.0)
    moved = spread(points, extents)
    assert len(touching(moved, extents)[0]) == 0
    assert moved[2].tolist() == [100.0, 0.0]


def test_a_thousand_nodes_take_seconds() -> None:
    extents, links = some_graph(1000, 2000)
    before = time.process_time()
    place(extents, links)
    assert time.process_time() - before < 20
