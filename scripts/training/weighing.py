"""How much what speaks for a claim counts, learned on texts that trained neither rules nor network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from training.examples import Gold

from kg.documents import read_sources
from kg.extraction.extractors import Extractor, load_extractors
from kg.extraction.reading import IMPROBABLE, Decision, decide
from kg.extraction.weighing import ALONE, OF, RULE, TABLE, forget, grounds, kind_of, probability_of
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import load_pipeline, parse

SHRINK, SHRINK_RELATION = 0.5, 3.0
"""Ridge on the weights, in readings: that of a relation of its own leans on what holds of all."""
FOLDS = 5
"""Parts of the texts, each weighed by what is learned from the others, to find the least probability."""
LEAST_WEIGHT = 0.02
NOTHING = {RULE: 0.0, ALONE: 0.0}
"""The bars while weights are learned."""
UNLIKELY = 0.333
"""What a rule reads is dropped where it is twice as likely wrong as right."""
HEADER = """\
# What speaks for a claim that the trained reader has weighed, in log odds: see kg/extraction/weighing.py. `least` is the least
# probability of a claim that is kept: of those that the trained reader alone makes as many are right as of those that frames
# make. Learned on {count} claims of {texts} news texts,
# scored by a network that had not seen them; written by scripts/train_reader.
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated texts, and the trained reader that did not learn from them."""

    folder: Path
    answers: dict[str, Gold]
    reader: Extractor


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim of a text as one sentence makes it."""

    decision: Decision
    right: bool
    lines: frozenset[int]
    """The required lines of the gold that it meets."""
    text: str
    claim: tuple[str, str, str, str]
    """The text, and who, what and whom, as the scorer names them: of a symmetric relation in alphabetical order."""

    @property
    def probability(self) -> float:
        """What it is held to be by the weights of today; 1 where nobody has weighed it."""
        each = self.decision
        probability = probability_of(each.candidate, each.described, each.sentences)
        return 1.0 if probability is None else probability


def weighed(corpus: Corpus, readers: Sequence[Extractor], scorer: ModuleType) -> Iterator[Weighed]:
    """Yield what readers propose in annotated texts, also what is refused for being improbable."""
    sources = [corpus.folder / f"{name}.txt" for name in sorted(corpus.answers)]
    for document, passages in parse(read_sources(sources)[0], load_pipeline()):
        name = Path(document.origin).stem
        names, lines = corpus.answers[name]
        mentions, chains = find_mentions(passages)
        said = {
            chain.number: scorer.resolve({"label": chain.name, "aliases": chain.names}, names)
            for chain in chains
        }
        for each in decide(document, passages, mentions, chains, readers).decisions:
            if each.relation is None and each.reason != IMPROBABLE:
                continue
            relation = each.candidate.relation
            one, other = said[each.candidate.subject.chain], said[each.candidate.object.chain]
            met = [i for i, line in enumerate(lines) if line.meets(one, relation, other, scorer.SYMMETRIC)]
            if relation in scorer.SYMMETRIC:
                one, other = min(one, other), max(one, other)
            required = frozenset(number for number in met if lines[number].required)
            yield Weighed(each, bool(met), required, name, (name, one, relation, other))


def fitted(claims: Sequence[Weighed]) -> dict[str, float]:
    """Return the weights of a logistic regression over the grounds of some claims."""
    rows = [
        grounds(each.decision.candidate, each.decision.described, each.decision.sentences) for each in claims
    ]
    names = sorted({name for row in rows for name in row}, key=lambda name: (name.startswith(OF), name))
    table = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
    signs = np.where([each.right for each in claims], 1.0, -1.0)
    ridge = np.array([0.0, *(SHRINK_RELATION if name.startswith(OF) else SHRINK for name in names)])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (table @ weights)
        slope = table.T @ (signs / (1 + np.exp(margins)))
        return float(np.logaddexp(0, -margins).sum() + ridge @ weights**2), 2 * ridge * weights - slope

    found = minimize(loss, np.zeros(table.shape[1]), jac=True).x
    told = {name: round(float(weight), 3) for name, weight in zip(["bias", *names], found, strict=True)}
    return {
        name: weight
        for name, weight in told.items()
        if not name.startswith(OF) or abs(weight) >= LEAST_WEIGHT
    }


def measured(claims: Sequence[Weighed], answers: dict[str, Gold]) -> dict[str, float]:
    """Return precision and recall of claims, each counted once for a text, as the scorer counts them."""
    right = {each.claim: each.right for each in claims}
    found = {(each.text, line) for each in claims for line in each.lines}
    required = sum(line.required for _, lines in answers.values() for line in lines)
    precision, recall = sum(right.values()) / max(len(right), 1), len(found) / max(required, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "F1": round(f1, 3),
        "claims": len(right),
    }


def weigh(corpora: Sequence[Corpus], scorer: ModuleType) -> dict[str, Any]:
    """Learn the weights and the least probability, write them, and return what was measured on the same texts.

    Each text is measured with weights learned from the other parts of all texts.
    """
    # What was learned before counts for nothing while it is learned anew.
    _write({RULE: {}, ALONE: {}}, NOTHING, "")
    frames = load_extractors(("frames",))
    alone, both = [], []
    for each in corpora:
        alone += weighed(each, frames, scorer)
        both += weighed(each, (*frames, each.reader), scorer)
    answers = {name: gold for each in corpora for name, gold in each.answers.items()}
    head = HEADER.format(
        count=sum(each.decision.candidate.scored is not None for each in both), texts=len(answers)
    )
    part = {name: number % FOLDS for number, name in enumerate(sorted(answers))}
    probability: dict[int, float] = {}
    for fold in range(FOLDS):
        _write(_weights(each for each in both if part[each.text] != fold), NOTHING, "")
        probability |= {id(each): each.probability for each in both if part[each.text] == fold}
    before = measured(alone, answers)
    least = {RULE: UNLIKELY, ALONE: 0.9}
    ours = [each for each in both if kind_of(each.decision.candidate) == ALONE]
    for bar in np.arange(0.3, 0.9, 0.005):
        kept = measured([each for each in ours if probability[id(each)] >= bar], answers)
        if kept["precision"] >= before["precision"]:
            least[ALONE] = round(float(bar), 3)
            break
    together = [each for each in both if probability[id(each)] >= least[kind_of(each.decision.candidate)]]
    _write(_weights(both), least, head)
    return {"frames": before, "both": measured(together, answers), "least": least}


def _weights(claims: Iterable[Weighed]) -> dict[str, dict[str, float]]:
    scored = [each for each in claims if each.decision.candidate.scored is not None]
    return {
        kind: fitted([each for each in scored if kind_of(each.decision.candidate) == kind])
        for kind in (RULE, ALONE)
    }


def _write(weights: dict[str, dict[str, float]], least: dict[str, float], head: str) -> None:
    rows = yaml.safe_dump({**weights, "least": least}, sort_keys=False)
    TABLE.write_text(head + rows, encoding="utf-8")
    forget()
