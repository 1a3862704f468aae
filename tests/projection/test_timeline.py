"""Statements by the date of the first document that makes them, as far as dates are known."""

from dataclasses import replace
from typing import Any

import pytest
from builders import statement

from kg.model import Evidence, Span, Statement, Status
from kg.projection.stages import developments
from kg.projection.timeline import timeline

DATES = {"early": "2023-11-05", "late": "2024-05-01", "month": "2024-03", "year": "2024", "never": None}


def said(subject: str, *documents: str) -> Statement:
    evidence = tuple(
        Evidence(id, 0, 9, Span(0, 1), Span(8, 9), "toy.rule/1", sentence="x") for id in documents
    )
    made = statement(subject)
    return replace(made, id=subject, evidence=evidence)


STATEMENTS = [
    said("never", "never"),
    said("late", "late"),
    said("both", "late", "early", "never"),
    said("month", "month"),
    said("year", "year"),
]


def order(**limits: Any) -> list[str]:
    return [each.statement.id for each in timeline(STATEMENTS, DATES, **limits)]


def test_the_first_document_counts_and_what_has_no_date_comes_last() -> None:
    assert order() == ["both", "year", "month", "late", "never"]
    first = timeline(STATEMENTS, DATES)[0]
    assert (first.first, first.last) == ("2023-11-05", "2024-05-01")


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        ({"since": "2024"}, ["both", "year", "month", "late"]),
        ({"since": "2024-04"}, ["both", "year", "late"]),
        ({"since": "2024-05-02"}, ["year"]),
        ({"until": "2023"}, ["both"]),
        ({"until": "2024-03"}, ["both", "year", "month"]),
        ({"since": "2024-03", "until": "2024-04"}, ["year", "month"]),
    ],
)
def test_a_date_that_may_lie_within_is_kept(limits: dict[str, str], left: list[str]) -> None:
    assert order(**limits) == left


def stage(status: Status, first: str | None, sentence: str = "A buys B.", document: str = "") -> Statement:
    made = statement(status=status)
    (piece,) = made.evidence
    return replace(made, evidence=(replace(piece, document=document or str(first), sentence=sentence),))


P, A, R, N, E = Status.PLANNED, Status.ASSERTED, Status.POSSIBLE, Status.NEGATED, Status.ENDED


@pytest.mark.parametrize(
    ("told", "order", "newest"),
    [
        ([(A, "2024-05"), (R, "2023"), (P, "2024-01-02")], "rumoured planned stated", "stated"),
        ([(A, "2023-05"), (N, "2023-06")], "stated denied", "denied"),
        ([(P, "2024"), (A, "2024-05")], "planned stated", None),
        ([(P, "2024-05"), (A, "2024-05")], "planned stated", None),
        ([(P, None), (A, "2024-05")], "planned stated", None),
        ([(P, "2024-05")], "", None),
        ([(P, "2024-01"), (P, "2024-02", "A agreed to buy B."), (A, "2024-06", "A completed its purchase of B.")],
         "planned agreed completed", "completed"),
        ([(P, "2024-01"), (N, "2024-02", "A abandoned its plan to buy B.")], "planned failed", "failed"),
        ([(A, "2024-01"), (E, "2024-02", "A no longer owns B.")], "stated over", "over"),
        ([(P, "2024-03", "A agreed to buy B."), (P, "2024-01")], "planned agreed", "agreed"),
    ],
)  # fmt: skip
def test_stages_of_one_claim_are_told_in_time(
    told: list[tuple[Status, str | None]], order: str, newest: str | None
) -> None:
    made: dict[Status, Statement] = {}
    for each in told:
        new = stage(*each)
        old = made.get(new.status)
        made[new.status] = replace(new, evidence=(*old.evidence, *new.evidence)) if old else new
    dates = {str(date): date for _, date, *_ in told}
    found = developments(made.values(), dates)
    stages = next(iter(found.values()), ())
    assert " ".join(each.name for each in stages) == order
    assert [str(each.name) for each in stages if each.newest] == ([newest] if newest else [])
    assert len(found) == (len(made) if order else 0)
