"""Which block a line becomes: the table of cues, and texts as they are found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents.blocks import Line, classify
from kg.documents.cues import Cue, cues
from kg.documents.lines import paragraphs, unwrapped
from kg.documents.text import normalise
from kg.model import BlockKind

BODY = "The port authority sold its northern terminal to a group of investors on Tuesday, officials said."
MORE = "The buyers will run the terminal for thirty years and pay the city a yearly rent of 20 million euros."


def blocks_of(content: str) -> list[tuple[BlockKind, str]]:
    text = unwrapped(normalise(content))
    found = classify(text, [Line(span) for span in paragraphs(text)])
    return [(block.kind, text[block.start : block.end]) for block in found]


def kind_of(
    line: str, *, after: str = f"City sells terminal\n\n{BODY}\n\n{BODY}\n\n{MORE}\n\n"
) -> list[BlockKind]:
    """The kinds of the blocks of a line that stands far down in a text."""
    before = len(blocks_of(after))
    return [kind for kind, _ in blocks_of(f"{after}{line}\n\n{MORE}")[before:-1]]


CUES = [pytest.param(cue, id=f"{cue.reason}: {cue.example[:30]}") for cue in cues().boilerplate]
DATELINES = [pytest.param(cue, id=cue.example[:40]) for cue in cues().datelines]
PARTS = [
    pytest.param(cue, id=cue.example[-40:]) for cue in cues().prefixes + cues().credits + cues().caption_marks
]


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_marks_its_example_as_boilerplate(cue: Cue) -> None:
    assert cue.search(cue.example)
    assert kind_of(cue.example) == [BlockKind.BOILERPLATE]


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_leaves_its_counterexample_alone(cue: Cue) -> None:
    assert not cue.search(cue.counterexample)


@pytest.mark.parametrize("cue", DATELINES)
def test_a_dateline_cue_marks_its_example_near_the_top(cue: Cue) -> None:
    assert blocks_of(f"City sells terminal\n\n{cue.example}\n\n{BODY}\n\n{MORE}")[1] == (
        BlockKind.DATELINE,
        cue.example,
    )
    assert not cue.search(cue.counterexample)


@pytest.mark.parametrize("cue", PARTS)
def test_a_cue_of_a_part_finds_its_example_only(cue: Cue) -> None:
    assert cue.search(cue.example)
    assert not cue.search(cue.counterexample)


@pytest.mark.parametrize(
    "line",
    [
        "August 24, 2017 16:21",
        "Nov 13, 2007, 1:17pm EST",
        "Business 03/16/2016",
        "Wednesday, January 23, 2019",
        "12 May 2020 10:15 GMT",
        "Tuesday 3 March, 10:15",
        "Hamburg, 24 August 2017",
        "By Jane Roe",
    ],
)
def test_a_line_of_time_place_or_author_is_a_dateline(line: str) -> None:
    assert blocks_of(f"City sells terminal\n\n{line}\n{BODY}\n\n{MORE}")[1] == (
        BlockKind.DATELINE,
        line,
    )


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (
            "Cranes stand idle in the harbour. Photo: Reuters",
            [BlockKind.CAPTION, BlockKind.BOILERPLATE],
        ),
        ("Jane RoeImage: Harbourfan123.", [BlockKind.CAPTION, BlockKind.BOILERPLATE]),
        (
            "FILE PHOTO: Cranes stand idle in the harbour.",
            [BlockKind.BOILERPLATE, BlockKind.CAPTION],
        ),
        ("What the buyers want", [BlockKind.HEADING]),
        ("Why now?", [BlockKind.HEADING]),
        ("He left.", [BlockKind.BODY]),
        ("“We are glad”", [BlockKind.BODY]),
        ("- The group will also buy both of the tugs", [BlockKind.BODY]),
        ('"', [BlockKind.BOILERPLATE]),
        ("***", [BlockKind.BOILERPLATE]),
        (f"{BODY} ab / cd (AFP, dpa)", [BlockKind.BODY, BlockKind.BOILERPLATE]),
        (
            f"{BODY} Author: Jane Roe (dpa) Editor: John Doe",
            [BlockKind.BODY, BlockKind.BOILERPLATE],
        ),
        ("HAMBURG (Reuters) - " + BODY, [BlockKind.DATELINE, BlockKind.BODY]),
        (
            "The Associated Press (AP) was founded in 1846 and is run by its members.",
            [BlockKind.BODY],
        ),
    ],
)
def test_kinds(line: str, kinds: list[BlockKind]) -> None:
    assert kind_of(line) == kinds


@pytest.mark.parametrize(
    ("first", "dateline"),
    [
        (
            "DUBAI, United Arab Emirates — The airline bought ten ships.",
            "DUBAI, United Arab Emirates —",
        ),
        (
            "BEIJING, March 3 (Xinhua) -- The airline bought ten ships.",
            "BEIJING, March 3 (Xinhua) --",
        ),
        ("(Reuters) - The airline bought ten ships.", "(Reuters) -"),
        ("NASA — the space agency — was founded in 1958.", None),
        ("The bank — the largest — was founded in 1958.", None),
    ],
)
def test_a_dateline_before_the_first_sentence_is_its_own_block(first: str, dateline: str | None) -> None:
    found = blocks_of(f"Airline buys ten ships\n\n{first}\n\n{MORE}")
    assert [words for kind, words in found if kind is BlockKind.DATELINE] == ([dateline] if dateline else [])


def test_a_caption_does_not_hold_its_credit() -> None:
    found = blocks_of(
        f"City sells terminal\n\nCranes stand idle in the harbour. Photo: J. Roe\n\n{BODY}\n\n{MORE}"
    )
    assert found[1:3] == [
        (BlockKind.CAPTION, "Cranes stand idle in the harbour."),
        (BlockKind.BOILERPLATE, "Photo: J. Roe"),
    ]


def test_a_link_list_ends_with_the_next_sentence() -> None:
    links = "Related stories\nPort to be widened next year\nDec 10, 2025: A look back at the harbour"
    found = blocks_of(f"City sells terminal\n\n{BODY}\n\n{links}\n\n{MORE}\n\nA new start")
    assert [kind for kind, _ in found][2:] == [BlockKind.BOILERPLATE] * 3 + [
        BlockKind.BODY,
        BlockKind.HEADING,
    ]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"City sells terminal\n\n{BODY}", "City sells terminal"),
        (f"Opinion: A sale too far.\n\n{BODY}\n\n{MORE}", "Opinion: A sale too far."),
        (f"12 May 2020\n\nCity sells terminal\n\n{BODY}", "City sells terminal"),
        (f"# City sells terminal\n\n{BODY}", "City sells terminal"),
        (f"{BODY} {MORE}\n\n{MORE}", None),
        ("City sells terminal", None),
    ],
)
def test_titles(content: str, title: str | None) -> None:
    assert (
        next(
            (words for kind, words in blocks_of(content) if kind is BlockKind.TITLE),
            None,
        )
        == title
    )


def test_short_lines_are_the_body_of_a_text_without_sentences() -> None:
    assert [kind for kind, _ in blocks_of("Port sold\nBank bought\nShips insured")][1:] == [
        BlockKind.BODY
    ] * 2


ALPHABET = st.text(st.sampled_from('aA .\n-—:?"(){}#*•1/\t’“”éPhoto:RelatedBy,©'), max_size=300)


@settings(deadline=None)
@given(ALPHABET)
def test_blocks_are_ordered_stripped_and_apart(content: str) -> None:
    text = unwrapped(normalise(content))
    end = 0
    for block in classify(text, [Line(span) for span in paragraphs(text)]):
        quote = text[block.start : block.end]
        assert end <= block.start < block.end <= len(text)
        assert quote == quote.strip() and "\n" not in quote
        end = block.end


@settings(deadline=None)
@given(ALPHABET)
def test_no_letter_is_outside_the_blocks(content: str) -> None:
    text = unwrapped(normalise(content))
    inside = {
        place
        for block in classify(text, [Line(span) for span in paragraphs(text)])
        for place in range(block.start, block.end)
    }
    assert not [c for place, c in enumerate(text) if c.isalpha() and place not in inside]
