"""Relations stated by a verb: "Metro bought Real", "Real, bought by Metro", "agreed to buy Real"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import (
    agents,
    direct_objects,
    instigators,
    is_infinitive,
    is_passive,
    is_perfect,
    logical_objects,
    logical_subjects,
    prepositions,
    surface_subjects,
)
from kg.extraction.frames import PREPOSITIONS, Frame, Frames
from kg.extraction.scene import Scene
from kg.model import Mention

VERSION = 1
PREFIX = re.compile("^(?:co|re)-")
"""What leaves a verb its frames."""
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
        objects = [*self.logical_objects, *direct_objects(self.verb)]
        relative = [
            word for word in objects if word.lower_ in {"that", "which"} and self.verb.dep_ == "relcl"
        ]
        # "the duties that China levied on Canada"
        return [*objects, *(self.verb.head for _ in relative), *adjectives]

    @cached_property
    def _openings(self) -> frozenset[str]:
        forms = {form for word in self.words for form in (word.lower_, word.lemma_.lower())}
        infinitive = {"to" for child in self.verb.children if is_infinitive(child)}
        return frozenset(forms | infinitive | {child.lower_ for child in self.verb.children})

    def has_opening(self, frame: Frame) -> bool:
        """Tell whether the first word of a phrase is there: of most frames it is not, and they fit nowhere."""
        first = frame.steps[0].rpartition("_")[2] if frame.steps else ""
        return first in self._openings or first in SLOTS or (first == "with" and frame.reciprocal)


def read_verbs(scene: Scene, frames: Frames) -> Iterator[Candidate]:
    """Yield one candidate for each subject and object of each verb that a frame fits, in text order.

    Of what a longer phrase has read, a shorter one says no more: "sign a deal with O" leaves nothing for "sign O", of
    the deal or of its partner. Among phrases of one length, one that asks for classes comes first.
    """
    for verb in scene.doc:
        participle = verb.pos_ == "ADJ" and verb.dep_ == "acomp" and verb.lower_.endswith("ed")
        if verb.pos_ not in {"VERB", "AUX"} and verb.tag_[:2] != "VB" and not participle:
            continue
        if _only_beside(verb):
            continue
        clause = Clause(verb)
        read = _Read(scene)
        for frame in frames_for(verb, frames):
            fit = fill(clause, frame) if clause.has_opening(frame) else None
            if fit is None:
                continue
            subjects, objects = scene.arguments(fit.subjects), scene.arguments(fit.objects)
            objects = [each for each in objects if not read.covers(each, frame)]
            if fit.objects and not objects:
                continue
            pairs = product(subjects, objects) if fit.objects else combinations(subjects, 2)
            if frame.reversed:
                pairs = product(objects, subjects)
            found = [
                (subject, obj)
                for subject, obj in pairs
                if subject.chain != obj.chain and frame.takes(subject, obj)
            ]
            if found:
                read.add(frame, fit, objects)
            for subject, obj in found:
                yield Candidate(
                    frame.relation,
                    subject,
                    obj,
                    verb,
                    f"verb.{frame.relation}/{VERSION}",
                    frame.status,
                    phrase=frame.phrase,
                )


@dataclass
class _Read:
    """What the phrases of one verb have read so far, the longest first."""

    scene: Scene
    objects: dict[int, tuple[int, bool]] = field(default_factory=dict)
    """Chain to the width of the first phrase that took it, and whether that asked for classes."""
    words: dict[int, int] = field(default_factory=dict)
    """Token to the width of the phrase it is a word of."""

    def add(self, frame: Frame, fit: "Fit", objects: Sequence[Mention]) -> None:
        if "X" in frame.steps:
            return  # what stands for X may be the object of a shorter phrase: "bought Real from Metro"
        for mention in objects:
            self.objects.setdefault(mention.chain, (frame.width, bool(frame.classes)))
        for index in fit.words:
            self.words.setdefault(index, frame.width)

    def covers(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether a phrase that says more has read this already."""
        width, asked = self.objects.get(mention.chain, (0, False))
        if width > frame.width or (asked and not frame.classes):
            return True
        return any(self.words.get(index, 0) > frame.width for index in self.scene.tokens_of(mention))


def _only_beside(verb: Token) -> bool:
    """Tell whether a verb does nothing to its object: "joined Norvik in suing", "called off the talks", "a man named Li"."""
    if verb.lemma_ in {"name", "call"} and verb.dep_ == "acl":
        return True
    if verb.lemma_ == "join":
        return any(
            child.lower_ == "in" and any(inner.dep_ == "pcomp" for inner in child.children)
            for child in verb.children
        )
    return verb.lemma_ == "call" and any(
        child.dep_ == "prt" and child.lower_ == "off" for child in verb.children
    )


def frames_for(verb: Token, frames: Frames) -> Sequence[Frame]:
    """Return the frames that begin with a verb, longer phrases first: of "co-own" those of "own"."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    found = frames.verbs.get(lemma) or frames.verbs.get(PREFIX.sub("", lemma), ())
    other = frames.verbs.get(word, ()) if word != lemma else ()
    return sorted((*found, *other), key=Frame.order) if found and other else found or other


class Fit(NamedTuple):
    """The tokens in the slots S and O of a frame that fits, and the indices of its nouns."""

    subjects: list[Token]
    objects: list[Token]
    words: frozenset[int] = frozenset()


def fill(clause: Clause, frame: Frame) -> Fit | None:
    """Return what fills the slots of a frame, or None if it does not fit.

    No tokens in O mean that the subjects do it with each other: "Peugeot and Fiat merged".
    """
    verb, passive = clause.verb, clause.passive
    if frame.passive:
        if not passive and (is_perfect(verb) or (verb.tag_ != "VBN" and verb.pos_ != "ADJ")):
            return None
        subjects = clause.surface_subjects
    else:
        subjects = clause.logical_subjects
    if frame.instigated:
        subjects = [*instigators(verb), *subjects]
    nodes = [verb]
    objects: list[Token] = []
    words: set[int] = set()
    steps = list(frame.steps)
    if len(steps) == 2 and steps[0] == "O" and steps[1] not in {*PREPOSITIONS, "to-do"}:
        return _given(clause, subjects, steps[1])
    while steps:
        step = steps.pop(0)
        if step in PREPOSITIONS:
            slot = steps[0] if steps else None
            if step == "to" and (done := _to_do(nodes, slot)):
                # what somebody threatens or refuses to do: "threaten to attack O"
                steps.pop(0)
                nodes = done
                continue
            targets = [target for node in nodes for target in prepositions(node, step)]
            if not targets and slot == "O" and step in {"from", "by", "of"} and words:
                targets = [child for node in nodes for child in _owners(node) if node.i in words]
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
                return Fit(subjects, [], frozenset(words))
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
            objects = clause.logical_objects if nodes == [verb] else _objects_at(nodes, clause)
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
            match = [node for node in pool if _is_word(node, step)]
            if not match:
                return None
            words.update(node.i for node in match)
            nodes = [*match, verb]
            if passive and not frame.passive:
                subjects = agents(verb)
    return Fit(subjects, objects, frozenset(words)) if objects else None


def _to_do(nodes: list[Token], word: str | None) -> list[Token]:
    """Return the infinitives of a word that hang on the words of a phrase read so far."""
    return [
        child
        for node in nodes
        for child in node.children
        if child.lemma_ == word
        and child.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl"}
        and is_infinitive(child)
    ]


def _objects_at(nodes: list[Token], clause: Clause) -> list[Token]:
    """Return the objects of an infinitive that a phrase has come to, else those of its verb."""
    verbs = [node for node in nodes if node != clause.verb and node.pos_ == "VERB"]
    return [target for verb in verbs for target in direct_objects(verb)] or clause.logical_objects


def _owners(noun: Token) -> list[Token]:
    """Return the names in front of a noun that may be whose it is: "faces US sanctions", "won Pentagon backing"."""
    return [
        child
        for child in noun.lefts
        if child.dep_ in {"compound", "nmod", "poss", "amod"}
        and child.ent_type_ in {"ORG", "GPE", "NORP", "PERSON"}
    ]


def _is_word(token: Token, step: str) -> bool:
    """Tell whether a token is a word of a phrase, as lemma or as it stands; "joint_venture" asks for the word in front too."""
    before, _, word = step.rpartition("_")
    if token.lemma_.lower() != word and token.lower_ != word:
        return False
    return not before or (token.i > 0 and token.nbor(-1).lower_ == before)


def _given(clause: Clause, subjects: list[Token], thing: str) -> Fit | None:
    """Return giver and receiver of "gave Malawi aid", "Malawi was given aid by"; `thing` is the noun given, or X for any."""
    verb = clause.verb
    receivers = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    objects = direct_objects(verb)
    things = [token for token in objects if thing == "X" or _is_word(token, thing)]
    if not receivers and len(objects) == 2 and objects[1].ent_type_ == "MONEY":
        receivers, things = objects[:1], [token for token in things if token == objects[1]]
    if clause.passive and not receivers:
        receivers = clause.surface_subjects
        things = things or [token for token in clause.words if thing != "X" and _is_word(token, thing)]
    if not receivers or not things:
        return None
    return Fit(subjects, receivers, frozenset(token.i for token in things if thing != "X"))


def _unmatched_objects(verb: Token, nodes: list[Token]) -> bool:
    """Tell whether the verb has an object that the frame has not matched."""
    return any(token not in nodes for token in direct_objects(verb))


def _infinitive(verb: Token) -> bool:
    """Tell whether an infinitive says what is to be done: "asked the bank to wait"."""
    return any(
        clause.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(clause) for clause in verb.children
    )


def _particle(verb: Token, word: str) -> bool:
    return any(child.lower_ == word and child.dep_ in {"prt", "prep", "advmod"} for child in verb.children)
