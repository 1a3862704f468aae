"""Minimal pairs: the words around a relation decide whether it is a fact, a plan, a possibility, a denial or over."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.documents.inline import inline_document
from kg.model import Mention, Reading, Status
from kg.naming.folding import fold
from kg.ontology import load_ontology

SETS = {"pairs": 0.97, "pairs_blind": 0.74, "pairs_status": 0.58}
"""The sets, and the share of their sentences that must be read with the right status."""
AS_FACT = "read as asserted"
"""The miss of a sentence that is no fact and is read as one."""
SURE = 0.97
"""The share of the sentences whose relation is found that must have the right status."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence of a set and what it says."""

    set: str
    name: str
    relation: str
    subject: str
    object: str
    status: Status
    sentence: str
    miss: str


def read_pairs(name: str) -> list[Pair]:
    groups = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        Pair(
            name,
            f"{name}-{group['name']}-{status}-{number}",
            group["relation"],
            group["subject"],
            group["object"],
            Status(status),
            sentence,
            group.get("misses", {}).get(sentence, ""),
        )
        for group in groups
        for status, sentences in group["sentences"].items()
        for number, sentence in enumerate(sentences, 1)
    ]


PAIRS = [pair for name in SETS for pair in read_pairs(name)]


@pytest.fixture(scope="module")
def found() -> dict[str, set[Status]]:
    """The statuses with which each sentence says its relation."""
    from kg.pipeline import read_documents

    documents = [inline_document(pair.sentence, pair.name) for pair in PAIRS]
    readings = read_documents(documents, extractors=("frames",))
    return {pair.name: said(pair, reading) for pair, reading in zip(PAIRS, readings, strict=True)}


def said(pair: Pair, reading: Reading) -> set[Status]:
    names = {chain.number: {fold(name) for name in chain.names} for chain in reading.chains}

    def means(mention: Mention, name: str) -> bool:
        text = reading.document.text[mention.start : mention.end]
        return fold(name) in names[mention.chain] | {fold(mention.name), fold(text)}

    ends = [(pair.subject, pair.object)]
    if load_ontology().relations[pair.relation].symmetric:
        ends.append((pair.object, pair.subject))
    return {
        each.status
        for each in reading.relations
        if each.relation == pair.relation
        and any(means(each.subject, one) and means(each.object, other) for one, other in ends)
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(
            pair, id=pair.name, marks=[pytest.mark.xfail(strict=True, reason=pair.miss)] if pair.miss else []
        )
        for pair in PAIRS
    ],
)
def test_a_sentence_says_its_relation_with_its_status(found: dict[str, set[Status]], pair: Pair) -> None:
    assert found[pair.name] == {pair.status}, pair.sentence


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_most_pairs_are_read_and_hardly_one_with_a_wrong_status(
    found: dict[str, set[Status]], name: str
) -> None:
    pairs = [pair for pair in PAIRS if pair.set == name]
    right = Counter(pair.status for pair in pairs if found[pair.name] == {pair.status})
    wrong = Counter(pair.status for pair in pairs if found[pair.name] and found[pair.name] != {pair.status})
    every = Counter(pair.status for pair in pairs)
    for status in Status:
        print(f"{status}: {right[status]} of {every[status]} right, {wrong[status]} with another status")
    print(f"in all: {right.total()} of {len(pairs)}, {wrong.total()} with another status")
    assert right.total() / len(pairs) >= SETS[name]
    assert right.total() / (right.total() + wrong.total()) >= SURE


@pytest.mark.slow
def test_what_is_no_fact_is_never_read_as_one(found: dict[str, set[Status]]) -> None:
    read_as_fact = [
        pair for pair in PAIRS if pair.status is not Status.ASSERTED and Status.ASSERTED in found[pair.name]
    ]
    assert [pair.sentence for pair in read_as_fact if pair.miss != AS_FACT] == []
    assert len(read_as_fact) <= 2


def test_there_are_pairs_enough() -> None:
    assert len(PAIRS) >= 300
    assert len({pair.relation for pair in PAIRS}) >= 30
    assert len({pair.sentence for pair in PAIRS}) == len(PAIRS)
    assert all(count >= 60 for count in Counter(pair.status for pair in PAIRS).values())
    for pair in PAIRS:
        assert pair.subject in pair.sentence and pair.object in pair.sentence, pair.sentence
