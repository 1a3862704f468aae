"""Readers beside the frames: how they are named, joined and held to the same checks."""

from collections.abc import Iterator, Sequence

import pytest

from kg.documents.inline import inline_document
from kg.errors import InputError
from kg.extraction import extractors
from kg.extraction.candidate import RULES, Candidate
from kg.extraction.confidence import UNMEASURED
from kg.extraction.extractors import Proposals, Unread, extractor_names, extractor_versions, load_extractors
from kg.extraction.framed import FrameExtractor
from kg.extraction.pairing import link, mentions_in
from kg.extraction.reading import Decided, decide, read_document
from kg.extraction.scene import Scene
from kg.graph import Graph
from kg.model import Status
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import load_pipeline, parse
from kg.ontology import load_ontology

SENTENCE = "Microsoft bought Nokia in 2014."


class Parrot:
    """Proposes one relation between the first two mentions of every sentence."""

    name = "parrot"
    version = "7"

    def __init__(self, relation: str, status: Status | None = None) -> None:
        self.relation, self.status = relation, status

    def spent(self) -> dict[str, float]:
        return {"crackers": 1.0}

    def propose(self, scenes: Sequence[Scene]) -> list[Proposals]:
        return [Proposals(list(self.say(scene)), [Unread(0, "polly", "wants a cracker")]) for scene in scenes]

    def say(self, scene: Scene) -> Iterator[Candidate]:
        for sentence in scene.doc.sents:
            one, other, *_ = mentions_in(sentence, scene)
            rule = f"parrot.{self.relation}/7"
            yield Candidate(self.relation, one, other, link(scene, one, other), rule, self.status)


def decided(text: str, *readers: extractors.Extractor) -> Decided:
    document = inline_document(text)
    ((_, passages),) = parse([document], load_pipeline())
    return decide(document, passages, *find_mentions(passages), readers)


def told(found: Decided) -> set[tuple[str, str]]:
    return {
        (each.candidate.relation, each.candidate.rule.partition("/")[0])
        for each in found.decisions
        if each.relation
    }


def test_names_and_versions() -> None:
    assert [each.name for each in load_extractors(("llm", "frames"))] == ["llm", "frames"]
    assert load_extractors(("frames",))[0] is load_extractors(("frames", "llm"))[0]
    assert extractor_versions(("frames",)) == "frames"
    assert extractor_names("frames, llm 1-0123abcd some/model:7b") == ("frames", "llm")


@pytest.mark.parametrize("names", [("frames", "crystal ball"), (), ("frames", "frames"), ("",)])
def test_unknown_readers_are_refused_in_one_line(names: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match=r"there are frames, llm, model$") as caught:
        load_extractors(names)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_what_two_readers_say_is_one_claim_of_the_first() -> None:
    assert told(decided(SENTENCE, FrameExtractor(), Parrot("acquires"))) == {("acquires", "verb.acquires")}
    assert told(decided(SENTENCE, Parrot("acquires"), FrameExtractor())) == {("acquires", "parrot.acquires")}


@pytest.mark.slow
def test_of_a_symmetric_relation_both_directions_are_one_claim() -> None:
    met = "Angela Merkel met Emmanuel Macron in Berlin."
    assert told(decided(met, FrameExtractor(), Parrot("meetsWith"))) == {("meetsWith", "verb.meetsWith")}


@pytest.mark.slow
def test_a_proposal_is_held_to_types_status_and_what_is_more_specific() -> None:
    assert {each.reason for each in decided(SENTENCE, Parrot("governs")).decisions} == {
        "types do not fit the relation"
    }
    planned = decided("Microsoft may buy Nokia.", Parrot("acquires", Status.ASSERTED))
    (relation,) = [each.relation for each in planned.decisions if each.relation]
    assert relation.status is Status.POSSIBLE, "the words around take away what a reader takes for a fact"
    assert relation.confidence == UNMEASURED
    (weaker,) = load_ontology().relations["acquires"].overrides
    reasons = {
        each.candidate.relation: each.reason
        for each in decided(SENTENCE, FrameExtractor(), Parrot(weaker)).decisions
    }
    assert reasons == {"acquires": "", weaker: "a more specific relation is stated"}


@pytest.mark.slow
def test_what_a_reader_could_not_propose_is_counted() -> None:
    document = inline_document(SENTENCE)
    ((_, passages),) = parse([document], load_pipeline())
    reading = read_document(document, passages, (Parrot("visits"),))
    assert ("wants a cracker", "polly") in {(each.reason, each.detail) for each in reading.refusals}


@pytest.mark.slow
def test_the_kinds_of_rules_are_those_of_the_two_readers(sample_graph: Graph) -> None:
    met = {each.rule.partition(".")[0] for one in sample_graph.statements() for each in one.evidence}
    assert met <= RULES | {"model"}
    assert "model" in met
