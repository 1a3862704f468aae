"""Praise and blame told by what somebody calls another: "called the reform a disgrace", "said the deal was historic"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import surface_subjects
from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm, Status
from kg.nlp.gazetteer import read_table

VERSION = 1
VICTIMS = frozenset({"victim", "target", "survivor", "sorry", "armed", "enemy"})
"""What somebody is said to be whom others did wrong, or who is against a third."""
WEAKENING = frozenset({"no", "not", "never", "hardly", "scarcely", "barely", "less", "least"})


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `verdicts.yaml`."""

    calling: frozenset[str]
    """Verbs by which something is called something."""
    blame: frozenset[str]
    praise: frozenset[str]


@cache
def load_verdicts() -> Words:
    table = read_table(str(Path(__file__).with_name("verdicts.yaml")))
    return Words(*(frozenset(table[key]) for key in ("calling", "blame", "praise")))


def read_verdicts(scene: Scene) -> Iterator[Candidate]:
    """Yield `criticizes` and `supports` for who calls whom something bad or good, in text order."""
    words = load_verdicts()
    for verb in scene.doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        if lemma in words.calling:
            things, predicates = _called(verb)
        elif lemma in scene.cues.reporting:
            things, predicates = _said(verb)
        else:
            continue
        relation = _verdict(predicates, words)
        if relation is None or (relation == "supports" and lemma not in words.calling):
            continue  # who says that planes are necessary praises no planes
        for subject in scene.arguments(surface_subjects(verb)):
            for obj in scene.arguments(things):
                if subject.chain != obj.chain and _judges(subject) and obj.form is not MentionForm.AMOUNT:
                    yield Candidate(
                        relation, subject, obj, verb, f"verdict.{relation}/{VERSION}", Status.ASSERTED
                    )


def _judges(mention: Mention) -> bool:
    return mention.type not in {"Event", "Law", "Agreement", "Product", "Facility"}


def _called(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return what is called something, and the words it is called by."""
    things = [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    predicates = [
        child for child in verb.children if child.dep_ in {"oprd", "attr", "acomp"} and child.i > verb.i
    ]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            predicates += [target for target in child.children if target.dep_ in {"pobj", "amod", "pcomp"}]
        elif child.dep_ in {"ccomp", "xcomp"} and child.i > verb.i:
            # The parser makes a small clause of "called the reform unfair".
            things += [inner for inner in child.children if inner.dep_ in {"nsubj", "nsubjpass"}]
            predicates.append(child)
    return things, predicates


def _said(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return what is said to be something, and the words for it: "said the deal was a mistake"."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.lemma_ == "be":
            things = [child for child in clause.children if child.dep_ == "nsubj"]
            predicates = [child for child in clause.children if child.dep_ in {"attr", "acomp"}]
            if not any(
                child.dep_ in {"neg", "aux"} or child.lower_ in WEAKENING for child in clause.children
            ):
                return things, predicates
    return [], []


def _verdict(predicates: Iterable[Token], words: Words) -> str | None:
    """Return the relation that predicates tell: their heads and modifiers count, what lies deeper doesn't."""
    said = set()
    for predicate in predicates:
        near = [
            predicate,
            *(child for child in predicate.children if child.dep_ in {"amod", "compound", "conj"}),
        ]
        if predicate.lemma_.lower() in VICTIMS or any(
            child.dep_ == "neg" or child.lower_ in WEAKENING for child in predicate.children
        ):
            return None
        said |= {form for token in near for form in (token.lower_, token.lemma_.lower())}
    blamed, praised = bool(said & words.blame), bool(said & words.praise)
    if blamed == praised:
        return None
    return "criticizes" if blamed else "supports"
