"""Statements by the date of the first document that makes them, as far as dates are known."""

from dataclasses import replace

import pytest
from builders import statement

from kg.model import Evidence, Span, Status
from kg.projection.timeline import developments, timeline

DATES = {"early": "2023-11-05", "late": "2024-05-01", "month": "2024-03", "year": "2024", "never": None}


def said(subject: str, *documents: str) -> object:
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


def order(**limits: str) -> list[str]:
    return [each.statement.id for each in timeline(STATEMENTS, DATES, **limits)]  # type: ignore[arg-type]


def test_the_first_document_counts_and_what_has_no_date_comes_last() -> None:
    assert order() == ["both", "year", "month", "late", "never"]
    first = timeline(STATEMENTS, DATES)[0]  # type: ignore[arg-type]
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


def stage(status: Status, first: str | None) -> object:
    return replace(statement(status=status), first=first)


@pytest.mark.parametrize(
    ("told", "order", "newest"),
    [
        ([(Status.ASSERTED, "2024-05"), (Status.POSSIBLE, "2023"), (Status.PLANNED, "2024-01-02")], "possible planned asserted", "asserted"),
        ([(Status.ASSERTED, "2023-05"), (Status.NEGATED, "2023-06")], "asserted negated", "negated"),
        ([(Status.PLANNED, "2024"), (Status.ASSERTED, "2024-05")], "planned asserted", None),
        ([(Status.PLANNED, "2024-05"), (Status.ASSERTED, "2024-05")], "planned asserted", None),
        ([(Status.PLANNED, None), (Status.ASSERTED, "2024-05")], "planned asserted", None),
        ([(Status.PLANNED, "2024-05")], "", None),
    ],
)  # fmt: skip
def test_stages_of_one_claim_are_told_in_time(
    told: list[tuple[Status, str | None]], order: str, newest: str | None
) -> None:
    found = developments(stage(*each) for each in told)  # type: ignore[misc]
    stages = next(iter(found.values()), ())
    assert " ".join(each.status for each in stages) == order
    assert [str(each.status) for each in stages if each.newest] == ([newest] if newest else [])
    assert len(found) == (len(told) if order else 0)
