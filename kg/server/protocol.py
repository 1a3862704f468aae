"""The SPARQL 1.1 Protocol for queries, and the Graph Store HTTP Protocol for reading.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/. Updates are refused.
"""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from anyio import to_thread
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import LimitError, QueryError
from kg.export.rdf import triple_bytes
from kg.graph import Graph
from kg.server.library import Library
from kg.server.negotiation import GRAPHS, RESULTS, chosen
from kg.store.limits import Evaluator, Result
from kg.store.sparql import Query, written

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
READ_ONLY = "this graph is read only; ask a query, with ?query= or as application/sparql-query"
Parameters = Sequence[tuple[str, str]]


async def sparql(request: Request) -> Response:
    """Answer a query in any of the three forms of the protocol."""
    library: Library = request.app.state.library
    parameters, text = await _asked(request)
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in parameters):
        raise HTTPException(403, READ_ONLY)
    queries = [value for name, value in parameters if name == "query"] if text is None else [text]
    if len(queries) != 1 or (text is not None and any(name == "query" for name, _ in parameters)):
        raise HTTPException(400, f"one query is needed, {len(queries)} were given")
    partial = ("partial", "true") in parameters
    served = await library.current()
    query = Query(
        queries[0],
        graphs=tuple(value for name, value in parameters if name == "default-graph-uri"),
        named=_named(parameters),
    )

    def answered(evaluator: Evaluator) -> Response:
        result = evaluator.answer(query)
        if not result.whole and not partial:
            rows = evaluator.limits.rows
            raise QueryError(
                f"the answer has more than {rows:,} rows; add LIMIT, or start the server with a higher --limit"
            )
        return _response(request, result, served.graph)

    try:
        return await served.pool.run(answered)
    except LimitError as error:
        raise HTTPException(504, str(error)) from error
    except QueryError as error:
        raise HTTPException(400, str(error)) from error


async def graphs(request: Request) -> Response:
    """Return one graph of the store: `?graph=IRI`, or `?default`, what a query without GRAPH sees."""
    library: Library = request.app.state.library
    names = request.query_params.getlist("graph")
    if len(names) + ("default" in request.query_params) != 1:
        raise HTTPException(400, "name one graph, with ?graph=IRI or ?default")
    media, format = chosen(request, GRAPHS)
    graph = (await library.current()).graph
    try:
        name = NamedNode(names[0]) if names else DefaultGraph()
    except ValueError as error:
        raise HTTPException(400, f"{names[0]!r} is no IRI") from error

    def read() -> bytes | None:
        triples = [quad.triple for quad in graph.store.quads_for_pattern(None, None, None, name)]
        return triple_bytes(triples, format, graph.iris) if triples or not names else None

    content = await to_thread.run_sync(read)
    if content is None:
        raise HTTPException(
            404, f"there is no graph {names[0]}; SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists them"
        )
    return Response(content, media_type=media, headers={"Vary": "Accept"})


async def _asked(request: Request) -> tuple[Parameters, str | None]:
    """Return the parameters of a request, and the query that is its body."""
    in_address = _fields(request.url.query)
    if request.method in {"GET", "HEAD"}:
        return in_address, None
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if kind not in {FORM, DIRECT}:
        words = (
            READ_ONLY if kind == "application/sparql-update" else f"send the query as {FORM} or as {DIRECT}"
        )
        raise HTTPException(415, words)
    try:
        body = (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the query is not in UTF-8") from error
    if kind == DIRECT:
        return in_address, body
    return [*in_address, *_fields(body)], None


def _fields(text: str) -> Parameters:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "the request is not in UTF-8, or has too many fields") from error


def _named(parameters: Parameters) -> tuple[str, ...] | None:
    """Return the graphs that GRAPH finds: where a request names any graph, those it names so."""
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    described = any(name == "default-graph-uri" for name, _ in parameters)
    return named if named or described else None


def _response(request: Request, result: Result, graph: Graph) -> Response:
    answer = result.answer
    headers = {"Vary": "Accept", **({} if result.whole else {"X-Complete": "false"})}
    if isinstance(answer, QuerySolutions | QueryBoolean):
        media, format = chosen(request, RESULTS)
        return Response(written(answer, format, graph.iris), media_type=media, headers=headers)
    media, format = chosen(request, GRAPHS)
    triples: list[Triple] = list(answer)
    return Response(triple_bytes(triples, format, graph.iris), media_type=media, headers=headers)
