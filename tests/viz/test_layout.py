"""Places of nodes: the same for the same graph, none on another."""

import random
import time

import numpy as np
import pytest

from kg.viz.layout.packing import MARGIN
from kg.viz.layout.placing import place
from kg.viz.layout.spacing import spread, touching

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


def communities_graph() -> tuple[dict[str, tuple[float, float]], list[Link], dict[str, int]]:
    """Return six groups of twenty, each well linked within and by a few links to the next."""
    dice = random.Random(4)
    groups = {f"g{g}n{n}": g for g in range(6) for n in range(20)}
    links = [
        (f"g{g}n{n}", f"g{g}n{dice.randrange(20)}") for g in range(6) for n in range(20) for _ in range(2)
    ]
    links += [
        (f"g{g}n{dice.randrange(20)}", f"g{(g + 1) % 6}n{dice.randrange(20)}")
        for g in range(6)
        for _ in range(5)
    ]
    return dict.fromkeys(groups, (10.0, 10.0)), links, groups


def test_members_of_a_group_stand_nearer_than_without_groups() -> None:
    extents, links, groups = communities_graph()

    def share_of_own(places: dict[str, tuple[int, int]]) -> float:
        """Return the share of each node's five nearest that are of its group, on average."""
        names = sorted(places)
        points = np.array([places[name] for name in names], dtype=float)
        own = 0
        for index, name in enumerate(names):
            away = ((points - points[index]) ** 2).sum(axis=1)
            nearest = np.argsort(away)[1:6]
            own += sum(groups[names[near]] == groups[name] for near in nearest)
        return own / (5 * len(names))

    grouped, plain = share_of_own(place(extents, links, groups=groups)), share_of_own(place(extents, links))
    assert grouped >= plain
    assert grouped > 0.85


def test_a_grown_graph_keeps_its_old_places() -> None:
    extents, links = some_graph(200, 300)
    old = place(extents, links)
    grown = {**extents, **{f"new{number}": (10.0, 10.0) for number in range(40)}}
    dice = random.Random(8)
    more = [(f"new{number}", f"n{dice.randrange(200)}") for number in range(30)]
    more += [(f"new{number}", f"new{number + 1}") for number in range(29, 38)]
    places = place(grown, links + more, before=old)
    assert {name: places[name] for name in old} == old
    assert len(set(places.values())) == 240
    points = np.array([places[name] for name in sorted(places)], dtype=float)
    crowded, _ = touching(points, np.full((240, 2), 9.0))
    assert len(crowded) <= 240 // 25
    assert places == place(grown, links + more, before=old)


def test_what_is_gone_leaves_the_others_where_they_were() -> None:
    extents, links = some_graph(120, 150)
    old = place(extents, links)
    kept = {name: extent for name, extent in extents.items() if name not in {"n3", "n77"}}
    rest = [link for link in links if kept.keys() >= set(link)]
    places = place(kept, rest, before=old)
    assert places == {name: spot for name, spot in old.items() if name in kept}


def test_few_old_places_are_no_reason_to_keep_them() -> None:
    extents, links = some_graph(100, 120)
    assert place(extents, links, before={"n1": (99_999, 0)}) == place(extents, links)
    assert place(extents, links, before={"gone": (1, 1)}) == place(extents, links)


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
