"""What follows from asserted statements by the axioms of the ontology, each with the statements it follows from.

The axioms are those of `ontology/kg.ttl`: narrower relations, transitive ones, chains ("based in a place that lies in
another"), inverses and symmetry. Plans, denials and what is over have no consequences.
"""

import heapq
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import AMOUNT_PREFIX, Entity, Statement, Status
from kg.ontology import Relation, load_ontology

Triple = tuple[str, str, str]
"""Subject, relation and object: ids of entities, and the name of a property of the ontology."""


class Axiom(StrEnum):
    """Why a triple follows. The first two say the same from the other side; the others say more."""

    INVERSE = "inverse"
    SYMMETRIC = "symmetric"
    SUB_PROPERTY = "sub-property"
    TRANSITIVE = "transitive"
    CHAIN = "chain"


MIRRORS = (Axiom.INVERSE, Axiom.SYMMETRIC)


@dataclass(frozen=True, slots=True, order=True)
class Inference:
    """A triple that no text states, and why it holds."""

    subject: str
    relation: str
    """A relation, or the inverse of one: `ownedBy`."""
    object: str
    axiom: Axiom
    """The last step to it."""
    of: str
    """The relations of that step: "basedIn locatedIn"."""
    premises: tuple[str, ...]
    """The ids of the statements it follows from, in the order they are joined; as few as possible."""


def inferences_of(entities: Iterable[Entity], statements: Iterable[Statement]) -> tuple[Inference, ...]:
    """Return what follows from the statements of a graph of these entities, sorted: see `infer`."""
    return tuple(infer(statements, {each.id for each in entities if each.named}))


def infer(statements: Iterable[Statement], named: Container[str]) -> list[Inference]:
    """Return what follows from the asserted statements and is asserted by none, sorted.

    `named` are the ids of entities that a text names: only these link two statements, since what is merely described
    ("the plant") may be another thing in the next sentence. The same statements give the same inferences, in whatever order they come.
    """
    asserted = {
        (each.subject, each.relation, each.object): each.id
        for each in statements
        if each.status is Status.ASSERTED and not each.object.startswith(AMOUNT_PREFIX)
    }
    derived = _closure(asserted, named)
    known = {
        **{triple: (id,) for triple, id in asserted.items()},
        **{t: d.premises for t, d in derived.items()},
    }
    mirrored = {
        (each.subject, each.relation, each.object): each
        for triple, premises in known.items()
        for each in _mirrored(triple, premises)
    }
    found = {**mirrored, **derived}
    return sorted(each for triple, each in found.items() if triple not in asserted)


def _closure(asserted: dict[Triple, str], named: Container[str]) -> dict[Triple, Inference]:
    """Return what follows by narrower relations, transitivity and chains, each from the fewest premises."""
    relations = load_ontology().relations
    used = {
        name
        for rule in relations.values()
        for name in (rule.name, *rule.through)
        if rule.through or rule.broader
    }
    done: dict[Triple, Inference | None] = {}
    from_left: dict[tuple[str, str], list[Triple]] = defaultdict(list)
    to_right: dict[tuple[str, str], list[Triple]] = defaultdict(list)
    premises: dict[Triple, tuple[str, ...]] = {}
    queue: list[tuple[int, tuple[str, ...], Triple, Inference | None]] = [
        (1, (id,), triple, None) for triple, id in asserted.items() if triple[1] in used
    ]
    heapq.heapify(queue)
    while queue:
        _, because, triple, inference = heapq.heappop(queue)
        if triple in done:
            continue
        done[triple], premises[triple] = inference, because
        subject, relation, obj = triple
        if subject in named:
            from_left[subject, relation].append(triple)
        if obj in named:
            to_right[obj, relation].append(triple)
        for each in _next(triple, relations[relation], from_left, to_right, premises, relations.values()):
            new = (each.subject, each.relation, each.object)
            if new not in done and new not in asserted and each.subject != each.object:
                heapq.heappush(queue, (len(each.premises), each.premises, new, each))
    return {triple: inference for triple, inference in done.items() if inference}


def _next(
    triple: Triple,
    rule: Relation,
    from_left: dict[tuple[str, str], list[Triple]],
    to_right: dict[tuple[str, str], list[Triple]],
    premises: dict[Triple, tuple[str, ...]],
    rules: Iterable[Relation],
) -> Iterator[Inference]:
    """Yield what follows from a triple and those found before it."""
    subject, relation, obj = triple
    because = premises[triple]
    for broader in rule.broader:
        yield Inference(subject, broader, obj, Axiom.SUB_PROPERTY, f"{relation} {broader}", because)
    for second in rule.through:
        for other in from_left[obj, second]:
            yield _joined(rule.name, second, triple, other, premises)
    for first in rules:
        if relation in first.through:
            for other in to_right[subject, first.name]:
                yield _joined(first.name, relation, other, triple, premises)


def _joined(
    first: str, second: str, left: Triple, right: Triple, premises: dict[Triple, tuple[str, ...]]
) -> Inference:
    axiom, of = (Axiom.TRANSITIVE, first) if first == second else (Axiom.CHAIN, f"{first} {second}")
    because = tuple(dict.fromkeys((*premises[left], *premises[right])))
    return Inference(left[0], first, right[2], axiom, of, because)


def _mirrored(triple: Triple, premises: tuple[str, ...]) -> Iterator[Inference]:
    """Yield what a triple says when it is read from its object."""
    subject, relation, obj = triple
    rule = load_ontology().relations[relation]
    if rule.symmetric:
        yield Inference(obj, relation, subject, Axiom.SYMMETRIC, relation, premises)
    elif rule.inverse:
        yield Inference(obj, rule.inverse, subject, Axiom.INVERSE, relation, premises)
