"""How often each rule is right, as the confidence of what it reads.

`confidence.yaml` counts, for each rule, how many of its readings whose sides both have a name were right on
annotated news articles (`scripts/calibrate` writes it and says on which). A rule seldom met leans on the
average of all rules: the estimate is a beta-binomial mean, (right + PRIOR * average) / (read + PRIOR). It is
scaled by how much more seldom readings are right of which one side or both are only described.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.extraction.candidate import RULES
from kg.nlp.gazetteer import read_table

PRIOR = 5
"""How many readings at the average a rule starts from."""
MOST = 0.99
UNMEASURED = 0.5
"""What is believed of a reader whose readings nobody has counted."""
TABLE = Path(__file__).with_name("confidence.yaml")


def confidence_of(rule: str, described: int = 0) -> float:
    """Return the probability, 0 to 1, that a reading of `rule` ("verb.acquires/1") is right.

    `described` is the number of its sides that have no name: "the protesters", "two data centers".
    """
    estimate = _estimate(rule.partition("/")[0])
    return round(min(MOST, estimate * scales()[described]), 3)


def grounds_of(rule: str, described: int = 0) -> Iterator[str]:
    """Yield in words what `confidence_of` rests on."""
    name = rule.partition("/")[0]
    table = read_table(str(TABLE))
    if name in table["rules"]:
        right, read = table["rules"][name]
        yield f"the rule {name} was right in {right} of {read} readings of annotated news"
    elif not _is_ours(name):
        yield f"nobody has counted how often this reader is right: {UNMEASURED:.2f}"
    else:
        yield f"the rule {name} was met in no annotated text, so the average of all rules counts"
    if _is_ours(name):
        yield f"together with {PRIOR} readings at the average of {estimates()['']:.2f}: {_estimate(name):.2f}"
    if described:
        sides = "one side has" if described == 1 else "both sides have"
        yield f"{sides} no name: times {scales()[described]:.2f}"


def _estimate(name: str) -> float:
    return estimates().get(name, estimates()[""] if _is_ours(name) else UNMEASURED)


def _is_ours(name: str) -> bool:
    """Tell whether a rule is one of frames, titles and their like, whose readings are counted."""
    return name.partition(".")[0] in RULES


@cache
def scales() -> tuple[float, ...]:
    """Return by how much the estimate of a rule is to be multiplied where no, one or both sides have no name."""
    counts = read_table(str(TABLE))["sides"]
    named = counts[0][0] / counts[0][1]
    return tuple(right / read / named for right, read in counts)


@cache
def estimates() -> Mapping[str, float]:
    """Return the estimate for each rule without its version; under "" that for a rule never met."""
    counts = read_table(str(TABLE))["rules"]
    read = sum(total for _, total in counts.values())
    average = sum(right for right, _ in counts.values()) / read
    found = {
        rule: round((right + PRIOR * average) / (total + PRIOR), 3) for rule, (right, total) in counts.items()
    }
    return {**found, "": round(average, 3)}
