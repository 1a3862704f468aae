"""`kg explain`: why a statement is in a graph."""

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import EXIT_FINDINGS, graph_argument, json_option, put_json, say, shown

if TYPE_CHECKING:
    from kg.explaining import Explained


@click.command(epilog="\b\nExample:\n  kg explain out 0123456789abcdef")
@graph_argument
@click.argument("statement", metavar="STATEMENT_ID")
@click.option(
    "--model", metavar="NAME", help="The spaCy pipeline the graph was built with, if not the usual one."
)
@json_option
def explain(directory: str, statement: str, model: str | None, as_json: bool) -> int:
    """Show how each sentence of a statement was read: frame, words, path, checks and confidence.

    `kg show` tells the ids; the first characters of one are enough. The documents are read again, so this takes
    seconds. Exit code 1 if the rules of today read none of the sentences so.
    """
    import kg
    from kg.explaining import corrections, explain_statement
    from kg.nlp.pipeline import DEFAULT_PIPELINE, pipeline_version

    graph = kg.open(directory)
    found = graph.statement(statement)
    name = model or DEFAULT_PIPELINE
    if pipeline_version(name) != graph.manifest.model:
        say(f"the graph was built with {graph.manifest.model}; this is read with {pipeline_version(name)}")
    explained = list(explain_statement(graph, found, model=name))
    corrected = corrections(graph, found)
    labels = {entity.id: entity.label for entity in graph.entities}
    title = f"{labels[found.subject]} {found.relation} {labels[found.object]}"
    if as_json:
        put_json(
            {
                "statement": found.id,
                "says": title,
                "corrected": [
                    {"by": each.author, "said": each.said, "reason": each.reason} for each in corrected
                ],
                "evidence": [_record(each) for each in explained],
            }
        )
    else:
        click.echo(shown(f"{title}  [{found.status}; {found.confidence:.2f}]  id {found.id}"))
        for each in corrected:
            click.echo(shown(f"  {each.said}: {each.reason or 'no reason given'} ({each.author})"))
        for piece in explained:
            click.echo(shown("\n".join(_lines(piece))))
    return 0 if any(each.explanation for each in explained) else EXIT_FINDINGS


def _lines(explained: "Explained") -> list[str]:
    evidence, told = explained.evidence, explained.explanation
    lines = [
        f"\n{evidence.document}, characters {evidence.start} to {evidence.end}:",
        f"  {evidence.sentence}",
    ]
    if told is None:
        return [*lines, "  the rules of today do not read it so: build the graph again"]
    frame = f", frame {told.frame!r}" if told.frame else ""
    lines.append(f"  rule {told.rule}{frame}, at {told.trigger!r} ({told.span.start} to {told.span.end})")
    lines.append(f"  path: {told.path}")
    lines += [f"  check: {check}" for check in told.checks]
    if told.scored:
        others = ", ".join(f"{name} {probability:.2f}" for name, probability in told.scored.runners)
        lines.append(f"  score: {told.scored.probability:.2f} by the trained reader; next {others}")
        lines.append(f"  looked at: {', '.join(told.scored.words)}")
    lines += [f"  confidence: {part}" for part in told.confidence]
    if evidence.source:
        lines.append(f"  said by: {evidence.source}")
    return lines


def _record(explained: "Explained") -> dict[str, Any]:
    from kg.export.lines import evidence_record

    told = explained.explanation
    how = told and {
        "frame": told.frame,
        "trigger": told.trigger,
        "span": list(told.span),
        "path": told.path,
        "checks": list(told.checks),
        "confidence": list(told.confidence),
        "score": told.scored
        and {
            "probability": told.scored.probability,
            "runners-up": [list(each) for each in told.scored.runners],
            "words": list(told.scored.words),
        },
    }
    return {**evidence_record(explained.evidence), "read": how}
