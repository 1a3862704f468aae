"""SPARQL over a store: read only, with the project's prefixes built in.

A query without FROM or GRAPH sees all graphs as one, each triple once. That is safe: only asserted
statements are plain triples in any of them.
"""

import re
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import FormatError, QueryError
from kg.store.iris import Iris

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"turtle": RdfFormat.TURTLE, "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

OPAQUE = re.compile(
    r'\\.|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\s]*>|#[^\n\r]*|[?$]\w+',
    re.S,
)
"""Escapes in names, strings, IRIs, comments and variables: what is not the query's own words."""
STANDS_FOR = {"\\": "_", "<": "<>", "#": " ", "?": "?", "$": "?"}
"""What is put in place of something opaque, by its first character; an empty string for a string."""
SERVICE = re.compile(r"service\s*(?:silent)?\s*(?:<>|\?|[\w.%-]*:[^\s{]*)\s*\{", re.I)
"""A SERVICE clause. The parser takes the keyword without space around it too, as in `1SERVICE:x{`."""
PREFIX = re.compile(r"\bprefix\s+([\w.-]*)\s*:", re.I)

Term = NamedNode | Literal | BlankNode | None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: its variables, and a row of terms for each solution."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


Answer = QuerySolutions | QueryBoolean | QueryTriples


def run(store: Store, text: str, iris: Iris) -> Answer:
    """Return the answer of a query. Raises `QueryError` if it does not parse or reaches outside the store."""
    words = OPAQUE.sub(lambda found: STANDS_FOR.get(found[0][0], '""'), text)
    if SERVICE.search(words):
        raise QueryError("SERVICE is not allowed: a query reads this graph only; take the SERVICE clause out")
    declared = set(PREFIX.findall(words))
    try:
        return store.query(
            text,
            prefixes={name: iri for name, iri in iris.prefixes.items() if name not in declared},
        )
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be read: {' '.join(str(error).split())}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error


def table(answer: QuerySolutions) -> Table:
    """Return all solutions of a SELECT."""
    variables = tuple(variable.value for variable in answer.variables)
    return Table(variables, tuple(tuple(solution[name] for name in variables) for solution in answer))


def written(answer: Answer, format: str, iris: Iris) -> bytes:
    """Return an answer in a format of SPARQL or RDF. Raises `FormatError` where format and form don't go together."""
    if isinstance(answer, QueryTriples):
        if format not in GRAPH_FORMATS:
            raise FormatError(
                f"this query returns a graph, which {format!r} cannot hold; use one of {', '.join(GRAPH_FORMATS)}"
            )
        triples = sorted(answer, key=str)
        return serialize(triples, format=GRAPH_FORMATS[format], prefixes=iris.prefixes) or b""
    if format not in RESULT_FORMATS:
        raise FormatError(
            f"this query returns rows, which {format!r} cannot hold; use one of table, {', '.join(RESULT_FORMATS)}"
        )
    if isinstance(answer, QueryBoolean) and format in {"csv", "tsv"}:
        return f"{str(bool(answer)).lower()}\n".encode()
    return answer.serialize(format=RESULT_FORMATS[format]) or b""
