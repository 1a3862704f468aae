"""`kg timeline`: what was said of an entity, in the order of the news."""

import re

import click

from kg.cli.console import EXIT_FINDINGS, evidence_option, graph_argument, json_option, put_json, say, shown
from kg.cli.statements import put_statement
from kg.errors import InputError

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@click.command(
    epilog='\b\nExamples:\n  kg timeline out "Credit Suisse"\n  kg timeline out Renault --since 2023 --status planned --json'
)
@graph_argument
@click.argument("entity")
@click.option(
    "--since",
    metavar="DATE",
    help="Only what documents of this date or later say: 2024, 2024-05 or 2024-05-01.",
)
@click.option("--until", metavar="DATE", help="Only what documents of this date or earlier say.")
@click.option("--status", metavar="STATUS", help="Only statements of this status.")
@click.option("--relation", metavar="RELATION", help="Only statements of this relation.")
@click.option("--document", metavar="DOC", help="Only what this document says, by its id.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only statements at least so sure."
)
@evidence_option
@json_option
def timeline(
    directory: str,
    entity: str,
    since: str | None,
    until: str | None,
    status: str | None,
    relation: str | None,
    document: str | None,
    min_confidence: float,
    evidence: bool,
    as_json: bool,
) -> int:
    """Show what was said of ENTITY, a name or an id, by the date of the first document that says it.

    The words a sentence gives for a time stand with the statement. The exit code is 1 if nothing fits.
    """
    import kg
    from kg.export.lines import statement_record

    for option, date in (("--since", since), ("--until", until)):
        if date is not None and not DATE.fullmatch(date):
            raise InputError(f"{option} {date!r} is no date; write one like 2024, 2024-05 or 2024-05-01")
    graph = kg.open(directory)
    found = graph.timeline(
        entity,
        since=since,
        until=until,
        status=status,
        relation=relation,
        document=document,
        min_confidence=min_confidence,
    )
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(
            [
                {"first": each.first, "last": each.last, "statement": statement_record(each.statement, by_id)}
                for each in found
            ]
        )
    else:
        for each in found:
            click.echo(shown(each.first or "no date"))
            put_statement(each.statement, by_id, evidence=evidence, indent="  ")
    if not found:
        say("nothing fits")
    return 0 if found else EXIT_FINDINGS
