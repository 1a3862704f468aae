"""Judgements alter what is built, and a judgement that is taken back leaves what was."""

import pytest
from builders import Claim, Name, company, entity_names, judged, labels, person, reading

from kg.model import RULES, Judgement, Verdict
from kg.resolution import Resolution, resolve

JACK, MA = person("Jack Ma"), person("Ma Yun")
READINGS = [
    reading("a", Claim(JACK, "founded", company("Alibaba"))),
    reading("b", Claim(MA, "founded", company("Alibaba")), Claim(MA, "meetsWith", JACK)),
    reading("c", person("John Lee")),
    reading("d", person("John Lee Ka-chiu")),
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


def made(found: Resolution) -> tuple[object, object]:
    return found.entities, found.statements


def test_not_same_says_nothing_of_others() -> None:
    apart = judged(Verdict.NOT_SAME, "john-lee", "jack-ma")
    assert made(resolve(READINGS, [apart])) == made(BEFORE)


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
def test_a_judgement_about_what_is_not_in_the_graph_changes_nothing_and_is_reported(verdict: Verdict) -> None:
    found = resolve(READINGS, [judged(verdict, "nobody", "Company")])
    assert made(found) == made(BEFORE)
    (refusal,) = set(found.refusals) - set(BEFORE.refusals)
    assert (refusal.stage, refusal.reason) == ("judgements", "a judgement names what is not in the graph")
    assert found.heeded == 0


def test_same_against_not_same_leaves_them_apart_and_is_reported() -> None:
    contrary = [SAME, judged(Verdict.NOT_SAME, SAME.left, SAME.right)]
    found = resolve(READINGS, contrary)
    assert made(found) == made(BEFORE)
    assert [r.reason for r in found.refusals if r.stage == "judgements"] == [
        "a judgement contradicts a judgement that keeps them apart"
    ]
    assert found.heeded == 1


def test_two_classes_for_one_entity_are_reported() -> None:
    classes = [judged(Verdict.RETYPE, "alibaba", kind) for kind in ("MediaOrganization", "University")]
    found = resolve(READINGS, classes)
    assert [r.reason for r in found.refusals if r.stage == "judgements"] == [
        "a judgement contradicts another"
    ]


def test_not_same_parts_documents_that_share_a_name() -> None:
    readings = [reading(id, person("David Chan")) for id in "abc"]
    apart = judged(Verdict.NOT_SAME, "david-chan@a", "david-chan@c")
    found = resolve(readings, [apart])
    assert sorted(entity.documents for entity in found.entities) == [("a", "b"), ("c",)]
    assert found.heeded == 1
    assert len(resolve(readings).entities) == 1


def test_not_same_of_a_name_that_a_company_bears_too_parts_the_person() -> None:
    readings = [reading(id, person("Hugo Boss")) for id in "ab"]
    readings.append(reading("c", company("Hugo Boss")))
    apart = judged(Verdict.NOT_SAME, "hugo-boss_person@a", "hugo-boss_person@b")
    found = resolve(readings, [apart])
    assert found.heeded == 1
    assert sorted(entity.type for entity in found.entities) == ["Company", "Person", "Person"]


def test_a_pair_that_a_person_judged_is_not_judged_again() -> None:
    readings = [reading(id, person("Peter Green")) for id in "bcd"]
    found = resolve(readings, [judged(Verdict.NOT_SAME, "peter-green@b", "peter-green@c")])
    assert sorted(entity.documents for entity in found.entities) == [("b", "d"), ("c",)]
    assert not found.judgements
    assert not found.doubts


def test_same_joins_namesakes_whom_the_rules_tell_apart() -> None:
    readings = [
        reading("a", Claim(person("David Chan"), "citizenOf", Name("Ghana", "Country"))),
        reading("b", Claim(person("David Chan"), "citizenOf", Name("China", "Country"))),
    ]
    assert len([e for e in resolve(readings).entities if e.type == "Person"]) == 2
    found = resolve(readings, [judged(Verdict.SAME, "david-chan@a", "david-chan@b")])
    assert [e.documents for e in found.entities if e.type == "Person"] == [("a", "b")]


def test_a_rule_says_what_it_judged_and_why() -> None:
    (judgement,) = BEFORE.judgements
    assert (judgement.left, judgement.right) == ("john-lee", "john-lee-ka-chiu")
    assert judgement.author == RULES
    assert "Chinese given name" in judgement.reason
    assert BEFORE.parts == {"john-lee": ("john-lee", "john-lee-ka-chiu")}


def test_what_rules_wrote_down_is_no_judgement_of_a_person() -> None:
    assert resolve(READINGS, BEFORE.judgements) == BEFORE


def test_same_is_transitive() -> None:
    chain = [judged(Verdict.SAME, "john-lee", "jack-ma"), judged(Verdict.SAME, "ma-yun", "john-lee")]
    merged = ("Jack Ma", "John Lee", "John Lee Ka-chiu", "Ma Yun")
    assert merged in entity_names(resolve(READINGS, chain))


def test_same_of_names_that_several_bear_never_joins_what_a_person_keeps_apart() -> None:
    readings = [*(reading(id, person("John Lee")) for id in "ab"), reading("c", person("Jon Leigh"))]
    apart = judged(Verdict.NOT_SAME, "john-lee@a", "john-lee@b")
    found = resolve(readings, [apart, judged(Verdict.SAME, "john-lee", "jon-leigh")])
    assert made(found) == made(resolve(readings, [apart]))
    assert [r.reason for r in found.refusals if r.stage == "judgements"] == [
        "a judgement contradicts a judgement that keeps them apart"
    ]


def test_what_one_document_says_can_be_retyped() -> None:
    readings = [reading(id, person("John Lee")) for id in "ab"]
    apart = judged(Verdict.NOT_SAME, "john-lee@a", "john-lee@b")
    found = resolve(readings, [apart, judged(Verdict.RETYPE, "john-lee@b", "Company")])
    assert {entity.documents: entity.type for entity in found.entities} == {
        ("a",): "Person",
        ("b",): "Company",
    }
    both = resolve(readings, [apart, judged(Verdict.RETYPE, "john-lee", "Company")])
    assert "a judgement names several entities" in {refusal.reason for refusal in both.refusals}


def test_a_judgement_on_documents_of_a_person_survives_a_company_of_that_name() -> None:
    readings = [reading(id, person("Hugo Boss")) for id in "ab"]
    apart = judged(Verdict.NOT_SAME, "hugo-boss@a", "hugo-boss@b")
    found = resolve([*readings, reading("c", company("Hugo Boss"))], [apart])
    assert sorted(entity.documents for entity in found.entities) == [("a",), ("b",), ("c",)]
    assert found.heeded == 1
