"""The one place that knows how mentions, chains and entities of the program hang together."""

from collections.abc import Callable, Sequence

from kg.model import Mention, Reading, Span
from kg.resolution.clusters import cluster
from kg.resolution.outline import outline

EntityAt = Callable[[str, Span], str | None]
"""Takes the id of a document and a span of it; returns the id of the entity named there, or None."""


def resolved(readings: Sequence[Reading]) -> EntityAt:
    """Return which entity stands at a span, once these documents alone are resolved with one another."""
    ids = cluster([outline(reading) for reading in readings]).ids
    by_document = {reading.document.id: reading for reading in readings}

    def entity_at(document: str, span: Span) -> str | None:
        reading = by_document[document]
        mentions = [each for each in reading.mentions if _shared(each, span) > 0]
        if not mentions:
            return None
        # The mention that covers the span best: most of it, and least besides.
        best = max(mentions, key=lambda each: (_shared(each, span), each.start - each.end))
        return ids[document][best.chain]

    return entity_at


def _shared(mention: Mention, span: Span) -> int:
    """Return how many characters a mention and a span have in common."""
    return min(mention.end, span.end) - max(mention.start, span.start)
