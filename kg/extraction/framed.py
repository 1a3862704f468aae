"""The reader of frames: what verbs, nouns, titles and the order of names say, by rules that are written out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.affiliations import read_affiliations, read_possessions
from kg.extraction.candidate import Candidate
from kg.extraction.extractors import Proposals
from kg.extraction.frames import load_frames
from kg.extraction.nouns import read_compounds, read_nouns, read_roles
from kg.extraction.places import read_places
from kg.extraction.rounds import read_rounds
from kg.extraction.scene import Scene
from kg.extraction.titles import read_titles
from kg.extraction.verbs import read_verbs
from kg.extraction.verdicts import read_verdicts
from kg.nlp.lexicon import load_titles
from kg.ontology import load_ontology

SALE_VERSION = 1
BOUGHT_FROM = frozenset({"buy X from O", "purchase X from O"})


class FrameExtractor:
    """Proposes what a rule reads. Each of its rules has a version of its own."""

    name = "frames"
    version = ""
    """The digest of the rules, which every graph keeps, tells more than a number would."""

    def spent(self) -> dict[str, float]:
        """Return that it costs nothing."""
        return {}

    def propose(self, scenes: Sequence[Scene]) -> list[Proposals]:
        """Return the candidates of each passage, in text order by rule."""
        return [Proposals(_without_parts(list(_propose(scene)))) for scene in scenes]


def _propose(scene: Scene) -> Iterator[Candidate]:
    frames = load_frames()
    yield from read_titles(scene, load_titles())
    yield from read_verbs(scene, frames)
    yield from read_rounds(scene)
    yield from read_roles(scene, frames)
    yield from read_nouns(scene, frames)
    yield from read_compounds(scene, frames)
    yield from read_verdicts(scene)
    yield from read_places(scene)
    yield from read_affiliations(scene)
    yield from read_possessions(scene)


def _without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those of a noun that is part of a verb's phrase: "seek ties with" says more than "ties with"."""
    phrases = {
        (candidate.trigger.i, candidate.relation, candidate.subject.chain, candidate.object.chain)
        for candidate in candidates
        if candidate.rule.startswith("verb")
    }
    kept = [
        candidate
        for candidate in candidates
        if not candidate.rule.startswith("noun")
        or (candidate.trigger.head.i, candidate.relation, candidate.subject.chain, candidate.object.chain)
        not in phrases
    ]
    return [each for candidate in kept for each in _sale(candidate, kept)]


def _sale(candidate: Candidate, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield a candidate, or who sells what to whom instead of the supplies of "bought the unit from Corbel"."""
    if candidate.phrase not in BOUGHT_FROM or not candidate.rule.startswith("verb"):
        yield candidate
        return
    bought = [
        other
        for other in candidates
        if other.relation == "acquires"
        and other.trigger.i == candidate.trigger.i
        and load_ontology().is_a(other.object.type, "Organization", "Facility")
    ]
    if not bought:
        yield candidate
    elif candidate.relation == "supplies":
        seller, buyer = candidate.subject, candidate.object
        yield replace(candidate, relation="sellsTo", rule=f"verb.sellsTo/{SALE_VERSION}")
        for other in bought:
            if other.subject.chain == buyer.chain and other.object.chain != seller.chain:
                yield replace(
                    candidate, relation="sells", object=other.object, rule=f"verb.sells/{SALE_VERSION}"
                )
