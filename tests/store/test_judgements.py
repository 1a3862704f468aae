"""The file of judgements: people read, write and edit it, and no word of theirs is lost."""

from pathlib import Path

import pytest
from builders import judged, ruled
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import RULES, Correction, Judgement, Status, Verdict
from kg.store.archive import Archive, Derived
from kg.store.judgements import BY_HAND, COLUMNS, HEADER, judgement_table, one_line, read_judgements

SAME = judged(Verdict.SAME, "jack-ma", "ma-yun")
REJECT = judged(Verdict.REJECT, "0123456789abcdef")
RETYPE = judged(Verdict.RETYPE, "xinhua", "MediaOrganization")
CORRECT = ruled(
    Verdict.CORRECT, "jack-ma", "leads", "alibaba", becomes=Correction(relation="founded", status="ended")
)


def by_rules(left: str, right: str, verdict: Verdict = Verdict.SAME) -> Judgement:
    return Judgement(verdict, left, right, "a shorter form", RULES)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
SIGNED = (TEXT.map(one_line), TEXT.map(lambda text: one_line(text).strip()).filter(bool))
CLAIMED = (
    TEXT.filter(bool),
    TEXT.filter(bool),
    *SIGNED,
    st.sampled_from(["leads", "owns"]),
    st.sampled_from(Status).map(str),
    TEXT,
)
CORRECTIONS = st.builds(
    Correction, TEXT, st.sampled_from(["", "leads"]), TEXT, st.sampled_from(["", "ended"])
).filter(lambda each: each != Correction())
ANY = st.one_of(
    st.builds(
        Judgement,
        st.sampled_from([Verdict.SAME, Verdict.NOT_SAME, Verdict.COMPATIBLE]),
        TEXT.filter(bool),
        TEXT.filter(bool),
        *SIGNED,
    ),
    st.builds(Judgement, st.just(Verdict.REJECT), *CLAIMED),
    st.builds(Judgement, st.just(Verdict.CORRECT), *CLAIMED, CORRECTIONS),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.prepare()
    return archive


def write(archive: Archive, *lines: str, content: bytes = b"") -> Path:
    file = archive.path / "judgements.tsv"
    file.write_bytes(content or "\n".join([HEADER + "\t".join(COLUMNS), *lines, ""]).encode())
    return file


def built_with(archive: Archive, *rules: Judgement) -> None:
    """Leave what a build leaves that judged so."""
    archive.save_derived(Derived((), (), (), rules))


def test_the_file_says_what_it_is_and_holds_people_first_then_rules_sorted() -> None:
    rules = [by_rules("x", "y"), by_rules("a", "b"), by_rules("a", "b", Verdict.NOT_SAME)]
    lines = judgement_table([SAME, REJECT, CORRECT], rules).decode().removeprefix(HEADER).splitlines()
    assert lines == [
        "verdict\tleft\tright\tauthor\treason\trelation\tstatus\tdocument\tbecomes",
        "same\tjack-ma\tma-yun\ttest\tknown",
        "reject\t0123456789abcdef\t\ttest\tknown",
        "correct\tjack-ma\talibaba\ttest\tknown\tleads\tasserted\t\trelation=founded status=ended",
        "not-same\ta\tb\tkg\ta shorter form",
        "same\ta\tb\tkg\ta shorter form",
        "same\tx\ty\tkg\ta shorter form",
    ]
    assert all(line.startswith("# ") for line in HEADER.splitlines())
    assert judgement_table([SAME, REJECT], rules[::-1]) == judgement_table([SAME, REJECT], rules)


def test_tabs_and_line_ends_of_a_reason_become_spaces() -> None:
    odd = Judgement(Verdict.SAME, "a", "b", 'one\ttwo\r\nthree\u2028four "five"', "anna\tb")
    (line,) = judgement_table([odd], []).decode().removeprefix(HEADER).splitlines()[1:]
    assert line == 'same\ta\tb\tanna b\t"one two three four ""five"""'


@given(st.lists(ANY, max_size=4))
def test_judgements_come_back_as_they_were_and_in_order(lines: list[Judgement]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "judgements.tsv"
        file.write_bytes(judgement_table(lines, []))
        assert read_judgements(file) == lines


def test_a_file_as_editors_and_spreadsheets_leave_it_is_read(archive: Archive) -> None:
    rows = (
        "\ufeff# a note", "", "verdict\tleft\tright\tauthor\treason", '"same"\ta\tb\tanna\t"said ""yes"""',
        "\t\t\t\t", "reject\t0123", "#same\tx\ty", " retype\tc\tCompany",
    )  # fmt: skip
    write(archive, content="\r\n".join(rows).encode())
    assert archive.judgements() == [
        Judgement(Verdict.SAME, "a", "b", 'said "yes"', "anna"),
        Judgement(Verdict.REJECT, "0123", "", "", BY_HAND),
        Judgement(Verdict.RETYPE, "c", "Company", "", BY_HAND),
    ]


def test_without_the_file_nobody_has_judged(archive: Archive) -> None:
    assert archive.judgements() == []


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (
            b"alike\ta\tb",
            "'alike' is no verdict, use one of same, not-same, retype, reject, correct, compatible",
        ),
        (b"same a b", "is no verdict"),
        (b"same\ta", "nothing stands in the column right"),
        (b"same\t\tb", "nothing stands in the column left"),
        (b"same\ta\tb" + b"\tmore" * 7, "10 columns where there are 9"),
        (b"same\ta\tb\tanna\twhy\tleads", "same has no relation, status or document"),
        (b"reject\ta\tb\tanna\twhy\tlead\tasserted", "'lead' is no relation of the ontology"),
        (b"reject\ta\tb\tanna\twhy\tleads\tover", "'over' is no status, use one of asserted, planned"),
        (b"reject\ta\tb\tanna\twhy\tleads\tended\t\tstatus=ended", "reject changes nothing"),
        (b"correct\ta\tb\tanna\twhy\tleads\tended", "correct needs a relation and, in the column becomes"),
        (
            b"correct\ta\tb\tanna\twhy\tleads\tended\t\trole=chair",
            "'role=chair' is no correction; write subject=",
        ),
        (b"correct\ta\tb\tanna\twhy\tleads\tended\t\tstatus='ended", "No closing quotation"),
        (b"compatible\ta", "nothing stands in the column right"),
        (b"reject\t0123\tb", "reject names one statement"),
        (b"retype\ta\tNonsense thing", "'Nonsense thing' is no class of the ontology"),
        (b'same\ta\tb\tanna\t"he said', "unexpected end of data"),
        (b'same\ta\tb\tanna\t"he" said', "expected after"),
        (b"same\ta\t" + b"b" * 200_000, "field larger than field limit"),
    ],
)
def test_a_broken_line_is_named_by_file_and_line(archive: Archive, broken: bytes, complaint: str) -> None:
    file = write(archive, content=b"# note\nsame\ta\tb\n\n" + broken + b"\n")
    with pytest.raises(GraphError) as error:
        archive.judgements()
    message = str(error.value)
    assert message.startswith(f"{file}:4: ")
    assert complaint in message
    assert message.endswith("; mend or remove the line")
    assert "\n" not in message


def test_a_file_in_another_encoding_is_named_with_the_line(archive: Archive) -> None:
    file = write(archive, content=b"same\ta\tb\nsame\tm\xfcller\tb\n")
    with pytest.raises(GraphError, match="this is no UTF-8; save the file as UTF-8") as error:
        archive.judgements()
    assert str(error.value).startswith(f"{file}:2: ")


def test_lines_that_rules_wrote_are_nobodys_word_whoever_comes_first_in_them(archive: Archive) -> None:
    built_with(archive, SAME, by_rules("a", "b"), by_rules("c", "d"))
    write(archive, "same\ta\tb\tkg\ta shorter form", "same\td\tc\tkg\tanother reason")
    assert archive.judgements() == []


def test_a_line_of_rules_that_was_edited_is_a_persons(archive: Archive) -> None:
    built_with(archive, by_rules("a", "b"), by_rules("c", "d"))
    write(archive, "same\tx\ty\tanna\tknown", "not-same\ta\tb\tkg\ta shorter form", "same\tc\te\tkg\t")
    assert archive.judgements() == [
        Judgement(Verdict.SAME, "x", "y", "known", "anna"),
        Judgement(Verdict.NOT_SAME, "a", "b", "a shorter form", BY_HAND),
        Judgement(Verdict.SAME, "c", "e", "", BY_HAND),
    ]


def test_a_line_of_rules_that_a_person_signs_is_theirs(archive: Archive) -> None:
    built_with(archive, by_rules("a", "b"))
    write(archive, "same\ta\tb\tanna\tseen in the register")
    assert [line.author for line in archive.judgements()] == ["anna"]


def test_lines_of_rules_count_as_theirs_where_no_build_tells_what_they_wrote(archive: Archive) -> None:
    write(archive, "same\ta\tb\tkg\twhy", "same\tx\ty\tanna\tknown")
    assert [line.author for line in archive.judgements()] == ["anna"]
    built_with(archive)
    assert [line.author for line in archive.judgements()] == [BY_HAND, "anna"]
    (damaged,) = (archive.path / "derived").glob("*/judgements.jsonl")
    damaged.write_bytes(b"{")
    assert [line.author for line in archive.judgements()] == ["anna"]


def test_what_is_saved_is_what_is_read(archive: Archive) -> None:
    built_with(archive, by_rules("a", "b"))
    archive.save_judgements([SAME, REJECT, RETYPE], [by_rules("a", "b")])
    before = (archive.path / "judgements.tsv").read_bytes()
    assert archive.judgements() == [SAME, REJECT, RETYPE]
    archive.save_judgements(archive.judgements(), [by_rules("a", "b")])
    assert (archive.path / "judgements.tsv").read_bytes() == before
