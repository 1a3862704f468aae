"""Relations stated by a verb: "Metro bought Real", "Real, bought by Metro", "agreed to buy Real"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import (
    agents,
    direct_objects,
    instigators,
    is_infinitive,
    is_passive,
    logical_objects,
    logical_subjects,
    prepositions,
    surface_subjects,
)
from kg.extraction.frames import PREPOSITIONS, Frame, Frames
from kg.extraction.scene import Scene

VERSION = 1
SLOTS = frozenset({"O", "X", "to-do"})
"""First words of a phrase that stand for others."""


@dataclass(frozen=True)
class Clause:
    """A verb, and who and what stand around it: looked up once for all frames."""

    verb: Token

    @cached_property
    def passive(self) -> bool:
        return is_passive(self.verb)

    @cached_property
    def surface_subjects(self) -> list[Token]:
        return surface_subjects(self.verb)

    @cached_property
    def logical_subjects(self) -> list[Token]:
        return logical_subjects(self.verb)

    @cached_property
    def logical_objects(self) -> list[Token]:
        return logical_objects(self.verb)

    @cached_property
    def words(self) -> list[Token]:
        """Where the first noun of a phrase is looked for."""
        adjectives = [child for child in self.verb.children if child.dep_ == "acomp"]
        return [*self.logical_objects, *direct_objects(self.verb), *adjectives]

    @cached_property
    def _openings(self) -> frozenset[str]:
        forms = {form for word in self.words for form in (word.lower_, word.lemma_.lower())}
        return frozenset(forms | {child.lower_ for child in self.verb.children})

    def has_opening(self, frame: Frame) -> bool:
        """Tell whether the first word of a phrase is there: of most frames it is not, and they fit nowhere."""
        first = frame.steps[0] if frame.steps else ""
        return first in self._openings or first in SLOTS or (first == "with" and frame.reciprocal)


def read_verbs(scene: Scene, frames: Frames) -> Iterator[Candidate]:
    """Yield one candidate for each subject and object of each verb that a frame fits, in text order.

    The longest phrase that fits a verb wins: "sign a deal with O" before "sign O"; among those of one length, one that
    asks for classes.
    """
    for verb in scene.doc:
        participle = verb.pos_ == "ADJ" and verb.dep_ == "acomp" and verb.lower_.endswith("ed")
        if verb.pos_ not in {"VERB", "AUX"} and verb.tag_[:2] != "VB" and not participle:
            continue
        if _only_beside(verb):
            continue
        matched, asked = 0, False
        clause = Clause(verb)
        for frame in frames_for(verb, frames):
            if len(frame.steps) < matched or (asked and not frame.classes):
                break
            slots = fill(clause, frame) if clause.has_opening(frame) else None
            if slots is None:
                continue
            subjects, objects = scene.arguments(slots[0]), scene.arguments(slots[1])
            pairs = product(subjects, objects) if slots[1] else combinations(subjects, 2)
            if frame.reversed:
                pairs = product(objects, subjects)
            for subject, obj in pairs:
                if subject.chain != obj.chain and frame.takes(subject, obj):
                    # What stands for X may be the object of a shorter phrase: "bought Real from Metro".
                    matched = matched if "X" in frame.steps else len(frame.steps)
                    asked = asked or bool(frame.classes)
                    yield Candidate(
                        frame.relation,
                        subject,
                        obj,
                        verb,
                        f"verb.{frame.relation}/{VERSION}",
                        frame.status,
                        phrase=frame.phrase,
                    )


def _only_beside(verb: Token) -> bool:
    """Tell whether a verb makes nobody a member or host: "joined Norvik in suing", "called off the talks"."""
    if verb.lemma_ == "join":
        return any(
            child.lower_ == "in" and any(inner.dep_ == "pcomp" for inner in child.children)
            for child in verb.children
        )
    return verb.lemma_ == "call" and any(
        child.dep_ == "prt" and child.lower_ == "off" for child in verb.children
    )


def frames_for(verb: Token, frames: Frames) -> Sequence[Frame]:
    """Return the frames that begin with a verb, longer phrases first."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    found = frames.verbs.get(lemma, ())
    other = frames.verbs.get(word, ()) if word != lemma else ()
    return sorted((*found, *other), key=Frame.order) if found and other else found or other


def fill(clause: Clause, frame: Frame) -> tuple[list[Token], list[Token]] | None:
    """Return the tokens in the slots S and O, or None if the frame does not fit.

    No tokens in O mean that the subjects do it with each other: "Peugeot and Fiat merged".
    """
    verb, passive = clause.verb, clause.passive
    if frame.passive:
        if not passive and verb.tag_ != "VBN" and verb.pos_ != "ADJ":
            return None
        subjects = clause.surface_subjects
    else:
        subjects = clause.logical_subjects
    if frame.instigated:
        subjects = [*instigators(verb), *subjects]
    nodes = [verb]
    objects: list[Token] = []
    steps = list(frame.steps)
    if len(steps) == 2 and steps[0] == "O" and steps[1] not in {*PREPOSITIONS, "to-do"}:
        return _given(verb, subjects, steps[1])
    while steps:
        step = steps.pop(0)
        if step in PREPOSITIONS:
            slot = steps[0] if steps else None
            targets = [target for node in nodes for target in prepositions(node, step)]
            if slot == "X" and targets:
                steps.pop(0)
                nodes = [*targets, verb]
            elif slot == "O" and targets:
                steps.pop(0)
                objects = targets
            elif slot == "O" and _particle(verb, step):
                steps.pop(0)
                objects = clause.logical_objects
            elif slot == "O" and frame.reciprocal and step == "with" and not _unmatched_objects(verb, nodes):
                return subjects, []
            elif slot in PREPOSITIONS or slot is None or slot in {"S", "X"}:
                if not _particle(verb, step) and not any(_particle(node, step) for node in nodes):
                    return None
                nodes = [*nodes, *(child for child in verb.children if child.lower_ == step)]
            elif targets:
                # A noun inside the prepositional phrase: "come to agreement with O".
                nodes = targets
            elif _particle(verb, step):
                pass  # the noun is the verb's object: "break off relations with O"
            else:
                return None
        elif step == "O":
            objects = clause.logical_objects
        elif step == "to-do":
            if not _infinitive(verb):
                return None
        elif step == "X":
            targets = clause.logical_objects
            if not targets:
                return None
            nodes = [verb, *targets]
        else:
            pool = nodes if nodes != [verb] else clause.words
            match = [node for node in pool if node.lemma_.lower() == step or node.lower_ == step]
            if not match:
                return None
            nodes = [*match, verb]
            if passive and not frame.passive:
                subjects = agents(verb)
    return (subjects, objects) if objects else None


def _given(verb: Token, subjects: list[Token], thing: str) -> tuple[list[Token], list[Token]] | None:
    """Return giver and receiver of "gave Malawi aid"; `thing` is the noun given, or X for any."""
    receivers = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    things = [token for token in direct_objects(verb) if thing in {"X", token.lemma_.lower(), token.lower_}]
    return (subjects, receivers) if receivers and things else None


def _unmatched_objects(verb: Token, nodes: list[Token]) -> bool:
    """Tell whether the verb has an object that the frame has not matched."""
    return any(token not in nodes for token in direct_objects(verb))


def _infinitive(verb: Token) -> bool:
    """Tell whether an infinitive says what is to be done: "asked the bank to wait"."""
    return any(
        clause.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(clause) for clause in verb.children
    )


def _particle(verb: Token, word: str) -> bool:
    return any(
        child.lower_ == word and child.dep_ in {"prt", "prep", "advmod", "aux"} for child in verb.children
    )
