"""Where entities stand in the graph: degree, PageRank, betweenness and communities."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import AMOUNT_PREFIX, Statement, Status

if TYPE_CHECKING:
    import networkx as nx

SEED = 20_240_501
"""For sampling and for communities, so that the same graph gives the same numbers."""
EXACT = 2_000
"""Entities up to which betweenness is computed from all shortest paths."""
SAMPLE = 500
"""Entities that the shortest paths start from in a larger graph: see Brandes and Pich, Centrality Estimation in Large
Networks, 2007."""
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers of one entity."""

    degree: int
    """Other entities that it stands in a statement with."""
    statements: int
    """Statements about it."""
    pagerank: float
    """The share of a random walk along the statements, in either direction, that ends here; they sum to 1."""
    betweenness: float
    """The share of shortest paths between others that lead through it, 0 to 1; an estimate above `EXACT` entities."""
    community: int
    """The number of its community, from 1; the largest community is 1."""


def measures(
    statements: Iterable[Statement], *, statuses: Collection[str] = (Status.ASSERTED,)
) -> dict[str, Measures]:
    """Return the measures of all entities that statements of these statuses speak of, by id, sorted.

    Direction and relation do not count; two entities are the closer the more statements are about both. Sums of money are
    no entities here. Communities are Louvain's (Blondel et al. 2008), PageRank's damping is 0.85. The same statements
    give the same numbers, in whatever order they come.
    """
    import networkx as nx

    chosen = [each for each in statements if each.status in statuses]
    about, weights = statement_counts(chosen), _pairs(chosen)
    ids = sorted(about)
    if not ids:
        return {}
    graph = _numbered(ids, weights)
    sample = None if len(ids) <= EXACT else SAMPLE
    pagerank = nx.pagerank(graph)
    betweenness = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    community = _communities(graph)
    return {
        id: Measures(
            degree=graph.degree[index],
            statements=about[id],
            pagerank=round(pagerank[index], DIGITS),
            betweenness=round(betweenness[index], DIGITS),
            community=community[index],
        )
        for index, id in enumerate(ids)
    }


def statement_counts(statements: Iterable[Statement]) -> Counter[str]:
    """Return how many statements there are about each entity; sums of money are none."""
    found: Counter[str] = Counter()
    for each in statements:
        found.update(
            {each.subject, each.object} if not each.object.startswith(AMOUNT_PREFIX) else {each.subject}
        )
    return found


def neighbour_counts(statements: Iterable[Statement]) -> Counter[str]:
    """Return with how many others each entity stands in a statement."""
    return Counter(id for pair in _pairs(statements) for id in pair)


def _pairs(statements: Iterable[Statement]) -> Counter[tuple[str, str]]:
    """Return how many statements are about both of two entities."""
    return Counter(
        (min(each.subject, each.object), max(each.subject, each.object))
        for each in statements
        if each.subject != each.object and not each.object.startswith(AMOUNT_PREFIX)
    )


def disputed(statements: Iterable[Statement]) -> Counter[str]:
    """Return for each entity how many claims about it texts both state and deny."""
    statuses: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for each in statements:
        statuses[each.subject, each.relation, each.object].add(each.status)
    found: Counter[str] = Counter()
    for (subject, _, obj), seen in statuses.items():
        if Status.NEGATED in seen and len(seen) > 1:
            found.update({subject, obj})
    return found


def communities(ids: Iterable[str], weights: Mapping[tuple[str, str], float]) -> dict[str, int]:
    """Return the number of each one's community, from 1, the largest first; `weights` are those of pairs of ids.

    The same ids and weights give the same communities, in whatever order they come.
    """
    ordered = sorted(ids)
    found = _communities(_numbered(ordered, weights)) if ordered else {}
    return {id: found[index] for index, id in enumerate(ordered)}


def _numbered(ids: Sequence[str], weights: Mapping[tuple[str, str], float]) -> "nx.Graph[int]":
    """Return a graph of numbers for ids: sets of them are walked in one order, whatever the seed of hashes."""
    import networkx as nx

    number = {id: index for index, id in enumerate(ids)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ids)))
    graph.add_weighted_edges_from(
        (number[a], number[b], weight) for (a, b), weight in sorted(weights.items())
    )
    return graph


def _communities(graph: "nx.Graph[int]") -> dict[int, int]:
    import networkx as nx

    found = sorted(
        nx.community.louvain_communities(graph, seed=SEED), key=lambda members: (-len(members), min(members))
    )
    return {member: index for index, members in enumerate(found, 1) for member in members}
