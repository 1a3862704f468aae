"""What stands next to an entity: the others that statements connect with it."""

from collections import defaultdict
from collections.abc import Iterable
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
