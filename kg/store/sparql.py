"""SPARQL over a store: read only, with the project's prefixes built in, and values bound, not pasted.

A query without FROM or GRAPH sees all graphs as one, each triple once. That is safe: only asserted
statements are plain triples in any of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
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
GRAPH = re.compile(r"\bgraph\b(?!\s*:)", re.I)
FORM = re.compile(r"\b(select|ask|construct|describe)\b", re.I)
TEMPLATE = re.compile(r"\s*(?:from\s+(?:named\s+)?\S*\s*)*\{", re.I)
PLACE = re.compile(r"error at (\d+):(\d+): expected")
NAME = re.compile(r"[A-Za-z_]\w*")
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPED = {
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "decimal": re.compile(r"[+-]?[0-9]{1,18}\.[0-9]{1,18}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "boolean": re.compile("true|false"),
}

Term = NamedNode | Literal | BlankNode | None
Answer = QuerySolutions | QueryBoolean | Iterable[Triple]
"""What SELECT, ASK, and CONSTRUCT or DESCRIBE return; solutions and triples are read once."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was asked, with the values of its variables and the graphs it sees."""

    text: str
    values: Mapping[str, NamedNode | Literal] = field(default_factory=dict)
    """Variables, without "?", to the terms they stand for."""
    graphs: tuple[str, ...] = ()
    """The IRIs of the graphs that a pattern without GRAPH is matched with; all, if none is named."""
    named: tuple[str, ...] | None = None
    """The IRIs of the graphs that GRAPH finds; all, if this is None."""

    def bound(self) -> str:
        """Return the text with its values in it, as a VALUES clause: what any SPARQL engine answers alike."""
        return _with_values(self.text, self.values) if self.values else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: its variables, and a row of terms for each solution."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


def checked(query: Query, iris: Iris) -> dict[str, str]:
    """Return the prefixes to read a query with. Raises `QueryError` if it reaches outside the store."""
    words = OPAQUE.sub(lambda found: STANDS_FOR.get(found[0][0], '""'), query.text)
    if SERVICE.search(words):
        raise QueryError("SERVICE is not allowed: a query reads this graph only; take the SERVICE clause out")
    declared = set(PREFIX.findall(words))
    return {name: iri for name, iri in iris.prefixes.items() if name not in declared}


def run(store: Store, query: Query, iris: Iris) -> Answer:
    """Return the answer of a query. Raises `QueryError` if it does not parse or reaches outside the store."""
    return evaluated(store, query.bound(), iris.base, checked(query, iris), query.graphs, query.named)


def evaluated(
    store: Store,
    text: str,
    base: str,
    prefixes: Mapping[str, str],
    graphs: tuple[str, ...] = (),
    named: tuple[str, ...] | None = None,
) -> Answer:
    """Return the answer of a checked query's text. Raises `QueryError` if it does not parse or fails."""
    try:
        seen: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in graphs]
        found: list[NamedNode | BlankNode] | None = (
            None if named is None else [NamedNode(iri) for iri in named]
        )
        return store.query(
            text, base_iri=base, prefixes=dict(prefixes), default_graph=seen or None, named_graphs=found
        )
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be read: {_place(text, error)}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {_line(error)}") from error


def form_of(text: str) -> str:
    """Return the form of a query: select, ask, construct or describe."""
    found = FORM.search(_masked(text))
    return found[1].lower() if found else ""


def names_graphs(text: str) -> bool:
    """Tell whether a query has a GRAPH clause."""
    return bool(GRAPH.search(_masked(text)))


def within(text: str, graph: str) -> str:
    """Return a query whose patterns without GRAPH are matched with one named graph, which GRAPH does not find."""
    for found in reversed(list(GRAPH.finditer(_masked(text)))):
        if variable := re.match(r"\s*([?$]\w+)", text[found.end() :]):
            others = f" FILTER({variable[1]} != <{graph}>) "
            text = f"{text[: found.start()]}{others}{text[found.start() :]}"
    words = _masked(text)
    start = _group(words)
    end = _closing(words, start)
    return f"{text[: start + 1]} GRAPH <{graph}> {{{text[start + 1 : end]}}} {text[end:]}"


def term(text: str, iris: Iris) -> NamedNode | Literal:
    """Return the term that somebody writes: `<iri>`, `ent:alibaba`, 12, 1.5, 2024-05-01, true; else a string.

    Quotes around a string keep it one: `"12"`. Raises `QueryError` for an IRI that is none.
    """
    prefix, colon, name = text.partition(":")
    try:
        if text.startswith("<") and text.endswith(">"):
            return NamedNode(text[1:-1])
        if colon and prefix in iris.prefixes:
            return NamedNode(iris.prefixes[prefix] + name)
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI: {_line(error)}") from error
    if len(text) > 1 and text[0] == text[-1] == '"':
        return Literal(text[1:-1])
    kind = next((kind for kind, form in TYPED.items() if form.fullmatch(text)), None)
    return Literal(text, datatype=NamedNode(XSD + kind)) if kind else Literal(text)


def _with_values(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query whose outermost group begins with the values of some of its variables."""
    variables = {found[0][1:] for found in OPAQUE.finditer(text) if found[0][0] in "?$"}
    for name in values:
        if not NAME.fullmatch(name) or name not in variables:
            known = ", ".join(f"?{each}" for each in sorted(variables)) or "none"
            raise QueryError(f"the query has no variable ?{name} to give a value to; it has {known}")
    words = _masked(text)
    start = _group(words)
    names = " ".join(f"?{name}" for name in values)
    # pyoxigraph writes terms escaped, so that no value can be more than a value.
    row = " ".join(str(value) for value in values.values())
    clause = f" VALUES ({names}) {{ ({row}) }} "
    end = _closing(words, start)
    if re.match(r"\s*select\b", words[start + 1 :], re.I):
        return f"{text[: start + 1]}{clause}{{{text[start + 1 : end]}}}{text[end:]}"
    return f"{text[: start + 1]}{clause}{text[start + 1 :]}"


def _masked(text: str) -> str:
    """Return a query with all that is not its own words left blank."""
    return OPAQUE.sub(lambda found: " " * len(found[0]), text)


def _group(words: str) -> int:
    """Return where the outermost group of a query opens; `words` is its text with all that is opaque left blank."""
    form = FORM.search(words)
    position = form.end() if form else 0
    if form and form[1].lower() == "construct":
        template = TEMPLATE.match(words, position)
        if template is None:
            raise QueryError(
                "values need a CONSTRUCT with a template and a WHERE; write CONSTRUCT { } WHERE { }"
            )
        position = _closing(words, template.end() - 1) + 1
    depth = 0
    for index in range(position, len(words)):
        depth += {"(": 1, ")": -1}.get(words[index], 0)
        if words[index] == "{" and depth == 0:
            return index
    raise QueryError("the query has no group to give values to; write WHERE { }")


def _closing(words: str, start: int) -> int:
    """Return where the brace at `start` closes."""
    depth = 0
    for index in range(start, len(words)):
        depth += {"{": 1, "}": -1}.get(words[index], 0)
        if depth == 0:
            return index
    raise QueryError("the query cannot be read: a brace is never closed")


def table(answer: QuerySolutions) -> Table:
    """Return all solutions of a SELECT."""
    variables = tuple(variable.value for variable in answer.variables)
    return Table(variables, tuple(tuple(solution[name] for name in variables) for solution in answer))


def written(answer: Answer, format: str, iris: Iris) -> bytes:
    """Return an answer in a format of SPARQL or RDF. Raises `FormatError` where format and form don't go together."""
    if not isinstance(answer, QuerySolutions | QueryBoolean):
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


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _place(text: str, error: Exception) -> str:
    """Return what a parser complains of: where, and what stands there, instead of all it would have taken."""
    complaint = _line(error)
    place = PLACE.match(complaint)
    if place is None:
        return complaint
    row, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    if row > len(lines):
        return f"it ends too soon, in line {row}"
    # The place is as far as anything could be made of the text: in the middle of a word, or behind it.
    before = lines[row - 1][: column - 1]
    start = len(before) - len(before.rstrip().rpartition(" ")[2]) - (len(before) - len(before.rstrip()))
    there = lines[row - 1][start : start + 30].strip()
    return f"line {row}, near {there!r}" if there else f"line {row}, column {column}"
