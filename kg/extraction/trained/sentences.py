"""The sentences of a passage that may hold a relation, ready to be scored."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

from kg.extraction.pairing import mentions_in, nearest
from kg.extraction.scene import Scene
from kg.extraction.trained.marking import Marking, permitted, relations
from kg.model import Mention
from kg.ontology import load_ontology


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of a sentence by their numbers in it, and which of their mentions stand for them."""

    one: int
    other: int
    subject: Mention
    object: Mention
    allowed: NDArray[np.bool_]
    """For each of `relations()`, whether it may hold: a symmetric one only in the order of the text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with at least one pair of entities between which the ontology permits a relation."""

    span: Span
    chains: tuple[int, ...]
    """The chain of each entity, in the order of the text."""
    markings: tuple[Marking, ...]
    pairs: tuple[Pair, ...]


def sentences(scene: Scene) -> Iterator[Sentence]:
    """Yield the sentences of a passage in which two entities may stand in a relation, in text order."""
    for span in scene.doc.sents:
        mentions = mentions_in(span, scene)
        by_chain: dict[int, list[Mention]] = {}
        for each in mentions:
            by_chain.setdefault(each.chain, []).append(each)
        if len(by_chain) < 2:
            continue
        if pairs := tuple(_pairs(list(by_chain.values()))):
            yield Sentence(span, tuple(by_chain), _markings(mentions, tuple(by_chain), scene, span), pairs)


def _markings(
    mentions: list[Mention], chains: tuple[int, ...], scene: Scene, span: Span
) -> tuple[Marking, ...]:
    start = scene.offset + span.start_char
    numbers = {chain: number for number, chain in enumerate(chains)}
    return tuple(
        Marking(each.start - start, each.end - start, each.type, each.form, numbers[each.chain])
        for each in mentions
    )


def _pairs(entities: list[list[Mention]]) -> Iterator[Pair]:
    symmetric = _symmetric()
    for one, subjects in enumerate(entities):
        for other, objects in enumerate(entities):
            if one == other:
                continue
            subject, obj = nearest(subjects, objects)
            allowed = permitted(subject, obj)
            if one > other:
                allowed = allowed & ~symmetric
            if allowed.any():
                yield Pair(one, other, subject, obj, allowed)


def _symmetric() -> NDArray[np.bool_]:
    known = load_ontology().relations
    return np.array([known[name].symmetric for name in relations()])
