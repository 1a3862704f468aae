"""`kg viz`: the interactive page."""

import click

from kg.cli.console import graph_argument, say


@click.command(epilog="\b\nExample:\n  kg viz out -o graph.html\n  kg viz out -o large.html --max-nodes 5000")
@graph_argument
@click.option("-o", "--output", metavar="FILE", help="The page; default: DIR/graph.html.")
@click.option("--title", help="The heading of the page.")
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="The most entities that are drawn.",
)
@click.option(
    "--size",
    type=click.Choice(["documents", "degree", "pagerank", "betweenness"]),
    default="documents",
    show_default=True,
    help="What the size of a node stands for.",
)
def viz(directory: str, output: str | None, title: str | None, max_nodes: int, size: str) -> None:
    """Write the graph in DIR as one HTML file that asks nothing of the network."""
    from pathlib import Path

    import kg

    path = Path(output) if output else Path(directory) / "graph.html"
    kg.open(directory).html(path, title=title, max_nodes=max_nodes, size=size)
    say("open")
    click.echo(str(path))
