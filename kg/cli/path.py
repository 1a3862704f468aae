"""`kg path`: how two entities are connected."""

from typing import Any

import click

from kg.cli.console import EXIT_FINDINGS, evidence_option, graph_argument, json_option, put_json, say, shown
from kg.cli.filters import chosen
from kg.cli.statements import put_statement
from kg.model import Status


@click.command(
    epilog='\b\nExamples:\n  kg path out Alibaba "John Lee"\n  kg path out TSMC Sony --without Japan --longest 3'
)
@graph_argument
@click.argument("one")
@click.argument("other")
@click.option(
    "--status",
    "statuses",
    type=click.Choice([str(status) for status in Status]),
    multiple=True,
    default=[str(Status.ASSERTED)],
    show_default=True,
    help="Statements that may be part of a chain. May be repeated.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="ENTITY",
    help="An entity that no chain may lead through. May be repeated.",
)
@click.option("--relation", metavar="RELATION", help="Only statements of this relation.")
@click.option("--document", metavar="DOC", help="Only what this document says, by its id.")
@click.option("--since", metavar="DATE", help="Only what documents of this date or later say.")
@click.option("--until", metavar="DATE", help="Only what documents of this date or earlier say.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Only statements at least so sure.")
@click.option("--longest", type=click.IntRange(1, 12), default=4, show_default=True, help="Steps.")
@click.option("--most", type=click.IntRange(min=1), default=3, show_default=True, help="Chains shown.")
@evidence_option
@json_option
def path(
    directory: str,
    one: str,
    other: str,
    statuses: tuple[str, ...],
    without: tuple[str, ...],
    longest: int,
    most: int,
    evidence: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Show how ONE and OTHER, names or ids, are connected: the shortest chains of statements between them.

    The exit code is 1 if there is none.
    """
    import kg
    from kg.export.lines import statement_record

    graph = kg.open(directory)
    found = graph.connections(
        one, other, statuses=statuses, without=without, longest=longest, most=most, **chosen(given)
    )
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(
            [
                [
                    {
                        "left": link.left,
                        "right": link.right,
                        "statements": [statement_record(each, by_id) for each in link.statements],
                    }
                    for link in chain
                ]
                for chain in found
            ]
        )
        return 0 if found else EXIT_FINDINGS
    for number, chain in enumerate(found, 1):
        stops = [by_id[chain[0].left].label, *(by_id[link.right].label for link in chain)]
        click.echo(shown(f"{number}. {' – '.join(stops)}"))
        for link in chain:
            for statement in link.statements:
                put_statement(statement, by_id, evidence=evidence, indent="   ")
    if not found:
        say(
            f"no chain of {longest} statements or fewer connects {one} and {other}; try --longest or --status"
        )
    return 0 if found else EXIT_FINDINGS
