"""Entities and statements out of readings and judgements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import (
    Chain,
    Entity,
    Evidence,
    Judgement,
    MentionForm,
    Qualifiers,
    Reading,
    Refusal,
    Statement,
    Status,
    Verdict,
    statement_id,
)
from kg.nlp.gazetteer import load_gazetteer
from kg.ontology import UNKNOWN, load_ontology
from kg.resolution.clusters import cluster, key_of, type_of

STAGE = "resolution"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a graph holds: entities and statements, each sorted by id, and what was refused on the way."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    refusals: tuple[Refusal, ...]
    kept: int
    """The number of relation mentions that became evidence."""


@dataclass(slots=True)
class _Gathered:
    """What is known of an entity while the documents are gone through."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    mentions: int = 0
    named: bool = False


@dataclass(slots=True)
class _Claim:
    subject: str
    relation: str
    object: str
    status: Status
    confidence: float = 0.0
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence: set[Evidence] = field(default_factory=set)


def resolve(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> Resolution:
    """Return entities and statements; the same for any order of readings and judgements.

    An entity that no statement uses is kept only if it has a name. A statement's confidence is the
    highest of its evidence. A claim between an entity and itself is refused.
    """
    readings = sorted(readings, key=lambda reading: reading.document.id)
    ids = cluster(readings, judgements)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    claims: dict[str, _Claim] = {}
    refusals: list[Refusal] = []
    rejected = {judgement.left for judgement in judgements if judgement.verdict is Verdict.REJECT}
    kept = 0
    for reading in readings:
        meant = {chain.number: ids[key_of(chain, reading.document.id)] for chain in reading.chains}
        _gather(reading, meant, gathered)
        for mention in reading.relations:
            subject, obj = meant[mention.subject.chain], meant[mention.object.chain]
            evidence = mention.evidence
            if load_ontology().relations[mention.relation].symmetric and obj < subject:
                subject, obj = obj, subject
                evidence = replace(evidence, subject=evidence.object, object=evidence.subject)
            claim_id = statement_id(subject, mention.relation, obj, mention.status)
            refusal = _refused(subject, obj, claim_id, rejected)
            if refusal:
                refusals.append(
                    Refusal(
                        STAGE,
                        f"{reading.document.id}:{evidence.start}",
                        refusal,
                        f"{subject} {mention.relation} {obj}",
                    )
                )
                continue
            kept += 1
            claim = claims.setdefault(claim_id, _Claim(subject, mention.relation, obj, mention.status))
            claim.confidence = max(claim.confidence, mention.confidence)
            claim.qualifiers = claim.qualifiers.merged(mention.qualifiers)
            claim.evidence.add(evidence)
    retyped = dict(sorted((each.left, each.right) for each in judgements if each.verdict is Verdict.RETYPE))
    used = {id for claim in claims.values() for id in (claim.subject, claim.object)}
    told = _told_types(claims.values())
    entities = tuple(
        _entity(id, found, retyped.get(id), told.get(id))
        for id, found in sorted(gathered.items())
        if found.named or id in used
    )
    return Resolution(
        entities,
        tuple(_statement(id, claim) for id, claim in sorted(claims.items())),
        tuple(sorted(refusals)),
        kept,
    )


def _refused(subject: str, obj: str, claim_id: str, rejected: set[str]) -> str | None:
    if subject == obj:
        return "subject and object are the same entity"
    return "rejected by a judgement" if claim_id in rejected else None


def _gather(reading: Reading, meant: Mapping[int, str], gathered: dict[str, _Gathered]) -> None:
    chains: dict[int, Chain] = {chain.number: chain for chain in reading.chains}
    for mention in reading.mentions:
        found = gathered[meant[mention.chain]]
        found.mentions += 1
        found.documents.add(reading.document.id)
        found.types[mention.type] += 1
        if mention.form is not MentionForm.PRONOUN and mention.name in chains[mention.chain].names:
            found.names[mention.name] += 1
    for chain in reading.chains:
        found = gathered[meant[chain.number]]
        found.named |= chain.form in (MentionForm.NAME, MentionForm.NATIONALITY)
        for name in chain.names:
            found.names[name] += 0


def _entity(id: str, found: _Gathered, retyped: str | None, told: str | None) -> Entity:
    label = _label(found.names)
    kind = retyped or type_of(found.types)
    if kind == UNKNOWN and told:
        kind = told
    known = load_gazetteer().find(label)
    identifiers = (("iso3166-1", known.code),) if known and known.code and known.name == label else ()
    return Entity(
        id,
        label,
        kind,
        tuple(sorted(name for name in found.names if name != label)),
        tuple(sorted(found.documents)),
        found.mentions,
        identifiers,
    )


def _label(names: Counter[str]) -> str:
    """Return the name to show: a known usual name, else the most frequent among the fuller ones."""
    gazetteer = load_gazetteer()
    for name in sorted(names):
        known = gazetteer.find(name)
        if known is not None and known.name == name:
            return name
    fuller = [name for name in names if " " in name and not name.isupper()] or list(names)
    return min(fuller, key=lambda name: (-names[name], len(name), name))


def _told_types(claims: Iterable[_Claim]) -> dict[str, str]:
    """Return the class that relations demand of entities whose names don't tell it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        relation = load_ontology().relations[claim.relation]
        for id, allowed in ((claim.subject, relation.domain), (claim.object, relation.range)):
            if len(allowed) == 1:
                votes[id][next(iter(allowed))] += 1
    return {id: type_of(count) for id, count in votes.items()}


def _statement(id: str, claim: _Claim) -> Statement:
    return Statement(
        id,
        claim.subject,
        claim.relation,
        claim.object,
        claim.status,
        round(claim.confidence, 2),
        claim.qualifiers,
        tuple(
            sorted(claim.evidence, key=lambda e: (e.document, e.start, e.end, e.subject, e.object, e.rule))
        ),
    )
