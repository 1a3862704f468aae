"""From relation mentions to statements: what is joined, swapped and refused, and that no order matters."""

from collections import Counter
from dataclasses import replace

import pytest
from builders import Claim, Name, company, judged, labels, nominal, person, reading, ruled
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Correction,
    Entity,
    Judgement,
    Qualifiers,
    Reading,
    Span,
    Statement,
    Status,
    Verdict,
    statement_id,
)
from kg.ontology import load_ontology
from kg.resolution import Resolution, State, outline, resolve, resolve_changes

ANKER, BOLT, MAERSK = company("Anker"), company("Bolt"), company("Maersk")
SYMMETRIC = sorted(name for name, relation in load_ontology().relations.items() if relation.symmetric)


def read_and_used(readings: list[Reading], found: Resolution) -> tuple[int, int]:
    read = sum(len(each.relations) for each in readings)
    return read, found.kept + len(found.refusals)


def test_one_claim_in_two_documents_is_one_statement_with_both_as_evidence() -> None:
    said = [
        reading("a", Claim(MAERSK, "owns", BOLT, confidence=0.914, qualifiers=Qualifiers(share=("51%",)))),
        reading("b", Claim(MAERSK, "owns", BOLT, confidence=0.6, qualifiers=Qualifiers(share=("half",)))),
    ]
    (statement,) = resolve(said).statements
    assert statement.documents == ("a", "b")
    assert (statement.confidence, statement.sources) == (0.94, 2)
    assert statement.qualifiers == Qualifiers(share=("51%", "half"))
    assert statement.id == statement_id("maersk", "owns", "bolt", Status.ASSERTED)


def test_each_status_of_a_claim_is_a_statement_of_its_own() -> None:
    found = resolve([reading("a", *(Claim(MAERSK, "owns", BOLT, status) for status in Status))])
    assert sorted(statement.status for statement in found.statements) == sorted(Status)


@pytest.mark.parametrize("relation", SYMMETRIC)
def test_a_symmetric_relation_is_stored_once_from_the_smaller_id(relation: str) -> None:
    said = [reading("a", Claim(MAERSK, relation, ANKER)), reading("b", Claim(ANKER, relation, MAERSK))]
    (statement,) = resolve(said).statements
    assert (statement.subject, statement.object) == ("anker", "maersk")
    for evidence, each in zip(statement.evidence, said, strict=True):
        quotes = [each.document.quote(*span) for span in (evidence.subject, evidence.object)]
        assert quotes == ["Anker", "Maersk"]


def test_a_directed_relation_keeps_its_direction() -> None:
    found = resolve([reading("a", Claim(MAERSK, "owns", ANKER), Claim(ANKER, "owns", MAERSK))])
    assert {(s.subject, s.object) for s in found.statements} == {("maersk", "anker"), ("anker", "maersk")}


def test_a_claim_of_an_entity_about_itself_is_refused_and_counted() -> None:
    said = [
        reading("a", Claim(company("Alibaba Group"), "owns", company("Alibaba")), Claim(ANKER, "owns", BOLT))
    ]
    found = resolve(said)
    assert [refusal.reason for refusal in found.refusals] == ["subject and object are the same entity"]
    assert found.refusals[0].item == "a:0"
    assert found.kept == len(found.statements) == 1


def test_evidence_is_sorted_by_document_and_place() -> None:
    claim = Claim(MAERSK, "owns", BOLT)
    (statement,) = resolve([reading("b", claim, claim), reading("a", BOLT, claim)]).statements
    places = [(evidence.document, evidence.start) for evidence in statement.evidence]
    assert places == sorted(places)
    assert len(places) == 3


NAMES = st.sampled_from(
    [
        *(company(name) for name in ("Anker", "Anker Group", "Bolt", "Bolt AG", "IMF", "Hugo Boss")),
        *(
            person(name)
            for name in ("Jack Ma", "Ma", "John Lee", "John Lee Ka-chiu", "John Lee Smith", "Hugo Boss")
        ),
        Name("International Monetary Fund", "Organization", also=("IMF",)),
        Name("Hong Kong", "City"),
        Name("Bolt", "Entity"),
        nominal("the plant"),
    ]
)
CLAIMS = st.builds(
    Claim,
    NAMES,
    st.sampled_from(["owns", "competesWith", "meetsWith"]),
    NAMES,
    st.sampled_from(Status),
    st.sampled_from([0.5, 0.9]),
    st.builds(Qualifiers, time=st.sampled_from([(), ("2019",), ("2021",)])),
)
READINGS = st.lists(st.lists(CLAIMS | NAMES, max_size=4), min_size=1, max_size=4).map(
    lambda documents: [reading(f"d{number}", *said) for number, said in enumerate(documents)]
)
SIDES = st.sampled_from(
    ["anker", "bolt", "imf", "jack-ma", "john-lee", "john-lee@d1", "anker@d0", "hugo-boss@d2"]
)
JUDGEMENTS = st.lists(
    st.builds(
        judged,
        st.sampled_from([Verdict.SAME, Verdict.NOT_SAME]),
        st.sampled_from(["anker", "bolt", "jack-ma", "john-lee", "imf"]),
        st.sampled_from(["anker", "bolt", "john-lee-ka-chiu", "international-monetary-fund"]),
    )
    | st.builds(
        ruled,
        st.sampled_from([Verdict.REJECT, Verdict.CORRECT]),
        SIDES,
        st.sampled_from(["owns", "competesWith"]),
        SIDES,
        document=st.sampled_from(["", "", "d0", "d1"]),
        becomes=st.builds(
            Correction,
            relation=st.sampled_from(["owns", "meetsWith"]),
            object=st.just("") | SIDES,
            status=st.sampled_from(["", "planned"]),
        ),
    ),
    max_size=4,
)


@given(readings=READINGS, judgements=JUDGEMENTS, data=st.data())
def test_the_order_of_readings_and_judgements_does_not_matter(
    readings: list[Reading], judgements: list[Judgement], data: st.DataObject
) -> None:
    shuffled = resolve(data.draw(st.permutations(readings)), data.draw(st.permutations(judgements)))
    assert shuffled == resolve(readings, judgements)


@given(readings=READINGS, judgements=JUDGEMENTS, data=st.data())
def test_documents_that_come_and_go_one_by_one_leave_what_all_at_once_give(
    readings: list[Reading], judgements: list[Judgement], data: st.DataObject
) -> None:
    by_id = {each.document.id: each for each in readings}
    going = data.draw(st.sets(st.sampled_from(sorted(by_id))))
    steps: list[tuple[str, Reading | None]] = [
        (id, by_id[id]) for id in data.draw(st.permutations(sorted(by_id)))
    ]
    steps += [(id, None) for id in sorted(going)]
    state = State()
    entities: dict[str, Entity | None] = {}
    statements: dict[str, Statement | None] = {}
    for id, now in steps:
        come = {id: outline(now)} if now else {}
        changes = resolve_changes(state, come, {id} - come.keys(), by_id.__getitem__, judgements)
        state = changes.state
        entities |= changes.entities
        statements |= changes.statements
    at_once = resolve([each for id, each in by_id.items() if id not in going], judgements)
    assert sorted(filter(None, entities.values()), key=lambda each: each.id) == list(at_once.entities)
    assert sorted(filter(None, statements.values()), key=lambda each: each.id) == list(at_once.statements)
    last, whole = (
        replace(each, entities={}, made=(), touched=frozenset()) for each in (changes, at_once.changes)
    )
    assert last == whole


@given(readings=READINGS)
def test_every_relation_mention_becomes_evidence_or_a_refusal_with_a_reason(readings: list[Reading]) -> None:
    found = resolve(readings)
    read, used = read_and_used(readings, found)
    assert read == used
    assert all(refusal.stage == "resolution" and refusal.reason for refusal in found.refusals)


@given(readings=READINGS)
def test_statements_and_entities_are_sorted_whole_and_unique(readings: list[Reading]) -> None:
    found = resolve(readings)
    for values in (found.entities, found.statements):
        ids = [value.id for value in values]
        assert ids == sorted(set(ids))
    ends = {end for statement in found.statements for end in (statement.subject, statement.object)}
    assert ends <= labels(found).keys()
    texts = {each.document.id: each.document.text for each in readings}
    for statement in found.statements:
        for evidence in statement.evidence:
            assert texts[evidence.document][evidence.start : evidence.end] == evidence.sentence


@given(readings=READINGS)
def test_every_mention_counts_for_one_entity(readings: list[Reading]) -> None:
    found = resolve(readings)
    named = Counter(mention.form != "nominal" for each in readings for mention in each.mentions)
    assert sum(entity.mentions for entity in found.entities) >= named[True]


@given(readings=READINGS)
def test_a_removed_document_leaves_no_trace(readings: list[Reading]) -> None:
    rest = readings[1:]
    found = resolve(rest)
    gone = readings[0].document.id
    assert all(gone not in entity.documents for entity in found.entities)
    assert all(gone not in statement.documents for statement in found.statements)


def test_spans_are_swapped_only_in_symmetric_relations() -> None:
    (statement,) = resolve([reading("a", Claim(MAERSK, "owns", ANKER))]).statements
    assert statement.evidence[0].subject == Span(0, 6)
