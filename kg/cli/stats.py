"""`kg stats`: what a graph holds, in numbers."""

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import EXIT_FINDINGS, graph_argument, json_option, put_json, put_table
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph import Graph

ENDINGS = ("extracted", "refused", "without relation", "boilerplate")


@click.command(
    epilog="\b\nExamples:\n  kg stats out\n  kg stats out --json\n  kg stats out --gaps\n  kg stats out --sentences refused"
)
@graph_argument
@click.option(
    "--gaps", is_flag=True, help="Rank the verbs and nouns that no frame covers, each with an example."
)
@click.option(
    "--sentences",
    type=click.Choice(["all", *ENDINGS]),
    help="List the sentences that end so: in a statement, refused, without relation, or not read at all.",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many of the most connected, most spoken of and most disputed entities are shown.",
)
@click.option(
    "--measures", is_flag=True, help="Give the most connected their PageRank, betweenness and community too."
)
@json_option
def stats(directory: str, gaps: bool, sentences: str | None, top: int, measures: bool, as_json: bool) -> int:
    """Count documents, entities by type, statements by relation and status, what became of the sentences, and what was
    refused and why; and name the entities that are most connected, most spoken of and most disputed.

    With --gaps and --sentences, exit code 1 if there are none.
    """
    import kg
    from kg.store.nodes import nodes

    graph = kg.open(directory)
    if gaps:
        return _gaps(graph, as_json)
    if sentences:
        return _listed(graph, sentences, as_json)
    manifest = graph.manifest
    statements = graph.statements()
    types = Counter(entity.type for entity in nodes(graph.entities, statements))
    statuses = Counter(str(statement.status) for statement in statements)
    relations = Counter(statement.relation for statement in statements)
    made_by = {
        "program": manifest.program,
        "model": manifest.model,
        "ontology": manifest.ontology,
        "extractors": manifest.extractors,
        "built": manifest.built,
    }
    leading = _leading(graph, top, measures) if top else {}
    if as_json:
        by_count = {"types": types, "statuses": statuses, "relations": relations}
        put_json(
            {
                **made_by,
                "counts": manifest.counts,
                **{k: dict(_sorted(v)) for k, v in by_count.items()},
                **leading,
                "sentences": manifest.sentences,
                "stages": manifest.stages,
            }
        )
        return 0
    put_table(("", ""), [*made_by.items(), *manifest.counts.items()])
    for title, counts in (("type", types), ("status", statuses), ("relation", relations)):
        put_table((title, "count"), _sorted(counts))
    for title, rows in leading.items():
        if rows:
            put_table((title.replace("_", " "), *list(rows[0])[2:]), [list(row.values())[1:] for row in rows])
    put_table(
        ("sentences", "count", "because"),
        [
            (ending, count, reason)
            for ending, reasons in manifest.sentences.items()
            for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
    )
    put_table(
        ("stage", "read", "kept", "refused"),
        [(k, v["read"], v["kept"], v["refused"]) for k, v in manifest.stages.items()],
    )
    reasons = [
        (stage, reason, count)
        for stage, v in manifest.stages.items()
        for reason, count in v["by_reason"].items()
    ]
    if reasons:
        put_table(("stage", "refused because", "count"), reasons)
    return 0


def _leading(graph: "Graph", top: int, with_measures: bool) -> dict[str, list[dict[str, Any]]]:
    """Return the entities that stand out: by facts that connect them, by statements of any status, and by disputes."""
    from kg.projection.measures import disputed, neighbour_counts, statement_counts

    by_id = {each.id: each for each in graph.entities}
    connected = neighbour_counts(graph.statements(status=Status.ASSERTED))
    spoken = statement_counts(graph.statements())
    contested = disputed(graph.statements())
    measures = graph.measures() if with_measures else {}

    def first(counts: "Mapping[str, int]") -> list[tuple[str, dict[str, Any]]]:
        ids = sorted((id for id in counts if id in by_id), key=lambda each: (-counts[each], each))[:top]
        return [(id, {"id": id, "entity": by_id[id].label}) for id in ids]

    return {
        "most_connected": [
            {**named, "neighbours": connected[id], **(asdict(measures[id]) if with_measures else {})}
            for id, named in first(connected)
        ],
        "most_spoken_of": [
            {**named, "statements": spoken[id], "mentions": by_id[id].mentions} for id, named in first(spoken)
        ],
        "most_disputed": [{**named, "claims": contested[id]} for id, named in first(contested)],
    }


def _gaps(graph: "Graph", as_json: bool) -> int:
    """Show the phrases without a frame, the most frequent first, each with classes and a sentence."""
    found = graph.gaps()
    if as_json:
        put_json([asdict(gap) for gap in found])
    else:
        rows = [
            (gap.phrase, gap.kind, gap.count, gap.documents, f"{gap.subject} - {gap.object}", gap.sentence)
            for gap in found
        ]
        put_table(("phrase", "kind", "count", "documents", "most often", "for example"), rows)
    return 0 if found else EXIT_FINDINGS


def _listed(graph: "Graph", ending: str, as_json: bool) -> int:
    """List the sentences that end in one way."""
    found = [each for each in graph.sentences() if ending in ("all", each.ending)]
    if as_json:
        put_json([asdict(each) for each in found])
    else:
        columns = ("document", "characters", "ending", "because", "sentence")
        rows = [
            (each.document, f"{each.span.start}-{each.span.end}", each.ending, each.reason, each.text)
            for each in found
        ]
        put_table(columns, rows)
    return 0 if found else EXIT_FINDINGS


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
