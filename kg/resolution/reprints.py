"""Which documents tell one story because one was copied from the other: agency text reprinted, edited or shortened.

Two documents are near-copies where nearly half of the runs of words of the shorter one stand in the other. The share is
estimated from their sketches; on 1,890 news texts and encyclopedia entries of many sources nothing else reached it
than what was copied, follow-ups of one event by one paper among it.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.model import Sketch

COPIED = 0.45
"""The share of the shorter text's runs from which on it is a near-copy."""
SEEN = 5
"""Equal values that two sketches must have: fewer are chance."""

Copies = Mapping[str, tuple[str, ...]]
"""The near-copies of each document, sorted."""


def near_copies(sketches: Mapping[str, Sketch], new: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs of documents that are near-copies, of which one at least is `new`, each in order."""
    ids = sorted(id for id, sketch in sketches.items() if sketch.size)
    if not ids:
        return set()
    values = np.stack([_values(sketches[id]) for id in ids])
    sizes = np.array([sketches[id].size for id in ids], dtype=np.float64)
    place = {id: index for index, id in enumerate(ids)}
    found = set()
    for id in sorted(set(new) & place.keys()):
        one = place[id]
        equal = (values == values[one]).sum(axis=1)
        similarity = equal / values.shape[1]
        shared = similarity * (sizes + sizes[one]) / (1 + similarity)
        copied = (equal >= SEEN) & (shared >= COPIED * np.minimum(sizes, sizes[one]))
        found |= {
            (min(id, ids[other]), max(id, ids[other])) for other in np.flatnonzero(copied) if other != one
        }
    return found


def stories(copies: Copies) -> dict[str, str]:
    """Return for each document the first of those that tell its story: its near-copies, theirs, and so on."""
    leader: dict[str, str] = {}
    for id in sorted(copies):
        if id in leader:
            continue
        reached, queue = {id}, [id]
        while queue:
            for other in copies[queue.pop()]:
                if other in copies and other not in reached:
                    reached.add(other)
                    queue.append(other)
        leader |= dict.fromkeys(reached, id)
    return leader


def with_pairs(
    copies: Copies, ids: Iterable[str], pairs: Sequence[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return the near-copies of documents, those that are known and new pairs; what is no document is left out."""
    kept = set(ids)
    found: dict[str, set[str]] = {id: set(copies.get(id, ())) & kept for id in kept}
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {id: tuple(sorted(each)) for id, each in found.items()}


def _values(sketch: Sketch) -> npt.NDArray[np.uint32]:
    return np.frombuffer(base64.b64decode(sketch.values), dtype="<u4")
