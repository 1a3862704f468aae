"""`kg demo`: the whole way on the sample articles."""

from pathlib import Path

import click

from kg.cli.console import progress_bar, say


@click.command(epilog="\b\nExample:\n  kg demo\n  kg demo -o outputs/demo")
@click.option(
    "-o",
    "--output",
    default="outputs/demo",
    show_default=True,
    metavar="DIR",
    help="The folder the graph is kept in.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def demo(output: str, quiet: bool) -> None:
    """Build a graph from the sample articles that come with kg, and say what to open."""
    from kg.pipeline import build
    from kg.samples import sample_folder

    with progress_bar("reading", quiet) as progress:
        graph = build([sample_folder()], output, progress=progress)
    counts = graph.manifest.counts
    say(
        f"{counts['documents']} sample articles: {counts['entities']} entities, {counts['statements']} statements"
    )
    say("\nOpen this page and click an edge:")
    click.echo(str((Path(output) / "graph.html").resolve()))
    say(
        f'\nThen ask:\n  kg ask {output} "Who owns Credit Suisse?"\n  kg show {output} "Hong Kong"\n  kg query {output} "SELECT ?who ?what WHERE {{ ?who rel:acquires ?what }}"'
    )
