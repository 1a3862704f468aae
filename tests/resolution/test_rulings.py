"""What people judge of statements: rejected, corrected, and still so when documents are read again or come."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from builders import Claim, Name, company, person, reading, ruled

from kg.model import NO_SKETCH, Correction, Judgement, Statement, Status, Verdict
from kg.resolution import Resolution, State, outline, resolve, resolve_changes

ANKER, BOLT, MARY = company("Anker Foods"), company("Bolt Mills"), person("Mary Stone")
LEADS = Claim(MARY, "leads", ANKER)
READINGS = [reading("a", LEADS), reading("b", LEADS), reading("c", Claim(ANKER, "owns", BOLT))]
REJECT = ruled(Verdict.REJECT, "mary-stone", "leads", "anker-foods")


def correct(document: str = "", **becomes: str) -> Judgement:
    return ruled(
        Verdict.CORRECT,
        "mary-stone",
        "leads",
        "anker-foods",
        document=document,
        becomes=Correction(**becomes),
    )


def told(found: Resolution) -> list[str]:
    """Return each statement in words, with the documents that make it."""
    return sorted(in_words(each) for each in found.statements)


def in_words(each: Statement) -> str:
    return f"{each.subject} {each.relation} {each.object} {each.status}: {' '.join(each.documents)}"


OWNS = "anker-foods owns bolt-mills asserted: c"


@pytest.mark.parametrize(
    ("judgements", "left"),
    [
        ([REJECT], []),
        ([ruled(Verdict.REJECT, "mary-stone", "leads", "anker-foods", document="a")], ["leads anker-foods asserted: b"]),
        ([ruled(Verdict.REJECT, "mary-stone", "leads", "anker-foods", status="ended")], ["leads anker-foods asserted: a b"]),
        ([correct(relation="worksFor")], ["worksFor anker-foods asserted: a b"]),
        ([correct(status="ended")], ["leads anker-foods ended: a b"]),
        ([correct(object="bolt-mills")], ["leads bolt-mills asserted: a b"]),
        ([correct("b", status="ended")], ["leads anker-foods asserted: a", "leads anker-foods ended: b"]),
        ([correct(status="ended"), correct("b", relation="founded")], ["founded anker-foods asserted: b", "leads anker-foods ended: a"]),
        ([REJECT, correct("b", status="ended")], ["leads anker-foods ended: b"]),
    ],
)  # fmt: skip
def test_a_ruling_holds_for_the_claim_or_for_what_one_document_says(
    judgements: list[Judgement], left: list[str]
) -> None:
    found = resolve(READINGS, judgements)
    assert told(found) == sorted([OWNS, *(f"mary-stone {each}" for each in left)])
    unmet = judgements[0].status == "ended"
    assert found.heeded == len(judgements) - unmet
    assert sum(refusal.stage == "judgements" for refusal in found.refusals) == unmet


def test_sides_can_change_places_and_the_words_that_name_them_with_them() -> None:
    swapped = Correction(subject="bolt-mills", object="anker-foods")
    judgement = ruled(Verdict.CORRECT, "anker-foods", "owns", "bolt-mills", becomes=swapped)
    (before,) = (each for each in resolve(READINGS).statements if each.relation == "owns")
    (after,) = (each for each in resolve(READINGS, [judgement]).statements if each.relation == "owns")
    assert in_words(after) == "bolt-mills owns anker-foods asserted: c"
    (was,), (now,) = before.evidence, after.evidence
    assert (now.subject, now.object, now.sentence) == (was.object, was.subject, was.sentence)


def test_what_is_corrected_is_a_persons_word_and_joins_what_says_so_already() -> None:
    also = reading("d", Claim(MARY, "leads", BOLT, confidence=0.5), BOLT)
    found = resolve([*READINGS, also], [correct(object="bolt-mills")])
    (led,) = (each for each in found.statements if each.relation == "leads")
    assert led.documents == ("a", "b", "d")
    assert {each.document: each.rule for each in led.evidence} == {
        "a": "person.corrects/1",
        "b": "person.corrects/1",
        "d": "toy.rule/1",
    }
    assert led.confidence == 0.99


def test_what_was_corrected_can_be_ruled_on_again_and_a_circle_is_refused() -> None:
    ended = correct(status="ended")
    again = ruled(
        Verdict.CORRECT, "mary-stone", "leads", "anker-foods", status="ended", becomes=Correction(relation="worksFor")
    )  # fmt: skip
    assert "mary-stone worksFor anker-foods ended: a b" in told(resolve(READINGS, [ended, again]))
    gone = ruled(Verdict.REJECT, "mary-stone", "leads", "anker-foods", status="ended")
    assert told(resolve(READINGS, [ended, gone])) == [OWNS]
    back = ruled(
        Verdict.CORRECT, "mary-stone", "leads", "anker-foods", status="ended", becomes=Correction(status="asserted")
    )  # fmt: skip
    found = resolve(READINGS, [ended, back])
    assert [each.reason for each in found.refusals] == ["a judgement contradicts another"]
    assert found.heeded == 1


def test_of_rulings_that_contradict_each_other_the_rejection_is_followed_in_any_order() -> None:
    lines = [correct(relation="worksFor"), REJECT, correct(status="ended")]
    outcomes = [resolve(READINGS, order) for order in permutations(lines)]
    for found in outcomes:
        assert found == outcomes[0]
    assert told(outcomes[0]) == [OWNS]
    refused = [each for each in outcomes[0].refusals if each.stage == "judgements"]
    assert [each.reason for each in refused] == ["a judgement contradicts another"] * 2
    assert {each.detail for each in refused} == {REJECT.said}


def test_a_ruling_on_what_no_document_says_is_reported() -> None:
    nobody = ruled(Verdict.REJECT, "mary-stone", "leads", "bolt-mills")
    unknown = ruled(Verdict.REJECT, "john-nobody", "leads", "bolt-mills")
    found = resolve(READINGS, [nobody, unknown])
    assert sorted(each.item for each in found.refusals) == sorted([nobody.said, unknown.said])
    assert {each.reason for each in found.refusals} == {"a judgement names what is not in the graph"}


def test_a_ruling_on_a_symmetric_relation_holds_whichever_side_comes_first() -> None:
    met = reading("d", Claim(ANKER, "partnersWith", BOLT))
    for sides in (("anker-foods", "bolt-mills"), ("bolt-mills", "anker-foods")):
        judgement = ruled(Verdict.REJECT, sides[0], "partnersWith", sides[1])
        assert told(resolve([met], [judgement])) == []


def test_a_ruling_on_what_one_document_says_of_a_person_outlives_a_namesake() -> None:
    here = Claim(person("David Chan"), "citizenOf", Name("Ghana", "Country"))
    there = Claim(person("David Chan"), "citizenOf", Name("China", "Country"))
    judgement = ruled(Verdict.REJECT, "david-chan@b", "citizenOf", "ghana")
    alone = resolve([reading("b", here)], [judgement])
    assert (alone.statements, alone.heeded) == ((), 1)
    both = resolve([reading("b", here), reading("c", there)], [judgement])
    assert [each.object for each in both.statements] == ["china"]
    assert both.heeded == 1


@pytest.mark.parametrize(
    "judgements", [[REJECT], [correct(relation="worksFor")], [correct("b", status="ended"), REJECT]]
)
def test_documents_that_come_one_by_one_are_ruled_on_as_all_at_once(judgements: Sequence[Judgement]) -> None:
    state = State()
    found: dict[str, Statement | None] = {}
    by_id = {each.document.id: each for each in READINGS}
    for id, each in by_id.items():
        changes = resolve_changes(
            state, {id: outline(each)}, (), by_id.__getitem__, judgements, {id: NO_SKETCH}
        )
        state = changes.state
        found |= changes.statements
    assert {id: each for id, each in found.items() if each} == {
        each.id: each for each in resolve(READINGS, judgements).statements
    }


def test_where_a_document_makes_a_ruling_known_others_are_ruled_on_again() -> None:
    """The name by which a judgement means a person comes with the second document only."""
    judgement = ruled(Verdict.REJECT, "mary-stone@b", "leads", "anker-foods")
    by_id = {each.document.id: each for each in READINGS}
    first = resolve_changes(State(), {"a": outline(by_id["a"])}, (), by_id.__getitem__, [judgement])
    assert [each for each in first.statements.values() if each]
    second = resolve_changes(first.state, {"b": outline(by_id["b"])}, (), by_id.__getitem__, [judgement])
    assert not [each for each in second.statements.values() if each]
    assert second.state.documents["a"].outcome.claims == ()


def test_a_status_is_a_claim_of_its_own_to_a_ruling() -> None:
    planned = reading("d", Claim(MARY, "leads", ANKER, Status.PLANNED))
    assert "mary-stone leads anker-foods planned: d" in told(resolve([*READINGS, planned], [REJECT]))
