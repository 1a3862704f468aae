"""How probable a claim is that a trained reader has weighed: what speaks for it, put together by a logistic regression.

`weighing.yaml` holds a weight for everything that is told below, for claims that a rule reads and for those that the trained
reader alone proposes, learned on annotated news that trained neither (`scripts/train_reader`), and for each kind the least probability
at which a claim is kept.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.candidate import Candidate
from kg.extraction.confidence import confidence_of
from kg.model import MentionForm
from kg.nlp.gazetteer import read_table

TABLE = Path(__file__).with_name("weighing.yaml")
MODEL = "model."
"""What the names of the trained reader's readings begin with."""
OF = "relation "
"""What the name of a ground begins with that is the relation itself."""
RULE, ALONE = "rule", "alone"
"""The two kinds of claims that have weights: a rule reads it, or the trained reader alone."""


def probability_of(candidate: Candidate, described: int, sentences: int) -> float | None:
    """Return how probable a claim is that a trained reader has weighed, 0 to 1; None where none has.

    `described` is the number of its sides without a name, `sentences` in how many sentences of its document readers
    find it.
    """
    if candidate.score is None:
        return None
    weights = _table()[kind_of(candidate)]
    told = grounds(candidate, described, sentences)
    odds = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in told.items())
    return round(1 / (1 + math.exp(-odds)), 3)


def is_enough(candidate: Candidate, probability: float | None) -> bool:
    """Tell whether a claim is probable enough to be kept, by the bar of its kind; one that nobody has weighed is."""
    return probability is None or probability >= float(_table()["least"][kind_of(candidate)])


def kind_of(candidate: Candidate) -> str:
    return ALONE if candidate.rule.startswith(MODEL) else RULE


def grounds(candidate: Candidate, described: int, sentences: int) -> dict[str, float]:
    """Return what a probability rests on, by name, as numbers of like size."""
    scored = candidate.scored
    assert scored is not None
    subject, obj = candidate.subject, candidate.object
    forms = (subject.form, obj.form)
    told = {
        "score": log_odds(scored.probability),
        "runner-up": log_odds(max((probability for _, probability in scored.runners), default=0.0)),
        "sentences": math.log(sentences),
        "sides without a name": float(described),
        "pronoun": float(MentionForm.PRONOUN in forms),
        "description": float(MentionForm.NOMINAL in forms),
        "distance": math.log(1 + abs(subject.start - obj.start)),
        "guessed class": float(not (subject.sure and obj.sure)),
        OF + candidate.relation: 1.0,
    }
    if kind_of(candidate) == RULE:
        told["rule"] = log_odds(confidence_of(candidate.rule, described))
    return told


def told_grounds(candidate: Candidate, described: int, sentences: int) -> Iterator[str]:
    """Yield in words what makes the probability of a claim: all that moves it, the most first."""
    weights = _table()[kind_of(candidate)]
    told = grounds(candidate, described, sentences)
    moves = {name: weights.get(name, 0.0) * value for name, value in told.items()}
    order = sorted(moves, key=lambda name: -abs(moves[name]))
    parts = [f"{name} {moves[name]:+.2f}" for name in order if abs(moves[name]) >= 0.005]
    yield f"in log odds, from {weights['bias']:+.2f}: {', '.join(parts)}"


def crossed(candidates: Sequence[Candidate]) -> set[int]:
    """Return the places of the claims that mix up who and whom: only the trained reader proposes them, and their sentence tells, by a
    rule or with a higher score, the same the other way round, or of each side with somebody else.

    In "Apple's chief, Tim Cook, and Nvidia's chief, Jensen Huang" it is that Cook leads Nvidia. On annotated news one in
    three such claims was right, where seven in ten were of all that it proposes.
    """
    by_sentence: dict[tuple[int, str], list[int]] = {}
    for place, each in enumerate(candidates):
        by_sentence.setdefault((each.trigger.sent.start, each.relation), []).append(place)
    found = set()
    for places in by_sentence.values():
        for place in places:
            each = candidates[place]
            if kind_of(each) != ALONE:
                continue
            others = [
                (other.subject.chain, other.object.chain)
                for other in (candidates[number] for number in places if number != place)
                if kind_of(other) == RULE or (other.score or 0) > (each.score or 0)
            ]
            one, another = each.subject.chain, each.object.chain
            turned = (another, one) in others
            with_one = any(subject == one and obj != another for subject, obj in others)
            if turned or (with_one and any(obj == another and subject != one for subject, obj in others)):
                found.add(place)
    return found


def outdone(candidates: Sequence[Candidate]) -> set[int]:
    """Return the places of the claims that only the trained reader proposes between two of whom something else is read in the sentence:
    by a rule, or with a higher score.

    On annotated news every second such claim was right, where four in five were of the first that it proposes.
    """
    by_pair: dict[tuple[int, frozenset[int]], list[int]] = {}
    for place, each in enumerate(candidates):
        pair = frozenset((each.subject.chain, each.object.chain))
        by_pair.setdefault((each.trigger.sent.start, pair), []).append(place)
    found = set()
    for places in by_pair.values():
        alone = [place for place in places if kind_of(candidates[place]) == ALONE]
        if len(alone) == len(places):
            alone.remove(max(alone, key=lambda place: (candidates[place].score or 0, -place)))
        found.update(alone)
    return found


def log_odds(probability: float) -> float:
    """Return the log odds of a probability; what is all but impossible or certain counts as one in a thousand."""
    probability = min(max(probability, 0.001), 0.999)
    return math.log(probability / (1 - probability))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_table(str(TABLE))
    return table


def forget() -> None:
    """Read the table again when it is next needed: it was written anew."""
    _table.cache_clear()
