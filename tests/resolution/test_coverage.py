"""Each sentence ends once: as evidence, refused with a reason, without a relation, or not read."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from builders import Claim, company, person, reading, ruled

import kg
from kg.model import Judgement, Reading, Refusal, Span, Verdict
from kg.resolution import resolve
from kg.validation import validate

MARY, ANKER = person("Mary Stone"), company("Anker Foods")


def with_sentences(made: Reading) -> Reading:
    """Return a reading whose lines are its sentences."""
    spans, start = [], 0
    for line in made.document.text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return replace(made, sentences=tuple(spans))


def told(made: Reading, *judgements: Judgement) -> list[tuple[str, str, int]]:
    changes = resolve([made], judgements).changes
    (document,) = changes.state.documents.values()
    return [(str(ending), reason, count) for ending, reason, count in document.outcome.sentences]


def test_every_sentence_ends_in_one_way() -> None:
    made = with_sentences(reading("a", Claim(MARY, "leads", ANKER), ANKER, MARY, Claim(ANKER, "owns", ANKER)))
    refused = Refusal("extraction", f"a:{made.sentences[1].start}", "types do not fit", "x")
    made = replace(made, refusals=(refused,))
    assert told(made) == [
        ("extracted", "", 1),
        ("refused", "subject and object are the same entity", 1),
        ("refused", "types do not fit", 1),
        ("without relation", "", 1),
    ]
    rejected = ruled(Verdict.REJECT, "mary-stone", "leads", "anker-foods")
    assert ("refused", "rejected by a judgement", 1) in told(made, rejected)


NEWS = """\
Norvik Bank buys Altmark Foods

By Anna Berg

Norvik Bank has bought Altmark Foods. It rained all day.

Its chairman was glad.
"""


@pytest.mark.slow
def test_the_sentences_of_a_graph_are_all_that_its_texts_have(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    graph = kg.build([tmp_path / "news.txt"], tmp_path / "out")
    found = list(graph.sentences())
    assert {each.text for each in found} == {
        line for part in NEWS.replace(". ", ".\n").splitlines() if (line := part.strip())
    }
    endings = {each.text: (each.ending, each.reason) for each in found}
    assert endings["By Anna Berg"][0] == "boilerplate"
    assert endings["Norvik Bank has bought Altmark Foods."] == ("extracted", "")
    assert endings["It rained all day."] == ("without relation", "")
    text = graph.document("news").text
    assert all(" ".join(text[each.span.start : each.span.end].split()) == each.text for each in found)
    counted = Counter((each.ending, each.reason) for each in found)
    stored = graph.manifest.sentences.items()
    assert {(ending, why): n for ending, reasons in stored for why, n in reasons.items()} == counted
    assert validate(graph) == []
