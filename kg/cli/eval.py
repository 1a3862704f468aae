"""`kg eval`: a graph against relations that people annotated."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import graph_argument, json_option, put_json, put_table, say

if TYPE_CHECKING:
    from kg.evaluation import Score

SHARES = ("precision", "recall", "f1", "status")


@click.command(epilog="\b\nExamples:\n  kg eval gold/ out\n  kg eval gold/ out --json")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@graph_argument
@json_option
def evaluate(gold: Path, directory: str, as_json: bool) -> None:
    """Score the graph in DIR against GOLD, a folder with an annotated NAME.gold for each document NAME.

    Precision, recall, F1 and the share of right statuses, with 95 % intervals over documents, then by relation
    and by status. The lines of a gold file: E name | class | alias; alias - R subject | relation | object | status
    (must be found) - O like R (may be left out).
    """
    import kg
    from kg.evaluation import evaluate as scored

    found = scored(gold, kg.open(directory))
    if found.missing:
        say(
            f"{len(found.missing)} of {found.documents} annotated documents are not in the graph: "
            f"{', '.join(found.missing[:5])}"
        )
    if as_json:
        put_json(
            {
                "documents": found.documents,
                "missing": found.missing,
                **_record(found.total),
                "intervals": {
                    name: [round(bound, 4) for bound in each] for name, each in found.intervals.items()
                },
                "relations": {name: _record(score) for name, score in found.by_relation.items()},
                "statuses": {name: dict(counts) for name, counts in found.by_status.items()},
            }
        )
        return
    put_table(
        ("", "share", "95 % interval", "counts"),
        [
            (
                name,
                f"{getattr(found.total, name):.3f}",
                "{:.3f} to {:.3f}".format(*found.intervals[name]),
                counts,
            )
            for name, counts in zip(SHARES, _counts(found.total), strict=True)
        ],
    )
    put_table(
        ("relation", "required", "found", "extracted", "correct", "precision", "recall"),
        [
            (name, s.required, s.found, s.extracted, s.correct, f"{s.precision:.2f}", f"{s.recall:.2f}")
            for name, s in found.by_relation.items()
        ],
    )
    statuses = sorted({read for counts in found.by_status.values() for read in counts})
    put_table(
        ("status", *(f"read as {status}" for status in statuses)),
        [(name, *(counts.get(status, 0) for status in statuses)) for name, counts in found.by_status.items()],
    )


def _counts(score: "Score") -> tuple[str, ...]:
    return (
        f"{score.correct} of {score.extracted} right",
        f"{score.found} of {score.required} found",
        "",
        f"{score.status_right} of {score.found} right",
    )


def _record(score: "Score") -> dict[str, Any]:
    return {**asdict(score), **{name: round(getattr(score, name), 4) for name in SHARES}}
