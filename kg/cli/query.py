"""`kg query`: SPARQL over a graph."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import EXIT_FINDINGS, put_table, say
from kg.cli.publish import server_options
from kg.errors import FormatError, InputError
from kg.store.iris import VIEWS

if TYPE_CHECKING:
    from kg.store.iris import Iris

SUFFIXES = (".rq", ".sparql")
"""A text that ends so is the name of a file, whatever spaces it holds."""
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "nt")


@click.command(
    epilog="""\b
Examples:
  kg query out "SELECT ?who ?what WHERE { ?who rel:acquires ?what }"
  kg query out leaders.rq --format csv
  kg query out who-owns-it --entity it=TSMC
  kg query out "SELECT ?x { ?x rel:operatesIn ?place }" --entity place="Hong Kong"
  echo "ASK { ent:tencent rel:owns ?x }" | kg query out -
  kg query --endpoint http://localhost:7878 who-owns-it --entity it=TSMC"""
)
@click.argument("directory", metavar="[DIR]", required=False)
@click.argument("query", metavar="QUERY", required=False)
@click.option(
    "-f", "--format", type=click.Choice(FORMATS), help="Default: a table for rows, Turtle for a graph."
)
@click.option(
    "-g",
    "--graph",
    "view",
    type=click.Choice(list(VIEWS)),
    default="all",
    help="What to look at: all there is, what is asserted, or that and what follows from it.",
)
@click.option(
    "-b",
    "--bind",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a variable a value: a text, a number, ent:alibaba or <iri>. May be repeated.",
)
@click.option(
    "-e",
    "--entity",
    "entities",
    multiple=True,
    metavar="NAME=ENTITY",
    help="Give a variable the entity of that name. May be repeated.",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, help="Seconds."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="Rows; an answer that has more is cut, and the exit code is 1.",
)
@click.option("--endpoint", metavar="URL", help="Ask the server that the graph was published to.")
@click.option(
    "--base", metavar="IRI", help="With --endpoint: what all names of the graph begin with, if not as usual."
)
@server_options
def query(
    directory: str | None,
    query: str | None,
    format: str | None,
    view: str,
    bind: tuple[str, ...],
    entities: tuple[str, ...],
    timeout: float,
    limit: int,
    endpoint: str | None,
    base: str | None,
    kind: str,
    user: str | None,
    query_path: str | None,
) -> int:
    """Answer QUERY: a SPARQL text, a file that holds one, a name that `kg questions` lists, or - for standard input.

    The prefixes ent, rel, stmt, doc, evidence, graph, rdf, rdfs, skos, schema, dcterms, oa, prov and xsd
    are known. Only asserted statements are plain triples: plans, denials and the like are found as
    rel:Statement nodes with their rel:status. A query only reads, and only this graph.
    """
    from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

    import kg
    from kg.endpoint.asking import answer as answer_there
    from kg.endpoint.asking import entity_called
    from kg.endpoint.server import server
    from kg.store.iris import DEFAULT_BASE, Iris
    from kg.store.limits import Limits
    from kg.store.questions import load_questions
    from kg.store.sparql import Query, table, term, written

    if endpoint and query is None:
        directory, query = None, directory
    if query is None or (directory is None and not endpoint):
        raise InputError("a query needs a graph and a question: kg query DIR QUERY, or --endpoint URL QUERY")
    graph = kg.open(directory) if directory is not None else None
    iris = graph.iris if graph else Iris(base or DEFAULT_BASE)
    at = server(endpoint, kind, user=user, query_path=query_path, seconds=timeout) if endpoint else None
    values = {name: term(value, iris) for name, value in _pairs(bind, "--bind")}
    for name, entity in _pairs(entities, "--entity"):
        if graph:
            values[name] = NamedNode(iris.entity(graph.entity(entity).id))
        elif at:
            values[name] = entity_called(at, entity, iris)
    known = load_questions().get(query)
    for name in known.given if known else ():
        if name not in values:
            raise InputError(
                f"{query} asks about ?{name}; give it with --entity {name}=NAME or --bind {name}=VALUE"
            )
    asked = Query(known.query if known else _text(query), values, iris.view(view))
    if at:
        result = answer_there(at, asked, iris, limit)
    else:
        assert graph
        result = graph.answer(asked, Limits(seconds=timeout, rows=limit))
    answer = result.answer
    if isinstance(answer, QuerySolutions) and format in (None, "table"):
        found = table(answer)
        put_table(found.variables, [[_compact(cell, iris) for cell in row] for row in found.rows])
    elif isinstance(answer, QueryBoolean) and format in (None, "table"):
        click.echo("yes" if answer else "no")
    elif format == "table":
        raise FormatError("this query returns a graph, which a table cannot hold; use --format turtle or nt")
    else:
        sys.stdout.buffer.write(written(answer, format or "turtle", iris))
    if not result.whole:
        say(f"cut after {limit:,} rows; there are more: raise --limit or narrow the query")
    return 0 if result.whole else EXIT_FINDINGS


def _pairs(given: tuple[str, ...], option: str) -> Iterator[tuple[str, str]]:
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(f"{option} {pair!r} gives no value; write {option} NAME=VALUE")
        yield name.removeprefix("?"), value


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if "{" in query or (len(query.split()) != 1 and not query.endswith(SUFFIXES)):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(
            f"{query} is no query, no file that can be read and no question that ships; write a SPARQL text, a file,"
            " a name that `kg questions` lists, or -"
        ) from error


def _compact(term: object, iris: "Iris") -> str:
    """Return a term as a person reads it: a prefixed name for an IRI, the text of a literal."""
    value = getattr(term, "value", "") if term is not None else ""
    for prefix, iri in iris.prefixes.items():
        if value.startswith(iri) and "/" not in value[len(iri) :]:
            return f"{prefix}:{value[len(iri) :]}"
    return str(value)
