"""How two entities are connected: the shortest chains of statements between them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from math import prod

from kg.model import AMOUNT_PREFIX, Statement

CANDIDATES = 1_000
"""Chains of the same length that are compared; between two hubs there may be far more."""


@dataclass(frozen=True, slots=True)
class Link:
    """A step of a chain, and all that is said of its two entities, the surest first."""

    left: str
    right: str
    statements: tuple[Statement, ...]


Connection = tuple[Link, ...]


def connections(
    statements: Iterable[Statement],
    start: str,
    end: str,
    *,
    longest: int = 4,
    most: int = 3,
    without: Collection[str] = (),
) -> list[Connection]:
    """Return the shortest chains from one entity to another, those first whose statements are surest together.

    All are of one length, at most `longest` steps; a step may go along a statement or against it. `without` are
    entities that no chain may lead through. No chain leads through a sum of money: that two firms are worth as much
    connects nothing. The same statements give the same chains, in whatever order they come.
    """
    import networkx as nx

    between: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda each: (-each.confidence, each.id)):
        ends = frozenset((statement.subject, statement.object))
        if len(ends) == 2 and not any(end.startswith(AMOUNT_PREFIX) or end in without for end in ends):
            between[ends].append(statement)
    graph: nx.Graph[str] = nx.Graph(sorted(tuple(sorted(ends)) for ends in between))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    if nx.shortest_path_length(graph, start, end) > longest:
        return []
    found = [
        tuple(Link(left, right, tuple(between[frozenset((left, right))])) for left, right in pairwise(path))
        for path in islice(nx.all_shortest_paths(graph, start, end), CANDIDATES)
    ]
    found.sort(key=lambda chain: (-_sureness(chain), [link.right for link in chain]))
    return found[:most]


def _sureness(chain: Connection) -> float:
    return prod(link.statements[0].confidence for link in chain)
