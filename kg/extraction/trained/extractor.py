"""What the trained network finds, as candidates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from kg.errors import SetupError
from kg.extraction.candidate import Candidate, Scored
from kg.extraction.extractors import Proposals
from kg.extraction.pairing import link
from kg.extraction.places import standing_of
from kg.extraction.scene import Scene
from kg.extraction.trained.marking import STATUSES, Marked, mark, relations
from kg.extraction.trained.network import FOLDER, Network, Scores
from kg.extraction.trained.sentences import Pair, Sentence, sentences
from kg.model import Status
from kg.nlp.lexicon import load_titles

VERSION = 1
PACKAGES = ("onnxruntime", "tokenizers")
"""What runs the network."""
LEAST = 0.3
"""What the network holds less probable than this, it does not propose."""
SURE = 0.5
"""How probable a status must be to count as told."""
STANDING = frozenset({"agencyOf", "basedIn", "citizenOf", "locatedIn", "relatedTo"})
"""What is told in passing: "Kerry may go to Bonn in Germany" does not doubt where Bonn lies."""
POSTS = frozenset({"founded", "leads", "memberOf", "owns", "subsidiaryOf", "worksFor"})
"""What is told in passing by a noun, "a professor at Lund University", and as news by a verb."""
RUNNERS, WORDS = 3, 5
"""How many other relations and how many words an explanation names."""

_Key = tuple[int, int, int]
"""The first token of a sentence, and the chains of subject and object."""


class ModelExtractor:
    """Proposes what the network holds probable enough, and weighs what others propose."""

    name = "model"

    def __init__(self, folder: Path = FOLDER) -> None:
        """Run the network of a folder. Raises `SetupError` where what runs it is not installed."""
        missing = [name for name in PACKAGES if find_spec(name) is None]
        if missing:
            raise SetupError(
                f"the extractor model needs {' and '.join(missing)}: pip install {' '.join(missing)}, or name --extractors frames"
            )
        self._network = Network(folder)

    @cached_property
    def version(self) -> str:
        """The version of the proposing and the digest of the weights."""
        return f"{VERSION}-{self._network.digest}"

    def spent(self) -> dict[str, float]:
        """Return that it costs nothing."""
        return {}

    def propose(self, scenes: Sequence[Scene]) -> list[Proposals]:
        """Return what is probable in each passage, in text order; the most probable relation of a pair first."""
        laid = [(scene, sentence) for scene in scenes for sentence in sentences(scene)]
        marked = [
            mark(each.span.text, each.markings, len(each.chains), self._network.tokenizer) for _, each in laid
        ]
        pairs = [_whole(sentence, each) for (_, sentence), each in zip(laid, marked, strict=True)]
        scores = self._network.score(marked, [[(each.one, each.other) for each in some] for some in pairs])
        found: dict[int, list[Candidate]] = {scene.offset: [] for scene in scenes}
        seen: dict[int, dict[_Key, _Seen]] = {scene.offset: {} for scene in scenes}
        for (scene, sentence), one, some, scored in zip(laid, marked, pairs, scores, strict=True):
            for row, pair in enumerate(some):
                here = _Seen(scene, sentence, one, pair, scored, row)
                chains = sentence.chains[pair.one], sentence.chains[pair.other]
                seen[scene.offset][sentence.span.start, *chains] = here
                found[scene.offset] += here.candidates()
        return [Proposals(found[each.offset], (), _Weigher(seen[each.offset])) for each in scenes]


class _Weigher:
    """What the network holds of claims that others propose in a passage."""

    def __init__(self, seen: "dict[_Key, _Seen]") -> None:
        self._seen = seen

    def __call__(self, candidate: Candidate) -> Scored | None:
        """Return what is held of a claim; None where the network has not seen the pair in one sentence."""
        start, one, other = candidate.trigger.sent.start, candidate.subject.chain, candidate.object.chain
        label = relations().index(candidate.relation)
        for chains in ((one, other), (other, one)):
            here = self._seen.get((start, *chains))
            if here is not None and here.pair.allowed[label]:
                return here.scored(label)
        return None


def _whole(sentence: Sentence, marked: Marked) -> list[Pair]:
    """Return the pairs of which both sides lie before the point where a very long sentence is cut off."""
    return [each for each in sentence.pairs if marked.entities[each.one] and marked.entities[each.other]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A pair of a sentence with what the network makes of it."""

    scene: Scene
    sentence: Sentence
    marked: Marked
    pair: Pair
    scores: Scores
    row: int

    def candidates(self) -> Iterator[Candidate]:
        """Yield what is probable enough, the most probable first."""
        names, pair = relations(), self.pair
        probable = self._probable()
        for label in self._order() if probable.max() >= LEAST else ():
            if probable[label] < LEAST:
                return
            trigger = link(self.scene, pair.subject, pair.object)
            name, nominal = names[label], trigger.pos_ in {"NOUN", "PROPN"}
            if name not in STANDING and self._is_done_to(trigger):
                continue
            yield Candidate(
                name,
                pair.subject,
                pair.object,
                trigger,
                f"model.{name}/{VERSION}",
                self._status(name, nominal),
                standing=name in STANDING or (nominal and name in POSTS),
                scored=self.scored(label),
            )

    def scored(self, label: int) -> Scored:
        """Return what is held of a relation, what else is probable and what was looked at."""
        probable, names = self._probable(), relations()
        runners = [(names[each], _rounded(probable[each])) for each in self._order() if each != label]
        return Scored(
            _rounded(self.scores.relations[self.row, label]), tuple(runners[:RUNNERS]), self._words()
        )

    def _probable(self) -> NDArray[np.float32]:
        return np.where(self.pair.allowed, self.scores.relations[self.row], 0).astype(np.float32)

    def _order(self) -> list[int]:
        return [int(each) for each in np.argsort(-self._probable(), kind="stable")]

    def _status(self, name: str, nominal: bool) -> Status | None:
        """Return what the network is sure of; a plain fact is left to the words around, which may know better."""
        if name == "citizenOf":
            return None  # who was president of a country is still of it
        row = self.scores.statuses[self.row]
        status = STATUSES[int(row.argmax())]
        if status is not Status.ASSERTED and row.max() > SURE:
            return status
        if name == "locatedIn":
            return standing_of(self.scene, self.pair.subject)
        return Status.ENDED if nominal and name in POSTS and self._is_over() else None

    def _is_done_to(self, verb: Token) -> bool:
        """Tell whether another verb of the list does something to the subject: "visited Riyadh and met the crown prince"."""
        head = self.scene.head_of(self.pair.subject)
        return head.dep_ == "dobj" and head.head != verb and head.head in verb.conjuncts

    def _is_over(self) -> bool:
        """Tell whether a word in front of either side says that a post is over: "former Republican Tom Baker"."""
        starts = (self.scene.tokens_of(side).start for side in (self.pair.subject, self.pair.object))
        return any(start and self.scene.doc[start - 1].lower_ in load_titles().ended for start in starts)

    def _words(self) -> tuple[str, ...]:
        """Return the words that both sides attend to most and that are part of no mention."""
        found: list[int] = []
        span, marked = self.sentence.span, self.marked
        for piece in np.argsort(-self.scores.attention[self.row, : len(marked.pieces)], kind="stable"):
            start, end = marked.offsets[piece]
            if end > start and not marked.kinds[piece]:
                word = span.char_span(start, end, alignment_mode="expand")
                if word is not None and word[0].is_alpha and word[0].i not in found:
                    found.append(word[0].i)
            if len(found) == WORDS:
                break
        return tuple(span.doc[token].text for token in found)


def _rounded(probability: float) -> float:
    """Return a probability as it is shown and kept: the last digits of arithmetic are noise."""
    return round(float(probability), 3)
