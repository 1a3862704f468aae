"""Where entities stand: on graphs whose numbers can be worked out by hand, the same whatever the order."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence

import networkx as nx
import pytest
from builders import Claim, amount, company, graph_of, person, reading, statement
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.export import FORMATS, export
from kg.graph import Graph
from kg.model import Statement, Status
from kg.projection.measures import disputed, measures, neighbour_counts, statement_counts
from kg.projection.neighbours import neighbours

STAR = [statement("hub", "owns", leaf) for leaf in ("a", "b", "c", "d")]
BARBELL = [
    *(statement(a, "owns", b) for a, b in ("ab", "bc", "ca")),
    *(statement(a, "owns", b) for a, b in ("xy", "yz", "zx")),
    statement("c", "owns", "x"),
]


def test_the_hub_of_a_star_is_between_all() -> None:
    found = measures(STAR)
    assert (found["hub"].degree, found["hub"].betweenness, found["hub"].statements) == (4, 1.0, 4)
    assert all((found[leaf].degree, found[leaf].betweenness) == (1, 0.0) for leaf in "abcd")
    assert found["hub"].pagerank > 4 * found["a"].pagerank * 0.6
    assert sum(each.pagerank for each in found.values()) == pytest.approx(1, abs=1e-5)


def test_two_groups_with_one_link_are_two_communities() -> None:
    found = measures(BARBELL)
    assert {id: each.community for id, each in found.items()} == {
        "a": 1,
        "b": 1,
        "c": 1,
        "x": 2,
        "y": 2,
        "z": 2,
    }


def test_only_the_statuses_that_are_asked_for_count() -> None:
    said = [*STAR, statement("hub", "owns", "e", Status.PLANNED)]
    assert "e" not in measures(said)
    assert measures(said, statuses=[Status.ASSERTED, Status.PLANNED])["hub"].degree == 5
    assert measures([]) == {}


def test_sums_of_money_and_loops_connect_nothing() -> None:
    graph = graph_of(reading("one", Claim(company("Anker"), "valuedAt", amount("$2 billion"))))
    assert graph.measures()["anker"].degree == 0 and len(graph.measures()) == 1
    assert neighbour_counts(graph.statements()) == {}
    assert measures([statement("a", "owns", "a")])["a"].degree == 0


@given(st.permutations(BARBELL))
def test_the_order_of_statements_does_not_matter(said: Sequence[Statement]) -> None:
    assert measures(said) == measures(BARBELL)


@pytest.mark.slow
def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "from builders import statement; from kg.projection.measures import measures;"
        "print(measures([statement(f'n{i}', 'owns', f'n{i * i % 37}') for i in range(60)]))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_what_is_stated_and_denied_is_disputed() -> None:
    said = [
        statement("a", "owns", "b"),
        statement("a", "owns", "b", Status.NEGATED),
        statement("a", "owns", "c"),
    ]
    assert disputed(said) == {"a": 1, "b": 1}
    assert statement_counts(said) == {"a": 3, "b": 2, "c": 1}


def test_neighbours_come_with_what_connects_them() -> None:
    said = [statement("a", "owns", "b"), statement("b", "sues", "a"), statement("a", "owns", "c")]
    assert [(each.entity, len(each.statements)) for each in neighbours(said, "a")] == [("b", 2), ("c", 1)]


def small() -> Graph:
    anker, bolt, anna = company("Anker"), company("Bolt"), person("Anna Berg")
    return graph_of(
        reading(
            "one",
            Claim(anker, "owns", bolt),
            Claim(anna, "leads", bolt),
            Claim(anker, "sues", anna, Status.PLANNED),
        )
    )


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_exports_give_nodes_their_measures(format: str) -> None:
    from dataclasses import replace

    graph = small()
    content = export(replace(graph.contents, measures=graph.measures()), FORMATS[format])
    read = nx.read_graphml(io.BytesIO(content)) if format == "graphml" else nx.read_gexf(io.BytesIO(content))
    assert (
        read.nodes["bolt"]["degree"],
        read.nodes["bolt"]["betweenness"],
        read.nodes["bolt"]["community"],
    ) == (2, 1.0, 1)
    assert "degree" not in export(graph.contents, FORMATS[format]).decode()


def test_the_projection_may_have_measures_too() -> None:
    assert small().nx(measured=True).nodes["anker"]["degree"] == 1
    assert "degree" not in small().nx().nodes["anker"]


def test_the_picture_may_show_them_as_size(tmp_path: object) -> None:
    from kg.viz.data.contents import contents_of
    from kg.viz.style.drawing import draw

    graph = small()
    legend = graph._legend()
    contents = contents_of(graph.nx(measured=True), legend, title="t", size="betweenness")
    sizes = {id: node["weight"] for id, node in draw(contents, contents, {}).nodes.items()}
    assert sizes["bolt"] > sizes["anker"] == sizes["anna-berg"]


def test_frames_hold_the_graph_for_pandas() -> None:
    graph = small()
    statements = graph.frame()
    assert list(statements[statements["status"] == "asserted"]["relation"].sort_values()) == ["leads", "owns"]
    assert statements["confidence"].dtype == float
    assert graph.frame("entities").set_index("id").loc["bolt", "label"] == "Bolt"
    assert graph.frame("measures").loc["bolt", "degree"] == 2
    assert set(graph.frame("inferences")["relation"]) == {"ledBy", "ownedBy"}
    with pytest.raises(InputError, match="there is no frame of 'rows'"):
        graph.frame("rows")


def test_statements_are_filtered_by_the_dates_of_their_documents() -> None:
    from asking.graphs import questioned

    graph = questioned()
    assert {each.relation for each in graph.statements(about="Peru", until="2020")} == {
        "leads",
        "operatesIn",
        "tradesWith",
    }
    assert graph.statements(about="Peru", since="2025") == []
    assert [each.entity for each in graph.neighbours("Tencent", until="2020-03")] == ["peru"]
    assert graph.connections("Tencent", "China", until="2020") != []
    assert graph.connections("Tencent", "China", since="2024", longest=2) == []
