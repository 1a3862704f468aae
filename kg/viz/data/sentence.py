"""A sentence cut where its subject and object begin and end."""

from collections.abc import Iterator
from itertools import pairwise

from kg.viz.data.quote import Quote
from kg.viz.data.text import shown

Piece = tuple[str, str]
"""Some words and their part: `s` subject, `o` object, `so` both, or nothing."""


def pieces(quote: Quote) -> list[Piece]:
    """Return the sentence in pieces that make it up, in order.

    Cut here, and not in the page, because Python counts code points and JavaScript counts UTF-16 units.
    A stretch that does not lie in the sentence is left unmarked.
    """
    return [(text, part) for raw, part in _cut(quote) if (text := shown(raw))]


def _cut(quote: Quote) -> Iterator[Piece]:
    length = len(quote.sentence)
    stretches = {"s": quote.subject, "o": quote.object}
    valid = {part: span for part, span in stretches.items() if 0 <= span[0] < span[1] <= length}
    borders = sorted({0, length, *(border for span in valid.values() for border in span)})
    for start, end in pairwise(borders):
        parts = (part for part, span in valid.items() if span[0] <= start and end <= span[1])
        yield quote.sentence[start:end], "".join(parts)
