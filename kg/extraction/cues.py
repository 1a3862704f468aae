"""The cue words of `cues.yaml`, by what they tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Status
from kg.nlp.gazetteer import read_table


@dataclass(frozen=True, slots=True)
class Cues:
    """Words to the status they give; sets of words with one use."""

    auxiliaries: Mapping[str, Status]
    governors: Mapping[str, Status]
    adverbs: Mapping[str, Status]
    modifiers: Mapping[str, Status]
    event_verbs: Mapping[str, Status]
    event_ends: Mapping[str, Status]
    conditions: frozenset[str]
    implicative: frozenset[str]
    factive: frozenset[str]
    support_verbs: frozenset[str]
    reporting: frozenset[str]
    transparent: frozenset[str]
    named_transparent: frozenset[str]


@cache
def load_cues() -> Cues:
    table = read_table(str(Path(__file__).with_name("cues.yaml")))

    def by_word(section: str) -> dict[str, Status]:
        found: dict[str, Status] = {}
        for status, words in table[section].items():
            for word in words:
                found.setdefault(str(word), Status(status))
        return found

    return Cues(
        auxiliaries=by_word("auxiliaries"),
        governors=by_word("governors"),
        adverbs=by_word("adverbs"),
        modifiers=by_word("modifiers"),
        event_verbs=by_word("event_verbs"),
        event_ends=by_word("event_ends"),
        conditions=frozenset(table["conditions"]),
        implicative=frozenset(table["implicative"]),
        factive=frozenset(table["factive"]),
        support_verbs=frozenset(table["support_verbs"]),
        reporting=frozenset(table["reporting"]),
        transparent=frozenset(table["transparent"]),
        named_transparent=frozenset(table["named_transparent"]),
    )
