"""What names say to each other in verbs that no frame covers: "Norvik towed away the Aurora".

Such open relations are no statements. They tell which frames to add next (`kg stats --gaps`).
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import logical_objects, logical_subjects, prepositions
from kg.extraction.frames import Frames
from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm, OpenMention

EMPTY = frozenset({"be", "have", "do", "include", "get", "go", "come"})
"""Verbs that say nothing by themselves."""
PARTICLES = frozenset({"away", "off", "out", "up", "down", "back", "over", "apart", "aside"})


def read_open(scene: Scene, frames: Frames, candidates: Iterable[Candidate]) -> Iterator[OpenMention]:
    """Yield what a verb without a fitting frame says between two names, in text order.

    Pairs of which the sentence says something by a rule are left out, kept or refused.
    """
    said = {
        (candidate.trigger.sent.start, frozenset((candidate.subject.chain, candidate.object.chain)))
        for candidate in candidates
    }
    for verb in scene.doc:
        if verb.pos_ != "VERB" or verb.lemma_ in EMPTY or verb.lemma_ in scene.cues.reporting:
            continue
        subjects = _named(scene, logical_subjects(verb))
        if not subjects:
            continue
        for phrase, objects in _objects(scene, verb, frames):
            for subject in subjects:
                for obj in objects:
                    pair = (verb.sent.start, frozenset((subject.chain, obj.chain)))
                    if subject.chain == obj.chain or pair in said:
                        continue
                    said.add(pair)
                    sentence = verb.sent
                    yield OpenMention(
                        phrase,
                        subject,
                        obj,
                        scene.offset + sentence.start_char,
                        scene.offset + sentence.end_char,
                    )


def _objects(scene: Scene, verb: Token, frames: Frames) -> Iterator[tuple[str, list[Mention]]]:
    """Yield the phrases of a verb that no frame has, each with the names that fill it."""
    covered = {frame.steps for frame in frames.verbs.get(verb.lemma_.lower(), ())}
    particle = next((child.lower_ for child in verb.children if _is_particle(child)), "")
    lemma = f"{verb.lemma_.lower()} {particle}".strip()
    if (*particle.split(), "O") not in covered:
        yield lemma, _named(scene, logical_objects(verb))
    for child in verb.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ != "by" and (child.lower_, "O") not in covered:
            yield f"{lemma} {child.lower_}", _named(scene, prepositions(verb, child.lower_))


def _is_particle(child: Token) -> bool:
    return child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in PARTICLES)


def _named(scene: Scene, tokens: Iterable[Token]) -> list[Mention]:
    return [mention for mention in scene.arguments(tokens) if mention.form is MentionForm.NAME]
