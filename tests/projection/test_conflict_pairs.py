"""Planted conflicts among pairs of texts that only look like one, read as a build reads them."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import graph_of

from kg.documents.inline import inline_document
from kg.model import StatedDate
from kg.pipeline import read_documents

pytestmark = pytest.mark.slow

SETS = ("one", "two")
"""Written by people who knew the kinds of conflicts and not the program; rules were mended on both."""
PLANTED, HARMLESS = 60, 200
FOUND, MOST_FALSE = 54, 6
"""So many of the planted conflicts must be found, and so many of the harmless pairs may be taken for one."""
UNSEEN, UNSEEN_FALSE = 14, 2
"""The same of a third set, of 30 conflicts, of which 10 were found when it was first seen."""


def pairs(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name(f"conflicts_{name}.yaml").read_text(encoding="utf-8")
    )
    return found


@cache
def told(name: str) -> dict[int, set[str]]:
    """The kinds of conflicts found in each pair of a set, all its pairs in one graph."""
    documents = []
    for number, pair in enumerate(pairs(name)):
        for side in "ab":
            document = inline_document(pair[side]["text"], id=f"{number:03}{side}")
            published = StatedDate(str(pair[side]["date"]), "given")
            documents.append(replace(document, published=published, undated=None))
    kinds: dict[int, set[str]] = {}
    for conflict in graph_of(*read_documents(documents)).conflicts():
        for number in {int(side.document[:3]) for side in (conflict.left, conflict.right)}:
            kinds.setdefault(number, set()).add(conflict.kind.name.lower())
    return kinds


def counts(*names: str) -> tuple[int, int]:
    """Return how many planted conflicts of sets are found, and how many harmless pairs are taken for one."""
    found = [
        (pair["conflict"], pair["kind"] in told(name).get(number, ()), number in told(name))
        for name in names
        for number, pair in enumerate(pairs(name))
    ]
    return (
        sum(right for planted, right, _ in found if planted),
        sum(any_ for planted, _, any_ in found if not planted),
    )


def test_the_sets_hold_what_they_should() -> None:
    planted = [pair["conflict"] for name in SETS for pair in pairs(name)]
    assert (sum(planted), len(planted) - sum(planted)) == (PLANTED, HARMLESS)


def test_planted_conflicts_are_found_and_harmless_pairs_are_not_taken_for_one() -> None:
    found, false = counts(*SETS)
    assert found >= FOUND
    assert false <= MOST_FALSE


def test_of_the_set_seen_last_fewer_are_found() -> None:
    found, false = counts("three")
    assert found >= UNSEEN
    assert false <= UNSEEN_FALSE


@pytest.mark.xfail(
    strict=True, reason="both sides must be read first, and what texts say in new ways often is not"
)
def test_nearly_all_of_the_set_seen_last_are_found() -> None:
    assert counts("three")[0] >= FOUND * len(pairs("three")) // 260
