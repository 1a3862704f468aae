"""Paragraphs of plain text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents.lines import paragraphs, unwrapped
from kg.documents.text import normalise, one_spaced

FIRST = (
    "The port authority sold its northern terminal to a group of investors on Tuesday, officials said. "
    "The price was not made public, but a person close to the talks put it at 300 million euros."
)
SECOND = (
    "The buyers will run the terminal for thirty years and pay the city a yearly rent. They also plan to "
    "build a second quay, for which the council has still to give its consent."
)


def found(content: str) -> list[str]:
    text = unwrapped(normalise(content))
    return [text[span.start : span.end] for span in paragraphs(text)]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_joined(width: int, end: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(words, width) for words in (FIRST, SECOND)).replace("\n", end)
    assert found(wrapped) == [FIRST, SECOND]


def test_wrapped_paragraphs_parted_by_indents_stay_apart() -> None:
    wrapped = "\n".join(textwrap.fill(words, 72, initial_indent="   ") for words in (FIRST, SECOND))
    assert found(wrapped) == [FIRST, SECOND]


def test_a_heading_above_a_wrapped_paragraph_stays_apart() -> None:
    assert (
        found(f"A new start\n{textwrap.fill(FIRST, 72)}\n\n{textwrap.fill(SECOND, 72)}")[0] == "A new start"
    )


def test_items_of_a_list_stay_apart() -> None:
    items = "- the first of two rather long items in a list of things\n- the second of two rather long items"
    assert len(found(f"{textwrap.fill(FIRST, 72)}\n\n{items}")) == 3


@pytest.mark.parametrize("border", ["\n", "\n\n", "\n \n", "\n\n\n"])
def test_a_line_is_a_paragraph_where_nothing_is_wrapped(border: str) -> None:
    assert found(border.join(["City sells terminal", FIRST, "He left.", SECOND])) == [
        "City sells terminal",
        FIRST,
        "He left.",
        SECOND,
    ]


def test_a_sentence_broken_amid_is_joined() -> None:
    broken = SECOND.replace(" a yearly", "\na yearly")
    assert found(f"{FIRST}\n{broken}") == [FIRST, SECOND]


@settings(deadline=None)
@given(st.text())
def test_unwrapping_keeps_every_offset(content: str) -> None:
    text = normalise(content)
    flat = unwrapped(text)
    assert len(flat) == len(text)
    assert all(
        a == b or (a == "\n" and b == " ") or (a.isspace() and b == " ")
        for a, b in zip(text, flat, strict=True)
    )


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\u2029b", "a\n\nb"),
        ("[email\u00a0protected]", "[email protected]"),
        ("e\u0301", "é"),
        ("so\u00adft zero\u200bwidth \u202eright\u202c\ufeff", "soft zerowidth right"),
        ("bell\x07 nul\x00 esc\x1b[31m", "bell nul esc[31m"),
        ("lone \ud800 \udfff", "lone"),
        ("\n\n a \n", "a"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_normal_form(raw: str, normal: str) -> None:
    assert normalise(raw) == normal


@settings(deadline=None)
@given(st.text(st.characters()))
def test_the_normal_form_is_its_own_normal_form_and_can_be_encoded(raw: str) -> None:
    normal = normalise(raw)
    assert normalise(normal) == normal
    assert normal.encode().decode() == normal
    assert "\n" not in one_spaced(raw)
