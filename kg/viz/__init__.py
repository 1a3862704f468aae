"""The page people open: a graph drawn in one self-contained HTML file that asks nothing of any network.

    data      what a page holds: entities, statements, quotes, articles, fit to be shown
    layout    where nodes stand
    style     how types and statuses look, sizes, widths and bends
    page      template, styles and scripts, as source files
    payload, bundle   the data as JSON, and all of it as one file

Drawing needs numpy, networkx, pyvis and Jinja; they are imported when a page is made, not before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.files import replace_bytes
from kg.viz.data.legend import Legend
from kg.viz.data.options import Options
from kg.viz.data.quote import Quote

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Legend", "Options", "Quote", "places_of", "render_page", "write_page"]


Quotes = Mapping[str, Sequence[Quote]] | Callable[[str], Iterable[Quote]]


def render_page(
    graph: "nx.MultiDiGraph",
    quotes: Quotes,
    legend: Legend,
    *,
    title: str,
    options: Options | None = None,
) -> str:
    """Return the page; the same graph, quotes, legend and options give the same text, however they were put together.

    `quotes` gives for the id of a statement the sentences it rests on. `graph` is not changed. The page says
    how much it leaves out. Raises ValueError where two edges have the same key.
    """
    from kg.viz.bundle import bundle
    from kg.viz.data.contents import contents_of, quoted
    from kg.viz.data.selection import by_weight, connected, only
    from kg.viz.style.drawing import draw

    options = options or Options()
    contents = contents_of(graph, legend, title=title, size=options.size)
    contents = contents if options.isolated else connected(contents)
    ranked = by_weight(contents)[: options.max_entities]
    contents = only(contents, set(ranked))
    contents = quoted(contents, quotes if callable(quotes) else lambda each: quotes.get(each, ()))
    core = only(contents, set(ranked[: options.max_nodes]))
    return bundle(contents, draw(contents, core, options.places), ranked, options)


def write_page(
    graph: "nx.MultiDiGraph",
    quotes: Quotes,
    legend: Legend,
    path: Path,
    *,
    title: str,
    options: Options | None = None,
) -> None:
    """Write what `render_page` returns to `path`, in UTF-8; a file there is replaced whole or not at all."""
    page = render_page(graph, quotes, legend, title=title, options=options)
    replace_bytes(Path(path), page.encode())


def places_of(path: Path) -> dict[str, tuple[int, int]]:
    """Return where the entities of an earlier page stood, by id.

    Raises `InputError` if the file cannot be read or is no page of this program.
    """
    from kg.viz.payload import places_in

    try:
        page = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as an earlier page: {error}") from error
    places = places_in(page)
    if places is None:
        raise InputError(f"{path} is no page of `kg viz`: it has no places to keep")
    return places
