"""Both readers together, as a build uses them unless told otherwise, on the sentences that rules are tried out with.

The trained reader has learned from `pairs` and from the examples of the ontology, not from the two other sets.
"""

import pytest
from extraction.test_no_false_facts import TEMPTING
from extraction.test_pairs import PAIRS, said

from kg.documents.inline import inline_document
from kg.extraction.extractors import DEFAULT
from kg.model import Reading, Status
from kg.pipeline import read_documents

pytestmark = pytest.mark.slow

FLOORS = {"pairs": 0.97, "pairs_blind": 0.78, "pairs_status": 0.64}
"""The share of the sentences of a set that must be read with the right status: no less than of rules alone."""
SURE = 0.97
MOST_FACTS = 4
"""So many of the sentences that state no fact may be read as one."""
MOST_TEMPTED = 6
"""Of fifty that tempted rules, for which they were mended; the trained reader has seen none of them."""


def readings(sentences: list[str]) -> list[Reading]:
    documents = [inline_document(sentence, f"sentence-{number}") for number, sentence in enumerate(sentences)]
    return list(read_documents(documents, extractors=DEFAULT))


@pytest.fixture(scope="module")
def found() -> dict[str, set[Status]]:
    read = readings([pair.sentence for pair in PAIRS])
    return {pair.name: said(pair, reading) for pair, reading in zip(PAIRS, read, strict=True)}


@pytest.mark.parametrize("name", FLOORS)
def test_together_they_read_no_fewer_pairs(found: dict[str, set[Status]], name: str) -> None:
    pairs = [pair for pair in PAIRS if pair.set == name]
    right = sum(found[pair.name] == {pair.status} for pair in pairs)
    wrong = sum(bool(found[pair.name]) and found[pair.name] != {pair.status} for pair in pairs)
    print(f"{name}: {right} of {len(pairs)} right, {wrong} with another status")
    assert right / len(pairs) >= FLOORS[name]
    assert right / (right + wrong) >= SURE


def test_together_they_hardly_read_as_a_fact_what_is_none(found: dict[str, set[Status]]) -> None:
    read_as_fact = [
        pair.sentence
        for pair in PAIRS
        if pair.status is not Status.ASSERTED and Status.ASSERTED in found[pair.name]
    ]
    print("\n".join(read_as_fact))
    assert len(read_as_fact) <= MOST_FACTS


def test_together_they_hardly_fall_for_a_tempting_sentence() -> None:
    fallen = [
        f"{sentence} {relation}"
        for (sentence, relation), reading in zip(
            TEMPTING, readings([each for each, _ in TEMPTING]), strict=True
        )
        if any(each.relation == relation and each.status is Status.ASSERTED for each in reading.relations)
    ]
    print("\n".join(fallen))
    assert len(fallen) <= MOST_TEMPTED


def test_a_share_is_told_of_what_a_model_alone_reads() -> None:
    text = "Salmira Litio, 49 percent owned by Wakamori Shoji, has asked for leave to draw more brine."
    (reading,) = read_documents([inline_document(text)])
    assert [each.qualifiers.share for each in reading.relations if each.relation == "owns"] == [
        ("49 percent",)
    ]


@pytest.mark.parametrize("what", ["agreement", "code-share agreement"])
def test_what_none_of_is_signed_is_denied_once(what: str) -> None:
    text = f"No {what} has been signed between Norvik Steel and Haldane Foods, the firm told travel agents on Friday."
    (reading,) = read_documents([inline_document(text)])
    found = {each.status for each in reading.relations if each.relation == "signsAgreementWith"}
    assert found == {Status.NEGATED}
