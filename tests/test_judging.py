"""Judgements of people on a graph that is built: checked, written, applied, and taken back without a trace."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import WHO, told, write_articles

import kg
from kg import growing, pipeline
from kg.assembly import unheeded
from kg.errors import InputError
from kg.judging import Docket, Outcome
from kg.model import Correction, Judgement, Status, Verdict
from kg.store.archive import Archive, Derived
from kg.store.judgements import BY_HAND

SAME, NOT_SAME, RETYPE, REJECT = Verdict.SAME, Verdict.NOT_SAME, Verdict.RETYPE, Verdict.REJECT
Toys = list[str]


@pytest.fixture
def out(who: Path) -> Path:
    return who


def judge(out: Path, verdict: Verdict, left: str, right: str = "", *, apply: bool = True) -> Outcome | None:
    return Docket(out).judge(verdict, left, right, author="anna", apply=apply)


def ids(out: Path) -> set[str]:
    return {entity.id for entity in kg.open(out).entities}


def statement(out: Path) -> str:
    return kg.open(out).statements()[0].id


JUDGED = [
    (SAME, "mary-smith", "mary-jane-smith"),
    (NOT_SAME, "imf", "international-monetary-fund"),
    (NOT_SAME, "peter-green@one", "peter-green@four"),
    (NOT_SAME, "anker", "bolt"),
    (RETYPE, "anker", "University"),
]


@pytest.mark.parametrize("judged", JUDGED, ids=[" ".join(each) for each in JUDGED])
def test_a_judgement_is_applied_and_taken_back_to_the_byte(
    out: Path, judged: tuple[Verdict, str, str], read_toys: Toys
) -> None:
    before = told(out)
    outcome = judge(out, *judged)
    after = told(out)
    assert after["judgements.tsv"] != before["judgements.tsv"]
    assert (after["nquads"] != before["nquads"]) == (judged != (NOT_SAME, "anker", "bolt"))
    assert outcome and outcome.after and unheeded(outcome.after) == []
    assert outcome.after.manifest.stages["judgements"] == {
        "read": 1, "kept": 1, "refused": 0, "by_reason": {},
    }  # fmt: skip
    Docket(out).take_back()
    assert told(out) == before
    assert read_toys == []


def test_a_rejected_statement_is_gone_and_comes_back(out: Path) -> None:
    before, id = told(out), statement(out)
    judge(out, REJECT, id)
    assert id not in {each.id for each in kg.open(out).statements()}
    Docket(out).take_back()
    assert told(out) == before


def test_a_corrected_statement_is_another_and_comes_back(out: Path, read_toys: Toys) -> None:
    before = told(out)
    docket = Docket(out)
    (led,) = docket.graph.statements(subject="Mary Jane Smith")
    becomes = Correction(relation="worksFor", object="Vest", status="ended")
    line = docket.corrected(led.id[:8], becomes, reason="a former post", author="anna")
    assert line.said == "correct mary-jane-smith@two leads sund (asserted) as - worksFor vest (ended)"
    docket.add(line)
    (now,) = kg.open(out).statements(subject="Mary Jane Smith")
    assert (now.relation, now.object, now.status) == ("worksFor", "vest", Status.ENDED)
    assert now.evidence[0].rule == "person.corrects/1"
    assert "correct\tmary-jane-smith@two\tsund\tanna\ta former post\tleads\tasserted" in (
        out / "judgements.tsv"
    ).read_text(encoding="utf-8")
    Docket(out).take_back()
    assert told(out) == before
    assert read_toys == []


def test_one_document_of_a_statement_can_be_rejected(out: Path, tmp_path: Path) -> None:
    growing.add(out, [write_articles(tmp_path / "more", five="Mary Jane Smith leads Sund.")])
    docket = Docket(out)
    (led,) = docket.graph.statements(subject="Mary Jane Smith")
    assert led.documents == ("five", "two")
    docket.add(docket.rejected(led.id, "five", author="anna"))
    assert kg.open(out).statement(led.id).documents == ("two",)
    with pytest.raises(InputError, match=rf"'one' does not state {led.id}, which is stated in: two"):
        Docket(out).rejected(led.id, "one", author="anna")


@pytest.mark.parametrize(
    ("becomes", "complaint"),
    [
        (Correction(relation="leads"), "says already; nothing would change"),
        (Correction(object="Mary Jane Smith"), "mary-jane-smith would stand in a relation to itself"),
        (
            Correction(relation="subsidiaryOf"),
            r"mary-jane-smith \(Person\) cannot stand in subsidiaryOf to sund",
        ),
        (Correction(relation="leeds"), "'leeds' is no relation of the ontology; did you mean leads"),
        (Correction(object="Nobody"), "no entity is called 'Nobody'"),
    ],
)
def test_a_correction_that_cannot_be_is_not_written(out: Path, becomes: Correction, complaint: str) -> None:
    docket = Docket(out)
    (led,) = docket.graph.statements(subject="Mary Jane Smith")
    with pytest.raises(InputError, match=complaint):
        docket.corrected(led.id, becomes, author="anna")


def test_a_correction_back_names_the_line_it_contradicts(out: Path) -> None:
    docket = Docket(out)
    (led,) = docket.graph.statements(subject="Mary Jane Smith")
    docket.add(docket.corrected(led.id, Correction(status="ended"), author="anna"))
    (now,) = docket.graph.statements(subject="Mary Jane Smith")
    back = docket.corrected(now.id, Correction(status="asserted"), author="bert")
    with pytest.raises(InputError, match=r"contradicts line 1, correct .* take that back first"):
        docket.add(back)
    assert len(Docket(out).lines) == 1


def test_rulings_survive_documents_that_are_read_again_and_that_come(
    out: Path, tmp_path: Path, read_toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    docket = Docket(out)
    (green,) = docket.graph.statements(subject="Peter Green", object="Nord")
    docket.add(docket.rejected(green.id, author="anna"))
    (mary,) = docket.graph.statements(subject="Mary Jane Smith")
    docket.add(docket.corrected(mary.id, Correction(relation="worksFor"), author="anna"))
    monkeypatch.setattr(pipeline, "rules_digest", lambda: "other")
    write_articles(tmp_path / "in", six="Peter Green leads Nord.", seven="Mary Jane Smith leads Sund.")
    read_toys.clear()
    graph = growing.add(out, [tmp_path / "in"]).graph
    assert {"one", "two", "six", "seven"} <= set(read_toys)
    assert unheeded(graph) == []
    assert graph.statements(object="Nord") == []
    assert {(each.relation, each.documents) for each in graph.statements(object="Sund")} == {
        ("worksFor", ("seven", "two"))
    }
    assert told(out) == told_of_build(tmp_path, out)


def told_of_build(tmp_path: Path, out: Path) -> dict[str, bytes]:
    """Return what a new build of all that is in `in` tells with the same judgements."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "judgements.tsv").write_bytes((out / "judgements.tsv").read_bytes())
    pipeline.build([tmp_path / "in"], tmp_path / "new")
    return told(tmp_path / "new")


def test_a_build_after_judgements_gives_what_they_gave(out: Path, tmp_path: Path) -> None:
    for judged in JUDGED:
        judge(out, *judged)
    before = told(out)
    pipeline.build([tmp_path / "in"], out)
    assert told(out) == before
    assert ids(out) >= {"imf", "international-monetary-fund"}
    assert len([id for id in ids(out) if id.startswith("peter-green-")]) == 2


def test_judgements_alone_beside_the_sources_give_the_same_graph(out: Path, tmp_path: Path) -> None:
    for judged in JUDGED:
        judge(out, *judged)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "judgements.tsv").write_bytes((out / "judgements.tsv").read_bytes())
    pipeline.build([tmp_path / "in"], tmp_path / "new")
    assert told(tmp_path / "new") == told(out)


def test_any_line_can_be_taken_back(out: Path) -> None:
    judge(out, *JUDGED[0])
    first = told(out)
    judge(out, *JUDGED[1])
    judge(out, *JUDGED[2])
    Docket(out).take_back(2)
    Docket(out).take_back(2)
    assert told(out) == first
    for number in (0, 2, -1):
        with pytest.raises(InputError, match=r"there is no line .*shows 1 to 1"):
            Docket(out).take_back(number)


def test_with_nothing_judged_nothing_can_be_taken_back(out: Path) -> None:
    with pytest.raises(InputError, match="nothing to undo"):
        Docket(out).take_back()


def test_a_judgement_that_is_only_written_is_applied_by_the_next(out: Path) -> None:
    before = told(out)
    judge(out, *JUDGED[0], apply=False)
    judge(out, *JUDGED[1], apply=False)
    assert Docket(out).pending
    assert {**told(out), "judgements.tsv": b""} == {**before, "judgements.tsv": b""}
    judge(out, *JUDGED[4])
    assert not Docket(out).pending
    assert "mary-smith" not in ids(out)
    assert "international-monetary-fund" in ids(out)


def test_what_stands_there_already_is_not_written_again(out: Path) -> None:
    judge(out, SAME, "mary-smith", "mary-jane-smith")
    before = told(out)
    assert judge(out, SAME, "mary-jane-smith", "mary-smith") is None
    assert told(out) == before


@pytest.mark.parametrize(
    ("first", "then", "line"),
    [
        ([(SAME, "anker", "bolt")], (NOT_SAME, "bolt", "anker"), 1),
        ([(NOT_SAME, "anker", "bolt")], (SAME, "anker", "bolt"), 1),
        ([(RETYPE, "anker", "University")], (RETYPE, "anker", "Company"), 1),
        ([(RETYPE, "anker", "Company")], (RETYPE, "anker", "University"), 1),
        ([(SAME, "anker", "bolt"), (SAME, "bolt", "zeta")], (NOT_SAME, "anker", "zeta"), 2),
        ([(SAME, "anker", "bolt"), (NOT_SAME, "zeta", "bolt")], (SAME, "anker", "zeta"), 2),
    ],
)
def test_a_contradiction_names_the_line_and_writes_nothing(
    out: Path, first: list[tuple[Verdict, str, str]], then: tuple[Verdict, str, str], line: int
) -> None:
    for judged in first:
        judge(out, *judged)
    before = told(out)
    with pytest.raises(InputError, match=rf"contradicts line {line}, .*\(anna\).*undo {line}`$") as error:
        judge(out, *then)
    assert "\n" not in str(error.value)
    assert told(out) == before


@pytest.mark.parametrize(
    "judged",
    [(SAME, "nobody", "anker"), (NOT_SAME, "anker@four", "anker@one"), (RETYPE, "nobody", "Company")],
)
def test_what_the_graph_cannot_follow_is_not_written(out: Path, judged: tuple[Verdict, str, str]) -> None:
    before = told(out)
    with pytest.raises(InputError, match=r"cannot be followed: .*(nobody|anker@four)"):
        judge(out, *judged)
    assert told(out) == before


def test_a_rejection_that_a_merge_makes_void_is_told_and_no_contradiction(out: Path) -> None:
    (led,) = kg.open(out).statements(subject="Mary Smith")
    judge(out, REJECT, led.id)
    outcome = judge(out, SAME, "mary-smith", "mary-j-smith")
    assert outcome is not None
    kept = {each.id for each in kg.open(out).statements()}
    assert led.id not in kept
    assert len(outcome.dropped) == len(unheeded(kg.open(out)))


def test_a_name_is_taken_for_the_one_entity_or_part_it_names(out: Path) -> None:
    docket = Docket(out)
    assert docket.operand("anker") == docket.operand("ANKER") == "anker"
    assert docket.operand("IMF") == "imf"
    assert docket.operand("International Monetary Fund") == "international-monetary-fund"
    assert docket.operand("Peter Green@one") == docket.operand("peter-green@one") == "peter-green@one"
    assert docket.pair(NOT_SAME, "IMF", "International Monetary Fund") == (
        "imf",
        "international-monetary-fund",
    )


def test_a_name_of_several_is_an_error_that_tells_them_apart(out: Path) -> None:
    judge(out, NOT_SAME, "peter-green@one", "peter-green@four")
    with pytest.raises(InputError) as error:
        Docket(out).operand("Peter Green")
    assert str(error.value).startswith("'Peter Green' names 2 entities: peter-green-")
    assert "(Person in four)" in str(error.value) and "(Person in one)" in str(error.value)
    assert str(error.value).endswith("name one by its id")


def test_one_of_several_namesakes_is_named_by_a_document_so_that_others_may_be_added(
    out: Path, tmp_path: Path
) -> None:
    judge(out, NOT_SAME, "peter-green@one", "peter-green@four")
    docket = Docket(out)
    (one,) = (entity for entity in docket.graph.called("Peter Green") if entity.documents == ("one",))
    assert docket.operand(one.id) == "peter-green@one"
    judge(out, RETYPE, "nord", "University")
    judge(out, SAME, docket.operand(one.id), "anker")
    write_articles(tmp_path / "in", another="Peter Green leads Nord.")
    assert unheeded(pipeline.build([tmp_path / "in"], out)) == []


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("Ankr", "no entity is called 'Ankr'; did you mean Anker?"), ("qqqq", "no entity is called 'qqqq'$")],
)
def test_an_unknown_name_tells_the_nearest(out: Path, name: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        Docket(out).operand(name)


def test_two_names_of_one_part_name_the_sides_there_are(out: Path) -> None:
    docket = Docket(out)
    with pytest.raises(InputError, match=r"name two of its sides: peter-green@four, peter-green@one$"):
        docket.pair(NOT_SAME, "Peter Green", "peter-green")
    with pytest.raises(InputError, match="they are one entity already"):
        docket.pair(SAME, "Peter Green", "peter-green")
    with pytest.raises(InputError, match="it cannot be taken apart"):
        docket.pair(NOT_SAME, "Nord", "nord")


def test_a_class_and_a_statement_must_be_there(out: Path) -> None:
    docket = Docket(out)
    assert docket.kind("mediaorganization") == "MediaOrganization"
    assert docket.statement(statement(out)[:9]).id == statement(out)
    with pytest.raises(InputError, match=r"'Compny' is no class of the ontology; did you mean Company"):
        docket.kind("Compny")
    with pytest.raises(InputError, match=r"no statement has the id '123'; `kg show .* tells the ids"):
        docket.statement("123")


@pytest.mark.parametrize("author", ["kg", " kg ", "", "\t"])
def test_nobody_signs_as_the_rules_or_as_nobody(out: Path, author: str) -> None:
    with pytest.raises(InputError, match="cannot be an author"):
        Docket(out).judge(SAME, "anker", "bolt", author=author)


def test_an_edited_line_of_rules_is_followed_and_signed(out: Path) -> None:
    before = told(out)
    file = out / "judgements.tsv"
    file.write_text(file.read_text().replace("same\tinter", "not-same\tinter"))
    docket = Docket(out)
    docket.apply()
    assert {"imf", "international-monetary-fund"} <= ids(out)
    (line,) = Docket(out).lines
    assert (line.author, line.verdict) == (BY_HAND, NOT_SAME)
    assert f"\t{BY_HAND}\t" in file.read_text()
    Docket(out).take_back()
    assert told(out) == before


def test_deleting_a_line_of_rules_has_no_effect(out: Path, tmp_path: Path) -> None:
    before = told(out)
    (out / "judgements.tsv").unlink()
    pipeline.build([tmp_path / "in"], out)
    assert told(out) == before


def test_the_rest_of_the_manifest_stays(tmp_path: Path, read_toys: Toys) -> None:
    folder = write_articles(tmp_path / "in", **WHO)
    (folder / "image.png").write_bytes(b"\x89PNG")
    options = pipeline.BuildOptions(base="urn:kg:")
    old = pipeline.build([folder], tmp_path / "out", options=options).manifest
    judge(tmp_path / "out", SAME, "anker", "bolt")
    new = kg.open(tmp_path / "out").manifest
    for name in ("program", "model", "ontology", "rules", "settings", "sources", "documents"):
        assert getattr(new, name) == getattr(old, name)
    for stage in ("documents", "extraction"):
        assert new.stages[stage] == old.stages[stage]
    assert old.refusals == [each for each in new.refusals if each.stage == "documents"]
    assert kg.open(tmp_path / "out").query("ASK { <urn:kg:entity/zeta> a rel:Company }") is True


def test_a_judgement_whose_entity_left_the_graph_is_kept_and_reported(out: Path, tmp_path: Path) -> None:
    judge(out, SAME, "mary-smith", "mary-jane-smith")
    (tmp_path / "in" / "two.txt").unlink()
    graph = pipeline.build([tmp_path / "in"], out)
    assert graph.manifest.stages["judgements"]["refused"] == 1
    assert graph.manifest.stages["judgements"]["read"] == 1
    assert [refusal.item for refusal in unheeded(graph)] == ["same mary-smith mary-jane-smith"]
    assert len(Docket(out).lines) == 1
    write_articles(tmp_path / "in", two=WHO["two"])
    assert unheeded(pipeline.build([tmp_path / "in"], out)) == []


def test_a_line_written_while_a_build_runs_is_not_lost(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Archive.save_derived

    def slow(archive: Archive, derived: Derived) -> str:
        Docket(out).write([Judgement(SAME, "anker", "bolt", "", "anna")])
        return real(archive, derived)

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "save_derived", slow)
        pipeline.build([tmp_path / "in"], out)
    docket = Docket(out)
    assert (len(docket.lines), docket.pending) == (1, True)
    assert "bolt" not in {entity.id for entity in docket.apply().entities}


def test_judging_loads_no_language_model() -> None:
    program = (
        "import sys, kg.judging; print([name for name in ('spacy', 'trafilatura') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_what_somebody_else_has_judged_meanwhile_is_not_written_over(out: Path) -> None:
    mine, other = Docket(out), Docket(out)
    other.judge(SAME, "anker", "bolt", author="ben", apply=False)
    with pytest.raises(InputError, match="changed meanwhile; nothing was written"):
        mine.judge(NOT_SAME, "anker", "nord", author="anna")
    assert [line.author for line in Docket(out).lines] == ["ben"]


def test_judging_again_what_was_only_written_applies_it(out: Path) -> None:
    judge(out, SAME, "anker", "bolt", apply=False)
    assert Docket(out).pending
    assert judge(out, SAME, "anker", "bolt") is None
    assert not Docket(out).pending and "bolt" not in ids(out)
