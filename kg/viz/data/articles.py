"""Texts of documents cut where their quoted sentences begin and end, so that a page can show a sentence in place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.viz.data.quote import Quote, Stretch
from kg.viz.data.text import shown

Cut = tuple[list[str], dict[Stretch, Stretch]]
"""The parts of a text, in order; and for each quoted stretch of it the parts `[first, last)` that make it up."""


def cut(texts: Mapping[str, str], quotes: Iterable[Quote]) -> dict[str, Cut]:
    """Return the parts of each text, by document. A stretch that does not lie in its text is left out.

    Cut here, and not in the page, because Python counts code points and JavaScript counts UTF-16 units.
    """
    stretches: dict[str, set[Stretch]] = defaultdict(set)
    for quote in quotes:
        text = texts.get(quote.document)
        if text is not None and quote.place and 0 <= quote.place[0] < quote.place[1] <= len(text):
            stretches[quote.document].add(quote.place)
    return {id: _cut(texts[id], places) for id, places in sorted(stretches.items())}


def _cut(text: str, places: Iterable[Stretch]) -> Cut:
    places = sorted(places)
    borders = sorted({0, len(text), *(border for place in places for border in place)})
    number = {border: index for index, border in enumerate(borders)}
    parts = [shown(text[start:end]) for start, end in pairwise(borders)]
    return parts, {place: (number[place[0]], number[place[1]]) for place in places}
