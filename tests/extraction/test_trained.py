"""The trained reader: sentences as numbers, and what it proposes and weighs."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from builders import write_articles
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.documents.inline import inline_document
from kg.errors import SetupError
from kg.extraction.extractors import load_extractors
from kg.extraction.reading import IMPROBABLE, Decided, decide
from kg.extraction.scene import scenes
from kg.extraction.trained import extractor, network
from kg.extraction.trained.marking import (
    FORMS,
    KINDS,
    LONGEST,
    Marking,
    batch,
    coarse,
    load_tokenizer,
    mark,
    permitted,
    relations,
)
from kg.extraction.trained.network import FOLDER, Network
from kg.extraction.trained.sentences import sentences
from kg.model import Mention, MentionForm
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import load_pipeline, parse
from kg.ontology import load_ontology

TOKENIZER = load_tokenizer(FOLDER / "tokenizer.json")
TEXT = "Nokia of Finland said Anna Berg, its chief executive, would meet the owners of Telia in Oslo."
STORY = """Telia hands its cable business to Norvik in a deal worth two billion euros.

The head of Norvik, Anna Berg, was in Oslo on Monday, where she and the Swedish prime minister Carl Lund talked about
power lines. Greenpeace has no kind words for Norvik. A court in Hamburg looks into the books of Haldane Shipping.
"""


def marking(text: str, name: str, kind: str, entity: int, form: MentionForm = MentionForm.NAME) -> Marking:
    start = text.index(name)
    return Marking(start, start + len(name), kind, form, entity)


def mention(kind: str, sure: bool = True) -> Mention:
    return Mention(0, 1, "x", kind, MentionForm.NAME, 0, sure)


def decided(text: str, *names: str) -> Decided:
    document = inline_document(text)
    ((_, passages),) = parse([document], load_pipeline())
    return decide(document, passages, *find_mentions(passages), load_extractors(names))


def test_pieces_of_a_mention_carry_its_class_and_form() -> None:
    text = "Anna Berg leads Norvik."
    marked = mark(
        text,
        [marking(text, "Anna Berg", "Person", 0), marking(text, "Norvik", "MediaOrganization", 1)],
        2,
        TOKENIZER,
    )
    words = [text[start:end] for start, end in marked.offsets]
    person, organization = 1 + 2 * KINDS.index("Person"), 1 + 2 * KINDS.index("Organization")
    ((first, last),) = marked.entities[0]
    assert "".join(words[first:last]) == "AnnaBerg"
    assert marked.kinds[first] == person + 1
    assert set(marked.kinds[first + 1 : last]) == {person}
    ((first, last),) = marked.entities[1]
    assert "".join(words[first:last]) == "Norvik"
    assert marked.kinds[first] == organization + 1
    assert set(marked.forms[first:last]) == {1 + FORMS.index(MentionForm.NAME)}
    assert marked.kinds[words.index("leads")] == marked.forms[words.index("leads")] == 0


def test_a_mention_inside_another_is_marked_as_itself() -> None:
    text = "The Bank of Norway said so."
    marked = mark(
        text,
        [marking(text, "Norway", "Country", 1), marking(text, "Bank of Norway", "Organization", 0)],
        2,
        TOKENIZER,
    )
    ((place, _),) = marked.entities[1]
    assert marked.kinds[place] == 2 + 2 * KINDS.index("Country")
    assert marked.entities[0][0][0] < place < marked.entities[0][0][1]


def test_what_is_behind_the_longest_sentence_is_no_mention() -> None:
    text = "word " * LONGEST + "Norvik"
    marked = mark(text, [marking(text, "Norvik", "Company", 0)], 1, TOKENIZER)
    assert len(marked.pieces) == LONGEST
    assert marked.entities == ((),)


@given(st.text(max_size=200), st.data())
def test_any_text_is_marked_within_its_length(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = data.draw(st.lists(ends.map(sorted), max_size=4))
    markings = [Marking(a, b, "Person", MentionForm.NAME, number) for number, (a, b) in enumerate(spans)]
    marked = mark(text, markings, len(spans), TOKENIZER)
    assert len(marked.pieces) == len(marked.kinds) == len(marked.forms) == len(marked.offsets) <= LONGEST
    for mentions in marked.entities:
        assert all(0 <= start < end <= len(marked.pieces) for start, end in mentions)


def test_a_batch_pools_each_entity_over_its_pieces() -> None:
    texts = ["Anna Berg leads Norvik.", "Norvik is in Oslo, and Norvik stays."]
    marked = [
        mark(texts[0], [marking(texts[0], "Anna Berg", "Person", 0), marking(texts[0], "Norvik", "Company", 1)], 2, TOKENIZER),
        mark(texts[1], [Marking(0, 6, "Company", MentionForm.NAME, 0), Marking(23, 29, "Company", MentionForm.NAME, 0)], 1, TOKENIZER),
    ]  # fmt: skip
    made = batch(marked, [[(0, 1)], []])
    assert made.pooling.shape == (2, 2, made.pieces.shape[1])
    assert np.allclose(made.pooling.sum(axis=2), [[1, 1], [1, 0]])
    assert made.present.sum(axis=1).tolist() == [len(each.pieces) for each in marked]
    assert made.pairs.tolist() == [[0, 0, 1]]


def test_many_pairs_are_scored_in_parts_and_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Anna Berg", "Norvik", "Telia", "Oslo", "Sweden"]
    text = f"{', '.join(names)} met."
    marked = [
        mark(
            text, [marking(text, name, "Entity", number) for number, name in enumerate(names)], 5, TOKENIZER
        ),
        mark("Nobody came.", [], 0, TOKENIZER),
    ]
    pairs = [[(one, other) for one in range(5) for other in range(5) if one != other], []]
    whole = Network().score(marked, pairs)
    monkeypatch.setattr(network, "MOST_PAIRS", 6)
    parts = Network().score(marked, pairs)
    assert [len(each.relations) for each in parts] == [20, 0]
    # What goes through the network together sets the steps of eight bits, so the scores are only about the same.
    one, other = whole[0].relations, parts[0].relations
    assert np.abs(one - other).max() < 0.2
    assert np.abs(one - other).mean() < 0.005


def test_every_class_has_one_that_the_network_knows() -> None:
    assert {coarse(name) for name in load_ontology().classes} <= set(KINDS)
    assert coarse("PoliticalParty") == "Organization"
    assert coarse("City") == "Place"


@pytest.mark.parametrize("kind", ["Person", "Company", "Country", "Event", "Entity"])
@pytest.mark.parametrize("other", ["Person", "City", "Law"])
@pytest.mark.parametrize("sure", [True, False])
def test_only_what_the_ontology_permits_is_scored(kind: str, other: str, sure: bool) -> None:
    allowed = permitted(mention(kind, sure), mention(other))
    ontology = load_ontology()
    for name, fits in zip(relations(), allowed, strict=True):
        assert fits == ontology.permits(name, kind if sure else "Entity", other)


def test_without_what_runs_it_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractor, "PACKAGES", ("no_such_runtime",))
    with pytest.raises(
        SetupError,
        match=r"^the extractor model needs no_such_runtime: pip install no_such_runtime, or name --extractors frames$",
    ):
        extractor.ModelExtractor()


@pytest.mark.slow
def test_a_symmetric_relation_is_asked_once() -> None:
    document = inline_document("Anna Berg met Carl Lund in Oslo.")
    ((_, passages),) = parse([document], load_pipeline())
    mentions, _ = find_mentions(passages)
    (sentence,) = [each for scene in scenes(passages, tuple(mentions)) for each in sentences(scene)]
    meets = relations().index("meetsWith")
    people = [
        (each.subject.name, each.object.name)
        for each in sentence.pairs
        if {each.subject.type, each.object.type} == {"Person"} and each.allowed[meets]
    ]
    assert people == [("Anna Berg", "Carl Lund")]


@pytest.mark.slow
def test_it_reads_what_no_frame_does_and_weighs_what_one_does() -> None:
    frames, both = decided(STORY, "frames"), decided(STORY, "frames", "model")

    def told(found: Decided) -> dict[tuple[str, str, str], str]:
        return {
            (
                each.candidate.subject.name,
                each.candidate.relation,
                each.candidate.object.name,
            ): each.candidate.rule
            for each in found.decisions
            if each.relation
        }

    alone = {claim for claim, rule in told(both).items() if rule.startswith("model.")}
    assert alone
    assert not alone & told(frames).keys()
    for each in both.decisions:
        assert each.candidate.scored is not None or each.candidate.rule.split(".")[0] != "model"
    weighed = [
        each for each in both.decisions if each.relation and not each.candidate.rule.startswith("model")
    ]
    assert any(each.candidate.scored for each in weighed)
    improbable = [each for each in both.decisions if each.reason == IMPROBABLE]
    assert all(each.candidate.scored for each in improbable)


@pytest.mark.slow
def test_an_explanation_names_score_other_relations_and_words() -> None:
    (scored, *_) = [
        (each.candidate, each.scene)
        for each in decided(STORY, "frames", "model").decisions
        if each.relation and each.candidate.scored
    ]
    candidate, scene = scored
    assert candidate.scored is not None
    assert 0 <= candidate.scored.probability <= 1
    assert len(candidate.scored.runners) == 3
    assert candidate.relation not in dict(candidate.scored.runners)
    assert all(one >= other for (_, one), (_, other) in pairwise(candidate.scored.runners))
    assert candidate.scored.words
    assert all(word in scene.doc.text for word in candidate.scored.words)


def _bytes(folder: Path) -> bytes:
    return (folder / "graph.ttl").read_bytes()


@pytest.mark.slow
def test_two_builds_with_both_readers_are_the_same_bytes(tmp_path: Path) -> None:
    stories = {"one": STORY, "two": TEXT, "three": STORY.replace("Norvik", "Corbel"), "four": TEXT * 3}
    source = write_articles(tmp_path / "in", **stories)
    built: list[bytes] = []
    for number, jobs in enumerate((1, 2, 1)):
        kg.build(source, tmp_path / f"out{number}", extractors=("frames", "model"), jobs=jobs)
        built.append(_bytes(tmp_path / f"out{number}"))
    assert built[0] == built[1] == built[2]
    (tmp_path / "in" / "two.txt").unlink()
    kg.build(source, tmp_path / "fewer", extractors=("frames", "model"))
    kept = [line for line in _bytes(tmp_path / "fewer").splitlines() if b"rel:confidence" in line]
    assert set(kept) <= set(built[0].splitlines())
