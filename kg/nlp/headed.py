"""Names that a head noun tells: "Hong Kong General Chamber of Commerce", "Bank of Ghana"."""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.naming.people import is_east_asian
from kg.nlp.borders import LABELS
from kg.nlp.lexicon import Heads, Words
from kg.nlp.tables import Tables
from kg.nlp.titles import title_before

Entity = tuple[int, int, str]
LINKS = frozenset({"of", "for", "on", "de"})
LONGEST_PERSON = 12
"""Tokens in front of which a person's name that covers a word begins."""


def headed(doc: Doc, entities: Sequence[Entity], tables: Tables) -> Iterator[Entity]:
    """Yield start, end and class of the capitalised runs whose head noun tells their class, in text order."""
    people = {start: end for start, end, label in entities if label == "PERSON"}
    position = 0
    while position < len(doc):
        if not _capital(doc[position]):
            position += 1
            continue
        end = position + 1
        while end < len(doc) and (step := _goes_on(doc, position, end, tables.heads, tables.words)):
            end += step
        for first, last in _pieces(doc, position, end, tables, people):
            yield from _named(doc, first, last, tables, people)
        position = end


def _goes_on(doc: Doc, start: int, end: int, heads: Heads, words: Words) -> int:
    """Return how many tokens from `end` on still belong to the capitalised run, 0 if it is over."""
    token = doc[end]
    if _capital(token) or (token.text in {"'s", "’s"} and doc[end - 1].text in words.plural_owners):
        return 1
    if end + 1 >= len(doc):
        return 0
    after = doc[end + 1]
    if after.text in words.no_names:
        return 0  # "the British Grand Prix on Sunday"
    if token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_ and end + 2 < len(doc):
        # "Electro-mobility Platform": the second half of a hyphenated word is small.
        noun = after.is_lower and after.pos_ in {"NOUN", "PROPN"}  # not "Mumbai-based Tata"
        return 2 if noun and _capital(doc[end + 2]) else 0
    if token.text not in words.connectors or not any(word.text in heads.in_name for word in doc[start:end]):
        return 0
    if _capital(after):
        return 1
    article = token.text == "of" and after.lower_ == "the" and end + 2 < len(doc) and _capital(doc[end + 2])
    return 1 if article else 0


def _pieces(
    doc: Doc, start: int, end: int, tables: Tables, people: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a capitalised run: titles end a part, and so does the name of a body where a person begins."""
    heads = tables.heads
    headed = doc[start].text in heads.in_name
    for cut in range(start + 1, end):
        found = title_before(doc, cut, tables.titles)
        if found and (cut in people or len(found[1]) > 1) and doc[cut].text not in heads.in_name:
            if found[0] > start:
                yield start, found[0]
            start, headed = cut, False
        elif cut in people and headed:
            # "Mobility Platform Henning Kagermann"
            yield start, cut
            start, headed = cut, False
        headed = headed or doc[cut].text in heads.in_name
    yield start, end


def _named(doc: Doc, start: int, end: int, tables: Tables, people: Mapping[int, int]) -> Iterator[Entity]:
    """Yield the name that a part of a run holds, if a head noun tells its class."""
    heads, words = tables.heads, tables.words
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].text in words.no_names):
        start += 1
    while end > start and (doc[end - 1].lower_ in words.connectors or doc[end - 1].text in words.no_names):
        end -= 1
    end = _end_at_head(doc, start, end, heads)
    kinds = [heads.in_name[token.text] for token in doc[start:end] if token.text in heads.in_name]
    rest = [
        token
        for token in doc[start:end]
        if token.text not in heads.in_name and token.lower_ not in words.connectors
    ]
    if kinds and end - start > 1 and rest and not _in_person(start, end, people):
        if is_east_asian(doc[start:end].text):
            return  # "Ji-hoon Park" is no park
        first = next((token for token in doc[start:end] if token.lower_ == "of"), None)
        # "Bank of Ghana", "Ministry of Oil": the head comes before "of"; otherwise it comes last.
        before = (
            [heads.in_name[t.text] for t in doc[start : first.i] if t.text in heads.in_name] if first else []
        )
        yield start, end, (before or kinds)[-1]


def _in_person(start: int, end: int, people: Mapping[int, int]) -> bool:
    """Tell whether a span lies in the name of a person."""
    return any(people.get(first, 0) >= end for first in range(max(0, start - LONGEST_PERSON), start + 1))


def _end_at_head(doc: Doc, start: int, end: int, heads: Heads) -> int:
    """Return where the name ends: after its last head noun, or what "of", "for" or "on" adds to that.

    "Senate Minority Leader" ends after "Senate"; a run without a head noun ends at its start.
    """
    for index in range(end - 1, start - 1, -1):
        if doc[index].text in heads.in_name:
            linked = index + 1 < end and doc[index + 1].lower_ in LINKS
            return end if linked else index + 1
    return start


def _capital(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.is_alpha | ("." in token.text) | ("-" in token.text)
        and (token.pos_ in {"PROPN", "ADJ", "NOUN"} or token.ent_type_ in LABELS)
        and not (token.is_sent_start and token.pos_ in {"DET", "PRON", "ADP", "ADV", "SCONJ", "CCONJ"})
    )
