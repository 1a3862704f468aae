"""Entities and statements out of readings and judgements, all at once or as documents come and go.

Which chains mean one entity is decided anew whenever anything changes, from the outlines of all documents: any of
them may part namesakes or bind an acronym. An entity or statement is made again only where a document changed that
speaks of it, or now means another by it. Since all is made by the same functions from the same values, what
comes of changes one after another is what comes of all at once.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import NO_SKETCH, RULES, Doubt, Entity, Judgement, Reading, Refusal, Sketch, Statement, Verdict
from kg.resolution.claims import Outcome
from kg.resolution.clusters import STAGE as JUDGING
from kg.resolution.clusters import cluster
from kg.resolution.entities import entity_of, told_types
from kg.resolution.gathering import Gathering, Statements, Telling
from kg.resolution.outline import Outline, OutlinedChain, outline
from kg.resolution.reprints import near_copies, stories, with_pairs
from kg.resolution.rulings import (
    CONTRADICTS,
    MISSING,
    SEVERAL,
    Claim,
    Heeded,
    Rulings,
    incompatible,
    never_met,
    rulings_of,
)

MANY = 1_000
"""Documents that come at a time from which on statements are made on the disk."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of a document once it is resolved with all others."""

    outline: Outline
    sketch: Sketch
    meant: tuple[str, ...]
    """The entity that each chain of the outline means."""
    copies: tuple[str, ...]
    """The documents that are near-copies of it, sorted."""
    story: str
    """The first of all documents that tell its story: see `kg.resolution.reprints`."""
    outcome: Outcome

    @property
    def by_number(self) -> dict[int, str]:
        """The entity that each chain means, by the chain's number."""
        chains = self.outline.chains
        return {each.chain.number: id for each, id in zip(chains, self.meant, strict=True)}


@dataclass(frozen=True, slots=True)
class State:
    """What a graph was resolved to, as far as it is needed to resolve it again when documents come or go."""

    documents: Mapping[str, Resolved] = field(default_factory=dict)
    retyped: tuple[str, ...] = ()
    """The entities that have their class from a person, sorted."""
    rulings: Rulings = field(default_factory=Rulings)


@dataclass(frozen=True, slots=True)
class Changes:
    """What resolving a graph again has changed."""

    state: State
    entities: Mapping[str, Entity | None]
    """Those that were made again, by id; None for those that are gone."""
    made: Statements
    """The statements that were made again."""
    touched: frozenset[str]
    """The ids of these, and of those that are gone."""
    refusals: tuple[Refusal, ...]
    """All relation mentions that became no evidence, and judgements of people that could not be followed."""
    kept: int
    """The number of all relation mentions that became evidence."""
    heeded: int
    """The number of people's judgements that were followed."""
    judgements: tuple[Judgement, ...]
    """What rules judged of entities, with reasons."""
    doubts: tuple[Doubt, ...]
    """What only a person can judge."""
    parts: Mapping[str, tuple[str, ...]]
    """For each entity that several names or documents made, the ids of those parts."""

    @property
    def statements(self) -> dict[str, Statement | None]:
        """The statements that were made again, by id; None for those that are gone."""
        made = {each.id: each for each in self.made}
        return {id: made.get(id) for id in sorted(self.touched)}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a graph holds: entities and statements, each sorted by id, and all else as in `Changes`."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    changes: Changes

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        return self.changes.refusals

    @property
    def kept(self) -> int:
        return self.changes.kept

    @property
    def heeded(self) -> int:
        return self.changes.heeded

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return self.changes.judgements

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return self.changes.doubts

    @property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        return self.changes.parts


def resolve(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> Resolution:
    """Return entities and statements; the same for any order of readings and judgements."""
    by_id = {reading.document.id: reading for reading in readings}
    come = {id: outline(reading) for id, reading in by_id.items()}
    found = resolve_changes(State(), come, (), by_id.__getitem__, judgements)
    return Resolution(
        tuple(entity for entity in found.entities.values() if entity),
        tuple(found.made),
        found,
    )


def resolve_changes(
    before: State,
    come: Mapping[str, Outline],
    gone: Collection[str],
    read: Callable[[str], Reading],
    judgements: Sequence[Judgement],
    sketches: Mapping[str, Sketch] | None = None,
) -> Changes:
    """Return what becomes of a graph where documents come or change, given by their outlines, or go.

    `read` returns the reading of a document that comes or stays, of which one is held at a time; `sketches` are those
    of the documents that come or change, by which near-copies are known. The judgements of people are those the graph
    was resolved under before; what rules judged is judged again.
    """
    people = [each for each in judgements if each.author != RULES]
    changed = {*come, *gone}
    outlines = {id: each.outline for id, each in before.documents.items() if id not in changed}
    outlines |= come
    clusters = cluster(outlines.values(), people)
    meant = {id: clusters.ids[id] for id in sorted(outlines)}
    sketched = {id: each.sketch for id, each in before.documents.items() if id in outlines}
    sketched |= {id: (sketches or {}).get(id, NO_SKETCH) for id in come}
    copies = _copies(before, sketched, changed)
    story = stories(copies)
    heeded = rulings_of(people, clusters.meant)
    others = heeded.rulings.differing(before.rulings)
    dirty = changed | {
        id
        for id, old in before.documents.items()
        if id not in changed
        and ((old.meant, old.story) != (meant[id], story[id]) or others & old.outcome.touched)
    }
    # Of what a document that is read again claims, or claimed, every statement is made again.
    touched = {
        claim.id for id in dirty & before.documents.keys() for claim in before.documents[id].outcome.claims
    }
    gathering = Gathering(heeded.rulings, spill=len(come) > MANY)
    documents = {}
    for id, ids in meant.items():
        if id in dirty:
            telling = Telling(read(id), _numbered(outlines[id], ids), story[id])
            ended = gathering.outcome(telling)
            touched.update(claim.id for claim in ended.claims)
        else:
            ended = before.documents[id].outcome
        documents[id] = Resolved(outlines[id], sketched[id], ids, copies[id], story[id], ended)
    for id, each in documents.items():
        if id not in dirty and any(claim.id in touched for claim in each.outcome.claims):
            gathering.add(Telling(read(id), each.by_number, each.story), touched)
    retyped, unheeded = _retyped(people, clusters.meant)
    entities = _entities(before, documents, dirty, touched, retyped)
    refusals = [refusal for each in documents.values() for refusal in each.outcome.refusals]
    unheeded += [*clusters.unheeded, *heeded.unheeded, *_of_no_claim(people, heeded, documents)]
    return Changes(
        State(documents, tuple(sorted(retyped)), heeded.rulings),
        entities,
        gathering.statements(),
        frozenset(touched),
        tuple(sorted((*refusals, *unheeded))),
        sum(each.outcome.kept for each in documents.values()),
        len(people) - len(unheeded),
        clusters.judgements,
        clusters.doubts,
        {id: parts for id, parts in sorted(clusters.parts.items()) if len(parts) > 1},
    )


def _copies(
    before: State, sketched: Mapping[str, Sketch], changed: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the near-copies of each document: those known, and those that documents which changed have now."""
    known = {
        id: tuple(other for other in each.copies if other not in changed)
        for id, each in before.documents.items()
        if id not in changed
    }
    return with_pairs(known, sketched, sorted(near_copies(sketched, changed)))


def _numbered(outline: Outline, ids: Sequence[str]) -> dict[int, str]:
    return {each.chain.number: id for each, id in zip(outline.chains, ids, strict=True)}


def _entities(
    before: State,
    documents: Mapping[str, Resolved],
    dirty: set[str],
    claims: set[str],
    retyped: Mapping[str, str],
) -> dict[str, Entity | None]:
    """Return the entities that changed documents mean or meant, or that a touched claim is about."""
    touched = {*before.retyped, *retyped}
    for documents_then in (before.documents, documents):
        for id in dirty & documents_then.keys():
            resolved = documents_then[id]
            touched.update(resolved.meant)
            touched.update(
                side
                for claim in resolved.outcome.claims
                if claim.id in claims
                for side in (claim.subject, claim.object)
            )
    chains: dict[str, list[tuple[str, OutlinedChain]]] = defaultdict(list)
    about: dict[str, Claim] = {}
    for document, resolved in documents.items():
        for outlined, id in zip(resolved.outline.chains, resolved.meant, strict=True):
            if id in touched:
                chains[id].append((document, outlined))
        for claim in resolved.outcome.claims:
            if claim.subject in touched or claim.object in touched:
                about[claim.id] = claim
    told = told_types((each.subject, each.relation, each.object) for each in about.values())
    return {
        id: entity_of(id, chains[id], retyped.get(id), told.get(id)) if id in chains else None
        for id in sorted(touched)
    }


def _retyped(
    judgements: Iterable[Judgement], meant: Mapping[str, frozenset[str]]
) -> tuple[dict[str, str], list[Refusal]]:
    """Return the class people give to entities, and the judgements that name none or contradict one of these."""
    retyped: dict[str, str] = {}
    unheeded = []
    for judgement in sorted(judgements, key=lambda each: (each.left, each.right)):
        if judgement.verdict is not Verdict.RETYPE:
            continue
        entities = meant.get(judgement.left, frozenset())
        if len(entities) != 1:
            reason = SEVERAL if entities else MISSING
            unheeded.append(Refusal(JUDGING, judgement.said, reason, judgement.left))
            continue
        (id,) = entities
        if retyped.setdefault(id, judgement.right) != judgement.right:
            unheeded.append(Refusal(JUDGING, judgement.said, CONTRADICTS, retyped[id]))
    return retyped, unheeded


def _of_no_claim(
    people: Sequence[Judgement], heeded: Heeded, documents: Mapping[str, Resolved]
) -> Iterator[Refusal]:
    """Yield the judgements of statements that nothing states."""
    met = {scope for each in documents.values() for scope in each.outcome.ruled}
    yield from never_met(heeded, met)
    if any(each.verdict is Verdict.COMPATIBLE for each in people):
        makers: dict[str, set[str]] = defaultdict(set)
        for id, resolved in documents.items():
            for held in (*resolved.meant, *(claim.id for claim in resolved.outcome.claims)):
                makers[held].add(id)
        yield from incompatible(people, makers)
