"""Statements on the terminal: what is claimed, how sure, and the sentences that say so."""

from collections.abc import Mapping

import click

from kg.cli.console import counted, shown
from kg.model import Entity, Statement


def put_statement(
    statement: Statement, entities: Mapping[str, Entity], *, evidence: bool, indent: str = ""
) -> None:
    """Write a statement on a line, and with `evidence` each of its sentences below."""
    subject, obj = entities[statement.subject].label, entities[statement.object].label
    notes = [str(statement.status), f"{statement.confidence:.2f}"]
    if len(statement.documents) > 1:
        notes.append(
            f"{len(statement.documents)} documents, {counted(statement.sources, 'independent source')}"
        )
    notes += [f"{name} {', '.join(values)}" for name, values in statement.qualifiers]
    line = f"{subject} {statement.relation} {obj}  [{'; '.join(notes)}]  id {statement.id}"
    click.echo(shown(f"{indent}{line}"))
    if evidence:
        for piece in statement.evidence:
            click.echo(shown(f"{indent}  {piece.document}: {piece.sentence}"))
