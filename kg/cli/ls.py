"""`kg ls`: the articles of a graph."""

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import EXIT_FINDINGS, graph_argument, json_option, put_json, put_table, say
from kg.cli.updates import vars_of

if TYPE_CHECKING:
    from kg.graph import Graph


@click.command(epilog="\b\nExamples:\n  kg ls out\n  kg ls out --refused\n  kg ls out --json | jq '.[].id'")
@graph_argument
@click.option("--refused", is_flag=True, help="List what was refused, with the reasons.")
@json_option
def ls(directory: str, refused: bool, as_json: bool) -> int:
    """List the documents of the graph in DIR: id, date, what they state, title, and the file each came from.

    Says on stderr if they will be read again, because what reads them has changed. Exit code 1 if there are none.
    """
    import kg
    from kg.pipeline import stale

    graph = kg.open(directory)
    if changed := stale(graph.manifest):
        say(f"{changed} changed since the graph was built; the next change of it reads all documents again")
    rows = _refused(graph) if refused else _documents(graph)
    if as_json:
        put_json(rows)
    elif rows:
        put_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        say("nothing was refused" if refused else "the graph has no documents")
    return 0 if rows else EXIT_FINDINGS


def _documents(graph: "Graph") -> list[dict[str, Any]]:
    from collections import Counter

    counts = Counter(id for statement in graph.statements() for id in statement.documents)
    return [
        {
            "id": document.id,
            "published": document.published.iso if document.published else None,
            "statements": counts[document.id],
            "publisher": document.publisher,
            "title": document.title,
            "file": document.origin,
        }
        for document in graph.metadata.values()
    ]


def _refused(graph: "Graph") -> list[dict[str, Any]]:
    return [vars_of(each) for each in graph.manifest.refusals if each.stage == "documents"]
