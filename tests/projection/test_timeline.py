"""Statements by the date of the first document that makes them, as far as dates are known."""

from dataclasses import replace

import pytest
from builders import statement

from kg.model import Evidence, Span
from kg.projection.timeline import timeline

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
