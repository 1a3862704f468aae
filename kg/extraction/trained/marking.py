"""Sentences as the network sees them: pieces of words, and which of them mention whom.

Mentions are not written into the text. A piece of one carries the class of its entity and how the mention refers, as
numbers beside the number of the piece, so that a sentence with many names is no longer than one without.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.model import Mention, MentionForm, Status
from kg.ontology import UNKNOWN, load_ontology

if TYPE_CHECKING:
    from tokenizers import Tokenizer

KINDS = (
    "Person", "Company", "Organization", "Country", "Place", "Facility", "Product", "Event", "Group", "Agreement",
    "Law", "Amount", UNKNOWN,
)  # fmt: skip
"""The classes that the network tells apart: of others, the nearest superclass among these."""
FORMS = tuple(MentionForm)
STATUSES = tuple(Status)
LONGEST = 200
"""Pieces of a sentence: what is behind them is not read."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as numbers; all of `pieces`, `kinds` and `forms` are of one length."""

    pieces: NDArray[np.int64]
    kinds: NDArray[np.int64]
    """0 for what is no mention, else 1 + 2 * the class, and one more on the first piece."""
    forms: NDArray[np.int64]
    """0 for what is no mention, else 1 + the form."""
    entities: tuple[tuple[tuple[int, int], ...], ...]
    """For each entity its mentions, as half-open ranges of pieces."""
    offsets: tuple[tuple[int, int], ...]
    """The characters of the sentence that each piece is made of."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A mention in a sentence, and the number of its entity among those of the sentence."""

    start: int
    """In characters of the sentence."""
    end: int
    kind: str
    form: MentionForm
    entity: int


def mark(text: str, markings: Iterable[Marking], count: int, tokenizer: "Tokenizer") -> Marked:
    """Return a sentence with the mentions of its `count` entities; one that is cut off has no mention left."""
    encoding = tokenizer.encode(text)
    pieces = np.array(encoding.ids[:LONGEST], dtype=np.int64)
    offsets = tuple(encoding.offsets[:LONGEST])
    kinds, forms = np.zeros_like(pieces), np.zeros_like(pieces)
    entities: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    # Outer mentions first: what lies inside of one is marked as what it is itself.
    for each in sorted(markings, key=lambda m: (m.start - m.end, m.start, m.entity)):
        inside = [i for i, (start, end) in enumerate(offsets) if start < each.end and each.start < end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        kind = 1 + 2 * KINDS.index(coarse(each.kind))
        kinds[first:last], forms[first:last] = kind, 1 + FORMS.index(each.form)
        kinds[first] = kind + 1
        entities[each.entity].append((first, last))
    return Marked(pieces, kinds, forms, tuple(tuple(sorted(each)) for each in entities), offsets)


@cache
def coarse(kind: str) -> str:
    """Return the class of `KINDS` that a class of the ontology is one of, the nearest."""
    if kind in KINDS:
        return kind
    known = load_ontology().classes.get(kind)
    return next((each for each in (known.ancestors if known else ()) if each in KINDS), UNKNOWN)


@cache
def relations() -> tuple[str, ...]:
    """Return the relations in the order in which the network scores them."""
    return tuple(sorted(load_ontology().relations))


@cache
def _sides(kind: str, sure: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    ontology = load_ontology()
    rules = [ontology.relations[name] for name in relations()]

    def fits(allowed: frozenset[str]) -> bool:
        return not sure or kind == UNKNOWN or ontology.is_a(kind, *allowed)

    return np.array([fits(rule.domain) for rule in rules]), np.array([fits(rule.range) for rule in rules])


def permitted(subject: Mention, obj: Mention) -> NDArray[np.bool_]:
    """Return for each of `relations()` whether the ontology permits it between the classes of two mentions."""
    allowed: NDArray[np.bool_] = _sides(subject.type, subject.sure)[0] & _sides(obj.type, obj.sure)[1]
    return allowed


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sentences as arrays: B sentences, T pieces, E entities, P pairs; what is missing is 0."""

    pieces: NDArray[np.int64]
    """(B, T)"""
    kinds: NDArray[np.int64]
    forms: NDArray[np.int64]
    present: NDArray[np.float32]
    """(B, T): 1 where there is a piece."""
    pooling: NDArray[np.float32]
    """(B, E, T): the share of each piece in an entity; those of an entity sum to 1."""
    pairs: NDArray[np.int64]
    """(P, 3): sentence, subject, object."""


def batch(marked: Sequence[Marked], pairs: Sequence[Sequence[tuple[int, int]]]) -> Batch:
    """Return sentences with the pairs of entities that are to be scored in each."""
    longest = max(len(each.pieces) for each in marked)
    most = max(len(each.entities) for each in marked)
    shape = (len(marked), longest)
    pieces, kinds, forms = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    present = np.zeros(shape, dtype=np.float32)
    pooling = np.zeros((len(marked), most, longest), dtype=np.float32)
    for row, each in enumerate(marked):
        length = len(each.pieces)
        pieces[row, :length], kinds[row, :length], forms[row, :length] = each.pieces, each.kinds, each.forms
        present[row, :length] = 1
        for number, mentions in enumerate(each.entities):
            for start, end in mentions:
                pooling[row, number, start:end] += 1 / (len(mentions) * (end - start))
    flat = [(row, one, other) for row, some in enumerate(pairs) for one, other in some]
    return Batch(pieces, kinds, forms, present, pooling, np.array(flat, dtype=np.int64).reshape(-1, 3))


def load_tokenizer(file: Path) -> "Tokenizer":
    """Return the tokenizer of the encoder, which cuts nothing off and fills nothing up."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
