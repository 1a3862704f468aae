"""Pronouns and phrases such as "the company": to which name they point back.

The nearest fitting name is taken, subjects before others: "it" looks one sentence back, other pronouns
two, phrases seven. Where none fits, the word refers to nothing and is passed over.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.lexicon import Nominals
from kg.nlp.nominals import GOVERNMENT_HEADS
from kg.nlp.pipeline import Passage
from kg.ontology import Ontology

PERSONAL = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
WINDOW = 3
"""Sentences looked back for a pronoun, its own included."""
PHRASE_WINDOW = 8
"""Sentences looked back for a phrase such as "the company"."""


@dataclass(slots=True)
class _Place:
    """A mention with the number of its sentence in the document and its grammatical role."""

    draft: Draft
    sentence: int
    subject: bool


def resolve_anaphors(
    drafts: list[Draft], passages: Sequence[Passage], nominals: Nominals, ontology: Ontology
) -> list[Draft]:
    """Return new drafts for the pronouns and phrases that point back, with the chain they point to.

    Reads the chains of names; writes nothing.
    """
    by_passage: dict[int, list[Draft]] = {}
    for draft in drafts:
        if not draft.nested:
            by_passage.setdefault(draft.passage, []).append(draft)
    seen: list[_Place] = []
    found: list[Draft] = []
    sentence = 0
    for number, passage in enumerate(passages):
        starts = {draft.start: draft for draft in by_passage.get(number, ())}
        covered = {index for draft in starts.values() for index in range(draft.start, draft.end)}
        for span in passage.doc.sents:
            sentence += 1
            for token in span:
                if token.i in starts:
                    draft = starts[token.i]
                    head = passage.doc[draft.start : draft.end].root
                    if draft.form in (MentionForm.NAME, MentionForm.NATIONALITY):
                        seen.append(_Place(draft, sentence, head.dep_ in {"nsubj", "nsubjpass"}))
                elif token.i not in covered:
                    anaphor = _anaphor(token, number, seen, sentence, nominals, ontology, covered)
                    if anaphor:
                        found.append(anaphor)
                        if token.dep_ in {"nsubj", "nsubjpass"}:
                            seen.append(_Place(anaphor, sentence, True))
    return found


def _anaphor(
    token: Token,
    passage: int,
    seen: Sequence[_Place],
    sentence: int,
    nominals: Nominals,
    ontology: Ontology,
    covered: set[int],
) -> Draft | None:
    word = token.lower_
    if word in PERSONAL:
        target = _nearest(seen, sentence, WINDOW, ("Person",), ontology)
        return _pointing(target, passage, token.i, token.i + 1, MentionForm.PRONOUN)
    if word in NEUTER and not _expletive(token):
        target = _nearest(seen, sentence, 2, ("Organization", "Country"), ontology)
        return _pointing(target, passage, token.i, token.i + 1, MentionForm.PRONOUN)
    if (
        token.pos_ != "NOUN"
        or token.dep_ == "compound"
        or (token.tag_ == "NNS" and word not in GOVERNMENT_HEADS)
    ):
        return None
    start, definite = _definite(token)
    while start < token.i and any(index in covered for index in range(start, token.i)):
        start += 1
    if not definite:
        return None
    if word in GOVERNMENT_HEADS:
        target = _nearest(seen, sentence, PHRASE_WINDOW, ("Country",), ontology)
        return _pointing(target, passage, start, token.i + 1, MentionForm.NOMINAL)
    kind = nominals.anaphors.get((word,))
    if kind is None or any(child.dep_ in {"prep", "poss", "relcl"} for child in token.children):
        return None
    wanted: tuple[str, ...] = (kind,)
    if word in {"city", "island", "territory"}:
        wanted = ("City", "Place", "Region")
    target = _nearest(seen, sentence, PHRASE_WINDOW, wanted, ontology)
    return _pointing(target, passage, start, token.i + 1, MentionForm.NOMINAL)


def _definite(token: Token) -> tuple[int, bool]:
    """Return where the phrase begins behind its article, and whether it has "the", "this" or "that"."""
    start = token.i
    while (
        start > token.sent.start
        and token.doc[start - 1].pos_ in {"ADJ", "NOUN"}
        and token.doc[start - 1].head.i <= token.i
    ):
        start -= 1
    articles = {child.lower_ for child in token.children if child.dep_ == "det"}
    return start, bool(articles & {"the", "this", "that"})


def _expletive(token: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is unclear whether", "it rained"."""
    return (
        token.lower_ == "it"
        and token.dep_ in {"nsubj", "nsubjpass", "expl"}
        and (
            token.dep_ == "expl"
            or (
                token.head.lemma_ == "be"
                and any(child.dep_ in {"acomp", "attr", "ccomp"} for child in token.head.children)
            )
            or token.head.lemma_ in {"seem", "appear", "rain", "snow", "take"}
        )
    )


def _nearest(
    seen: Sequence[_Place], sentence: int, window: int, wanted: tuple[str, ...], ontology: Ontology
) -> Draft | None:
    """Return the best antecedent: the subject of this or the last sentence, else the nearest name."""
    best: tuple[float, int] | None = None
    result = None
    for index, place in enumerate(seen):
        distance = sentence - place.sentence
        if distance >= window or not ontology.is_a(place.draft.best_type, *wanted):
            continue
        if place.draft.form is MentionForm.NATIONALITY and place.draft.best_type != "Country":
            continue
        # A subject of the sentence before is nearer in mind than another name of this one.
        score = (-float(distance) + (1.2 if place.subject else 0.0), index)
        if best is None or score >= best:
            best, result = score, place.draft
    return result


def _pointing(target: Draft | None, passage: int, start: int, end: int, form: MentionForm) -> Draft | None:
    if target is None:
        return None
    return Draft(
        passage, start, end, target.name, form, Counter({target.best_type: 1}), target.known, target.chain
    )
