"""`kg viz` and `kg view`: the interactive page."""

from typing import Any

import click

from kg.cli.console import EXIT_FINDINGS, graph_argument, say
from kg.cli.filters import chosen, filters
from kg.errors import InputError


@click.command(
    epilog="""\b
Examples:
  kg viz out -o graph.html
  kg viz out -o alibaba.html --focus Alibaba --hops 2 --since 2017
  kg viz out -o plans.html --status planned --theme dark
  kg viz out -o new.html --like old.html --articles
"""
)
@graph_argument
@click.option("-o", "--output", metavar="FILE", help="The page; default: DIR/graph.html.")
@click.option("--title", help="The heading of the page.")
@click.option(
    "--focus", metavar="NAME", multiple=True, help="Only what is near this entity; may be repeated."
)
@click.option(
    "--hops", type=click.IntRange(1), default=1, show_default=True, help="How many statements are still near."
)
@filters
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="The most entities that are drawn when the page opens; the reader can draw the others.",
)
@click.option(
    "--size",
    type=click.Choice(["documents", "degree", "pagerank", "betweenness"]),
    default="documents",
    show_default=True,
    help="What the size of a node stands for.",
)
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    show_default=True,
    help="The colours; auto: those of the reader's system.",
)
@click.option("--like", metavar="PAGE", help="An earlier page: what stood there keeps its place.")
@click.option(
    "--articles",
    is_flag=True,
    help="Put the articles' texts into the page, to read sentences in place. Mind whose they are.",
)
def viz(directory: str, output: str | None, **given: Any) -> None:
    """Write the graph in DIR, or a part of it, as one HTML file that asks nothing of the network."""
    from pathlib import Path

    import kg

    path = Path(output) if output else Path(directory) / "graph.html"
    kg.open(directory).html(path, **chosen(given))
    say("open")
    click.echo(str(path))


@click.command(epilog='\b\nExamples:\n  kg view out\n  kg view out "Hong Kong"')
@graph_argument
@click.argument("entity", required=False)
@click.option("--page", metavar="FILE", help="The page to open; default: DIR/graph.html.")
def view(directory: str, entity: str | None, page: str | None) -> int:
    """Open the page of the graph in DIR in the browser, with ENTITY, a name or an id, chosen.

    The page is written first if there is none. The exit code is 1 where no browser could be opened.
    """
    import webbrowser
    from pathlib import Path
    from urllib.parse import urlencode

    import kg

    graph = kg.open(directory)
    path = Path(page) if page else Path(directory) / "graph.html"
    fragment = f"#{urlencode({'e': graph.entity(entity).id})}" if entity else ""
    if page and not path.exists():
        raise InputError(f"{path} does not exist; `kg viz {directory} -o {path}` writes it")
    if not path.exists():
        graph.html(path)
    address = path.resolve().as_uri() + fragment
    opened = webbrowser.open(address)
    say("opened" if opened else "no browser could be opened; open this yourself:")
    click.echo(address)
    return 0 if opened else EXIT_FINDINGS
