"""How two entities are connected: shortest chains, surest first, the same in whatever order."""

import random

import pytest
from builders import Claim, amount, company, graph_of, person, reading, statement
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Statement, Status
from kg.projection.connections import Connection, connections

ANKER, BOLT, CORBEL, DELTA = (company(name) for name in ("Anker", "Bolt", "Corbel", "Delta"))
GRAPH = graph_of(
    reading(
        "one",
        Claim(ANKER, "owns", BOLT, confidence=0.9),
        Claim(BOLT, "competesWith", CORBEL, confidence=0.5),
        Claim(CORBEL, "supplies", BOLT, confidence=0.7),
        Claim(ANKER, "partnersWith", DELTA, confidence=0.9),
        Claim(CORBEL, "owns", DELTA, confidence=0.9),
        Claim(person("Eve Lind"), "leads", CORBEL, Status.PLANNED),
        Claim(ANKER, "valuedAt", amount("$3 billion")),
        Claim(company("Echo"), "valuedAt", amount("$3 billion")),
    )
)


def stops(chain: Connection) -> list[str]:
    return [chain[0].left, *(link.right for link in chain)]


def test_the_shortest_chains_come_surest_first_with_all_that_is_said_of_each_step() -> None:
    found = GRAPH.connections("Anker", "Corbel")
    assert [stops(chain) for chain in found] == [["anker", "delta", "corbel"], ["anker", "bolt", "corbel"]]
    assert [each.relation for each in found[1][1].statements] == ["supplies", "competesWith"]


def test_a_chain_goes_both_ways() -> None:
    there, back = GRAPH.connections("Anker", "Corbel"), GRAPH.connections("Corbel", "Anker")
    assert [stops(chain) for chain in there] == [stops(chain)[::-1] for chain in back]


def test_what_is_left_out_is_gone_round() -> None:
    assert [stops(chain) for chain in GRAPH.connections("Anker", "Corbel", without=["Delta"])] == [
        ["anker", "bolt", "corbel"]
    ]
    assert GRAPH.connections("Anker", "Corbel", without=["Delta", "Bolt"]) == []


def test_only_statements_of_the_status_count() -> None:
    assert GRAPH.connections("Eve Lind", "Corbel") == []
    assert len(GRAPH.connections("Eve Lind", "Corbel", statuses=[Status.PLANNED])) == 1


def test_a_sum_of_money_connects_nothing() -> None:
    assert GRAPH.connections("Anker", "Echo") == []


def test_a_chain_is_no_longer_and_no_more_than_asked_for() -> None:
    assert GRAPH.connections("Anker", "Corbel", longest=1) == []
    assert len(GRAPH.connections("Anker", "Corbel", most=1)) == 1


@pytest.mark.parametrize(("one", "other"), [("Anker", "anker"), ("Anker", "Ankr")])
def test_one_entity_or_an_unknown_one_is_refused(one: str, other: str) -> None:
    with pytest.raises(InputError, match=r"same entity|did you mean Anker"):
        GRAPH.connections(one, other)


NODES = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(NODES, NODES), max_size=20, unique=True), st.randoms(use_true_random=False))
def test_any_order_of_statements_gives_the_same_chains(
    ends: list[tuple[str, str]], shuffle: random.Random
) -> None:
    statements: list[Statement] = [statement(one, "owns", other) for one, other in ends]
    found = connections(statements, "a", "b")
    shuffle.shuffle(statements)
    assert connections(statements, "a", "b") == found
    for chain in found:
        assert (chain[0].left, chain[-1].right) == ("a", "b")
        assert len({len(each) for each in found}) == 1
        assert len(set(stops(chain))) == len(chain) + 1
        for link in chain:
            assert all({each.subject, each.object} == {link.left, link.right} for each in link.statements)
