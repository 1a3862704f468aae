"""Entities and statements out of readings and judgements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import (
    RULES,
    Chain,
    Doubt,
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
from kg.resolution.clusters import STAGE as JUDGING
from kg.resolution.clusters import cluster

STAGE = "resolution"
REJECTED = "rejected by a judgement"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a graph holds: entities and statements, each sorted by id, and what was refused on the way."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    refusals: tuple[Refusal, ...]
    """Relation mentions that became no evidence, and judgements of people that could not be followed."""
    kept: int
    """The number of relation mentions that became evidence."""
    heeded: int = 0
    """The number of people's judgements that were followed."""
    judgements: tuple[Judgement, ...] = ()
    """What rules judged of entities, with reasons."""
    doubts: tuple[Doubt, ...] = ()
    """What only a person can judge."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each entity that several names or documents made, the ids of those parts."""


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

    A statement's confidence is the highest of its evidence. A claim between an entity and itself is
    refused.
    """
    readings = sorted(readings, key=lambda reading: reading.document.id)
    clusters = cluster(readings, judgements)
    ids = clusters.ids
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    claims: dict[str, _Claim] = {}
    refusals: list[Refusal] = []
    rejected = {judgement.left for judgement in judgements if judgement.verdict is Verdict.REJECT}
    kept = 0
    for reading in readings:
        meant = {chain.number: ids[reading.document.id, chain.number] for chain in reading.chains}
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
                        claim_id if refusal == REJECTED else f"{subject} {mention.relation} {obj}",
                    )
                )
                continue
            kept += 1
            claim = claims.setdefault(claim_id, _Claim(subject, mention.relation, obj, mention.status))
            claim.confidence = max(claim.confidence, mention.confidence)
            claim.qualifiers = claim.qualifiers.merged(mention.qualifiers)
            claim.evidence.add(evidence)
    retyped, unheeded = _retyped(judgements, clusters.meant)
    unheeded += [*clusters.unheeded, *_never_made(judgements, refusals)]
    told = _told_types(claims.values())
    entities = tuple(
        _entity(id, found, retyped.get(id), told.get(id)) for id, found in sorted(gathered.items())
    )
    return Resolution(
        entities,
        tuple(_statement(id, claim) for id, claim in sorted(claims.items())),
        tuple(sorted((*refusals, *unheeded))),
        kept,
        sum(judgement.author != RULES for judgement in judgements) - len(unheeded),
        clusters.judgements,
        clusters.doubts,
        {id: parts for id, parts in sorted(clusters.parts.items()) if len(parts) > 1},
    )


def _retyped(
    judgements: Iterable[Judgement], meant: Mapping[str, frozenset[str]]
) -> tuple[dict[str, str], list[Refusal]]:
    """Return the class people give to entities, and the judgements that name none or contradict one of these."""
    retyped: dict[str, str] = {}
    unheeded = []
    for judgement in sorted(judgements, key=lambda each: (each.left, each.right)):
        if judgement.verdict is not Verdict.RETYPE:
            continue
        item = f"{judgement.verdict} {judgement.left} {judgement.right}"
        entities = meant.get(judgement.left, frozenset())
        if len(entities) != 1:
            reason = f"a judgement names {'several entities' if entities else 'what is not in the graph'}"
            unheeded.append(Refusal(JUDGING, item, reason, judgement.left))
            continue
        (id,) = entities
        if retyped.setdefault(id, judgement.right) != judgement.right:
            unheeded.append(Refusal(JUDGING, item, "a judgement contradicts another", retyped[id]))
    return retyped, unheeded


def _never_made(judgements: Iterable[Judgement], refused: Iterable[Refusal]) -> Iterator[Refusal]:
    """Yield the rejections of statements that nothing states."""
    met = {refusal.detail for refusal in refused if refusal.reason == REJECTED}
    for judgement in judgements:
        if judgement.verdict is Verdict.REJECT and judgement.left not in met:
            item = f"{judgement.verdict} {judgement.left}"
            yield Refusal(JUDGING, item, "a judgement names what is not in the graph", judgement.left)


def _refused(subject: str, obj: str, claim_id: str, rejected: set[str]) -> str | None:
    if subject == obj:
        return "subject and object are the same entity"
    return REJECTED if claim_id in rejected else None


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
    return Entity(
        id,
        label,
        kind,
        tuple(sorted(name for name in found.names if name != label)),
        tuple(sorted(found.documents)),
        found.mentions,
        _identifiers(label, kind),
        found.named,
    )


def _identifiers(label: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers of the known thing of that name, where the classes don't contradict each other."""
    ontology = load_ontology()
    known = load_gazetteer().find(label)
    if known is None or known.name != label or kind == UNKNOWN:
        return ()
    same = ontology.is_a(kind, known.type) or ontology.is_a(known.type, kind)
    return known.identifiers if same else ()


def _label(names: Counter[str]) -> str:
    """Return the name to show: a known usual name, else the most frequent among the fuller ones."""
    gazetteer = load_gazetteer()
    for name in sorted(names):
        known = gazetteer.find(name)
        if known is not None and known.name == name and not known.common:
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
            sorted(
                claim.evidence,
                key=lambda e: (e.document, e.start, e.end, e.subject, e.object, e.rule, e.source or ""),
            )
        ),
    )


def type_of(votes: Counter[str]) -> str:
    """Return the class most mentions give; the unknown class only where there is no other."""
    known = {kind: count for kind, count in votes.items() if kind != UNKNOWN} or {UNKNOWN: 1}
    return min(known, key=lambda kind: (-known[kind], kind))
