"""Judgements alter what is built, and a judgement that is taken back leaves what was."""

import pytest
from builders import Claim, company, entity_names, judged, labels, person, reading

from kg.model import Judgement, Verdict
from kg.resolution import resolve

JACK, MA = person("Jack Ma"), person("Ma Yun")
READINGS = [
    reading("a", Claim(JACK, "founded", company("Alibaba"))),
    reading("b", Claim(MA, "founded", company("Alibaba")), Claim(MA, "meetsWith", JACK)),
    reading("c", person("John Lee"), person("John Lee Ka-chiu")),
]
SAME = judged(Verdict.SAME, "jack-ma", "ma-yun")
APART = judged(Verdict.NOT_SAME, "john-lee", "john-lee-ka-chiu")
RETYPE = judged(Verdict.RETYPE, "alibaba", "MediaOrganization")
BEFORE = resolve(READINGS)


def reject() -> Judgement:
    return judged(Verdict.REJECT, BEFORE.statements[0].id)


def test_same_makes_one_entity_of_two_and_joins_their_statements() -> None:
    found = resolve(READINGS, [SAME])
    assert ("Jack Ma", "Ma Yun") in entity_names(found)
    (founded,) = (s for s in found.statements if s.relation == "founded")
    assert founded.documents == ("a", "b")
    assert [refusal.reason for refusal in found.refusals] == ["subject and object are the same entity"]


def test_not_same_keeps_apart_what_a_rule_would_join() -> None:
    assert ("John Lee", "John Lee Ka-chiu") in entity_names(BEFORE)
    assert {("John Lee",), ("John Lee Ka-chiu",)} <= set(entity_names(resolve(READINGS, [APART])))


def test_not_same_says_nothing_of_others() -> None:
    apart = judged(Verdict.NOT_SAME, "john-lee", "jack-ma")
    assert resolve(READINGS, [apart]) == BEFORE


def test_reject_takes_a_statement_out_and_counts_it() -> None:
    found = resolve(READINGS, [reject()])
    assert BEFORE.statements[0].id not in {statement.id for statement in found.statements}
    assert [refusal.reason for refusal in found.refusals] == ["rejected by a judgement"]
    assert found.kept + len(found.refusals) == BEFORE.kept


def test_retype_gives_the_class_that_is_named() -> None:
    assert labels(resolve(READINGS, [RETYPE]))["alibaba"] == ("Alibaba", "MediaOrganization")


@pytest.mark.parametrize("judgement", [SAME, APART, RETYPE, reject()], ids=lambda j: str(j.verdict))
def test_a_judgement_that_is_taken_back_leaves_what_was(judgement: Judgement) -> None:
    assert resolve(READINGS, [judgement]) != BEFORE
    assert resolve(READINGS, []) == BEFORE


def test_contrary_judgements_give_the_same_in_any_order() -> None:
    classes = [judged(Verdict.RETYPE, "alibaba", kind) for kind in ("MediaOrganization", "University")]
    contrary = [*classes, SAME, judged(Verdict.NOT_SAME, SAME.left, SAME.right)]
    assert resolve(READINGS, contrary) == resolve(READINGS, contrary[::-1])


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_judgement_about_what_is_not_in_the_graph_changes_nothing(verdict: Verdict) -> None:
    assert resolve(READINGS, [judged(verdict, "nobody", "Company")]) == BEFORE


def test_same_is_transitive() -> None:
    chain = [judged(Verdict.SAME, "john-lee", "jack-ma"), judged(Verdict.SAME, "ma-yun", "john-lee")]
    merged = ("Jack Ma", "John Lee", "John Lee Ka-chiu", "Ma Yun")
    assert merged in entity_names(resolve(READINGS, chain))
