"""Queries answered by a server to which a graph was published, as the graph itself would answer them."""

import msgspec
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from kg.endpoint.server import Server
from kg.errors import InputError, QueryError
from kg.store.iris import UNION, Iris
from kg.store.limits import Result
from kg.store.sparql import Query, checked, evaluated, form_of, names_graphs, table, within

CALLED = "SELECT DISTINCT ?e WHERE { { ?e rdfs:label ?name } UNION { ?e skos:altLabel ?name } } ORDER BY ?e LIMIT 4"


def answer(server: Server, query: Query, iris: Iris, most: int | None = None) -> Result:
    """Return what a server answers to a query over the graphs that were published there under a base IRI, cut behind
    `most` rows or triples.

    A pattern without GRAPH is matched with the graphs of the query, by default the union of all. Raises `QueryError`
    where the query cannot be read or looks at several graphs and at GRAPH too, and `InputError` where no server answers.
    """
    prefixes = checked(query, iris)
    text = query.bound()
    # Read here first: the complaint says where, and no server's own words of SPARQL are taken for the standard's.
    evaluated(Store(), text, iris.base, prefixes)
    graphs = query.graphs or (iris.graph(UNION),)
    if names_graphs(text):
        # Where the protocol names default graphs, GRAPH finds none: so the query itself names the one.
        if len(graphs) > 1:
            raise QueryError(
                "a view of several graphs and GRAPH do not go together at an endpoint; leave one out"
            )
        text, graphs = within(text, graphs[0]), ()
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    makes_triples = form_of(text) in ("construct", "describe")
    content = server.query(f"BASE <{iris.base}>\n{head}{text}", graphs, makes_triples=makes_triples)
    try:
        if makes_triples:
            triples = [quad.triple for quad in parse(content, RdfFormat.N_TRIPLES)]
            return Result(triples[:most], most is None or len(triples) <= most)
        found = msgspec.json.decode(content)
        if form_of(text) == "ask" and "boolean" not in found:
            # Virtuoso 7 answers yes with a row, and no with none.
            found = {"head": {}, "boolean": bool(found["results"]["bindings"])}
        rows = found.get("results", {}).get("bindings", [])
        whole = most is None or len(rows) <= most
        del rows[len(rows) if most is None else most :]
        return Result(parse_query_results(msgspec.json.encode(found), QueryResultsFormat.JSON), whole)
    except (SyntaxError, ValueError, AttributeError, KeyError) as error:
        said = " ".join(str(error).split())
        raise QueryError(f"{server.address} answers what is no answer of SPARQL 1.1: {said}") from error


def entity_called(server: Server, name: str, iris: Iris) -> NamedNode:
    """Return the entity of that name on a server. Raises `InputError` where there is none, or several."""
    query = Query(CALLED, {"name": Literal(name)}, (iris.graph("entities"),))
    found = [row[0] for row in table(answer(server, query, iris).answer).rows]  # type: ignore[arg-type]
    if not found:
        raise InputError(f"no entity at {server.address} is called {name!r}; give its IRI with --bind")
    if len(found) > 1:
        listed = ", ".join(str(each) for each in found)
        raise InputError(
            f"several entities at {server.address} are called {name!r}: {listed}; give one with --bind"
        )
    (entity,) = found
    assert isinstance(entity, NamedNode)
    return entity
