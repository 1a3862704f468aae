"""The words that tell what a name stands for: titles, head nouns, common nouns that name things."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
    sports: frozenset[tuple[str, ...]]
    portfolio: frozenset[str]
    ended: frozenset[str]
    coming: frozenset[str]
    doubtful: frozenset[str]
    junior: frozenset[str]
    acting: frozenset[str]
    plain: frozenset[str]

    @property
    def posts(self) -> frozenset[tuple[str, ...]]:
        return self.leads | self.serves | self.belongs

    @property
    def modifiers(self) -> frozenset[str]:
        return self.ended | self.coming | self.doubtful | self.junior | self.acting | self.plain


@dataclass(frozen=True, slots=True)
class Heads:
    """Words to classes. A word may stand for several classes; the first of the table is kept."""

    in_name: Mapping[str, str]
    beside: Mapping[str, str]
    acts: frozenset[str]
    fights: frozenset[str]
    governing: frozenset[str]


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

    return Titles(
        leads=phrases("leads"),
        serves=phrases("serves"),
        belongs=phrases("belongs"),
        bare=phrases("bare"),
        private=phrases("private"),
        responsible=phrases("responsible"),
        national=phrases("national"),
        sports=phrases("sports"),
        portfolio=words("portfolio"),
        ended=words("ended"),
        coming=words("coming"),
        doubtful=words("doubtful"),
        junior=words("junior"),
        acting=words("acting"),
        plain=words("plain"),
    )


@cache
def load_heads() -> Heads:
    table = read_table(str(TABLES / "heads.yaml"))
    return Heads(
        _inverted(table["in_name"]),
        _inverted(table["beside"]),
        frozenset(table["acts"]),
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
