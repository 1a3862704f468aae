"""`kg why-not`: why a sentence does not say what somebody expects."""

import sys
from collections.abc import Sequence

import click

from kg.cli.console import EXIT_FINDINGS, extractors_option, json_option, put_json, put_table, say


@click.command(
    "why-not",
    epilog='\b\nExamples:\n  kg why-not "Norvik swallowed its rival Haldane."\n  echo "Norvik may buy Haldane." | kg why-not - --json',
)
@click.argument("text")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English.")
@extractors_option
@json_option
def why_not(text: str, model: str | None, extractors: tuple[str, ...] | None, as_json: bool) -> int:
    """Show what is seen in TEXT (- for standard input), what is refused and why, and which frames came near.

    Exit code 1 if the text says nothing that kg reads.
    """
    from kg.explaining import account_of
    from kg.extraction.extractors import DEFAULT
    from kg.nlp.pipeline import DEFAULT_PIPELINE

    text = sys.stdin.read() if text == "-" else text
    account = account_of(text, model=model or DEFAULT_PIPELINE, extractors=extractors or DEFAULT)
    mentions = [
        (text[each.start : each.end], each.type, str(each.form), "yes" if each.sure else "a guess", each.name)
        for each in account.mentions
    ]
    read = [
        (each.subject.name, each.relation, each.object.name, str(each.status), each.evidence.rule)
        for each in account.relations
    ]
    near = [(each.verb, each.relation, each.frame, each.lack) for each in account.near]
    unframed = [(each.subject.name, f"open:{each.phrase}", each.object.name) for each in account.open]
    tables: dict[str, tuple[tuple[str, ...], Sequence[Sequence[object]]]] = {
        "mentions": (("text", "class", "form", "sure", "means"), mentions),
        "read": (("subject", "relation", "object", "status", "rule"), read),
        "refused": (("claim", "reason"), list(account.refused)),
        "near": (("verb", "relation", "frame", "lack"), near),
        "open": (("subject", "relation", "object"), unframed),
    }
    if as_json:
        put_json(
            {
                name: [dict(zip(columns, row, strict=True)) for row in rows]
                for name, (columns, rows) in tables.items()
            }
        )
    else:
        titles = {
            "mentions": "Mentions",
            "read": "Read",
            "refused": "Seen and refused",
            "near": "Frames that came near",
            "open": "Said in words that no frame covers",
        }
        for name, (columns, rows) in tables.items():
            if rows:
                click.echo(titles[name])
                put_table(columns, rows)
        if not any(rows for _, rows in tables.values()):
            say("no mention and no verb was found")
    return 0 if read else EXIT_FINDINGS
