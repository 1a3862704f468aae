"""`kg ask`: questions in plain English."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import (
    EXIT_FINDINGS,
    evidence_option,
    graph_argument,
    json_option,
    put_json,
    put_table,
    say,
    shown,
)
from kg.cli.statements import put_statement

if TYPE_CHECKING:
    from kg.asking import Answer, Reply
    from kg.model import Entity

ALTHOUGH = "Said too, with another status:"
EARLIER = "By an earlier text:"


def _forms(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Write what can be asked, and end."""
    if wanted:
        from kg.asking import EXAMPLES

        click.echo("\n".join(EXAMPLES))
        ctx.exit()


@click.command(
    epilog='\b\nExamples:\n  kg ask out "Who owns Credit Suisse?"\n  kg ask out "What does Nippon Steel plan?" --sparql\n'
    '  kg ask out "Does Microsoft own LinkedIn?" --json\n  kg ask --forms'
)
@graph_argument
@click.argument("question", nargs=-1, required=True)
@click.option("--sparql", is_flag=True, help="Show the query that answers, too.")
@click.option(
    "--forms",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_forms,
    help="List what can be asked, by example.",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, help="Seconds."
)
@evidence_option
@json_option
def ask(
    directory: str, question: tuple[str, ...], sparql: bool, timeout: float, evidence: bool, as_json: bool
) -> int:
    """Answer QUESTION, with the statements the answer rests on and their sentences.

    A question has one of the forms that --forms lists, in words for the relations of the ontology; no language model
    reads it. How it was understood is shown. What is planned, possible, denied or over is never given as a fact.
    The exit code is 1 if no text says anything of it.
    """
    import kg
    from kg.store.limits import Limits

    graph = kg.open(directory)
    reply = graph.ask(" ".join(question), Limits(seconds=timeout))
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(_record(reply, by_id))
        return 0 if reply.found else EXIT_FINDINGS
    say(f"read as: {reply.reading}")
    if sparql:
        click.echo(shown(reply.query.bound()))
    for note in reply.notes:
        say(f"note: {note}")
    if reply.verdict is not None:
        click.echo(reply.verdict)
    _put(reply.answers, by_id, evidence=evidence)
    for title, answers in ((EARLIER, reply.earlier), (ALTHOUGH, reply.others)):
        if answers:
            click.echo(f"\n{title}" if reply.answers or reply.verdict else title)
            _put(answers, by_id, evidence=evidence)
    for number, chain in enumerate(reply.chains, 1):
        stops = [by_id[chain[0].left].label, *(by_id[link.right].label for link in chain)]
        click.echo(shown(f"{number}. {' – '.join(stops)}"))
        for link in chain:
            for statement in link.statements:
                put_statement(statement, by_id, evidence=evidence, indent="   ")
    if reply.ranking:
        put_table(("entity", "id", "statements"), [(r.label, r.entity, r.statements) for r in reply.ranking])
    if not reply.found and reply.verdict is None:
        say("no text says anything of it")
    return 0 if reply.found else EXIT_FINDINGS


def _put(answers: "Sequence[Answer]", entities: "Mapping[str, Entity]", *, evidence: bool) -> None:
    for answer in answers:
        if answer.text:
            click.echo(shown(answer.text))
        for statement in answer.statements:
            put_statement(statement, entities, evidence=evidence, indent="  " if answer.text else "")


def _record(reply: "Reply", entities: "Mapping[str, Entity]") -> dict[str, Any]:
    from kg.export.lines import statement_record

    def records(answers: "Sequence[Answer]") -> list[dict[str, Any]]:
        return [
            {
                "answer": answer.text or None,
                "entity": answer.entity,
                "statements": [statement_record(each, entities) for each in answer.statements],
            }
            for answer in answers
        ]

    return {
        "question": reply.question,
        "reading": reply.reading,
        "verdict": reply.verdict,
        "answers": records(reply.answers),
        "earlier": records(reply.earlier),
        "others": records(reply.others),
        "ranking": [
            {"entity": r.entity, "label": r.label, "statements": r.statements} for r in reply.ranking
        ],
        "chains": [
            [
                {
                    "left": link.left,
                    "right": link.right,
                    "statements": [statement_record(each, entities) for each in link.statements],
                }
                for link in chain
            ]
            for chain in reply.chains
        ],
        "notes": list(reply.notes),
        "sparql": reply.query.bound(),
    }
