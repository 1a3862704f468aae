"""The page people open: a graph drawn in one self-contained HTML file that asks nothing of any network.

Drawing needs numpy, networkx, pyvis and Jinja; they are imported when a page is made, not before.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import replace_bytes
from kg.viz.legend import Legend
from kg.viz.quote import Quote

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Legend", "Quote", "render_page", "write_page"]

MAX_NODES = 1000


def render_page(
    graph: "nx.MultiDiGraph",
    quotes: Mapping[str, Sequence[Quote]],
    legend: Legend,
    *,
    title: str,
    max_nodes: int = MAX_NODES,
    isolated: bool = True,
    size: str = "documents",
) -> str:
    """Return the page; the same graph, quotes and legend give the same text, however they were put together.

    Nodes are the larger the greater their attribute `size`. `quotes` maps the id of each statement to the sentences it rests on. `graph` is not changed.
    At most `max_nodes` entities are drawn, those of greatest weight, and without `isolated` only such as a
    statement is about; the page says how many it leaves out.
    """
    from kg.viz.bundle import bundle
    from kg.viz.contents import contents_of
    from kg.viz.drawing import draw
    from kg.viz.selection import connected, heaviest

    contents = contents_of(graph, quotes, legend, title=title, size=size)
    contents = heaviest(contents if isolated else connected(contents), max_nodes)
    return bundle(contents, draw(contents))


def write_page(
    graph: "nx.MultiDiGraph",
    quotes: Mapping[str, Sequence[Quote]],
    legend: Legend,
    path: Path,
    *,
    title: str,
    max_nodes: int = MAX_NODES,
    isolated: bool = True,
    size: str = "documents",
) -> None:
    """Write what `render_page` returns to `path`, in UTF-8; a file there is replaced whole or not at all."""
    page = render_page(graph, quotes, legend, title=title, max_nodes=max_nodes, isolated=isolated, size=size)
    replace_bytes(Path(path), page.encode())
