"""The development of a claim over time: rumoured, planned, agreed, completed, failed or over.

A stage is what the status and the sentence of a piece of evidence say. Nothing is overwritten: the newest stage is marked
beside those before it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Statement, Status


class StageName(StrEnum):
    """How far a claim has come, in the order in which stages of one day are told."""

    RUMOURED = "rumoured"
    PLANNED = "planned"
    AGREED = "agreed"
    STATED = "stated"
    COMPLETED = "completed"
    DENIED = "denied"
    FAILED = "failed"
    OVER = "over"


ORDER = tuple(StageName)
_AGREED = re.compile(r"\b(?:agree(?:d|s|ment)?|signed|signs|struck|sealed|clinched|reached a deal)\b", re.I)
_COMPLETED = re.compile(
    r"\b(?:complet(?:ed?|es|ing|ion)|finali[sz](?:ed|es|ing)|clos(?:ed|es) (?:the|its|their|a)|wrapped up|went through)\b",
    re.I,
)
_FAILED = re.compile(
    r"\b(?:abandon\w*|(?:call|break|broke)\w* off|call\w* it off|scrap\w*|scuttl\w*|collaps\w*|fell (?:through|apart)|"
    r"withdr[ae]w\w*|walk\w* away|pull\w* out|drop\w* (?:its|the|their) \w+|block\w*|terminat\w*|fail\w*)\b",
    re.I,
)
"""Words for the end of a plan."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a development."""

    name: StageName
    status: Status
    first: str | None
    """When a document first put it so."""
    statement: str
    """The id of the statement."""
    newest: bool
    """Whether nothing was first reported later; where dates leave that open, no stage is the newest."""


def stage_of(status: Status, sentence: str) -> StageName:
    """Return how far a claim has come by a sentence that makes it."""
    if status is Status.POSSIBLE:
        return StageName.RUMOURED
    if status is Status.PLANNED:
        return StageName.AGREED if _AGREED.search(sentence) else StageName.PLANNED
    if status is Status.ASSERTED:
        return StageName.COMPLETED if _COMPLETED.search(sentence) else StageName.STATED
    if _FAILED.search(sentence):
        return StageName.FAILED
    return StageName.OVER if status is Status.ENDED else StageName.DENIED


def developments(
    statements: Iterable[Statement], dates: Mapping[str, str | None]
) -> dict[str, tuple[Stage, ...]]:
    """Return the development that each statement is part of, by its id; where a claim is at one stage only, none.

    `dates` are those of documents by id. Stages are in the order in which they were first reported; those without a
    date come first.
    """
    by_claim: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for each in statements:
        by_claim[each.subject, each.relation, each.object].append(each)
    found: dict[str, tuple[Stage, ...]] = {}
    for same in by_claim.values():
        stages = _stages(same, dates)
        if len(stages) > 1:
            found |= {each.id: stages for each in same}
    return found


def _stages(same: Iterable[Statement], dates: Mapping[str, str | None]) -> tuple[Stage, ...]:
    """Return the stages of one claim, in time."""
    told: dict[tuple[StageName, Status, str], list[str | None]] = defaultdict(list)
    for each in same:
        for piece in each.evidence:
            name = stage_of(each.status, piece.sentence)
            told[name, each.status, each.id].append(dates.get(piece.document))
    firsts = {
        stage: min((date for date in known if date is not None), default=None)
        for stage, known in told.items()
    }
    ordered = sorted(firsts, key=lambda stage: (firsts[stage] or "", ORDER.index(stage[0])))
    days = [firsts[stage] for stage in ordered]
    # "2024" may be before or after "2024-05": then nobody knows which stage is the newest.
    sure = None not in days and not any(str(days[-1]).startswith(str(day)) for day in days[:-1])
    return tuple(
        Stage(*stage[:2], firsts[stage], stage[2], sure and stage is ordered[-1]) for stage in ordered
    )
