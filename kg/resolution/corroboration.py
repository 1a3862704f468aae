"""How many sources of a statement are independent, and how sure they make it together.

Pieces of evidence are one source where their documents tell one story (copies of a text count once), where they quote
the same named speaker, and where they are the same sentence, which somebody must have taken over.
"""

import re
from collections.abc import Iterable, Mapping

from kg.model import Evidence
from kg.naming.folding import fold

SAME_SENTENCE = 8
"""Words of a sentence that nobody writes twice by chance."""
SURE = 0.99
"""What no number of sources exceeds."""
WEIGHT = 0.5
"""How much a further source counts of what it would if a reader's mistakes were not alike: half."""
_NAMED = re.compile(r"[A-Z]")


def independent(evidence: Mapping[Evidence, tuple[str, float]]) -> list[float]:
    """Return for each independent source how sure its surest piece of evidence is, the surest source first.

    Evidence is given with the story it is part of and its confidence.
    """
    leader: dict[str, str] = {}

    def lead(mark: str) -> str:
        while leader.setdefault(mark, mark) != mark:
            mark = leader[mark]
        return mark

    marked = {piece: list(_marks(piece, story)) for piece, (story, _) in evidence.items()}
    for marks in marked.values():
        for mark in marks[1:]:
            one, other = sorted((lead(marks[0]), lead(mark)))
            leader[other] = one
    surest: dict[str, float] = {}
    for piece, (_, confidence) in evidence.items():
        source = lead(marked[piece][0])
        surest[source] = max(surest.get(source, 0.0), confidence)
    return sorted(surest.values(), reverse=True)


def together(confidences: Iterable[float]) -> float:
    """Return the confidence of a statement, given those of its independent sources, to two decimals.

    With one source it is that source's. Each further one takes away half of the doubt that it would take away if
    mistakes were independent, for a reader makes the same mistake in the same words again.
    """
    first, *others = sorted(confidences, reverse=True)
    doubt = 1 - first
    for confidence in others:
        doubt *= 1 - WEIGHT * confidence
    return round(max(first, min(SURE, 1 - doubt)), 2)


def _marks(piece: Evidence, story: str) -> Iterable[str]:
    """Yield what pieces of one source share."""
    yield f"story {story}"
    if piece.source and _NAMED.search(piece.source):
        yield f"speaker {fold(piece.source)}"
    words = fold(piece.sentence)
    if words.count(" ") >= SAME_SENTENCE - 1:
        yield f"sentence {words}"
