"""`kg timeline`: what was said of an entity, in the order of the news."""

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import EXIT_FINDINGS, evidence_option, graph_argument, json_option, put_json, say, shown
from kg.cli.filters import chosen, filters
from kg.cli.statements import put_statement

if TYPE_CHECKING:
    from kg.projection.stages import Stage


@click.command(
    epilog='\b\nExamples:\n  kg timeline out "Credit Suisse"\n  kg timeline out Renault --since 2023 --status planned --json'
)
@graph_argument
@click.argument("entity")
@filters
@evidence_option
@json_option
def timeline(
    directory: str,
    entity: str,
    evidence: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Show what was said of ENTITY, a name or an id, by the date of the first document that says it.

    The words a sentence gives for a time stand with the statement. Where a claim was rumoured, planned, agreed, stated,
    completed, denied, failed or is over, its stages are told in time, the newest marked. The exit code is 1 if nothing fits.
    """
    from dataclasses import asdict

    import kg
    from kg.export.lines import statement_record

    graph = kg.open(directory)
    found = graph.timeline(entity, **chosen(given))
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(
            [
                {
                    "first": each.first,
                    "last": each.last,
                    "statement": statement_record(each.statement, by_id),
                    "stages": [asdict(stage) for stage in each.stages],
                }
                for each in found
            ]
        )
    else:
        for each in found:
            click.echo(shown(each.first or "no date"))
            put_statement(each.statement, by_id, evidence=evidence, indent="  ")
            if each.stages:
                click.echo(shown(f"    stages: {' → '.join(map(_said, each.stages))}"))
    if not found:
        say("nothing fits")
    return 0 if found else EXIT_FINDINGS


def _said(stage: "Stage") -> str:
    return f"{stage.name} {stage.first or '(no date)'}{' (newest)' if stage.newest else ''}"
