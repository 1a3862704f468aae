"""Statements in the order of the news: by the date of the first document that makes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Statement, Status

ORDER = (Status.POSSIBLE, Status.PLANNED, Status.ASSERTED, Status.NEGATED, Status.ENDED)
"""In which order stages of one day are told."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a development: the same claim was rumoured, then planned, then so, or denied, or over."""

    status: Status
    first: str | None
    """When a document first put it so."""
    statement: str
    """The id of the statement."""
    newest: bool
    """Whether nothing was first reported later; where dates leave that open, no stage is the newest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement, and when it was first and last made."""

    first: str | None
    """The date of the earliest document, as precise as it is known ("2024", "2024-05-01"); None if none has a date."""
    last: str | None
    statement: Statement
    stages: tuple[Stage, ...] = ()
    """The development it is part of, in time; empty where its claim has one status only."""


def developments(statements: Iterable[Statement]) -> dict[str, tuple[Stage, ...]]:
    """Return the development that each statement is part of, by its id; those whose claim has one status have none.

    Stages are in the order in which they were first reported; those without a date come first.
    """
    by_claim: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for each in statements:
        by_claim[each.subject, each.relation, each.object].append(each)
    found: dict[str, tuple[Stage, ...]] = {}
    for same in by_claim.values():
        if len(same) < 2:
            continue
        same.sort(key=lambda each: (each.first or "", ORDER.index(each.status)))
        dates = [each.first for each in same]
        # "2024" may be before or after "2024-05": then nobody knows which stage is the newest.
        sure = None not in dates and not any(str(dates[-1]).startswith(str(date)) for date in dates[:-1])
        stages = tuple(Stage(each.status, each.first, each.id, sure and each is same[-1]) for each in same)
        found |= {each.id: stages for each in same}
    return found


def timeline(
    statements: Iterable[Statement],
    dates: Mapping[str, str | None],
    stages: Mapping[str, tuple[Stage, ...]] | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
) -> list[Entry]:
    """Return the statements by the date of their first document; those without any date come last.

    `dates` are the dates of documents by id, `stages` the developments of statements. With `since` or `until`, ISO dates or the beginning of one, only
    statements with a document from that time on, or up to and including it; statements without a date are left out.
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
