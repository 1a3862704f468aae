"""`kg questions`: the questions that ship, for `kg query`."""

import click

from kg.cli.console import json_option, put_json, put_table
from kg.errors import InputError


@click.command(
    epilog="\b\nExamples:\n  kg questions\n  kg questions who-owns-it\n  kg query out who-owns-it --entity it=TSMC"
)
@click.argument("name", required=False)
@json_option
def questions(name: str | None, as_json: bool) -> None:
    """List the questions that ship, or write the SPARQL of the one called NAME.

    Give a question's name to `kg query` instead of a query; what it asks for in parentheses comes with --entity
    or --bind.
    """
    from kg.graphdata import hint
    from kg.store.questions import load_questions

    known = load_questions()
    if name is not None:
        if name not in known:
            raise InputError(f"{name!r} is no question{hint(name, known)}; `kg questions` lists them")
        click.echo(known[name].query, nl=False)
    elif as_json:
        put_json([{"name": each.name, "question": each.text, "given": each.given} for each in known.values()])
    else:
        rows = [[each.name, each.text, " ".join(f"?{v}" for v in each.given)] for each in known.values()]
        put_table(["name", "question", "give"], rows)
