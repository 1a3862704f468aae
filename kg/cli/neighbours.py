"""`kg neighbours`: what stands next to an entity."""

from typing import Any

import click

from kg.cli.console import EXIT_FINDINGS, evidence_option, graph_argument, json_option, put_json, say, shown
from kg.cli.filters import chosen, filters
from kg.cli.statements import put_statement


@click.command(
    epilog='\b\nExamples:\n  kg neighbours out TSMC --no-evidence\n  kg neighbours out "Hong Kong" --status planned --json'
)
@graph_argument
@click.argument("entity")
@click.option("--most", type=click.IntRange(min=1), help="How many are shown; default: all.")
@filters
@evidence_option
@json_option
def neighbours(
    directory: str, entity: str, most: int | None, evidence: bool, as_json: bool, **given: Any
) -> int:
    """Show the entities that statements connect with ENTITY, a name or an id; those of most statements first.

    The exit code is 1 if there are none.
    """
    import kg
    from kg.export.lines import entity_record, statement_record

    graph = kg.open(directory)
    found = graph.neighbours(entity, **chosen(given))[:most]
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(
            [
                {
                    "entity": entity_record(by_id[each.entity]),
                    "statements": [statement_record(said, by_id) for said in each.statements],
                }
                for each in found
            ]
        )
        return 0 if found else EXIT_FINDINGS
    for each in found:
        other = by_id[each.entity]
        click.echo(shown(f"{other.label} ({other.type})"))
        for said in each.statements:
            put_statement(said, by_id, evidence=evidence, indent="  ")
    if not found:
        say("nothing fits")
    return 0 if found else EXIT_FINDINGS
