"""`kg conflicts`: what texts say that cannot all be so."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import EXIT_FINDINGS, counted, graph_argument, json_option, put_json, say, shown

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.projection.conflicts import Conflict, Side


@click.command(epilog='\b\nExamples:\n  kg conflicts out\n  kg conflicts out --about "Vest Bank" --json')
@graph_argument
@click.option("--about", metavar="NAME", help="Only those about this entity, by name or id.")
@json_option
def conflicts(directory: str, about: str | None, as_json: bool) -> int:
    """Show what the articles of the graph in DIR contradict each other about, with both sentences.

    What some state and others deny; two chiefs at one time; shares, amounts and dates that cannot both be right; one name
    for a person and a company. Rounded figures and what changed with time are no conflict. No side is taken:
    `kg judge DIR reject ID` or `correct ID` settles one, `compatible ID ID` says that it is none. Exit code 1 if
    there are any.
    """
    import kg

    graph = kg.open(directory)
    found = graph.conflicts(about=about)
    if as_json:
        put_json([_record(graph, each) for each in found])
    else:
        for each in found:
            click.echo(shown("\n".join(_lines(graph, each))))
        settled = len(graph.conflicts(about=about, settled=True)) - len(found)
        none = f"; settled by a judgement: {settled:,}" if settled else ""
        say((counted(len(found), "conflict") if found else "nothing contradicts anything else") + none)
    return EXIT_FINDINGS if found else 0


def _lines(graph: "Graph", conflict: "Conflict") -> list[str]:
    lines = [str(conflict.kind)]
    for side in (conflict.left, conflict.right):
        issued = graph.issued(side.document)
        lines += [
            f"  {_said(graph, side)}  id {side.about}",
            f"    {side.document}{f', {issued}' if issued else ''}: {side.sentence}",
        ]
    return [*lines, ""]


def _said(graph: "Graph", side: "Side") -> str:
    """Return what a side says in words: a statement, or the class of an entity."""
    entity = graph.holder(side.about)
    if entity and entity.id == side.about:
        return f"{entity.label}  [{side.told}]"
    statement = graph.statement(side.about)
    labels = [graph.label(id) for id in (statement.subject, statement.object)]
    return f"{labels[0]} {statement.relation} {labels[1]}  [{statement.status}; {side.told}]"


def _record(graph: "Graph", conflict: "Conflict") -> dict[str, Any]:
    return {
        "kind": str(conflict.kind),
        **{
            name: {**asdict(side), "says": _said(graph, side), "published": graph.issued(side.document)}
            for name, side in (("left", conflict.left), ("right", conflict.right))
        },
    }
