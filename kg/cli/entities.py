"""`kg entities`: who and what a graph knows, and why it takes several names for one."""

from typing import TYPE_CHECKING

import click

from kg.cli.console import EXIT_FINDINGS, graph_argument, json_option, put_json, put_table, say, shown

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Entity


@click.command(
    epilog='\b\nExamples:\n  kg entities out --type Person\n  kg entities out "John Lee"\n  kg entities out --merged --json'
)
@graph_argument
@click.argument("name", required=False)
@click.option("--type", "kind", metavar="CLASS", help="Only entities of this class, or of one below it.")
@click.option("--all", "everything", is_flag=True, help="Also what texts only describe: the protesters.")
@click.option(
    "--merged", is_flag=True, help="Only those that several names or documents made, with the reasons."
)
@json_option
def entities(
    directory: str, name: str | None, kind: str | None, everything: bool, merged: bool, as_json: bool
) -> int:
    """List the entities of the graph in DIR that a text names, the most mentioned first.

    With NAME, a name or an id: all of that name, with their documents, why they are one, and what only you
    can judge. Exit code 1 if there is none.
    """
    import kg
    from kg.cli.who import Grounds, described, grounds_of, record

    graph = kg.open(directory)
    found = _called(graph, name) if name else [each for each in graph.entities if everything or each.named]
    if kind:
        found = _of_kind(found, kind)
    if merged:
        found = [each for each in found if each.id in graph.parts]
    found.sort(key=lambda entity: (-entity.mentions, entity.id))
    if as_json:
        grounds = grounds_of(graph)
        put_json([record(graph, each, grounds.get(each.id, Grounds())) for each in found])
    elif not found:
        say("no entity fits")
    elif name or merged:
        grounds = grounds_of(graph)
        blocks = ("\n".join(described(graph, each, grounds.get(each.id, Grounds()))) for each in found)
        click.echo(shown("\n\n".join(blocks)))
    else:
        rows = [(each.id, each.label, each.type, len(each.documents), each.mentions) for each in found]
        put_table(("id", "label", "type", "documents", "mentions"), rows)
    return 0 if found else EXIT_FINDINGS


def _called(graph: "Graph", name: str) -> "list[Entity]":
    """Return the entity of that id, or all of that name. Raises `InputError` if there is none."""
    if one := graph.holder(name):
        return [one]
    return graph.called(name) or [graph.entity(name)]


def _of_kind(found: "list[Entity]", kind: str) -> "list[Entity]":
    from kg.errors import InputError
    from kg.graphdata import hint
    from kg.ontology import load_ontology

    ontology = load_ontology()
    if kind not in ontology.classes:
        raise InputError(f"{kind!r} is no class of the ontology{hint(kind, ontology.classes)}")
    return [each for each in found if ontology.is_a(each.type, kind)]
