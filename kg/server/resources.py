"""What the IRIs of the graph lead to: data for programs, pages for people."""

from collections.abc import Iterator
from urllib.parse import quote

from anyio import to_thread
from pyoxigraph import DefaultGraph, NamedNode, Store, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.export.rdf import triple_bytes
from kg.ontology import ontology_folder
from kg.server.library import Library
from kg.server.negotiation import GRAPHS, HTML, chosen, wants_page
from kg.store.quads import DERIVED, RDF

PAGED = frozenset({"entity", "statement", "document"})
"""What has a page; evidence has none of its own."""


async def thing(request: Request, kind: str) -> Response:
    """Send a client that asks for a thing to what is said of it: the page, or the data."""
    id = quote(request.path_params["id"], safe="-._~/")
    where = "page" if kind in PAGED and wants_page(request) else "data"
    if where == "data":
        chosen(request, GRAPHS)
    return RedirectResponse(f"/{where}/{kind}/{id}", 303, headers={"Vary": "Accept"})


async def data(request: Request) -> Response:
    """Return what the graph says of one thing: its own triples, and of an entity the statements about it."""
    library: Library = request.app.state.library
    graph = (await library.current()).graph
    kind, id = request.path_params["kind"], request.path_params["id"]
    media, format = chosen(request, {type: name for type, name in GRAPHS.items() if type != HTML})
    iri = f"{graph.iris.base}{kind}/{quote(id, safe='-._~/' if kind == 'document' else '-._~')}"

    def read() -> bytes | None:
        triples = set(described(graph.store, NamedNode(iri)))
        return triple_bytes(triples, format, graph.iris) if triples else None

    content = await to_thread.run_sync(read)
    if content is None:
        raise HTTPException(404, f"the graph says nothing of {iri}")
    return Response(content, media_type=media, headers={"Vary": "Accept"})


async def ontology(request: Request) -> Response:
    """Return the ontology, to which the names of relations and classes lead."""
    return Response((ontology_folder() / "kg.ttl").read_bytes(), media_type="text/turtle")


def described(store: Store, node: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a node, of the statements about it, and of the evidence of these."""
    yield from _triples(store, node)
    for end in ("subject", "object"):
        for quad in store.quads_for_pattern(None, NamedNode(RDF + end), node, DefaultGraph()):
            assert isinstance(quad.subject, NamedNode)
            for triple in _triples(store, quad.subject):
                yield triple
                if triple.predicate == DERIVED and isinstance(triple.object, NamedNode):
                    yield from _triples(store, triple.object)


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))
