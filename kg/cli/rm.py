"""`kg rm`: articles out of a graph, as if they had never been in it."""

import click

from kg.cli.console import graph_argument, json_option, progress_bar, say
from kg.cli.updates import files_option, jobs_option, patiently, put_update, quiet_option, wait_option


@click.command(epilog="\b\nExamples:\n  kg rm out report-7\n  kg rm out news/2026-11-22/")
@graph_argument
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@jobs_option
@wait_option
@files_option
@quiet_option
@json_option
def rm(
    directory: str, documents: tuple[str, ...], jobs: int, wait: bool, files: bool, quiet: bool, as_json: bool
) -> None:
    """Take documents out of the graph in DIR, by the ids that `kg ls` shows or by the file or folder they came from.

    The graph is then that of a build without them. Files of yours are left alone.
    """
    from kg import growing

    with progress_bar("reading", quiet) as progress:
        update = patiently(
            lambda waiting: growing.remove(
                directory, documents, jobs=jobs, progress=progress, notice=say, files=files, wait=waiting
            ),
            wait,
        )
    put_update(update, directory, quiet=quiet, as_json=as_json)
