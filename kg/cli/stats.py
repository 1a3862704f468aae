"""`kg stats`: what a graph holds, in numbers."""

from collections import Counter

import click

from kg.cli.console import graph_argument, json_option, put_json, put_table


@click.command(epilog="\b\nExample:\n  kg stats out\n  kg stats out --json")
@graph_argument
@json_option
def stats(directory: str, as_json: bool) -> None:
    """Count documents, entities by type, statements by relation and status, and what was refused and why."""
    import kg
    from kg.store.nodes import nodes

    graph = kg.open(directory)
    manifest = graph.manifest
    statements = graph.statements()
    types = Counter(entity.type for entity in nodes(graph.entities, statements))
    statuses = Counter(str(statement.status) for statement in statements)
    relations = Counter(statement.relation for statement in statements)
    made_by = {
        "program": manifest.program,
        "model": manifest.model,
        "ontology": manifest.ontology,
        "built": manifest.built,
    }
    if as_json:
        by_count = {"types": types, "statuses": statuses, "relations": relations}
        put_json(
            {
                **made_by,
                "counts": manifest.counts,
                **{k: dict(_sorted(v)) for k, v in by_count.items()},
                "stages": manifest.stages,
            }
        )
        return
    put_table(("", ""), [*made_by.items(), *manifest.counts.items()])
    for title, counts in (("type", types), ("status", statuses), ("relation", relations)):
        put_table((title, "count"), _sorted(counts))
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


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
