"""What a page holds, read from the graph: plain values in a fixed order, fit to be shown."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.viz.data.legend import Legend
from kg.viz.data.quote import Quote
from kg.viz.data.text import items, shown

if TYPE_CHECKING:
    import networkx as nx

QUALIFIERS = ("time", "place", "role", "amount", "share", "count", "purpose", "said_by")


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """An entity of the page."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    """As `scheme:value`."""
    documents: int
    mentions: int
    measure: float | None = None
    """What its size stands for, if not for its documents."""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement of the page, with all sentences it rests on."""

    id: str
    subject: str
    object: str
    relation: str
    label: str
    status: str
    confidence: float | None
    documents: int
    sources: int
    """How many of the documents are independent; 0 where that is unknown."""
    qualifiers: tuple[tuple[str, tuple[str, ...]], ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a page holds, and how much there was before the selection."""

    title: str
    entities: tuple[ShownEntity, ...]
    """Sorted by id."""
    statements: tuple[ShownStatement, ...]
    """Sorted by id."""
    legend: Legend
    all_entities: int
    all_statements: int


def contents_of(
    graph: "nx.MultiDiGraph",
    legend: Legend,
    *,
    title: str,
    size: str = "documents",
) -> Contents:
    """Read everything the page may show but the sentences. An attribute that is missing is empty, zero or unknown.

    Raises ValueError where two edges have the same key: the page could not tell them apart.
    """
    entities = sorted(
        (_entity(str(id), known, size) for id, known in graph.nodes(data=True)), key=lambda e: e.id
    )
    statements = sorted(
        (
            _statement(str(id), str(subject), str(object), known)
            for subject, object, id, known in graph.edges(keys=True, data=True)
        ),
        key=lambda statement: (statement.id, statement.subject, statement.object),
    )
    _check_ids(statements)
    return Contents(
        title=shown(title).strip() or "Knowledge graph",
        entities=tuple(entities),
        statements=tuple(statements),
        legend=legend,
        all_entities=len(entities),
        all_statements=len(statements),
    )


def quoted(contents: Contents, quotes: Callable[[str], Iterable[Quote]]) -> Contents:
    """Return the contents with the sentences that each statement rests on."""
    statements = (replace(each, quotes=tuple(quotes(each.id))) for each in contents.statements)
    return replace(contents, statements=tuple(statements))


def _check_ids(statements: Sequence[ShownStatement]) -> None:
    for one, next_one in pairwise(statements):
        if one.id == next_one.id:
            raise ValueError(f"two edges have the key {one.id!r}; give each edge its statement id as key")


def _entity(id: str, known: Mapping[str, Any], size: str) -> ShownEntity:
    label = shown(known.get("label") or "").strip() or shown(id) or "(no name)"
    return ShownEntity(
        id=id,
        label=label,
        type=shown(known.get("type") or ""),
        aliases=tuple(alias for alias in items(known.get("aliases")) if alias != label),
        identifiers=items(known.get("identifiers")),
        documents=int(known.get("documents") or 0),
        mentions=int(known.get("mentions") or 0),
        measure=None if size == "documents" else float(known.get(size) or 0),
    )


def _statement(id: str, subject: str, object: str, known: Mapping[str, Any]) -> ShownStatement:
    relation = shown(known.get("relation") or "")
    named = ((name, items(known.get(name))) for name in QUALIFIERS)
    return ShownStatement(
        id=id,
        subject=subject,
        object=object,
        relation=relation,
        label=shown(known.get("label") or "").strip() or relation or "is related to",
        status=shown(known.get("status") or "asserted"),
        confidence=_share(known.get("confidence")),
        documents=int(known.get("documents") or 0),
        sources=int(known.get("sources") or 0),
        qualifiers=tuple((name, values) for name, values in named if values),
    )


def _share(confidence: Any) -> float | None:
    """Return a confidence with two decimals, or None where it is unknown."""
    number = math.nan if confidence is None else float(confidence)
    return round(min(max(number, 0.0), 1.0), 2) if math.isfinite(number) else None
