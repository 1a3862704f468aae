"""RDF files, written by pyoxigraph from sorted quads, so that the bytes follow from the content alone."""

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.export.xml_characters import without_forbidden
from kg.store.database import canonical_lines
from kg.store.iris import Iris

GRAPHS = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
TYPE = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


def rdf_bytes(quads: Iterable[Quad], format: str, iris: Iris) -> bytes:
    """Return the quads in an RDF format; one without named graphs holds each triple of any graph once."""
    if format == "nquads":
        return "".join(canonical_lines(quads)).encode()
    if format == "ntriples":
        return "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()
    items: Iterable[Any]
    if format in TRIPLES:
        items = sorted({quad.triple for quad in quads}, key=_order)
    else:
        items = sorted(set(quads), key=lambda quad: (str(quad.graph_name), _order(quad.triple)))
    content = serialize(items, format=TRIPLES.get(format) or GRAPHS[format], prefixes=iris.prefixes) or b""
    return without_forbidden(content.decode()).encode() if format == "rdfxml" else content


def triple_bytes(triples: Iterable[Triple], format: str, iris: Iris) -> bytes:
    """Return triples, blank nodes among them if need be, in one of the formats without named graphs or in JSON-LD."""
    if format == "ntriples":
        return "".join(sorted(f"{triple} .\n" for triple in set(triples))).encode()
    kind = TRIPLES.get(format) or GRAPHS[format]
    content = serialize(sorted(set(triples), key=_order), format=kind, prefixes=iris.prefixes) or b""
    return without_forbidden(content.decode()).encode() if format == "rdfxml" else content


def _order(triple: Triple) -> str:
    # By subject, predicate and object, rdf:type first within a subject, as people write it. A blank and the end of an
    # IRI sort before what may stand in one, so that the line sorts as its three terms do.
    return str(triple).replace(TYPE, "  ", 1)
