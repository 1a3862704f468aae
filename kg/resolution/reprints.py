"""Which documents tell one story because one was copied from the other: agency text reprinted, edited or shortened.

Two documents are near-copies where nearly half of the runs of words of the shorter one stand in the other. The share is
estimated from their sketches; on 1,890 news texts and encyclopedia entries of many sources nothing else reached it
than what was copied, follow-ups of one event by one paper among it.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from kg.model import Sketch

COPIED = 0.45
"""The share of the shorter text's runs from which on it is a near-copy."""
SEEN = 5
"""Equal values that two sketches must have: fewer are chance."""

MANY = 64
"""Documents from which on an index is quicker than comparing each with all."""
AT_ONCE = 256
"""Documents that are looked up at a time."""

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
    rows = np.array(sorted(place[id] for id in set(new) & place.keys()), dtype=np.int64)
    found = set()
    for one, other, equal in (_compared if len(rows) < MANY else _indexed)(values, rows):
        similarity = equal / values.shape[1]
        least = np.minimum(sizes[one], sizes[other])
        shared = similarity * (sizes[one] + sizes[other]) / (1 + similarity)
        copied = (equal >= SEEN) & (shared >= COPIED * least) & (one != other)
        found |= {
            (ids[min(pair)], ids[max(pair)])
            for pair in zip(one[copied].tolist(), other[copied].tolist(), strict=True)
        }
    return found


_Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Rows, other rows, and how many values each pair has in common."""


def _compared(values: npt.NDArray[np.uint32], rows: npt.NDArray[np.int64]) -> Iterator[_Pairs]:
    """Yield each row with all others, one row at a time: quickest for few."""
    others = np.arange(len(values))
    for row in rows:
        yield np.full(len(values), row), others, (values == values[row]).sum(axis=1)


def _indexed(values: npt.NDArray[np.uint32], rows: npt.NDArray[np.int64]) -> Iterator[_Pairs]:
    """Yield the pairs that have any value in common, some rows at a time.

    Takes as long as values are shared, and those of texts that have nothing to do with each other are not.
    """
    columns, marks, marked = [], [], 0
    for column in values.T:
        _, inverse, counts = np.unique(column, return_inverse=True, return_counts=True)
        several = counts[inverse] > 1
        columns.append(np.flatnonzero(several).astype(np.int32))
        marks.append((inverse[several] + marked).astype(np.int32))
        marked += len(counts)
    there, mark = np.concatenate(columns), np.concatenate(marks)
    ones = np.ones(len(there), dtype=np.int16)  # there are 256 values at most
    index = csr_array((ones, (there, mark)), shape=(len(values), marked))
    turned = index.T.tocsr()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        equal = (index[some] @ turned).tocoo()
        yield some[equal.row], equal.col.astype(np.int64), equal.data.astype(np.int64)


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
