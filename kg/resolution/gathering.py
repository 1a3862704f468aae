"""Statements out of what documents claim, one document after another."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Evidence, Qualifiers, Reading, Statement
from kg.resolution.claims import Claimed, Meant, Outcome, claimed_in, outcome_of
from kg.resolution.corroboration import independent, together
from kg.resolution.rulings import Claim, Rulings
from kg.spilling import Spilled

DIGITS = "0123456789abcdef"
"""What an id of a claim begins with: by it claims are parted where they are too many to be held."""

Statements = Sequence[Statement]
"""Sorted by id; may lie on the disk, and be read from there whenever it is iterated over."""


class Telling(NamedTuple):
    """A document that makes claims."""

    reading: Reading
    meant: Meant
    story: str
    """What tells it from documents that are no copies of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence of a document contributes to a statement."""

    claim: Claim
    evidence: Evidence
    qualifiers: Qualifiers
    confidence: float
    story: str
    published: str | None


class Gathering:
    """What documents claim, until it becomes statements; many of them `spill` to the disk."""

    def __init__(self, rulings: Rulings, *, spill: bool = False) -> None:
        self._rulings = rulings
        self._spills = spill
        self._found: dict[str, _Gathered] = {}
        self._parts = {digit: Spilled(Told) for digit in DIGITS} if spill else {}

    def outcome(self, telling: Telling) -> Outcome:
        """Add all that a document claims, and return what became of it."""
        claimed = list(claimed_in(telling.reading, telling.meant, self._rulings))
        self._add(telling, claimed)
        return outcome_of(telling.reading, claimed)

    def add(self, telling: Telling, wanted: Collection[str]) -> None:
        """Add the claims of a document whose ids are wanted."""
        claimed = claimed_in(telling.reading, telling.meant, self._rulings)
        self._add(telling, (each for each in claimed if each.claim and each.claim.id in wanted))

    def _add(self, telling: Telling, claimed: Iterable[Claimed]) -> None:
        published = telling.reading.document.published
        date = published.iso if published else None
        for each in claimed:
            claim = each.claim
            if claim is None or claim.subject == claim.object:
                continue
            told = Told(claim, each.evidence, each.mention.qualifiers, each.confidence, telling.story, date)
            if self._spills:
                self._parts[claim.id[0]].append(told)
            else:
                self._found.setdefault(claim.id, _Gathered(claim)).add(told)

    def statements(self) -> Statements:
        """Return the statements that these claims make."""
        if not self._spills:
            return tuple(gathered.statement() for _, gathered in sorted(self._found.items()))
        statements = Spilled(Statement)
        for part in self._parts.values():
            found: dict[str, _Gathered] = {}
            for told in part:
                found.setdefault(told.claim.id, _Gathered(told.claim)).add(told)
            for _, gathered in sorted(found.items()):
                statements.append(gathered.statement())
        return statements


@dataclass(slots=True)
class _Gathered:
    claim: Claim
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence: dict[Evidence, tuple[str, float]] = field(default_factory=dict)
    """With the story each piece is part of, and how sure it is that it says so."""
    dates: set[str] = field(default_factory=set)

    def add(self, told: Told) -> None:
        self.qualifiers = self.qualifiers.merged(told.qualifiers)
        _, before = self.evidence.get(told.evidence, (told.story, 0.0))
        self.evidence[told.evidence] = told.story, max(before, told.confidence)
        if told.published:
            self.dates.add(told.published)

    def statement(self) -> Statement:
        voices = independent(self.evidence)
        return Statement(
            *self.claim,
            together(voices),
            self.qualifiers,
            tuple(
                sorted(
                    self.evidence,
                    key=lambda e: (e.document, e.start, e.end, e.subject, e.object, e.rule, e.source or ""),
                )
            ),
            len(voices),
            min(self.dates, default=None),
            max(self.dates, default=None),
        )
