"""RDF files, written by pyoxigraph from sorted quads, so that the bytes follow from the content alone."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.export.xml_characters import without_forbidden
from kg.sorting import sorted_lines
from kg.store.database import canonical_lines
from kg.store.iris import Iris

GRAPHS = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
TYPE = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
AT_ONCE = 10_000
"""Lines that are parsed at a time."""
TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


def write_rdf(quads: Iterable[Quad], format: str, iris: Iris, file: BinaryIO) -> None:
    """Write the quads in an RDF format; one without named graphs holds each triple of any graph once."""
    if format == "nquads":
        file.writelines(line.encode() for line in canonical_lines(quads))
    elif format == "ntriples":
        file.writelines(line.encode() for line in sorted_lines(f"{quad.triple} .\n" for quad in quads))
    elif format == "rdfxml":
        content = io.BytesIO()
        serialize(_triples(quads), content, RdfFormat.RDF_XML, prefixes=iris.prefixes)
        file.write(without_forbidden(content.getvalue().decode()).encode())
    elif format in TRIPLES:
        serialize(_triples(quads), file, TRIPLES[format], prefixes=iris.prefixes)
    else:
        serialize(_quads(quads), file, GRAPHS[format], prefixes=iris.prefixes)


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield each triple of any graph once, in the order of `_order`."""
    lines = sorted_lines(f"{_order(quad.triple)} .\n" for quad in quads)
    while some := "".join(map(_as_it_was, islice(lines, AT_ONCE))):
        yield from (quad.triple for quad in parse(some, RdfFormat.N_TRIPLES))


def _quads(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield each quad once, graph by graph, in each in the order of `_order`."""
    lines = sorted_lines(f"{quad.graph_name} {_order(quad.triple)} .\n" for quad in quads)
    for name, some in groupby(lines, key=lambda line: line.partition(" ")[0]):
        graph = NamedNode(name[1:-1])
        while part := "".join(_as_it_was(line[len(name) + 1 :]) for line in islice(some, AT_ONCE)):
            for quad in parse(part, RdfFormat.N_TRIPLES):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)


def triple_bytes(triples: Iterable[Triple], format: str, iris: Iris) -> bytes:
    """Return triples, blank nodes among them if need be, in one of the formats without named graphs or in JSON-LD."""
    if format == "ntriples":
        return "".join(sorted_lines(f"{triple} .\n" for triple in triples)).encode()
    kind = TRIPLES.get(format) or GRAPHS[format]
    content = serialize(sorted(set(triples), key=_order), format=kind, prefixes=iris.prefixes) or b""
    return without_forbidden(content.decode()).encode() if format == "rdfxml" else content


def _order(triple: Triple) -> str:
    # By subject, predicate and object, rdf:type first within a subject, as people write it. A blank and the end of an
    # IRI sort before what may stand in one, so that the line sorts as its three terms do.
    return str(triple).replace(TYPE, "  ", 1)


def _as_it_was(line: str) -> str:
    """Return the N-Triples line that `_order` made this one of."""
    subject, _, rest = line.partition(" ")
    return f"{subject}{TYPE}{rest[1:]}" if rest[0] == " " else line
