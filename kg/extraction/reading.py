"""All readers over one document: candidates in, relation mentions and counted refusals out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.confidence import confidence_of
from kg.extraction.extractors import Extractor, Unread, load_extractors
from kg.extraction.frames import load_frames
from kg.extraction.fusion import proposals
from kg.extraction.posts import Posts
from kg.extraction.qualifiers import qualifiers_of
from kg.extraction.scene import Scene, scenes
from kg.extraction.settling import settled_classes, with_classes
from kg.extraction.status import STRENGTH, combined, cues_of
from kg.extraction.unframed import read_open
from kg.extraction.weighing import ALONE, RULE, crossed, is_enough, kind_of, outdone, probability_of
from kg.model import (
    Chain,
    Document,
    Evidence,
    Mention,
    MentionForm,
    OpenMention,
    Reading,
    Refusal,
    RelationMention,
    Span,
    Status,
)
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import Passage, unread_sentences
from kg.ontology import UNKNOWN, Ontology, load_ontology

STAGE = "extraction"
BEFORE = "before the phrase"
IMPROBABLE = "the readers together are not sure enough"
"""Why a claim is refused that a trained reader has weighed."""
CROSSED = "the sentence tells it of each side with somebody else, or the other way round"
"""Why a claim is refused that mixes up the pairs of a sentence."""
OUTDONE = "something else is read between the two"
"""Why a claim is refused that the trained reader alone makes beside another."""
DESCRIBING = frozenset({"appos", "compound", "nmod", "poss", "nsubj", "nsubjpass"})
"""Where a role only describes somebody: "his predecessor, Jan Kolar, would not"."""

_Claim = tuple[int, frozenset[int], str]
"""The sentence in its passage, the two chains, whichever comes first, and the relation."""
_DocumentClaim = tuple[str, frozenset[int]]
"""The relation and the two chains, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a candidate."""

    scene: Scene
    candidate: Candidate
    relation: RelationMention | None
    """What it is read as, or None."""
    reason: str = ""
    """Why it is refused, if it is."""
    described: int = 0
    """How many of its sides have no name in the whole document."""
    sentences: int = 1
    """In how many sentences of the document readers find the claim."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of all that readers propose in a document."""

    decisions: list[Decision]
    unframed: list[OpenMention]
    """What names say to each other in verbs and nouns that no frame covers."""
    unread: list[Unread]
    """What a reader met and could not propose."""


def read_document(
    document: Document, passages: tuple[Passage, ...], extractors: Sequence[Extractor] = ()
) -> Reading:
    """Return what a document says, as the usual readers or those given read it.

    Pure: the same document, pipeline and readers give the same reading.
    """
    mentions, chains = find_mentions(passages)
    decided = decide(document, passages, mentions, chains, extractors or load_extractors())
    kept = [decision.relation for decision in decided.decisions if decision.relation is not None]
    kept.sort(key=lambda r: (r.evidence.start, r.subject.start, r.object.start, r.relation))
    if classes := settled_classes(chains, mentions, kept):
        chains, mentions, kept = with_classes(classes, chains, mentions, kept)
    refusals = [_refusal(document, each) for each in decided.decisions if each.relation is None]
    refusals += [
        Refusal(STAGE, f"{document.id}:{start}", reason, said) for start, said, reason in decided.unread
    ]
    sentences = tuple(
        Span(passage.offset + sentence.start_char, passage.offset + sentence.end_char)
        for passage in passages
        for sentence in passage.doc.sents
        if sentence.text.strip()
    )
    return Reading(
        document,
        chains,
        mentions,
        tuple(kept),
        tuple(sorted(refusals)),
        tuple(decided.unframed),
        sentences,
        tuple(unread_sentences(document)),
    )


def decide(
    document: Document,
    passages: tuple[Passage, ...],
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    extractors: Sequence[Extractor],
) -> Decided:
    """Return what becomes of all that readers propose in a document."""
    laid = list(scenes(passages, tuple(mentions)))
    made = proposals(extractors, laid)
    proposed = [(scene, each.candidates) for scene, each in zip(laid, made, strict=True)]
    posts = Posts.of((scene, candidate) for scene, candidates in proposed for candidate in candidates)
    proposed = [(scene, [posts.settled(each, scene) for each in found]) for scene, found in proposed]
    described = frozenset(
        chain.number for chain in chains if chain.form in (MentionForm.NOMINAL, MentionForm.PRONOUN)
    )
    decisions: list[Decision] = []
    unframed: list[OpenMention] = []
    sentences = _sentences(proposed)
    for scene, candidates in proposed:
        weighed = [_weighed(each, described, sentences) for each in candidates]
        against = {
            id(each): IMPROBABLE for each in weighed if not is_enough(each.candidate, each.probability)
        }
        enough = [each for each in weighed if id(each) not in against]
        for reason, places in ((CROSSED, crossed), (OUTDONE, outdone)):
            against |= {id(enough[place]): reason for place in places([each.candidate for each in enough])}
            enough = [each for each in enough if id(each) not in against]
        overriding = [each.candidate for each in enough if _fits(each.candidate)]
        # What the trained reader alone holds to be more specific takes nothing away from a rule.
        overridden = {
            ALONE: _overridden(overriding),
            RULE: _overridden(each for each in overriding if kind_of(each) == RULE),
        }
        for each in weighed:
            candidate = each.candidate
            reason = (
                _objection(candidate, overridden[kind_of(candidate)])
                or posts.objection(candidate)
                or against.get(id(each), "")
            )
            status = None if reason else _status(candidate, scene)
            relation = None if status is None else _relation_mention(document, scene, each, status)
            reason = reason or ("" if relation else "its end is not a fact yet")
            decisions.append(Decision(scene, candidate, relation, reason, each.described, each.sentences))
        unframed.extend(read_open(scene, load_frames(), [each.candidate for each in enough]))
    return Decided(_once(decisions), unframed, [unread for each in made for unread in each.unread])


@dataclass(frozen=True, slots=True)
class _Weighed:
    candidate: Candidate
    described: int
    sentences: int
    probability: float | None
    """What a trained reader and a rule together hold of it; None where no trained reader has weighed it."""


def _weighed(
    candidate: Candidate, described: AbstractSet[int], sentences: Mapping[_DocumentClaim, int]
) -> _Weighed:
    nameless = sum(side.chain in described for side in (candidate.subject, candidate.object))
    count = sentences[_document_claim(candidate)]
    return _Weighed(candidate, nameless, count, probability_of(candidate, nameless, count))


def _sentences(proposed: Iterable[tuple[Scene, Sequence[Candidate]]]) -> Counter[_DocumentClaim]:
    """Return in how many sentences each claim of a document is found."""
    places = {
        (_document_claim(each), scene.offset, each.trigger.sent.start)
        for scene, candidates in proposed
        for each in candidates
    }
    return Counter(claim for claim, _, _ in places)


def _document_claim(candidate: Candidate) -> _DocumentClaim:
    return candidate.relation, frozenset((candidate.subject.chain, candidate.object.chain))


def _objection(candidate: Candidate, overridden: AbstractSet[_Claim]) -> str | None:
    """Return why a candidate is refused, or None."""
    if not _fits(candidate):
        return "types do not fit the relation"
    if candidate.relation == "sells" and _goods(candidate.object):
        return "goods sold as a trade are not given up"
    if _claim(candidate, candidate.relation) in overridden:
        return "a more specific relation is stated"
    return None


def _goods(mention: Mention) -> bool:
    return mention.type == "Product" and mention.form is MentionForm.NOMINAL


def _fits(candidate: Candidate) -> bool:
    ontology = load_ontology()
    return ontology.permits(candidate.relation, *_types(candidate, ontology))


def _types(candidate: Candidate, ontology: Ontology) -> tuple[str, str]:
    """Return the classes a candidate is checked with: one that is a mere guess is passed over if it doesn't fit."""
    rule = ontology.relations[candidate.relation]
    sides = ((candidate.subject, rule.domain), (candidate.object, rule.range))
    subject, obj = (
        mention.type if mention.sure or ontology.is_a(mention.type, *allowed) else UNKNOWN
        for mention, allowed in sides
    )
    return subject, obj


def _claim(candidate: Candidate, relation: str) -> _Claim:
    pair = frozenset((candidate.subject.chain, candidate.object.chain))
    return candidate.trigger.sent.start, pair, relation


def _overridden(candidates: Iterable[Candidate]) -> set[_Claim]:
    """Return the less specific claims that other claims of their sentence make needless."""
    relations = load_ontology().relations
    return {
        _claim(candidate, weaker)
        for candidate in candidates
        for weaker in relations[candidate.relation].overrides
    }


def _refusal(document: Document, decision: Decision) -> Refusal:
    candidate = decision.candidate
    said = f"{candidate.subject.name} ({candidate.subject.type}) {candidate.relation} {candidate.object.name} ({candidate.object.type})"
    return Refusal(STAGE, f"{document.id}:{candidate.subject.start}", decision.reason, said)


def _status(candidate: Candidate, scene: Scene) -> Status | None:
    """Return the status of a candidate; None where a phrase that ends or denies is itself no fact.

    "Plans to leave the bloc" neither ends a membership nor plans one.
    """
    told = candidate.status or Status.ASSERTED
    parts = parts_of_status(candidate, scene)
    around = combined([status for where, status in parts if where != BEFORE])
    if told is around is Status.NEGATED and kind_of(candidate) == ALONE:
        return told  # a model tells by the same word that the rules see
    if told in (Status.ENDED, Status.NEGATED) and around in (Status.PLANNED, Status.POSSIBLE, Status.NEGATED):
        return None
    # The same word may be seen from both sides: "has never been a unit of".
    before = [status for where, status in parts if where == BEFORE and status is not around]
    return combined([told, around, *before])


def parts_of_status(candidate: Candidate, scene: Scene) -> list[tuple[str, Status]]:
    """Return what the words around a candidate say of its status, each with where they stand.

    Titles, places and affiliations bring their status along; no word around counts for them.
    """
    parts: list[tuple[str, Status]] = []
    if candidate.rule.startswith(("compound", "role")):
        parts += [(BEFORE, status) for status in _before(candidate, scene)]
    if not candidate.tells_itself:
        described = candidate.rule.startswith("role") and _describes(candidate.trigger)
        found = cues_of(candidate.trigger, scene.cues, scene.kind, outwards=not described)
        parts += [(f"around {word!r}", status) for word, status in found]
        for side, mention in (("subject", candidate.subject), ("object", candidate.object)):
            if status := _of_side(scene.head_of(mention)):
                parts.append((f"with the {side}", status))
    return parts


def _describes(role: Token) -> bool:
    """Tell whether a role only describes somebody, so that what is said of them says nothing of it."""
    return role.dep_ in DESCRIBING or (role.dep_ == "pobj" and role.head.head.pos_ in {"NOUN", "PROPN"})


def _before(candidate: Candidate, scene: Scene) -> list[Status]:
    """Return the cues right before a describing phrase: "formerly London-based", "no longer a unit of"."""
    start = candidate.trigger.left_edge.i
    if candidate.rule.startswith("compound"):
        start = min(start, candidate.trigger.i - 2)
    words = [token.lower_ for token in scene.doc[max(0, start - 2) : start]]
    if "longer" in words:
        return [Status.ENDED]
    tables = (scene.cues.adverbs, scene.cues.modifiers)
    return [table[word] for word in words for table in tables if word in table]


def _of_side(head: Token) -> Status | None:
    """Return what the words of an argument tell: "neither A nor B", "no bank", "either A or B"."""
    first = head.head if head.dep_ == "conj" else head
    words = {child.lower_ for child in first.children if child.dep_ in {"det", "preconj", "cc", "neg"}}
    whole = first.head.head if first.dep_ == "pobj" and first.head.lower_ == "of" else first
    if first.dep_ in {"compound", "nmod", "amod"}:
        whole = first.head  # "no NATO troops"
    if any(child.lower_ == "no" and child.dep_ == "det" for child in whole.children):
        return Status.NEGATED  # "no official of Norvik"
    if words & {"neither", "nor", "no", "none"} or first.lower_ == "none":
        return Status.NEGATED
    return Status.POSSIBLE if words & {"either", "or"} else None


def _relation_mention(document: Document, scene: Scene, weighed: _Weighed, status: Status) -> RelationMention:
    candidate = weighed.candidate
    sentence = candidate.trigger.sent
    start, end = scene.offset + sentence.start_char, scene.offset + sentence.end_char
    qualifiers = qualifiers_of(candidate, scene)
    evidence = Evidence(
        document=document.id,
        start=start,
        end=end,
        subject=candidate.subject.span,
        object=candidate.object.span,
        rule=candidate.rule,
        source=next(iter(qualifiers.source), None),
        sentence=document.quote(start, end),
    )
    return RelationMention(
        candidate.relation,
        candidate.subject,
        candidate.object,
        status,
        evidence,
        qualifiers,
        confidence_of(candidate.rule, weighed.described)
        if weighed.probability is None
        else weighed.probability,
    )


def _once(decisions: Sequence[Decision]) -> list[Decision]:
    """Keep one of several readings of the same claim in the same sentence: the most careful status wins."""
    order = (*STRENGTH, Status.ASSERTED)
    best: dict[tuple[int, int, str, int], RelationMention] = {}
    for decision in decisions:
        if (relation := decision.relation) is None:
            continue
        key = _key(relation)
        known = best.get(key)
        if known is None or order.index(relation.status) < order.index(known.status):
            best[key] = relation
    return [
        decision
        if decision.relation is None or decision.relation is best[_key(decision.relation)]
        else replace(decision, relation=None, reason="another rule reads the same claim in the same sentence")
        for decision in decisions
    ]


def _key(relation: RelationMention) -> tuple[int, int, str, int]:
    return relation.evidence.start, relation.subject.chain, relation.relation, relation.object.chain
