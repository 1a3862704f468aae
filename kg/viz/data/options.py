"""How a page is to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """What a page holds and how it opens."""

    max_nodes: int = 1_000
    """The most entities that are drawn when it opens; the reader draws others as she wants them."""
    max_entities: int = 20_000
    """The most entities that the file holds: those of greatest weight."""
    isolated: bool = True
    """Whether entities that no statement is about are held."""
    size: str = "documents"
    """The attribute of a node that its size stands for."""
    theme: str = "auto"
    """`light`, `dark`, or `auto`: what the reader's system is set to."""
    scope: str = ""
    """In words, what of a graph the page is about, if not all of it."""
    chosen: str | None = None
    """The id of the entity that is chosen when it opens."""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where entities stood on an earlier page, by id; they stay there as far as they can."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Texts of documents by id, to show sentences in place."""
