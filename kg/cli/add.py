"""`kg add`: more articles into a graph that is there."""

from typing import Any

import click

from kg.cli.console import graph_argument, json_option, progress_bar, say
from kg.cli.updates import (
    cluster_option,
    field_options,
    fields_of,
    files_option,
    jobs_option,
    patiently,
    put_update,
    quiet_option,
    wait_option,
)


@click.command(
    epilog="\b\nExamples:\n  kg add out news/2026-11-23/\n  kg add out report.html\n  curl -s https://example.org/feed.xml > feed.xml && kg add out feed.xml"
)
@graph_argument
@click.argument("sources", nargs=-1, required=True, metavar="SRC...")
@field_options
@jobs_option
@cluster_option
@wait_option
@files_option
@quiet_option
@json_option
def add(
    directory: str,
    sources: tuple[str, ...],
    jobs: int,
    cluster: str | None,
    wait: bool,
    files: bool,
    quiet: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Add articles to the graph in DIR: files, folders (walked), or - for standard input.

    Only documents that are new or have changed are read; a file that is in the graph already is replaced by what
    it is now. The graph is that of a build with all its articles at once, with the model, the readers and the
    names of fields it was built with.
    """
    from kg import growing

    fields = fields_of(given)
    with progress_bar("reading", quiet) as progress:
        update = patiently(
            lambda waiting: growing.add(
                directory,
                sources,
                jobs=jobs,
                cluster=cluster,
                fields=fields,
                progress=progress,
                notice=say,
                files=files,
                wait=waiting,
            ),
            wait,
        )
    put_update(update, directory, quiet=quiet, as_json=as_json)
