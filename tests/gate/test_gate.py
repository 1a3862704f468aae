"""The gate: on news of our own, annotated by somebody who knew the relations and not the program, scores never fall.

The floors in `floors.yaml` hold for one set of texts, whose digest stands beside them: who changes a text or its
annotation has to measure again and say so.
"""

import hashlib
from pathlib import Path

import pytest
import yaml

import kg
from kg.evaluation import Evaluation, evaluate

FOLDER = Path(__file__).parent
TEXTS = FOLDER / "texts"
FLOORS = yaml.safe_load((FOLDER / "floors.yaml").read_text(encoding="utf-8"))


def digest() -> str:
    """Return the SHA-256 of names and contents of all texts and annotations."""
    found = hashlib.sha256()
    for file in sorted(TEXTS.iterdir()):
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


@pytest.fixture(scope="module")
def scores() -> Evaluation:
    return evaluate(TEXTS, kg.build(sorted(TEXTS.glob("*.txt"))))


def test_the_floors_are_those_of_these_texts() -> None:
    assert digest() == FLOORS["sha256"]
    assert {file.stem for file in TEXTS.glob("*.txt")} == {file.stem for file in TEXTS.glob("*.gold")}


@pytest.mark.slow
@pytest.mark.parametrize("share", ["precision", "recall", "f1", "status"])
def test_no_share_falls_below_its_floor(scores: Evaluation, share: str) -> None:
    low, high = scores.intervals[share]
    reached = getattr(scores.total, share)
    print(f"{share}: {reached:.3f}, {low:.3f} to {high:.3f} over documents; the floor is {FLOORS[share]}")
    assert reached >= FLOORS[share]


@pytest.mark.slow
def test_hardly_a_plan_or_denial_is_read_as_a_fact(scores: Evaluation) -> None:
    facts = sum(
        counts.get("asserted", 0) for status, counts in scores.by_status.items() if status != "asserted"
    )
    print(f"{facts} of {scores.total.found} statements found are facts that should be none")
    assert facts <= FLOORS["false_facts"]
