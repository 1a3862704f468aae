"""The annotations that the trained reader learns from: names that exist, sentences that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Status
from kg.ontology import load_ontology

FOLDER = Path(__file__).parent.parent.parent / "scripts" / "training"
WRITTEN = sorted((FOLDER / "written").glob("*.txt"))
KINDS = {"E": 3, "R": 5, "O": 5}
"""The cells of a line: an entity, a relation that a text states, and one that may be left out."""


def lines(gold: str) -> Iterator[tuple[str, list[str]]]:
    for row in gold.splitlines():
        if row.strip():
            kind, _, rest = row.partition(" ")
            cells = [cell.strip() for cell in rest.split("|")]
            assert kind in KINDS, row
            assert len(cells) == KINDS[kind], row
            yield kind, cells


def check(gold: str, sentences: set[str] | None) -> int:
    """Complain of a line that says what is not there; return how many relations there are."""
    names = {
        name.strip()
        for kind, cells in lines(gold)
        if kind == "E"
        for name in (cells[0], *cells[2].split(";"))
    }
    count = 0
    for kind, cells in lines(gold):
        if kind == "E":
            continue
        numbers, subject, relation, obj, statuses = cells
        assert numbers
        assert sentences is None or set(re.split(r",\s*", numbers)) <= sentences, cells
        assert set(re.split(r",\s*", relation)) <= set(load_ontology().relations), cells
        assert {Status(each) for each in statuses.split("/")}
        for side in (subject, obj):
            whole = side in names or all(part.strip() in names for part in side.split(","))
            assert whole or relation == "valuedAt", f"{side} is no entity"
        count += 1
    return count


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_a_written_text_is_annotated_with_what_is_in_it(file: Path) -> None:
    text, _, gold = file.read_text(encoding="utf-8").partition("\n---\n")
    assert text.startswith("# ")
    sentences = re.findall(r"^(\d+)\. \S", text, re.MULTILINE)
    assert sentences == [str(number) for number in range(1, len(sentences) + 1)]
    assert check(gold, set(sentences)) >= 10


def test_the_annotations_of_other_texts_hold_names_and_no_sentence() -> None:
    parts = (FOLDER / "annotations.txt").read_text(encoding="utf-8").split("\n# ")
    assert len(parts) >= 200
    for part in parts:
        _, _, gold = part.partition("\n")
        check(gold, None)
        for kind, cells in lines(gold):
            if kind == "E":
                assert all(len(name.split()) <= 14 for name in [cells[0], *cells[2].split(";")]), cells
