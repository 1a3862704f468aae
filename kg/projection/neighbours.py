"""What stands next to an entity: the others that statements connect with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.model import AMOUNT_PREFIX, Statement


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entity, and all statements about both, the surest first."""

    entity: str
    statements: tuple[Statement, ...]


def neighbours(statements: Iterable[Statement], entity: str) -> list[Neighbour]:
    """Return the entities on the other side of statements about one; those of most statements first, sums of money left out."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: (-each.confidence, each.id)):
        for other in {each.subject, each.object} - {entity}:
            if not other.startswith(AMOUNT_PREFIX):
                found[other].append(each)
    return [
        Neighbour(other, tuple(said))
        for other, said in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def around(statements: Iterable[Statement], entities: Collection[str], hops: int) -> list[Statement]:
    """Return the statements between entities at most `hops` statements away from one of these, in their order.

    A sum of money leads no further.
    """
    statements = list(statements)
    reached = set(entities)
    border = set(reached)
    for _ in range(hops):
        ends = {
            end
            for each in statements
            if each.subject in border or each.object in border
            for end in (each.subject, each.object)
        }
        new = ends - reached
        reached |= new
        border = {end for end in new if not end.startswith(AMOUNT_PREFIX)}
    return [each for each in statements if each.subject in reached and each.object in reached]
