"""`kg publish`: a graph put on a SPARQL server."""

from collections.abc import Callable
from typing import Any

import click

from kg.cli.console import (
    EXIT_FINDINGS,
    counted,
    graph_argument,
    json_option,
    progress_bar,
    put_json,
    say,
)
from kg.cli.updates import quiet_option

KINDS = ("oxigraph", "fuseki", "graphdb", "virtuoso", "neptune", "qlever")


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that tell how a server is spoken to."""
    options = (
        click.option(
            "--server",
            "kind",
            type=click.Choice(KINDS),
            default="oxigraph",
            show_default=True,
            help="What the server is: its paths follow from it.",
        ),
        click.option("--user", metavar="NAME", help="The password is read from KG_ENDPOINT_PASSWORD."),
        click.option("--query-path", metavar="PATH", help="Where it takes queries, below its address."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog="""\b
Examples:
  oxigraph serve --location store & kg publish out http://localhost:7878
  kg publish out http://localhost:3030/news --server fuseki
  KG_ENDPOINT_PASSWORD=secret kg publish out http://localhost:8890 --server virtuoso --user dba"""
)
@graph_argument
@click.argument("address", metavar="ENDPOINT")
@server_options
@click.option("--graphs-path", metavar="PATH", help="Where it speaks the Graph Store protocol.")
@click.option("--graph-parameter", metavar="NAME", help="The parameter that names a graph: graph, graph-uri.")
@click.option(
    "--no-union",
    "union",
    flag_value=False,
    default=True,
    help="Leave out graph:all, the union of all documents, which `kg query --endpoint` looks at.",
)
@click.option("--again", is_flag=True, help="Send also what was sent before.")
@quiet_option
@json_option
def publish(
    directory: str,
    address: str,
    kind: str,
    user: str | None,
    query_path: str | None,
    graphs_path: str | None,
    graph_parameter: str | None,
    union: bool,
    again: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Put the graph in DIR on the SPARQL 1.1 server at ENDPOINT, each document a named graph, and count what is there.

    Only what the server does not hold already is sent, so the same command brings it up to date, or goes on where it was
    stopped; graphs that are gone are taken away. A token is read from KG_ENDPOINT_TOKEN. The exit code is 1 if the
    server holds something else in the end.
    """
    import kg
    from kg.endpoint.publish import publish as send
    from kg.endpoint.server import server

    at = server(
        address, kind, user=user, query_path=query_path, graphs_path=graphs_path, parameter=graph_parameter
    )
    graph = kg.open(directory)
    with progress_bar("sending", quiet) as progress:
        done = send(graph, at, union=union, again=again, progress=progress)
    if as_json:
        put_json(
            {
                "endpoint": address, "graphs": done.graphs, "triples": done.triples, "sent": done.sent,
                "removed": done.removed, "wrong": list(done.wrong),
            }
        )  # fmt: skip
    if done.wrong:
        say(
            f"{counted(len(done.wrong), 'graph')} there hold something else, the first {done.wrong[0]}; run it again"
        )
    elif not quiet:
        say(
            f"{counted(done.graphs, 'graph')} with {counted(done.triples, 'triple')} at {address}, as counted there;"
            f" {done.sent:,} sent, {done.removed:,} removed"
        )
    return EXIT_FINDINGS if done.wrong else 0
