"""Statements in the order of the news: by the date of the first document that makes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Statement
from kg.projection.stages import Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement, and when it was first and last made."""

    first: str | None
    """The date of the earliest document, as precise as it is known ("2024", "2024-05-01"); None if none has a date."""
    last: str | None
    statement: Statement
    stages: tuple[Stage, ...] = ()
    """The development it is part of, in time; empty where its claim is at one stage only."""


def timeline(
    statements: Iterable[Statement],
    dates: Mapping[str, str | None],
    stages: Mapping[str, tuple[Stage, ...]] | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
) -> list[Entry]:
    """Return the statements by the date of their first document; those without any date come last.

    `dates` are the dates of documents by id, `stages` the developments of statements. With `since` or `until`, ISO dates
    or the beginning of one, only statements with a document from that time on, or up to and including it; statements
    without a date are left out.
    """
    entries = []
    for statement in statements:
        known = sorted(date for id in statement.documents if (date := dates[id]) is not None)
        if is_within(known, since, until):
            entries.append(
                Entry(
                    known[0] if known else None,
                    known[-1] if known else None,
                    statement,
                    (stages or {}).get(statement.id, ()),
                )
            )
    return sorted(entries, key=lambda each: (each.first is None, each.first or "", each.statement.id))


def is_within(dates: Iterable[str | None], since: str | None, until: str | None) -> bool:
    """Tell whether any of the dates lies in a period; without borders all do, even no date."""
    if since is None and until is None:
        return True
    return any(date is not None and _reaches(date, since) and _begins(date, until) for date in dates)


def _reaches(date: str, since: str | None) -> bool:
    """Tell whether a date may be no earlier than another: "2024" reaches "2024-05"."""
    return since is None or date >= since[: len(date)]


def _begins(date: str, until: str | None) -> bool:
    """Tell whether a date may be no later than another: "2024-05-01" lies in "2024"."""
    return until is None or date[: len(until)] <= until
