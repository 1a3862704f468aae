"""What the commands that change a graph share: options, waiting for its lock, and telling what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.console import counted, put_json, say, say_refusals
from kg.errors import BusyError

if TYPE_CHECKING:
    from kg.growing import Update
    from kg.model import Refusal

Command = Callable[..., Any]
Result = TypeVar("Result")
SHOWN = 10
"""Documents of a kind that are named."""

FIELDS = {
    "text": "The field of a record that holds the text.",
    "title": "The field with the title.",
    "date": "The field with the date of publication.",
    "id": "The field with the record's id.",
    "url": "The field with the address.",
    "publisher": "The field with the publisher.",
}

jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read documents."
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of a Dask scheduler read documents, e.g. tcp://host:8786. Needs kg[cluster].",
)
wait_option = click.option(
    "--wait", is_flag=True, help="Wait while somebody else is writing the graph, instead of giving up."
)
files_option = click.option(
    "--no-files",
    "files",
    flag_value=False,
    default=True,
    help="Be quicker: remove graph.html, .ttl and .graphml instead of writing them.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary.")


def field_options(command: Command) -> Command:
    """Give a command the options that name the fields of records."""
    for name, words in reversed(FIELDS.items()):
        command = click.option(f"--{name}-field", metavar="NAME", help=words)(command)
    return command


def fields_of(given: dict[str, Any]) -> dict[str, str]:
    """Take the names of fields out of a command's options, and return those that are given."""
    fields = {f"{name}_field": given.pop(f"{name}_field") for name in FIELDS}
    return {name: value for name, value in fields.items() if value is not None}


def patiently(change: Callable[[bool], Result], wait: bool) -> Result:
    """Return what a change gives that is told whether to wait; who waits is told for whom."""
    try:
        return change(False)
    except BusyError as error:
        if not wait:
            raise
        say(f"{str(error).partition(';')[0]}; waiting")
        return change(True)


def put_update(update: "Update", output: str, *, quiet: bool, as_json: bool) -> None:
    """Tell what became of a graph."""
    manifest = update.graph.manifest
    changes = {
        "added": update.added,
        "changed": update.changed,
        "removed": update.removed,
        "read again": update.again,
    }
    refused = [each for each in manifest.refusals if each.stage == "documents"]
    if as_json:
        named = {what.replace(" ", "_"): list(ids) for what, ids in changes.items()}
        told = [vars_of(each) for each in refused]
        put_json({"output": output, **named, "refused": told, "counts": manifest.counts})
    if quiet:
        return
    for what, ids in changes.items():
        if ids:
            say(f"{what}: {_listed(ids)}")
    say_refusals(refused, "refused", f"{output}/manifest.json")
    counts = manifest.counts
    done = ", ".join(f"{counted(len(ids), 'document')} {what}" for what, ids in changes.items() if ids)
    say(
        f"{done or 'nothing is new'}; {counted(counts['documents'], 'document')},"
        f" {counted(counts['entities'], 'entity', 'entities')},"
        f" {counted(counts['statements'], 'statement')} in {output}; "
        + (
            f"open {output}/graph.html"
            if Path(output, "graph.html").exists()
            else f"`kg view {output}` shows it"
        )
    )


def vars_of(refusal: "Refusal") -> dict[str, str]:
    """Return a refusal as plain values."""
    return {"item": refusal.item, "reason": str(refusal.reason), "detail": refusal.detail}


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more
