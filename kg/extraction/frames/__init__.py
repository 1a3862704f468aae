"""The lexicon of frames: which words say which relation, and where its subject and object stand.

A frame is a phrase of lemmas with the slots S (subject) and O (object):

    verbs:      buy O · meet with O · take stake in O · be based in O (S is what "is based")
                X stands for any object: sell X to O; to-do for an infinitive: ask O to-do
                S+ counts whoever has it done as a subject too: "ordered the ministry to seek markets in"
                O first turns it round: O receive grant from S
                a noun may ask for the word in front of it: give green_light to O
    nouns:      acquisition of O by S · talks between S and O · sanctions on O · sale of X to O
    roles:      unit of O          (who is a unit of O is S: "Opel, a unit of Fiat")
                parent of S        (who is the parent of S is O)
    compounds:  O-based · S-backed (the word after the compound fills the other slot)

A phrase may end in a status that it gives by itself: "quit O = ended". A slot may ask for classes: "sign O:Law|Agreement"
(S and O are then those of the relation, wherever they stand).

Subjects of verbs follow the grammar (active, passive, borrowed); a possessor or modifier fills a noun
frame's missing S ("Fiat's purchase of Opel", "US sanctions on Iran"), else the subject of its verb.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from spacy.tokens import Token

from kg.model import Mention, Status
from kg.nlp.gazetteer import read_table
from kg.ontology import load_ontology

PREPOSITIONS = frozenset(
    [
        "with",
        "in",
        "into",
        "to",
        "on",
        "onto",
        "from",
        "for",
        "of",
        "at",
        "by",
        "over",
        "out",
        "up",
        "off",
        "down",
        "against",
        "between",
        "among",
        "about",
        "as",
        "under",
        "through",
        "across",
        "toward",
        "towards",
        "behind",
        "around",
        "into",
        "away",
        "back",
        "apart",
        "upon",
        "after",
        "together",
        "within",
        "before",
        "outside",
        "near",
        "along",
        "without",
        "worth",
    ]
)


CLASSES = re.compile(r"\b([SO]):([A-Za-z|]+)")
PARTICIPLES = frozenset(
    "beaten born bought built cut driven found flown given held hit hurt kept known led made put run seen sent set shot"
    " shut sold spun struck sworn taken thrown won".split()
)
"""Irregular participles that phrases with "be" use."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One phrase: its relation, its head word, and the steps from the head to the slots."""

    relation: str
    head: str
    steps: tuple[str, ...]
    """Prepositions, particles, nouns, and the slots `S`, `O`, `X`, in order."""
    status: Status | None = None
    """What the phrase itself tells: "quit O" ends a membership."""
    instigated: bool = False
    """Whether who orders it is a subject too."""
    reversed: bool = False
    """Whether the grammatical subject fills O, and the slot written S is found like an O."""
    passive: bool = False
    """Whether S is the subject of the passive or of "be": "is based in O"."""
    classes: tuple[tuple[str, frozenset[str]], ...] = ()
    """What the slots S and O must be, where the relation allows more: "sign O:Law"."""

    def takes(self, subject: Mention, obj: Mention) -> bool:
        """Tell whether subject and object of the relation are of the classes that the phrase asks for."""
        sides = {"S": subject, "O": obj}
        return all(load_ontology().is_a(sides[slot].type, *names) for slot, names in self.classes)

    @property
    def symmetric(self) -> bool:
        """Whether its relation is true both ways."""
        return load_ontology().relations[self.relation].symmetric

    @property
    def reciprocal(self) -> bool:
        """Whether "A and B did it" means that they did it with each other."""
        return self.symmetric and self.head not in {"speak", "talk"}

    @property
    def phrase(self) -> str:
        return " ".join((*(("be",) if self.passive else ()), self.head, *self.steps))

    @property
    def width(self) -> int:
        """Words and slots behind the head; "joint_venture" is two words."""
        return len(self.steps) + sum(step.count("_") for step in self.steps)

    def order(self) -> tuple[int, bool, str, str]:
        """Return what frames of one word are sorted by: longer phrases first, then those that ask for classes."""
        return -self.width, not self.classes, self.relation, self.phrase


@dataclass(frozen=True)
class Frames:
    """All frames by head word, one table for each grammatical kind; longer phrases first."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[tuple[str, ...], tuple[Frame, ...]]
    roles: Mapping[tuple[str, ...], tuple[Frame, ...]]
    compounds: Mapping[str, tuple[Frame, ...]]

    @cached_property
    def last_words(self) -> frozenset[str]:
        """What the nouns and roles end in."""
        return frozenset(words[-1] for words in (*self.nouns, *self.roles))

    def at(self, noun: Token, table: Mapping[tuple[str, ...], tuple[Frame, ...]]) -> tuple[Frame, ...]:
        """Return the frames of the nouns of a table that end in token `noun`, singular or plural.

        Of the longest noun all; of shorter ones those that say the same: "attack on" too where "drone attack" ends.
        """
        forms = (noun.lower_, noun.lemma_.lower())
        if self.last_words.isdisjoint(forms):
            return ()
        found: list[Frame] = []
        for width in (4, 3, 2, 1):
            if noun.i - width + 1 < 0:
                continue
            words = tuple(token.lower_ for token in noun.doc[noun.i - width + 1 : noun.i])
            relations = {frame.relation for frame in found}
            here = {
                (frame.relation, frame.steps): frame
                for form in reversed(forms)  # what is written as a plural says more than its singular
                for frame in table.get((*words, form), ())
            }
            found += [frame for frame in here.values() if not relations or frame.relation in relations]
        return tuple(found)


@cache
def load_frames() -> Frames:
    """Return the frames of all `*.yaml` beside this file."""
    tables: dict[str, dict[object, list[Frame]]] = {
        kind: defaultdict(list) for kind in ("verbs", "nouns", "roles", "compounds")
    }
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for relation, kinds in read_table(str(path)).items():
            for kind, phrases in kinds.items():
                for phrase in phrases:
                    key, frame = _compiled(relation, kind, phrase)
                    tables[kind][key].append(frame)
    frozen = {
        kind: {key: tuple(sorted(frames, key=Frame.order)) for key, frames in table.items()}
        for kind, table in tables.items()
    }
    return Frames(**frozen)  # type: ignore[arg-type]


def _compiled(relation: str, kind: str, phrase: str) -> tuple[object, Frame]:
    phrase, _, told = phrase.partition(" = ")
    status = Status(told) if told else None
    classes = tuple((slot, frozenset(names.split("|"))) for slot, names in CLASSES.findall(phrase))
    _check_classes(relation, classes)
    phrase = CLASSES.sub(r"\1", phrase)
    if kind == "compounds":
        slot, _, word = phrase.partition("-")
        return word, Frame(relation, word, (slot,))
    words = phrase.split()
    if kind in {"nouns", "roles"}:
        _check_slots(relation, phrase)
        border = next(index for index, word in enumerate(words) if word in PREPOSITIONS)
        return tuple(words[:border]), Frame(
            relation, " ".join(words[:border]), tuple(words[border:]), status, classes=classes
        )
    turned = words[0] == "O"
    if turned:
        words = ["O" if word == "S" else word for word in words[1:]]
    if words[0] == "S":  # it stands there for its classes: "S:Person attack O:Law"
        words = words[1:]
    instigated = words[0] == "S+"
    if instigated:
        words = words[1:]
    # "be based in" looks for a participle; "be member of", "be active in", "be in talks with" for the verb itself.
    passive = words[0] == "be" and (words[1].endswith("ed") or words[1] in PARTICIPLES)
    if passive:
        words = words[1:]
    steps = tuple(words[1:])
    return words[0], Frame(relation, words[0], steps, status, instigated, turned, passive, classes)


def _check_classes(relation: str, classes: Iterable[tuple[str, frozenset[str]]]) -> None:
    """Raise `ValueError` for a class that the ontology lacks."""
    for name in sorted({name for _, names in classes for name in names}):
        if name in load_ontology().classes:
            continue
        raise ValueError(f"{relation}: {name} is no class of the ontology")


def _check_slots(relation: str, phrase: str) -> None:
    """Raise `ValueError` unless words are followed by pairs of a preposition and a slot."""
    words = phrase.split()
    border = next((index for index, word in enumerate(words) if word in PREPOSITIONS), len(words))
    steps = words[border:]
    if steps == ["between", "S", "and", "O"]:
        return
    good = (
        border
        and steps
        and len(steps) % 2 == 0
        and {"S", "O"} & set(steps)
        and all(
            word in PREPOSITIONS and slot in {"S", "O", "X"}
            for word, slot in zip(steps[::2], steps[1::2], strict=True)
        )
    )
    if not good:
        raise ValueError(
            f"{relation}: {phrase!r} is no frame; write a noun, then pairs of a preposition and S, O or X"
        )
