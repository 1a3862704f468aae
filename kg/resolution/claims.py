"""What a document claims between entities, and what becomes of each of its relation mentions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.model import Evidence, Mention, Reading, Refusal, RelationMention
from kg.resolution.corroboration import SURE
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
    return outcome_of(reading, list(claimed_in(reading, meant, rulings)))


def outcome_of(reading: Reading, claimed: Iterable["Claimed"]) -> Outcome:
    """Return what became of the relation mentions of a document."""
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
    claimed = claimed_in(reading, meant, rulings)
    kept = {each.evidence.start for each in claimed if each.claim and each.claim.subject != each.claim.object}
    return coverage(reading, kept, refused)


class Claimed(NamedTuple):
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


def claimed_in(reading: Reading, meant: Meant, rulings: Rulings) -> Iterator[Claimed]:
    """Yield each relation mention with what it claims; what a symmetric relation says is told one way."""
    for mention in reading.relations:
        subject, obj, evidence = meant[mention.subject.chain], meant[mention.object.chain], mention.evidence
        read = Claim.of(subject, mention.relation, obj, mention.status)
        if read.subject != subject:
            evidence = replace(evidence, subject=evidence.object, object=evidence.subject)
        claim, ruled = rulings.settle(read, reading.document.id)
        if claim and ruled:
            evidence = _corrected(evidence, read, claim, reading.mentions, meant)
        yield Claimed(mention, read, claim, evidence, ruled)


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
