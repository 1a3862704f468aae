"""What texts contradict each other about, and what only looks like it."""

import pytest
from builders import Claim, company, graph_of, person, reading

from kg.graph import Graph
from kg.model import Qualifiers, Status
from kg.projection.conflicts import ConflictKind
from kg.projection.figures import figure


def kinds(graph: Graph) -> list[ConflictKind]:
    return [each.kind for each in graph.conflicts()]


ANKER, BOLT, MARY, PETER = (
    company("Anker Foods"),
    company("Bolt Mills"),
    person("Mary Stone"),
    person("Peter Green"),
)


def test_what_one_text_states_and_another_denies() -> None:
    graph = graph_of(
        reading("a", Claim(ANKER, "acquires", BOLT)),
        reading("b", Claim(ANKER, "acquires", BOLT, Status.NEGATED)),
    )
    (conflict,) = graph.conflicts()
    assert conflict.kind is ConflictKind.DENIED
    assert (conflict.left.document, conflict.right.document) == ("a", "b")
    assert graph.conflicts(about="Bolt Mills") == [conflict]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE, Status.ENDED])
def test_a_plan_a_possibility_and_an_end_deny_nothing(status: Status) -> None:
    claims = [
        reading("a", Claim(ANKER, "acquires", BOLT)),
        reading("b", Claim(ANKER, "acquires", BOLT, status)),
    ]
    assert kinds(graph_of(*claims)) == []


def test_one_post_is_held_by_one_person_at_a_time() -> None:
    chief = Qualifiers(role=("chief executive",))
    both = [
        reading("a", Claim(MARY, "leads", BOLT, qualifiers=chief)),
        reading("b", Claim(PETER, "leads", BOLT, qualifiers=chief)),
    ]
    assert kinds(graph_of(*both)) == [ConflictKind.CHIEFS]
    chair = Claim(PETER, "leads", BOLT, qualifiers=Qualifiers(role=("chairman",)))
    assert kinds(graph_of(both[0], reading("b", chair))) == []
    over = reading("c", Claim(MARY, "leads", BOLT, Status.ENDED, qualifiers=chief))
    assert kinds(graph_of(*both, over)) == []


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("40 percent", "55 percent", True),
        ("40 percent", "40.2 percent", False),
        ("40.4 percent", "40.1 percent", True),
        ("40%", "55 per cent", True),
        ("$40 million", "$65 million", True),
        ("$40 million", "$40.3 million", False),
        ("$1.2 billion", "$1,230 million", False),
        ("$1.2 billion", "$1.4bn", True),
        ("$40 million", "40 million euros", False),
        ("nearly $40 million", "$37 million", False),
        ("1,500 dollars", "1,480 dollars", False),
        ("half", "55 percent", False),
    ],
)
def test_figures_contradict_each_other_unless_one_rounds_the_other(
    one: str, other: str, contradict: bool
) -> None:
    first, second = figure(one, one), figure(other, other)
    assert bool(first and second and first.contradicts(second)) is contradict
    assert bool(first and second and second.contradicts(first)) is contradict
