"""Why a sentence says what it is read as, and which frames came near: what `kg explain` and `kg why-not` show."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import permutations

from spacy.tokens import Token

from kg.extraction.candidate import Scored
from kg.extraction.confidence import grounds_of
from kg.extraction.frames import Frame, Frames
from kg.extraction.reading import Decision, parts_of_status
from kg.extraction.scene import Scene
from kg.extraction.verbs import SLOTS, Clause, fill, frames_for
from kg.extraction.weighing import ALONE, kind_of, told_grounds
from kg.model import Mention, Span
from kg.ontology import load_ontology

NEAREST = 3
"""Frames told of one verb."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What led to one reading of a sentence."""

    rule: str
    frame: str
    """The phrase of the frame, "take stake in O"; nothing where the rule has none."""
    trigger: str
    """The word that says it, as written."""
    span: Span
    """Where the trigger stands in the document."""
    path: str
    """The words from the subject to the object, with their dependencies."""
    checks: tuple[str, ...]
    """What was checked, in words."""
    confidence: tuple[str, ...]
    """What the confidence is made of."""
    scored: Scored | None = None
    """What a reader that weighs holds of it; None where none does."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A frame that a verb of the text begins, and what it lacks."""

    verb: str
    """As written."""
    relation: str
    """Nothing where no frame has the verb."""
    frame: str
    lack: str


def explain(decision: Decision) -> Explanation:
    """Return what led to a reading. Raises `ValueError` for a candidate that was refused."""
    relation, candidate, scene = decision.relation, decision.candidate, decision.scene
    if relation is None:
        raise ValueError(f"this is not read: {decision.reason}")
    trigger = candidate.trigger
    start = scene.offset + trigger.idx
    return Explanation(
        candidate.rule,
        candidate.phrase,
        trigger.text,
        Span(start, start + len(trigger.text)),
        _path(scene, candidate.subject, candidate.object),
        tuple(_checks(decision)),
        tuple(_confidence(decision)),
        candidate.scored,
    )


def _confidence(decision: Decision) -> Iterator[str]:
    """Yield what the confidence of a reading is made of."""
    candidate, relation = decision.candidate, decision.relation
    assert relation is not None
    if kind_of(candidate) != ALONE:
        yield from grounds_of(candidate.rule, decision.described)
    if candidate.scored is not None:
        yield from told_grounds(candidate, decision.described, decision.sentences)
        yield f"together with the trained reader: {relation.confidence:.2f}"


def _checks(decision: Decision) -> Iterator[str]:
    """Yield what was checked of a reading: the classes, what is more specific, and the status."""
    relation, candidate = decision.relation, decision.candidate
    assert relation is not None
    ontology = load_ontology()
    rule = ontology.relations[candidate.relation]
    for side, mention, allowed in (
        ("subject", candidate.subject, rule.domain),
        ("object", candidate.object, rule.range),
    ):
        wanted = " or ".join(sorted(allowed)) or "anything"
        fits = ontology.is_a(mention.type, *allowed) if allowed else True
        guess = "" if fits else ", a guess that the relation overrules"
        yield f"the {side} {mention.name} is {_a(mention.type)}{guess}; {candidate.relation} takes {wanted}"
    overriding = sorted(
        name for name, other in ontology.relations.items() if candidate.relation in other.overrides
    )
    if overriding:
        yield f"the sentence does not say {' or '.join(overriding)} of the two, which would be more specific"
    own = f"the rule itself says {candidate.status}" if candidate.status else ""
    cues = [f"{where}: {status}" for where, status in parts_of_status(candidate, decision.scene)]
    around = f"words say so {', '.join(cues)}" if cues else "no word around takes anything away"
    yield f"the status is {relation.status}: {'; '.join(part for part in (own, around) if part)}"


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def _path(scene: Scene, subject: Mention, obj: Mention) -> str:
    """Return the way through the parse from one side to the other: "Norvik <nsubj- bought -dobj> Haldane"."""
    first, last = scene.head_of(subject), scene.head_of(obj)
    up = [first, *first.ancestors]
    down = [last, *last.ancestors]
    top = next((token for token in up if token in down), None)
    if top is None:
        return f"{subject.name} ... {obj.name}"
    rising = up[: up.index(top)]
    falling = down[: down.index(top)]
    parts = [f"{token.text} <{token.dep_}-" for token in rising]
    parts.append(top.text)
    parts += [f"-{token.dep_}> {token.text}" for token in reversed(falling)]
    return " ".join(parts)


def near_misses(scene: Scene, frames: Frames, used: Set[int] = frozenset()) -> Iterator[NearMiss]:
    """Yield, for each verb of a passage but those at tokens `used`, the frames that fit it best and what they lack."""
    for verb in scene.doc:
        if verb.pos_ != "VERB" or verb.i in used or verb.lemma_ in scene.cues.reporting:
            continue
        known = frames_for(verb, frames)
        if not known:
            yield NearMiss(verb.text, "", "", f"no frame has the verb {verb.lemma_!r}")
            continue
        clause = Clause(verb)
        lacks = [(*_lack(scene, clause, frame), frame) for frame in known]
        lacks.sort(key=lambda each: (each[0], not _could_say(scene, each[2]), each[2].order()))
        told: list[tuple[str, str]] = []
        for missing, lack, frame in lacks:
            if lack and (missing <= lacks[0][0] or missing <= 1) and (frame.relation, lack) not in told:
                told.append((frame.relation, lack))
                yield NearMiss(verb.text, frame.relation, frame.phrase, lack)
            if len(told) == NEAREST:
                break


def _could_say(scene: Scene, frame: Frame) -> bool:
    """Tell whether two mentions of a passage are of the classes that a frame and its relation take."""
    return any(
        load_ontology().permits(frame.relation, one.type, other.type) and frame.takes(one, other)
        for one, other in permutations(scene.mentions, 2)
    )


def _lack(scene: Scene, clause: Clause, frame: Frame) -> tuple[int, str]:
    """Return how much a frame lacks and what, nothing if it fits."""
    fit = fill(clause, frame)
    if fit is None:
        words = [step for step in frame.steps if step != "S" and step not in SLOTS]
        forms = {form for word in clause.verb.subtree for form in (word.lower_, word.lemma_.lower())}
        missing = [word for word in words if word not in forms]
        if missing:
            return 1 + len(missing), f"the text has no {' '.join(missing)!r} with the verb"
        return 1, "its words do not stand so that it fits"
    for name, tokens in (("subject", fit.subjects), ("object", fit.objects)):
        if not tokens and not (name == "object" and frame.reciprocal):
            return 0, f"the verb has no {name} that could be found"
        if tokens and not scene.arguments(tokens):
            return 0, f"{_words(tokens)!r}, its {name}, is no mention"
    subjects, objects = scene.arguments(fit.subjects), scene.arguments(fit.objects)
    if frame.classes and not any(frame.takes(s, o) for s in subjects for o in objects):
        wanted = ", ".join(f"{slot} {' or '.join(sorted(names))}" for slot, names in frame.classes)
        return 0, f"it asks for classes: {wanted}"
    return 0, ""


def _words(tokens: Sequence[Token]) -> str:
    return " and ".join(token.text for token in tokens)
