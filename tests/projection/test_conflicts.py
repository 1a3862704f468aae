"""What texts contradict each other about, and what only looks like it."""

from dataclasses import replace

import pytest
from builders import Claim, Name, company, graph_of, person, reading

from kg.graph import Graph
from kg.model import Qualifiers, Reading, StatedDate, Status
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
        ("at least 5 percent", "6.8 percent", False),
        ("at least 5 percent", "3 percent", True),
        ("up to $40 million", "$12 million", False),
        ("up to $40 million", "$65 million", True),
        ("more than $40 million", "up to $90 million", False),
    ],
)
def test_figures_contradict_each_other_unless_one_rounds_the_other(
    one: str, other: str, contradict: bool
) -> None:
    first, second = figure(one, one), figure(other, other)
    assert bool(first and second and first.contradicts(second)) is contradict
    assert bool(first and second and second.contradicts(first)) is contradict


def dated(given: Reading, day: str) -> Reading:
    return replace(given, document=replace(given.document, published=StatedDate(day, "given"), undated=None))


def test_what_is_stated_long_after_it_was_denied_has_come_to_be_so() -> None:
    denied = dated(reading("a", Claim(ANKER, "signsAgreementWith", BOLT, Status.NEGATED)), "2026-01-30")
    stated = reading("b", Claim(ANKER, "signsAgreementWith", BOLT))
    assert kinds(graph_of(denied, dated(stated, "2026-03-11"))) == []
    assert kinds(graph_of(denied, dated(stated, "2026-02-03"))) == [ConflictKind.DENIED]
    assert kinds(graph_of(denied, dated(stated, "2025-11-03"))) == [ConflictKind.DENIED]


@pytest.mark.parametrize(("month", "contradict"), [("February", True), ("August", False)])
def test_a_denial_of_a_meeting_denies_that_of_its_time(month: str, contradict: bool) -> None:
    met = Claim(MARY, "meetsWith", PETER, qualifiers=Qualifiers(time=("late February",)))
    not_met = Claim(MARY, "meetsWith", PETER, Status.NEGATED, qualifiers=Qualifiers(time=(month,)))
    assert bool(kinds(graph_of(reading("a", met), reading("b", not_met)))) is contradict


def test_a_country_has_one_minister_of_a_matter() -> None:
    def serves(who: Name, role: str) -> Claim:
        return Claim(who, "worksFor", Name("Uruguay", "Country"), qualifiers=Qualifiers(role=(role,)))

    assert kinds(
        graph_of(
            reading("a", serves(MARY, "defence minister")), reading("b", serves(PETER, "defense minister"))
        )
    ) == [ConflictKind.CHIEFS]
    others = (reading("a", serves(MARY, "trade minister")), reading("b", serves(PETER, "oil minister")))
    assert kinds(graph_of(*others)) == []
