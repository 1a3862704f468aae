"""The shipped network, run by onnxruntime on one core."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extraction.trained.marking import Marked, batch, load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
AT_ONCE = 16
"""Sentences that go through the network at once."""
MOST_PAIRS = 1500
"""Pairs that do: what is kept of each takes 32 kB."""


class Scores(NamedTuple):
    """What the network holds of the pairs of a sentence: a row a pair, in their order."""

    relations: NDArray[np.float32]
    """(pairs, relations): probabilities."""
    statuses: NDArray[np.float32]
    """(pairs, statuses): probabilities, of a relation that holds; they sum to 1."""
    attention: NDArray[np.float32]
    """(pairs, pieces): what both sides attend to; it sums to 1."""


class Network:
    """The network of a folder: `reader.onnx` and `tokenizer.json`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @cached_property
    def digest(self) -> str:
        """The first eight digits of the SHA-256 of the weights."""
        return hashlib.sha256((self.folder / "reader.onnx").read_bytes()).hexdigest()[:8]

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        return load_tokenizer(self.folder / "tokenizer.json")

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        # Several threads would add up in an order of their own, and other processes read beside this one.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return InferenceSession(
            self.folder / "reader.onnx", sess_options=options, providers=["CPUExecutionProvider"]
        )

    def score(self, marked: Sequence[Marked], pairs: Sequence[Sequence[tuple[int, int]]]) -> list[Scores]:
        """Return the scores of each sentence, in order.

        They depend on what else is scored in the same call, in the last digits: the whole of a document goes in one.
        """
        found: list[list[Scores]] = [[] for _ in marked]
        for some in _batches(marked, pairs):
            made = batch([marked[each] for each, _ in some], [pairs[each][part] for each, part in some])
            feed = {
                "pieces": made.pieces, "kinds": made.kinds, "forms": made.forms, "present": made.present,
                "pooling": made.pooling, "pairs": made.pairs,
            }  # fmt: skip
            relations, statuses, attention = self._session.run(None, feed)
            end = 0
            for each, part in some:
                start, end = end, end + len(pairs[each][part])
                found[each].append(Scores(relations[start:end], statuses[start:end], attention[start:end]))
        return [_joined(parts) for parts in found]


def _batches(
    marked: Sequence[Marked], pairs: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[list[tuple[int, slice]]]:
    """Yield what goes through the network at once: sentences of like length, each with all of its pairs or, of a list of a hundred names,
    with some.
    """
    some: list[tuple[int, slice]] = []
    count = 0
    for each in sorted(range(len(marked)), key=lambda each: len(marked[each].pieces)):
        for start in range(0, max(len(pairs[each]), 1), MOST_PAIRS):
            part = slice(start, start + MOST_PAIRS)
            size = len(pairs[each][part])
            if len(some) == AT_ONCE or (some and count + size > MOST_PAIRS):
                yield some
                some, count = [], 0
            some.append((each, part))
            count += size
    if some:
        yield some


def _joined(parts: list[Scores]) -> Scores:
    if len(parts) == 1:
        return parts[0]
    longest = max(part.attention.shape[1] for part in parts)
    attention = [np.pad(part.attention, ((0, 0), (0, longest - part.attention.shape[1]))) for part in parts]
    relations, statuses = ([getattr(part, name) for part in parts] for name in ("relations", "statuses"))
    return Scores(np.concatenate(relations), np.concatenate(statuses), np.concatenate(attention))
