"""Who calls what something bad or good criticizes or supports it."""

from collections.abc import Callable

import pytest

from kg.model import Reading

pytestmark = pytest.mark.slow

Read = Callable[[str], Reading]


def said(reading: Reading) -> set[tuple[str, str, str, str]]:
    return {(r.subject.name, r.relation, r.object.name, str(r.status)) for r in reading.relations}


@pytest.mark.parametrize(
    ("sentence", "relation", "obj"),
    [
        ('Pia Lund called the Harbour Act "a disgrace".', "criticizes", "Harbour Act"),
        ("Pia Lund described the Harbour Act as unfair.", "criticizes", "Harbour Act"),
        ("Pia Lund said the Harbour Act was a mistake.", "criticizes", "Harbour Act"),
        ("Pia Lund described Norvik as a fraud.", "criticizes", "Norvik"),
        ("Pia Lund called the Harbour Act a historic milestone.", "supports", "Harbour Act"),
    ],
)
def test_a_verdict_is_read(read: Read, sentence: str, relation: str, obj: str) -> None:
    assert ("Pia Lund", relation, obj, "asserted") in said(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Pia Lund said the Harbour Act was not a mistake.",
        "Pia Lund called the Harbour Act by its short name.",
        "Pia Lund said the Harbour Act was printed in blue.",
        "Pia Lund considered the Harbour Act on Monday.",
    ],
)
def test_what_is_no_verdict_gives_none(read: Read, sentence: str) -> None:
    assert not {relation for _, relation, _, _ in said(read(sentence))} & {"criticizes", "supports"}
