"""Which format a client gets: the one of those we have that its Accept header likes best."""

from collections.abc import Mapping

import mimeparse
from starlette.exceptions import HTTPException
from starlette.requests import Request

RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of solutions and truth values to the formats of `kg.store.sparql`; the first is for who takes any."""
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "text/plain": "ntriples",
    "application/xml": "rdfxml",
}
"""Media types of triples to the formats of `kg.export.rdf`."""
HTML = "text/html"


def chosen(request: Request, offered: Mapping[str, str]) -> tuple[str, str]:
    """Return the media type and format that a client likes best. Raises a 406 if it takes none."""
    accept = request.headers.get("accept") or "*/*"
    # Of equals mimeparse prefers the last.
    try:
        best = mimeparse.best_match(list(offered)[::-1], accept)
    except mimeparse.MimeTypeParseException as error:
        raise HTTPException(400, f"the Accept header {accept!r} cannot be read") from error
    if not best:
        raise HTTPException(406, f"none of what you accept is here; there is {', '.join(offered)}")
    return best, offered[best]


def wants_page(request: Request) -> bool:
    """Tell whether a client is a browser, which likes HTML better than RDF."""
    accept = request.headers.get("accept") or "*/*"
    try:
        return mimeparse.best_match([*GRAPHS, HTML], accept) == HTML and HTML in accept
    except mimeparse.MimeTypeParseException:
        return False
