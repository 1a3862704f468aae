"""Who proposes relations: readers that are registered under a name, one beside the other.

A package registers a reader by the entry point group `kg.extractors`: a class without arguments that has what
`Extractor` asks for. Whatever a reader proposes is held to the same checks (`kg.extraction.reading`): the classes of
the ontology, more specific readings, and what the words around say of its status.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import NamedTuple, Protocol

from kg.errors import InputError
from kg.extraction.candidate import Candidate, Scored
from kg.extraction.scene import Scene

GROUP = "kg.extractors"
DEFAULT = ("frames", "model")
"""The readers that read unless others are named, in this order."""


class Unread(NamedTuple):
    """Something a reader met and could not propose."""

    start: int
    """Where in the document, in characters."""
    said: str
    reason: str
    """A fixed phrase, so that it can be counted."""


class Proposals(NamedTuple):
    """What a reader makes of a passage."""

    candidates: Sequence[Candidate]
    unread: Sequence[Unread] = ()
    weigh: Callable[[Candidate], Scored | None] | None = None
    """What the reader holds of a claim of this passage that another proposes; None where it holds nothing of any."""


class Extractor(Protocol):
    """Proposes relations in parsed passages. The same passages give the same proposals, in the same order."""

    name: str
    version: str
    """Changes with whatever changes what it proposes; graphs keep it."""

    def propose(self, scenes: Sequence[Scene]) -> Sequence[Proposals]:
        """Return what is made of each passage of a document, in the order of the passages."""
        ...

    def spent(self) -> Mapping[str, float]:
        """Return what reading has cost beyond time, since this was last told: amounts by what they are of."""
        ...


@cache
def load_extractors(names: tuple[str, ...] = DEFAULT) -> tuple[Extractor, ...]:
    """Return the readers of these names, each made once in a process.

    Raises `InputError` for a name that nobody registered or that is named twice, and for no name.
    """
    known = {point.name: point for point in entry_points(group=GROUP)}
    unknown = [name for name in names if name not in known]
    if unknown or not names or len({*names}) < len(names):
        fault = f"there is no extractor {unknown[0]!r}" if unknown else "name each extractor once"
        raise InputError(f"{fault}; there are {', '.join(sorted(known))}")
    return tuple(_made(name) for name in names)


@cache
def _made(name: str) -> Extractor:
    (point,) = entry_points(group=GROUP, name=name)
    extractor: Extractor = point.load()()
    return extractor


def extractor_names(versions: str) -> tuple[str, ...]:
    """Return the names of readers from what `extractor_versions` made of them."""
    return tuple(each.split(" ")[0] for each in versions.split(", "))


def extractor_versions(names: tuple[str, ...] = DEFAULT) -> str:
    """Return the names of readers with their versions: `frames, llm 1-0123abcd qwen3`."""
    return ", ".join(f"{each.name} {each.version}".strip() for each in load_extractors(names))
