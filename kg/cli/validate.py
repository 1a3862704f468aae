"""`kg validate`: whether a graph is sound."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from kg.cli.console import EXIT_FINDINGS, counted, graph_argument, json_option, put_json, put_table, say
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validation import Finding


@click.command(
    epilog="\b\nExamples:\n  kg validate out\n  kg validate out --document 000_581d7a7d05d93b25\n  kg validate out --no-shapes --json"
)
@graph_argument
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="DOC",
    help="Only what this document says. May be repeated.",
)
@click.option(
    "--shapes/--no-shapes",
    default=True,
    help="Whether to check the shapes of the ontology too (SHACL; some 8 seconds for 100,000 triples).",
)
@click.option("--violations", is_flag=True, help="Only violations, no warnings.")
@json_option
def validate(
    directory: str, documents: tuple[str, ...], shapes: bool, violations: bool, as_json: bool
) -> int:
    """Check a graph: its files, that every sentence and name stands where it should in its text, that ids, classes,
    dates and counts fit, that the store holds what the statements make, and the SHACL shapes of the ontology.

    Violations mean damage; warnings question a statement. The exit code is 1 if anything is found.
    """
    import kg
    from kg.graphdata import hint
    from kg.validation import Severity
    from kg.validation import validate as findings_of

    graph = kg.open(directory)
    for id in documents:
        if id not in graph.manifest.documents:
            raise InputError(f"{id!r} is no document{hint(id, graph.manifest.documents)}")
    found = findings_of(graph, documents=documents or None, shacl=shapes)
    if violations:
        found = [each for each in found if each.severity is Severity.VIOLATION]
    put_findings(found, as_json=as_json)
    return EXIT_FINDINGS if found else 0


def put_findings(found: "Sequence[Finding]", *, as_json: bool) -> None:
    """Write findings as a table or JSON, and how many there are of which kind."""
    if as_json:
        put_json(
            [
                {"severity": str(f.severity), "check": f.check, "focus": f.focus, "message": f.message}
                for f in found
            ]
        )
        return
    if found:
        put_table(
            ("severity", "check", "at", "what"), [(f.severity, f.check, f.focus, f.message) for f in found]
        )
    counts = Counter(str(each.severity) for each in found)
    say(", ".join(counted(count, name) for name, count in sorted(counts.items())) or "nothing is wrong")
