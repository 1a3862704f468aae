"""What several readers say of the same sentences, as one: the first who proposes a claim keeps it.

A reader that weighs says what it holds of the claims of the others, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.candidate import Candidate, Scored
from kg.extraction.extractors import Extractor, Proposals
from kg.extraction.scene import Scene
from kg.ontology import load_ontology

_Claim = tuple[int, str, tuple[int, int]]
"""The sentence in its passage, the relation, and the chains: of a symmetric relation in the order of their numbers."""


def proposals(extractors: Sequence[Extractor], scenes: Sequence[Scene]) -> list[Proposals]:
    """Return what all readers make of each passage, earlier readers first, no claim from two."""
    columns = [each.propose(scenes) for each in extractors]
    return [
        Proposals(_weighed(row), [unread for each in row for unread in each.unread])
        for row in zip(*columns, strict=True)
    ]


def _weighed(row: Sequence[Proposals]) -> list[Candidate]:
    weighers = [each.weigh for each in row if each.weigh is not None]
    return [
        each if each.scored is not None else replace(each, scored=_first(weigh(each) for weigh in weighers))
        for each in _joined([each.candidates for each in row])
    ]


def _first(scored: Iterable[Scored | None]) -> Scored | None:
    return next((each for each in scored if each is not None), None)


def _joined(columns: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    joined: list[Candidate] = []
    known: set[_Claim] = set()
    for column in columns:
        # A reader may propose a claim twice, by two rules; what another has proposed is not its own.
        own = [each for each in column if _claim(each) not in known]
        known.update(_claim(each) for each in own)
        joined += own
    return joined


def _claim(candidate: Candidate) -> _Claim:
    one, other = candidate.subject.chain, candidate.object.chain
    if load_ontology().relations[candidate.relation].symmetric:
        one, other = min(one, other), max(one, other)
    return candidate.trigger.sent.start, candidate.relation, (one, other)
