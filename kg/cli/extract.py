"""`kg extract`: a sentence in, its statements out; nothing is stored."""

import sys

import click

from kg.cli.console import EXIT_FINDINGS, extractors_option, json_option, put_json, put_table, say


@click.command(
    epilog='\b\nExamples:\n  kg extract "Maersk operates a container terminal in Tema."\n  echo "Nokia may sell its unit to Apollo." | kg extract - --json'
)
@click.argument("text")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English.")
@extractors_option
@json_option
def extract(text: str, model: str | None, extractors: tuple[str, ...] | None, as_json: bool) -> int:
    """Show what TEXT says, or standard input for -. Exit code 1 if it says nothing kg can read."""
    import kg
    from kg.export.lines import evidence_record

    found = kg.extract(sys.stdin.read() if text == "-" else text, model=model, extractors=extractors)
    if as_json:
        put_json(
            [
                {
                    "subject": {"name": each.subject.name, "type": each.subject.type},
                    "relation": each.relation,
                    "object": {"name": each.object.name, "type": each.object.type},
                    "status": str(each.status),
                    "qualifiers": {name: list(values) for name, values in each.qualifiers},
                    "confidence": each.confidence,
                    "evidence": evidence_record(each.evidence),
                }
                for each in found
            ]
        )
    elif found:
        rows = [
            (
                each.subject.name,
                each.relation,
                each.object.name,
                each.status,
                ", ".join(f"{name} {'; '.join(values)}" for name, values in each.qualifiers),
                each.evidence.rule,
            )
            for each in found
        ]
        put_table(("subject", "relation", "object", "status", "qualifiers", "rule"), rows)
    else:
        say("no statement found")
    return 0 if found else EXIT_FINDINGS
