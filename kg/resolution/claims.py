"""What documents claim between entities: which claims a document makes, and statements out of all that make them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.model import (
    Evidence,
    Qualifiers,
    Reading,
    Refusal,
    RelationMention,
    Statement,
    Status,
    statement_id,
)
from kg.ontology import load_ontology
from kg.resolution.corroboration import independent, together

STAGE = "resolution"
REJECTED = "rejected by a judgement"
SAME = "subject and object are the same entity"

Meant = Mapping[int, str]
"""The entity that each chain of a document means, by the number of the chain."""


class Claim(NamedTuple):
    """What is claimed, whoever claims it and in whatever words."""

    id: str
    subject: str
    relation: str
    object: str


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


def outcome(reading: Reading, meant: Meant, rejected: Collection[str]) -> Outcome:
    """Return what a document claims; `rejected` are the ids of claims that a person has rejected.

    A claim between an entity and itself is refused.
    """
    claims: set[Claim] = set()
    pieces: set[tuple[str, Evidence]] = set()
    kept = 0
    refusals = []
    for _, claim, evidence in _claimed(reading, meant):
        same = claim.subject == claim.object
        if same or claim.id in rejected:
            detail = f"{claim.subject} {claim.relation} {claim.object}" if same else claim.id
            item = f"{reading.document.id}:{evidence.start}"
            refusals.append(Refusal(STAGE, item, SAME if same else REJECTED, detail))
        else:
            kept += 1
            claims.add(claim)
            pieces.add((claim.id, evidence))
    return Outcome(tuple(sorted(claims)), kept, len(pieces), tuple(refusals))


class Telling(NamedTuple):
    """A document that makes claims."""

    reading: Reading
    meant: Meant
    story: str
    """What tells it from documents that are no copies of it."""


def statements_of(wanted: Collection[str], tellings: Iterable[Telling]) -> dict[str, Statement]:
    """Return the statements of these ids that documents make, given all documents that make any of them."""
    found: dict[str, _Gathered] = {}
    for reading, meant, story in tellings:
        for mention, claim, evidence in _claimed(reading, meant):
            if claim.id in wanted and claim.subject != claim.object:
                gathered = found.setdefault(claim.id, _Gathered(claim, mention.status))
                gathered.qualifiers = gathered.qualifiers.merged(mention.qualifiers)
                told = gathered.evidence.get(evidence, (story, 0.0))
                gathered.evidence[evidence] = story, max(told[1], mention.confidence)
                if reading.document.published:
                    gathered.dates.add(reading.document.published.iso)
    return {id: gathered.statement() for id, gathered in sorted(found.items())}


@dataclass(slots=True)
class _Gathered:
    claim: Claim
    status: Status
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence: dict[Evidence, tuple[str, float]] = field(default_factory=dict)
    """With the story each piece is part of, and how sure it is that it says so."""
    dates: set[str] = field(default_factory=set)

    def statement(self) -> Statement:
        voices = independent(self.evidence)
        return Statement(
            self.claim.id,
            self.claim.subject,
            self.claim.relation,
            self.claim.object,
            self.status,
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


def _claimed(reading: Reading, meant: Meant) -> Iterator[tuple[RelationMention, Claim, Evidence]]:
    """Yield each relation mention with what it claims; what a symmetric relation says is told one way."""
    relations = load_ontology().relations
    for mention in reading.relations:
        subject, obj, evidence = meant[mention.subject.chain], meant[mention.object.chain], mention.evidence
        if relations[mention.relation].symmetric and obj < subject:
            subject, obj = obj, subject
            evidence = replace(evidence, subject=evidence.object, object=evidence.subject)
        id = statement_id(subject, mention.relation, obj, mention.status)
        yield mention, Claim(id, subject, mention.relation, obj), evidence
