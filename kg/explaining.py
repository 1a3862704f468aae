"""Straight answers: why a statement is in a graph, and why a text does not say what somebody expects.

The text is read again with the same rules, this time with an eye on how.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.documents.inline import inline_document
from kg.extraction.extractors import DEFAULT, extractor_names, load_extractors
from kg.extraction.frames import load_frames
from kg.extraction.reading import Decided, Decision, decide
from kg.extraction.scene import scenes
from kg.extraction.tracing import Explanation, NearMiss, explain, near_misses
from kg.graph import Graph
from kg.model import Document, Evidence, Judgement, Mention, OpenMention, RelationMention, Statement
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import DEFAULT_PIPELINE, Passage, load_pipeline, parse
from kg.resolution.claims import CORRECTED
from kg.resolution.rulings import rulings_of


@dataclass(frozen=True, slots=True)
class Explained:
    """One piece of evidence of a statement, and how it was read."""

    evidence: Evidence
    explanation: Explanation | None
    """None where the sentence is not read so any more: the rules or the pipeline are others."""


@dataclass(frozen=True, slots=True)
class Account:
    """All that is seen in a text."""

    mentions: tuple[Mention, ...]
    relations: tuple[RelationMention, ...]
    refused: tuple[tuple[str, str], ...]
    """What was seen and not kept, in words, with the reason."""
    near: tuple[NearMiss, ...]
    open: tuple[OpenMention, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document read with an eye on how."""

    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    decided: Decided


def corrections(graph: Graph, statement: Statement) -> list[Judgement]:
    """Return the judgements of people that made a statement out of what was read, in their order."""
    people = graph.people_judgements
    held = {operand: graph.holder(operand) for line in people for operand in line.operands}
    meant = {operand: frozenset({entity.id}) for operand, entity in held.items() if entity}
    heeded = rulings_of(people, meant)
    made, more = set[str](), {statement.id}
    while more:
        made |= more
        becomes = heeded.rulings.by_scope.items()
        more = {scope.claim for scope, claim in becomes if claim and claim.id in made} - made
    made.discard(statement.id)
    led = [line for scope, line in heeded.lines.items() if scope.claim in made]
    return [line for line in people if line in led and line.document in ("", *statement.documents)]


def explain_statement(
    graph: Graph, statement: Statement, *, model: str = DEFAULT_PIPELINE
) -> Iterator[Explained]:
    """Yield each piece of evidence of a statement with how it was read, by the readers the graph was built with."""
    extractors = extractor_names(graph.manifest.extractors)
    decisions: dict[str, list[Decision]] = {}
    for evidence in statement.evidence:
        if evidence.document not in decisions:
            decisions[evidence.document] = _read(
                graph.document(evidence.document), model, extractors
            ).decided.decisions
        found = next((each for each in decisions[evidence.document] if _is(each, evidence)), None)
        yield Explained(evidence, explain(found) if found else None)


def _is(decision: Decision, evidence: Evidence) -> bool:
    """Tell whether a decision made a piece of evidence; of a symmetric relation the sides may be turned, and of what a
    person has corrected only one side may be left of what was read.
    """
    if decision.relation is None:
        return False
    made = decision.relation.evidence
    sides = {made.subject, made.object} & {evidence.subject, evidence.object}
    if evidence.rule == CORRECTED:
        return made.start == evidence.start and bool(sides)
    return decision.candidate.rule == evidence.rule and len(sides) == len({made.subject, made.object})


def account_of(text: str, *, model: str = DEFAULT_PIPELINE, extractors: tuple[str, ...] = DEFAULT) -> Account:
    """Return what is seen in a text, what of it is refused, and which frames came near."""
    read = _read(inline_document(text), model, extractors)
    decisions = read.decided.decisions
    refused = [(_said(each), each.reason) for each in decisions if each.relation is None]
    refused += [(said, reason) for _, said, reason in read.decided.unread]
    kept = tuple(each.relation for each in decisions if each.relation is not None)
    return Account(read.mentions, kept, tuple(refused), tuple(_near(read)), tuple(read.decided.unframed))


def _read(document: Document, model: str, extractors: tuple[str, ...]) -> _Read:
    ((_, passages),) = parse([document], load_pipeline(model))
    mentions, chains = find_mentions(passages)
    decided = decide(document, passages, mentions, chains, load_extractors(extractors))
    return _Read(passages, mentions, decided)


def _near(read: _Read) -> Iterator[NearMiss]:
    used: dict[int, set[int]] = defaultdict(set)
    for each in read.decided.decisions:
        if each.relation is not None:
            used[each.scene.offset].add(each.candidate.trigger.i)
    for scene in scenes(read.passages, read.mentions):
        yield from near_misses(scene, load_frames(), used[scene.offset])


def _said(decision: Decision) -> str:
    candidate = decision.candidate
    return f"{candidate.subject.name} {candidate.relation} {candidate.object.name}"
