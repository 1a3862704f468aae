"""What documents claim between entities: which claims a document makes, and statements out of all that make them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.model import Evidence, Mention, Qualifiers, Reading, Refusal, RelationMention, Statement
from kg.resolution.corroboration import SURE, independent, together
from kg.resolution.coverage import Covered, Ending, counted, coverage
from kg.resolution.rulings import Claim, Rulings, Scope

STAGE = "resolution"
REJECTED = "rejected by a judgement"
SAME = "subject and object are the same entity"
CORRECTED = "person.corrects/1"
"""The rule that evidence names whose reading a person has corrected."""

Meant = Mapping[int, str]
"""The entity that each chain of a document means, by the number of the chain."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the relation mentions of a document."""

    claims: tuple[Claim, ...]
    """Each once, sorted."""
    kept: int
    """The number of mentions that became evidence."""
    evidence: int
    """The number of pieces of evidence: mentions that claim the same of the same words in one sentence give one."""
    refusals: tuple[Refusal, ...]
    """One for each that did not, in the order of the text."""
    ruled: tuple[Scope, ...] = ()
    """The rulings of people that it met, sorted."""
    sentences: tuple[tuple[Ending, str, int], ...] = ()
    """How many of its sentences end how and why: see `kg.resolution.coverage`."""

    @property
    def touched(self) -> set[str]:
        """The ids of the claims it makes, and of those that people ruled on."""
        return {*(each.id for each in self.claims), *(each.claim for each in self.ruled)}


def outcome(reading: Reading, meant: Meant, rulings: Rulings) -> Outcome:
    """Return what a document claims once people's rulings are followed.

    A claim between an entity and itself is refused.
    """
    return _outcome(reading, list(_claimed(reading, meant, rulings)))


def _outcome(reading: Reading, claimed: "Iterable[_Claimed]") -> Outcome:
    claims: set[Claim] = set()
    pieces: set[tuple[str, Evidence]] = set()
    ruled: set[Scope] = set()
    kept = 0
    refusals = []
    for each in claimed:
        ruled.update(each.ruled)
        claim = each.claim
        if claim is None or claim.subject == claim.object:
            detail = each.read.id if claim is None else f"{claim.subject} {claim.relation} {claim.object}"
            item = f"{reading.document.id}:{each.evidence.start}"
            refusals.append(Refusal(STAGE, item, REJECTED if claim is None else SAME, detail))
        else:
            kept += 1
            claims.add(claim)
            pieces.add((claim.id, each.evidence))
    return Outcome(
        tuple(sorted(claims)),
        kept,
        len(pieces),
        tuple(refusals),
        tuple(sorted(ruled)),
        counted(coverage(reading, (piece.start for _, piece in pieces), refusals)),
    )


def covered(reading: Reading, meant: Meant, rulings: Rulings) -> Iterator[Covered]:
    """Yield each sentence of a document, and how it ends."""
    refused = outcome(reading, meant, rulings).refusals
    claimed = _claimed(reading, meant, rulings)
    kept = {each.evidence.start for each in claimed if each.claim and each.claim.subject != each.claim.object}
    return coverage(reading, kept, refused)


class Telling(NamedTuple):
    """A document that makes claims."""

    reading: Reading
    meant: Meant
    story: str
    """What tells it from documents that are no copies of it."""


class Gathering:
    """Claims of documents, one after another in the order of their ids, until they are statements."""

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._found: dict[str, _Gathered] = {}

    def outcome(self, telling: Telling) -> Outcome:
        """Add all that a document claims, and return what became of it."""
        claimed = list(_claimed(telling.reading, telling.meant, self._rulings))
        self._add(telling, claimed)
        return _outcome(telling.reading, claimed)

    def add(self, telling: Telling, wanted: Collection[str]) -> None:
        """Add the claims of a document whose ids are wanted."""
        claimed = _claimed(telling.reading, telling.meant, self._rulings)
        self._add(telling, (each for each in claimed if each.claim and each.claim.id in wanted))

    def _add(self, telling: Telling, claimed: "Iterable[_Claimed]") -> None:
        published = telling.reading.document.published
        for each in claimed:
            claim = each.claim
            if claim is None or claim.subject == claim.object:
                continue
            gathered = self._found.setdefault(claim.id, _Gathered(claim))
            gathered.qualifiers = gathered.qualifiers.merged(each.mention.qualifiers)
            told = gathered.evidence.get(each.evidence, (telling.story, 0.0))
            gathered.evidence[each.evidence] = telling.story, max(told[1], each.confidence)
            if published:
                gathered.dates.add(published.iso)

    def statements(self) -> dict[str, Statement]:
        """Return the statements that these claims make, by id."""
        return {id: gathered.statement() for id, gathered in sorted(self._found.items())}


@dataclass(slots=True)
class _Gathered:
    claim: Claim
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence: dict[Evidence, tuple[str, float]] = field(default_factory=dict)
    """With the story each piece is part of, and how sure it is that it says so."""
    dates: set[str] = field(default_factory=set)

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


class _Claimed(NamedTuple):
    """What a relation mention claims."""

    mention: RelationMention
    read: Claim
    """As it is read."""
    claim: Claim | None
    """As people's rulings leave it; None where they reject it."""
    evidence: Evidence
    """For the claim."""
    ruled: tuple[Scope, ...]

    @property
    def confidence(self) -> float:
        """How sure it is; what a person has said is as sure as anything gets."""
        return SURE if self.claim and self.ruled else self.mention.confidence


def _claimed(reading: Reading, meant: Meant, rulings: Rulings) -> Iterator[_Claimed]:
    """Yield each relation mention with what it claims; what a symmetric relation says is told one way."""
    for mention in reading.relations:
        subject, obj, evidence = meant[mention.subject.chain], meant[mention.object.chain], mention.evidence
        read = Claim.of(subject, mention.relation, obj, mention.status)
        if read.subject != subject:
            evidence = replace(evidence, subject=evidence.object, object=evidence.subject)
        claim, ruled = rulings.settle(read, reading.document.id)
        if claim and ruled:
            evidence = _corrected(evidence, read, claim, reading.mentions, meant)
        yield _Claimed(mention, read, claim, evidence, ruled)


def _corrected(
    evidence: Evidence, read: Claim, claim: Claim, mentions: Iterable[Mention], meant: Meant
) -> Evidence:
    """Return evidence for a claim out of that for another: each side where the sentence speaks of it, if it does."""
    spans = {read.subject: evidence.subject, read.object: evidence.object}
    for mention in mentions:
        if evidence.start <= mention.start and mention.end <= evidence.end:
            spans.setdefault(meant[mention.chain], mention.span)
    return replace(
        evidence,
        subject=spans.get(claim.subject, evidence.subject),
        object=spans.get(claim.object, evidence.object),
        rule=CORRECTED,
    )
