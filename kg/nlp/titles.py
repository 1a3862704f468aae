"""The title in front of a name."""

from spacy.tokens import Doc

from kg.nlp.lexicon import Titles

LONGEST = 5
"""Tokens of the longest title."""


def title_before(doc: Doc, position: int, titles: Titles) -> tuple[int, tuple[str, ...]] | None:
    """Return the start and words of the longest title that ends just before token `position`."""
    best = None
    if position == 0 or doc[position - 1].lower_.removeprefix("co-") not in titles.endings:
        return None
    for length in range(1, LONGEST + 1):
        start = position - length
        if start < 0:
            break
        words = tuple(token.lower_ for token in doc[start:position])
        joined = tuple("".join(token.text_with_ws for token in doc[start:position]).lower().split())
        for form in (words, joined, without_prefix(words)):
            if form in titles.styled:
                best = (start, form)
    return best


def without_prefix(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title without the "co-" of its last word: who is co-director bears the title of a director."""
    return (*words[:-1], words[-1].removeprefix("co-")) if words else words
