"""How many of a claim's sources are independent: copies of a text count once, and so do quotes of one speaker."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import Claim, company, graph_of, reading
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.documents.sketch import sketch
from kg.model import Block, BlockKind, Document, StatedDate
from kg.resolution import reprints
from kg.resolution.corroboration import together
from kg.resolution.reprints import near_copies, stories, with_pairs

STORIES: list[dict[str, Any]] = [
    story
    for part in "ab"
    for story in yaml.safe_load(Path(__file__).with_name(f"stories_{part}.yaml").read_text(encoding="utf-8"))
]
"""Stories with edited copies, by two writers who knew what is counted and not how."""


def document(id: str, text: str) -> Document:
    return Document(id, text, (Block(BlockKind.BODY, 0, len(text)),))


def texts(story: dict[str, Any], verbatim: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each text of a story with the number of its source, or only the originals and their verbatim copies."""
    for number, source in enumerate(story["sources"]):
        yield f"{number}", source["original"]
        for copy in source["copies"]:
            if not verbatim or copy["how"] == "verbatim":
                yield f"{number}", copy["text"]


def counted(told: list[tuple[str, str]]) -> int:
    sketches = {f"{index:02}": sketch(document("x", text)) for index, (_, text) in enumerate(told)}
    pairs = sorted(near_copies(sketches, sketches))
    return len(set(stories(with_pairs({}, sketches, pairs)).values()))


def test_the_copies_of_forty_stories_are_counted_once() -> None:
    assert len(STORIES) == 40
    assert all(1 <= sum(len(source["copies"]) for source in story["sources"]) <= 10 for story in STORIES)
    wrong = {
        story["name"]: (counted(list(texts(story))), len(story["sources"]))
        for story in STORIES
        if counted(list(texts(story))) != len(story["sources"])
    }
    assert len(wrong) <= 2, wrong


def test_verbatim_copies_are_never_counted_twice() -> None:
    for story in STORIES:
        assert counted(list(texts(story, verbatim=True))) <= len(story["sources"]), story["name"]


def test_stories_are_not_taken_for_each_other() -> None:
    originals = [(story["name"], source["original"]) for story in STORIES for source in story["sources"]]
    assert counted(originals) == len(originals)


@pytest.mark.slow
def test_the_claims_of_the_stories_have_as_many_sources(tmp_path_factory: pytest.TempPathFactory) -> None:
    """From file to statement: the claim that all texts of a story make, as a build reads it."""
    folder = tmp_path_factory.mktemp("stories")
    for story in STORIES:
        for index, (_, text) in enumerate(texts(story)):
            (folder / f"{story['name']}-{index:02}.txt").write_text(text, encoding="utf-8")
    graph = kg.build(folder, extractors=("frames",))
    found = exact = 0
    for story in STORIES:
        subject, relation, obj = story["claim"]
        for each in graph.statements(relation=relation, status="asserted"):
            if {graph.label(each.subject), graph.label(each.object)} == {subject, obj}:
                found += 1
                exact += each.sources <= len(story["sources"])
    assert found >= 20
    assert exact >= 0.95 * found


def test_one_sentence_in_other_words_around_it_and_one_speaker_are_one_source() -> None:
    claim = Claim(company("Anker Foods"), "acquires", company("Bolt Mills"), source="Mary Stone")
    told = [reading(id, claim) for id in ("a", "b")]
    (statement,) = graph_of(*told).statements()
    assert (len(statement.documents), statement.sources) == (2, 1)
    others = [reading(id, replace(claim, source=None)) for id in ("a", "b")]
    (statement,) = graph_of(*others).statements()
    assert statement.sources == 2
    crowd = [reading(id, replace(claim, source="officials")) for id in ("a", "b")]
    (statement,) = graph_of(*crowd).statements()
    assert statement.sources == 2


def test_a_statement_knows_when_it_was_first_and_last_seen() -> None:
    claim = Claim(company("Anker Foods"), "acquires", company("Bolt Mills"))
    told = []
    for id, iso in (("a", "2024-05-02"), ("b", "2023"), ("c", None)):
        said = reading(id, claim)
        published = StatedDate(iso, "given") if iso else None
        told.append(replace(said, document=replace(said.document, published=published)))
    (statement,) = graph_of(*told).statements()
    assert (statement.first, statement.last) == ("2023", "2024-05-02")
    (undated,) = graph_of(told[2]).statements()
    assert (undated.first, undated.last) == (None, None)


def test_more_sources_make_a_claim_surer_and_never_certain() -> None:
    assert together([0.8]) == 0.8
    assert 0.8 < together([0.8, 0.8]) < together([0.8, 0.8, 0.8]) <= 0.99
    assert together([0.5] * 100) == 0.99
    assert together([1.0, 0.5]) == 1.0


@given(st.lists(st.sampled_from([0.3, 0.5, 0.75, 0.9]), min_size=1, max_size=6))
def test_confidence_does_not_depend_on_the_order_and_is_at_least_the_surest(confidences: list[float]) -> None:
    assert together(confidences) == together(sorted(confidences)) >= max(confidences)


words = st.text("abcdefgh ", min_size=40, max_size=200)


@given(st.lists(words, min_size=2, max_size=5, unique=True))
def test_copies_are_the_same_whether_found_at_once_or_one_after_another(told: list[str]) -> None:
    sketches = {
        f"{index}": sketch(document("x", text)) for index, text in enumerate([*told, told[0] + " " + told[1]])
    }
    at_once = with_pairs({}, sketches, sorted(near_copies(sketches, sketches)))
    grown: dict[str, tuple[str, ...]] = {}
    for count in range(1, len(sketches) + 1):
        some = dict(list(sketches.items())[:count])
        grown = with_pairs(grown, some, sorted(near_copies(some, [f"{count - 1}"])))
    assert grown == at_once


@given(st.lists(words, min_size=2, max_size=12))
def test_an_index_finds_the_copies_that_comparing_all_finds(told: list[str]) -> None:
    sketches = {f"{index:02}": sketch(document("x", text)) for index, text in enumerate(told * 2)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reprints, "MANY", 0)
        indexed = near_copies(sketches, sketches)
    assert indexed == near_copies(sketches, sketches) != set()
