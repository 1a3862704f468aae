"""`kg query`: SPARQL over a graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import graph_argument, put_table
from kg.errors import FormatError, InputError

if TYPE_CHECKING:
    from kg.store.iris import Iris

SUFFIXES = (".rq", ".sparql")
"""A text that ends so is the name of a file, whatever spaces it holds."""
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "nt")


@click.command(
    epilog='\b\nExamples:\n  kg query out "SELECT ?who ?what WHERE { ?who rel:acquires ?what }"\n  kg query out leaders.rq --format csv\n  echo "ASK { ent:tencent rel:owns ?x }" | kg query out -'
)
@graph_argument
@click.argument("query", metavar="QUERY")
@click.option(
    "-f", "--format", type=click.Choice(FORMATS), help="Default: a table for rows, Turtle for a graph."
)
def query(directory: str, query: str, format: str | None) -> None:
    """Answer QUERY, a SPARQL text, a file that holds one, or - for standard input.

    The prefixes ent, rel, stmt, doc, evidence, graph, rdf, rdfs, skos, schema, dcterms, oa, prov and xsd
    are known. Only asserted statements are plain triples: plans, denials and the like are found as
    rel:Statement nodes with their rel:status.
    """
    from pyoxigraph import QueryBoolean, QuerySolutions

    import kg
    from kg.store.sparql import run, table, written

    graph = kg.open(directory)
    answer = run(graph.store, _text(query), graph.iris)
    if isinstance(answer, QuerySolutions) and format in (None, "table"):
        found = table(answer)
        put_table(found.variables, [[_compact(cell, graph.iris) for cell in row] for row in found.rows])
    elif isinstance(answer, QueryBoolean) and format in (None, "table"):
        click.echo("yes" if answer else "no")
    elif format == "table":
        raise FormatError("this query returns a graph, which a table cannot hold; use --format turtle or nt")
    else:
        sys.stdout.buffer.write(written(answer, format or "turtle", graph.iris))


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if "{" in query or (len(query.split()) != 1 and not query.endswith(SUFFIXES)):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(
            f"{query} is no query and no file that can be read; write a SPARQL text, a file or -"
        ) from error


def _compact(term: object, iris: "Iris") -> str:
    """Return a term as a person reads it: a prefixed name for an IRI, the text of a literal."""
    value = getattr(term, "value", "") if term is not None else ""
    for prefix, iri in iris.prefixes.items():
        if value.startswith(iri) and "/" not in value[len(iri) :]:
            return f"{prefix}:{value[len(iri) :]}"
    return str(value)
