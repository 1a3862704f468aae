"""How a rule, a score and what else speaks for a claim make one probability."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from kg.documents.inline import inline_document
from kg.extraction.candidate import Candidate, Scored
from kg.extraction.extractors import load_extractors
from kg.extraction.reading import decide
from kg.extraction.scene import scenes
from kg.extraction.weighing import (
    ALONE,
    OF,
    RULE,
    _table,
    crossed,
    grounds,
    is_enough,
    kind_of,
    log_odds,
    outdone,
    probability_of,
    told_grounds,
)
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import load_pipeline, parse

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def candidate() -> Candidate:
    document = inline_document("Norvik acquired Haldane Shipping in May.")
    ((_, passages),) = parse([document], load_pipeline())
    mentions, _ = find_mentions(passages)
    (frames,) = load_extractors(("frames",))
    (proposals,) = frames.propose(list(scenes(passages, tuple(mentions))))
    return next(each for each in proposals.candidates if each.relation == "acquires")


def with_score(
    candidate: Candidate, score: float, runner: float = 0.02, rule: str = "verb.acquires/1"
) -> Candidate:
    return replace(candidate, rule=rule, scored=Scored(score, (("owns", runner),), ("acquired",)))


@pytest.mark.parametrize("rule", ["verb.acquires/1", "verb.visits/1", "model.acquires/1"])
def test_a_higher_score_is_never_less_probable(candidate: Candidate, rule: str) -> None:
    found = [probability_of(with_score(candidate, score / 100, rule=rule), 0, 1) for score in range(101)]
    assert all(one is not None and other is not None and one <= other for one, other in pairwise(found))


@pytest.mark.parametrize("rule", ["verb.acquires/1", "model.acquires/1"])
def test_what_more_sentences_say_is_more_probable(candidate: Candidate, rule: str) -> None:
    once, thrice = (probability_of(with_score(candidate, 0.6, rule=rule), 0, count) for count in (1, 3))
    assert once is not None
    assert thrice is not None
    assert once < thrice


def test_a_claim_that_nobody_weighed_has_no_probability_and_is_kept(candidate: Candidate) -> None:
    bare = replace(candidate, scored=None)
    assert probability_of(bare, 0, 1) is None
    assert is_enough(bare, None)


@pytest.mark.parametrize(("rule", "kind"), [("verb.acquires/1", RULE), ("model.acquires/1", ALONE)])
def test_each_kind_has_a_bar(candidate: Candidate, rule: str, kind: str) -> None:
    least = float(_table()["least"][kind])
    scored = with_score(candidate, 0.5, rule=rule)
    assert is_enough(scored, least)
    assert not is_enough(scored, least - 0.001)


def test_what_no_rule_reads_must_be_more_probable() -> None:
    least = _table()["least"]
    assert 0.2 < least[RULE] < least[ALONE] < 0.95


def test_a_probability_is_the_sum_that_is_told(candidate: Candidate) -> None:
    for rule, kind in (("verb.acquires/1", RULE), ("model.acquires/1", ALONE)):
        scored = with_score(candidate, 0.4, rule=rule)
        assert kind_of(scored) == kind
        weights, told = _table()[kind], grounds(scored, 1, 2)
        assert {name for name in weights if not name.startswith(OF)} == {"bias", *told} - {f"{OF}acquires"}
        odds = weights["bias"] + sum(weights.get(name, 0) * value for name, value in told.items())
        assert probability_of(scored, 1, 2) == round(1 / (1 + math.exp(-odds)), 3)
        (line,) = told_grounds(scored, 1, 2)
        assert f"from {weights['bias']:+.2f}" in line
        assert f"score {weights['score'] * log_odds(0.4):+.2f}" in line


def between(candidate: Candidate, one: int, other: int, rule: str, score: float) -> Candidate:
    """Return the same claim of two other entities."""
    moved = replace(
        candidate,
        subject=replace(candidate.subject, chain=one),
        object=replace(candidate.object, chain=other),
    )
    return with_score(moved, score, rule=rule)


def test_a_claim_whose_sides_are_both_told_of_others_mixes_them_up(candidate: Candidate) -> None:
    cook, apple, huang, nvidia = range(4)
    claims = [
        between(candidate, cook, apple, "title.leads/1", 0.1),
        between(candidate, huang, nvidia, "model.leads/1", 0.9),
        between(candidate, cook, nvidia, "model.leads/1", 0.8),
        between(candidate, huang, apple, "model.leads/1", 0.7),
    ]
    assert crossed(claims) == {2, 3}
    assert crossed(claims[::-1]) == {0, 1}
    assert crossed(claims[:1] + claims[2:3]) == set(), "one may lead two"
    assert crossed([replace(each, rule="title.leads/1") for each in claims]) == set(), "rules may"


def test_a_claim_the_other_way_round_mixes_up_who_and_whom(candidate: Candidate) -> None:
    told = between(candidate, 0, 1, "verb.succeeds/1", 0.1)
    assert crossed([told, between(candidate, 1, 0, "model.succeeds/1", 0.9)]) == {1}
    assert crossed(
        [between(candidate, 0, 1, "model.succeeds/1", 0.9), between(candidate, 1, 0, "model.succeeds/1", 0.8)]
    ) == {1}


def test_between_two_the_trained_reader_adds_one_relation_and_none_to_a_rule(candidate: Candidate) -> None:
    claims = [
        replace(between(candidate, 0, 1, "model.owns/1", 0.8), relation="owns"),
        replace(between(candidate, 1, 0, "model.sues/1", 0.9), relation="sues"),
        between(candidate, 2, 3, "model.acquires/1", 0.99),
        replace(between(candidate, 2, 3, "verb.owns/1", 0.1), relation="owns"),
    ]
    assert outdone(claims) == {0, 2}
    assert outdone(claims[:1]) == set()


def test_what_the_trained_reader_finds_improbable_is_refused_by_name() -> None:
    document = inline_document(
        "Anna Berg, the head of Norvik, met the owners of Telia and Haldane Shipping in Oslo."
    )
    ((_, passages),) = parse([document], load_pipeline())
    found = decide(document, passages, *find_mentions(passages), load_extractors(("frames", "model")))
    for each in found.decisions:
        probability = probability_of(each.candidate, each.described, each.sentences)
        if each.relation:
            assert is_enough(each.candidate, probability)
