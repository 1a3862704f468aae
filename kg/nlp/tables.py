"""All tables that decide which spans are mentions and of what class, loaded once in a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.nlp.gazetteer import Gazetteer, load_gazetteer
from kg.nlp.lexicon import Heads, Nominals, Titles, Words, load_heads, load_nominals, load_titles, load_words
from kg.nlp.lexicon.nouns import load_nouns
from kg.ontology import Ontology, load_ontology


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known before a text is read."""

    gazetteer: Gazetteer
    heads: Heads
    titles: Titles
    nominals: Nominals
    words: Words
    nouns: Mapping[str, str]
    """Common nouns with the class of what they stand for; `nominals` overrules it."""
    heads_of_things: frozenset[str]
    """The last words of `nouns` and of the things of `nominals`: other nouns need not be looked up."""
    ontology: Ontology


@cache
def load_tables() -> Tables:
    nominals, nouns = load_nominals(), load_nouns()
    return Tables(
        load_gazetteer(),
        load_heads(),
        load_titles(),
        nominals,
        load_words(),
        nouns,
        frozenset((*(words[-1] for words in nominals.things), *(noun.split()[-1] for noun in nouns))),
        load_ontology(),
    )
