"""`kg show`: what is said of an entity, and where."""

from typing import Any

import click

from kg.cli.console import evidence_option, graph_argument, json_option, put_json, shown
from kg.cli.filters import chosen, filters
from kg.cli.statements import put_statement


@click.command(
    epilog='\b\nExamples:\n  kg show out "Hong Kong"\n  kg show out Alibaba --status planned\n  kg show out "John Lee" --json'
)
@graph_argument
@click.argument("entity")
@filters
@evidence_option
@json_option
def show(directory: str, entity: str, evidence: bool, as_json: bool, **given: Any) -> None:
    """Show ENTITY, a name or an id: its type, its other names, and every statement about it with its sentences."""
    import kg
    from kg.export.lines import entity_record, statement_record

    graph = kg.open(directory)
    found = graph.entity(entity)
    statements = graph.statements(about=found.id, **chosen(given))
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        records = [statement_record(statement, by_id) for statement in statements]
        put_json({"entity": entity_record(found), "statements": records})
        return
    click.echo(shown(f"{found.label} ({found.type}), id {found.id}"))
    if found.aliases:
        click.echo(shown(f"also: {', '.join(found.aliases)}"))
    for statement in sorted(statements, key=lambda s: (s.subject != found.id, s.relation, s.status, s.id)):
        click.echo()
        put_statement(statement, by_id, evidence=evidence)
