"""How each sentence of a document ends: as evidence, refused with a reason, without a relation, or not read at all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from kg.model import Reading, Refusal, Span


class Ending(StrEnum):
    """How a sentence ends."""

    EXTRACTED = "extracted"
    REFUSED = "refused"
    WITHOUT = "without relation"
    BOILERPLATE = "boilerplate"


class Covered(NamedTuple):
    """A sentence and how it ends."""

    span: Span
    ending: Ending
    reason: str
    """Why it was refused, or not read; empty for the others."""


def coverage(reading: Reading, evidence: Iterable[int], refused: Iterable[Refusal]) -> Iterator[Covered]:
    """Yield each sentence of a reading, in text order, those that are not read last.

    `evidence` are the places where sentences begin that became evidence; `refused` is what resolution refused. Of
    several refusals the first in the sentence counts.
    """
    kept = set(evidence)
    reasons = sorted((_place(each), each.reason) for each in (*reading.refusals, *refused))
    for span in reading.sentences:
        if span.start in kept:
            yield Covered(span, Ending.EXTRACTED, "")
            continue
        reason = next((why for place, why in reasons if span.start <= place < span.end), None)
        yield Covered(span, Ending.WITHOUT if reason is None else Ending.REFUSED, reason or "")
    blocks = reading.document.blocks
    for span in reading.unread:
        block = next(each for each in blocks if each.start <= span.start < each.end)
        yield Covered(span, Ending.BOILERPLATE, block.reason or str(block.kind))


def counted(covered: Iterable[Covered]) -> tuple[tuple[Ending, str, int], ...]:
    """Return how many sentences end how and why, sorted."""
    found = Counter((each.ending, each.reason) for each in covered)
    return tuple(sorted((*ending, count) for ending, count in found.items()))


def _place(refusal: Refusal) -> int:
    """Return the character that a refusal of a document is about."""
    return int(refusal.item.rpartition(":")[2])
