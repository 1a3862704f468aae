"""What two graphs say differently in RDF, so that the store of one is made out of that of the other."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Quad

from kg.inference import Inference
from kg.store.iris import Iris
from kg.store.nodes import nodes
from kg.store.quads import QuadWriter, Said

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Difference:
    """Quads to take out of a store and to put into it. No quad is in both."""

    removed: frozenset[Quad]
    added: frozenset[Quad]
    apart_removed: frozenset[Quad]
    """Of graphs that the union of all leaves out."""
    apart_added: frozenset[Quad]


def quads_between(
    before: tuple[Said, Iterable[Inference]], after: tuple[Said, Iterable[Inference]], iris: Iris
) -> Difference:
    """Return what has to change in the store of a graph for it to be that of another one under the same base.

    Each is given by what its texts say and what follows from it. Quads are made only of what differs: no two values of
    the model make the same quad.
    """
    (old, old_inferences), (new, new_inferences) = before, after
    writer = QuadWriter(iris)
    pairs = [
        _between(old.documents, new.documents, lambda each: each.id, writer.document),
        _between(
            nodes(old.entities, old.statements),
            nodes(new.entities, new.statements),
            lambda each: each.id,
            writer.entity,
        ),
        _between(old.statements, new.statements, lambda each: each.id, writer.whole),
        _between([old.versions], [new.versions], lambda each: 0, writer.run),
    ]
    removed = {quad for quads, _ in pairs for quad in quads}
    added = {quad for _, quads in pairs for quad in quads}
    gone, come = _between(old_inferences, new_inferences, _triple, writer.inference)
    return Difference(
        frozenset(removed - added),
        frozenset(added - removed),
        frozenset(gone - come),
        frozenset(come - gone),
    )


def _between(
    before: Iterable[Value],
    after: Iterable[Value],
    key: Callable[[Value], Hashable],
    quads: Callable[[Value], Iterable[Quad]],
) -> tuple[set[Quad], set[Quad]]:
    """Return the quads of values that are gone or others now, and of those that have come or are others."""
    before, after = list(before), list(after)
    # Most values of a graph that grew are those of before, the very same.
    shared = set(map(id, before)) & set(map(id, after))
    old = {key(each): each for each in before if id(each) not in shared}
    new = {key(each): each for each in after if id(each) not in shared}
    changed = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return (
        {quad for name in changed if name in old for quad in quads(old[name])},
        {quad for name in changed if name in new for quad in quads(new[name])},
    )


def _triple(inference: Inference) -> tuple[str, str, str]:
    return inference.subject, inference.relation, inference.object
