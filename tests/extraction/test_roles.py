"""The role in which somebody leads or works for another, whatever rule reads the claim."""

import pytest

from kg.documents.inline import inline_document
from kg.extraction.extractors import load_extractors
from kg.extraction.reading import decide
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import load_pipeline, parse

pytestmark = pytest.mark.slow


def roles(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    document = inline_document(text)
    ((_, passages),) = parse([document], load_pipeline())
    found = decide(document, passages, *find_mentions(passages), load_extractors(("frames",)))
    return {
        (each.candidate.subject.name, each.candidate.relation): each.relation.qualifiers.role
        for each in found.decisions
        if each.relation
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna Berg has run Norvik as managing director since May.", ("managing director",)),
        ("Anna Berg studied in Oslo. She is the president and CEO of Norvik.", ("president and CEO",)),
        ("Anna Berg, chief executive of Norvik, spoke in Oslo.", ("chief executive",)),
        ("Anna Berg runs Norvik.", ()),
    ],
)
def test_the_words_between_say_the_role(text: str, role: tuple[str, ...]) -> None:
    assert roles(text)["Anna Berg", "leads"] == role


def test_a_role_of_somebody_else_is_not_taken() -> None:
    found = roles("Anna Berg leads Norvik, and its chairman Carl Lund lives in Oslo.")
    assert found["Anna Berg", "leads"] == ()
    assert found["Carl Lund", "leads"] == ("chairman",)
    found = roles("Anna Berg, who runs Norvik, met chairman Carl Lund.")
    assert found["Anna Berg", "leads"] == ()
