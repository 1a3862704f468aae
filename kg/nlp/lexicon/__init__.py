"""The words that tell what a name stands for: titles, head nouns, common nouns that name things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.nlp.gazetteer import read_table

TABLES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles as tuples of lower-case words, and the words that change what a title says."""

    leads: frozenset[tuple[str, ...]]
    serves: frozenset[tuple[str, ...]]
    belongs: frozenset[tuple[str, ...]]
    bare: frozenset[tuple[str, ...]]
    private: frozenset[tuple[str, ...]]
    responsible: frozenset[tuple[str, ...]]
    national: frozenset[tuple[str, ...]]
    only: Mapping[tuple[str, ...], frozenset[str]] = field(hash=False)
    """National titles that only these states have."""
    never: Mapping[tuple[str, ...], frozenset[str]] = field(hash=False)
    """National titles that these states do not have."""
    sports: frozenset[tuple[str, ...]]
    portfolio: frozenset[str]
    ended: frozenset[str]
    coming: frozenset[str]
    doubtful: frozenset[str]
    junior: frozenset[str]
    acting: frozenset[str]
    plain: frozenset[str]
    posts: frozenset[tuple[str, ...]]
    """Titles that say where one serves: `leads`, `serves` and `belongs` together."""
    styled: frozenset[tuple[str, ...]]
    """All that may stand before a name: `posts` and `bare`."""
    endings: frozenset[str]
    """The last tokens of `styled`: what a title ends in."""
    modifiers: frozenset[str]
    """`ended`, `coming`, `doubtful`, `junior`, `acting` and `plain` together."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Words to classes. A word may stand for several classes; the first of the table is kept."""

    in_name: Mapping[str, str]
    loose: frozenset[str]
    """Words of `in_name` that tell the class only where nothing speaks against it."""
    in_short: frozenset[str]
    beside: Mapping[str, str]
    """In lower case, up to three words."""
    acts: frozenset[str]
    bodies: frozenset[tuple[str, ...]]
    offices: frozenset[str]
    local: frozenset[str]
    fights: frozenset[str]
    governing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes of words; `words.yaml` tells what each is."""

    connectors: frozenset[str]
    plural_owners: frozenset[str]
    no_names: frozenset[str]
    borders: frozenset[str]
    particles: frozenset[str]
    styles: frozenset[str]
    title_of: Mapping[str, str]
    addressed: frozenset[str]
    no_surnames: frozenset[str]
    plural_surnames: frozenset[str]
    company_posts: frozenset[str]
    human_verbs: frozenset[str]
    governments: frozenset[str]
    collective: frozenset[str]
    deeds: Mapping[str, str]
    kin: frozenset[str]
    town_posts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nominals:
    """Lemmas of common nouns, as tuples of lower-case words, to classes."""

    things: Mapping[tuple[str, ...], str]
    anaphors: Mapping[tuple[str, ...], str]


@cache
def load_lemmas() -> Mapping[str, str]:
    """Return lemmas of verbs that spaCy cuts too short, with the right ones."""
    lemmas: Mapping[str, str] = read_table(str(TABLES / "lemmas.yaml"))
    return lemmas


@cache
def load_titles() -> Titles:
    table = read_table(str(TABLES / "titles.yaml"))

    def phrases(key: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(title.split()) for title in table[key])

    def words(key: str) -> frozenset[str]:
        return frozenset(table[key])

    def states(key: str) -> dict[tuple[str, ...], frozenset[str]]:
        return {tuple(title.split()): frozenset(names) for title, names in table[key].items()}

    posts = phrases("leads") | phrases("serves") | phrases("belongs")
    return Titles(
        leads=phrases("leads"),
        serves=phrases("serves"),
        belongs=phrases("belongs"),
        bare=phrases("bare"),
        private=phrases("private"),
        responsible=phrases("responsible"),
        national=phrases("national"),
        only=states("only"),
        never=states("never"),
        sports=phrases("sports"),
        portfolio=words("portfolio"),
        ended=words("ended"),
        coming=words("coming"),
        doubtful=words("doubtful"),
        junior=words("junior"),
        acting=words("acting"),
        plain=words("plain"),
        posts=posts,
        styled=posts | phrases("bare"),
        endings=frozenset(
            part for title in posts | phrases("bare") for part in (title[-1], re.split(r"-", title[-1])[-1])
        ),
        modifiers=frozenset(
            word
            for key in ("ended", "coming", "doubtful", "junior", "acting", "plain")
            for word in table[key]
        ),
    )


@cache
def load_words() -> Words:
    table = read_table(str(TABLES / "words.yaml"))
    classes: dict[str, Any] = {
        key: words if isinstance(words, dict) else frozenset(words) for key, words in table.items()
    }
    return Words(**classes)


@cache
def load_heads() -> Heads:
    table = read_table(str(TABLES / "heads.yaml"))
    return Heads(
        _inverted(table["in_name"]),
        frozenset(table["loose"]),
        frozenset(table["in_short"]),
        {noun.lower(): kind for noun, kind in _inverted(table["beside"]).items()},
        frozenset(table["acts"]),
        frozenset(tuple(noun.split()) for noun in table["bodies"]),
        frozenset(table["offices"]),
        frozenset(table["local"]),
        frozenset(table["fights"]),
        frozenset(table["governing"]),
    )


@cache
def load_nominals() -> Nominals:
    table = read_table(str(TABLES / "nominals.yaml"))
    return Nominals(
        *(
            {tuple(word.split()): kind for word, kind in _inverted(table[key]).items()}
            for key in ("things", "anaphors")
        )
    )


def _inverted(classes: Mapping[str, list[str]]) -> dict[str, str]:
    words: dict[str, str] = {}
    for kind, forms in classes.items():
        for form in forms:
            words.setdefault(form, kind)
    return words
