"""`kg watch`: a graph that follows a folder."""

import click

from kg.cli.console import graph_argument, progress_bar, say
from kg.cli.updates import jobs_option, put_update, quiet_option

QUIET_FOR = 1_500
"""Milliseconds without a change after which what has changed is read: files are seldom written alone."""


@click.command(epilog="\b\nExamples:\n  kg watch out news/\n  kg watch out news/ --once")
@graph_argument
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path())
@click.option("--once", is_flag=True, help="Bring the graph up to date with the folders and end.")
@jobs_option
@quiet_option
def watch(directory: str, folders: tuple[str, ...], once: bool, jobs: int, quiet: bool) -> None:
    """Let the graph in DIR follow folders until you stop it: files that come or change are added, and those that are
    gone are taken out.

    What else is in the graph stays. Where DIR holds no graph yet, one is built. Ctrl-C ends it at any time.
    """
    from kg import growing

    def follow() -> None:
        with progress_bar("reading", quiet) as progress:
            update = growing.follow(directory, folders, jobs=jobs, progress=progress, notice=say)
        put_update(update, directory, quiet=quiet, as_json=False)

    follow()
    if once:
        return
    from watchfiles import watch as changes

    say(f"watching {', '.join(folders)}; Ctrl-C ends it")
    for _ in changes(*folders, debounce=QUIET_FOR, raise_interrupt=False):
        follow()
