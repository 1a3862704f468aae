"""What people judged of statements: claims they reject, and claims that should be others.

A claim is named by its entities, as a person named them, so a ruling outlives documents that are read again and
namesakes that come. Where two rulings contradict each other the more careful one is followed and the other reported:
a rejection before a correction.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Correction, Judgement, Refusal, Status, Verdict, statement_id
from kg.ontology import load_ontology
from kg.resolution.clusters import STAGE

MISSING = "a judgement names what is not in the graph"
SEVERAL = "a judgement names several entities"
CONTRADICTS = "a judgement contradicts another"


class Claim(NamedTuple):
    """What is claimed, whoever claims it and in whatever words."""

    id: str
    subject: str
    relation: str
    object: str
    status: Status

    @classmethod
    def of(cls, subject: str, relation: str, object: str, status: Status) -> "Claim":
        """Return the claim that entities stand in a relation; of a symmetric one the sides are in order."""
        if load_ontology().relations[relation].symmetric and object < subject:
            subject, object = object, subject
        return cls(statement_id(subject, relation, object, status), subject, relation, object, status)


class Scope(NamedTuple):
    """What is ruled on: a claim by its id, as one document makes it or, with none named, as any does."""

    claim: str
    document: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What becomes of claims: another claim, or None for those that are rejected."""

    by_scope: Mapping[Scope, Claim | None] = field(default_factory=dict)

    def settle(self, claim: Claim, document: str) -> tuple[Claim | None, tuple[Scope, ...]]:
        """Return what a claim of a document becomes, and the rulings that led there."""
        followed: list[Scope] = []
        now: Claim | None = claim
        while now is not None and (scope := self._on(now, document)):
            followed.append(scope)
            now = self.by_scope[scope]
        return now, tuple(followed)

    def _on(self, claim: Claim, document: str) -> Scope | None:
        """Return which ruling holds for a claim: what is said of one document goes before what is said of all."""
        scopes = (Scope(claim.id, document), Scope(claim.id, ""))
        return next((scope for scope in scopes if scope in self.by_scope), None)

    def differing(self, other: "Rulings") -> set[str]:
        """Return the ids of the claims on which others rule otherwise."""
        scopes = self.by_scope.keys() | other.by_scope.keys()
        nothing = object()
        return {
            scope.claim
            for scope in scopes
            if self.by_scope.get(scope, nothing) != other.by_scope.get(scope, nothing)
        }


@dataclass(frozen=True, slots=True)
class Heeded:
    """What comes of people's judgements of statements."""

    rulings: Rulings
    lines: Mapping[Scope, Judgement]
    """The judgement that each ruling comes from."""
    unheeded: tuple[Refusal, ...]


def rulings_of(people: Sequence[Judgement], meant: Mapping[str, frozenset[str]]) -> Heeded:
    """Return what people ruled on statements; `meant` gives the entities that an operand of a judgement means.

    The same for any order of judgements.
    """
    ruled: dict[Scope, Claim | None] = {}
    lines: dict[Scope, Judgement] = {}
    unheeded: list[Refusal] = []
    named = [each for each in people if each.verdict in (Verdict.REJECT, Verdict.CORRECT)]
    for each in sorted(named, key=_order):
        wanted = [operand for operand in each.operands if len(meant.get(operand, ())) != 1]
        if wanted:
            reason = SEVERAL if any(meant.get(operand) for operand in wanted) else MISSING
            unheeded.append(Refusal(STAGE, each.said, reason, ", ".join(wanted)))
            continue
        entity = {operand: next(iter(meant[operand])) for operand in each.operands}
        claim = _claim(each, entity) if each.relation else None
        scope = Scope(claim.id if claim else each.left, each.document)
        becomes = (
            _corrected(claim, each.becomes, entity) if claim and each.verdict is Verdict.CORRECT else None
        )
        if scope in ruled:
            if ruled[scope] != becomes:
                unheeded.append(Refusal(STAGE, each.said, CONTRADICTS, lines[scope].said))
        elif becomes and becomes.id == scope.claim:
            unheeded.append(Refusal(STAGE, each.said, "a judgement changes nothing", scope.claim))
        elif becomes and (back := _leading_back(becomes, scope, ruled)):
            unheeded.append(Refusal(STAGE, each.said, CONTRADICTS, lines[back].said))
        else:
            ruled[scope], lines[scope] = becomes, each
    return Heeded(Rulings(ruled), lines, tuple(unheeded))


def never_met(heeded: Heeded, met: Collection[Scope]) -> Iterator[Refusal]:
    """Yield the judgements of statements that no document makes."""
    for scope, line in heeded.lines.items():
        if scope not in met:
            yield Refusal(STAGE, line.said, MISSING, scope.claim)


def incompatible(people: Iterable[Judgement], makers: Mapping[str, Collection[str]]) -> Iterator[Refusal]:
    """Yield the judgements on conflicts that name what the graph doesn't hold, given the documents of each statement
    and entity by their ids.
    """
    for each in people:
        if each.verdict is Verdict.COMPATIBLE:
            missing = [side for side in (each.left, each.right) if not _is_made(side, makers)]
            if missing:
                yield Refusal(STAGE, each.said, MISSING, ", ".join(missing))


def _is_made(side: str, makers: Mapping[str, Collection[str]]) -> bool:
    id, at, document = side.partition("@")
    return id in makers and (not at or document in makers[id])


def _order(judgement: Judgement) -> tuple[str, ...]:
    """Sort rejections before corrections, what holds for all documents before what holds for one."""
    new = judgement.becomes
    return (
        "" if judgement.verdict is Verdict.REJECT else "then",
        judgement.document,
        judgement.left,
        judgement.relation,
        judgement.right,
        judgement.status,
        new.subject,
        new.relation,
        new.object,
        new.status,
    )


def _claim(judgement: Judgement, entity: Mapping[str, str]) -> Claim:
    status = Status(judgement.status)
    return Claim.of(entity[judgement.left], judgement.relation, entity[judgement.right], status)


def _corrected(claim: Claim, correction: Correction, entity: Mapping[str, str]) -> Claim:
    return Claim.of(
        entity[correction.subject] if correction.subject else claim.subject,
        correction.relation or claim.relation,
        entity[correction.object] if correction.object else claim.object,
        Status(correction.status) if correction.status else claim.status,
    )


def _leading_back(claim: Claim, scope: Scope, ruled: Mapping[Scope, Claim | None]) -> Scope | None:
    """Return the ruling so far that makes of a claim, at last, what the scope rules on; None if none does."""
    now: Claim | None = claim
    while now is not None:
        found = next((s for s in (Scope(now.id, scope.document), Scope(now.id, "")) if s in ruled), None)
        now = ruled[found] if found else None
        if now is not None and now.id == scope.claim:
            return found
    return None
