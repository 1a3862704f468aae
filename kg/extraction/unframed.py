"""What names say to each other in verbs and nouns that no frame covers: "Norvik towed away the Aurora", "Norvik's
rivalry with Altmark".

Such open relations are no statements. They tell which frames to add next (`kg stats --gaps`).
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import logical_objects, logical_subjects, prepositions
from kg.extraction.frames import Frames
from kg.extraction.scene import PLACES, Scene
from kg.model import Mention, MentionForm, OpenMention

EMPTY = frozenset({"be", "have", "do", "include", "get", "go", "come"})
"""Verbs that say nothing by themselves."""
EMPTY_NOUNS = frozenset(
    {"time", "way", "part", "kind", "number", "one", "end", "year", "day", "week", "month"}
)
"""Nouns that say nothing between two names."""
OWNING = frozenset({"poss", "compound", "nmod"})
WHERE = frozenset({"in", "at", "on", "near", "from"})
PARTICLES = frozenset({"away", "off", "out", "up", "down", "back", "over", "apart", "aside"})


def read_open(scene: Scene, frames: Frames, candidates: Iterable[Candidate]) -> Iterator[OpenMention]:
    """Yield what a verb or noun without a fitting frame says between two names, in text order.

    Pairs of which the sentence says something by a rule are left out, kept or refused.
    """
    said = {
        (candidate.trigger.sent.start, frozenset((candidate.subject.chain, candidate.object.chain)))
        for candidate in candidates
    }
    for word in scene.doc:
        for phrase, subject, obj in _said(scene, word, frames):
            pair = (word.sent.start, frozenset((subject.chain, obj.chain)))
            if subject.chain == obj.chain or pair in said:
                continue
            said.add(pair)
            start, end = (scene.offset + each for each in (word.sent.start_char, word.sent.end_char))
            yield OpenMention(phrase, subject, obj, start, end, word.pos_ == "NOUN")


def _said(scene: Scene, word: Token, frames: Frames) -> Iterator[tuple[str, Mention, Mention]]:
    """Yield what one word says between names: a phrase that no frame has, and its two sides."""
    if word.pos_ == "NOUN" and word.lemma_ not in EMPTY_NOUNS and scene.at(word) is None:
        yield from _of_noun(scene, word, frames)
    if word.pos_ != "VERB" or word.lemma_ in EMPTY or word.lemma_ in scene.cues.reporting:
        return
    subjects = _named(scene, logical_subjects(word))
    if subjects:
        for phrase, objects in _objects(scene, word, frames):
            yield from ((phrase, subject, obj) for subject in subjects for obj in objects)


def _of_noun(scene: Scene, noun: Token, frames: Frames) -> Iterator[tuple[str, Mention, Mention]]:
    """Yield what a noun says between its owner and a name behind it, or between two names behind it."""
    covered = {step for frame in frames.at(noun, frames.nouns) for step in frame.steps}
    lemma = noun.lemma_.lower()
    pair = _named(scene, prepositions(noun, "between"))
    if "between" not in covered:
        yield from ((f"{lemma} between", pair[0], other) for other in pair[1:])
    owners = _named(scene, [child for child in noun.lefts if child.dep_ in OWNING])
    owners = owners or _named(scene, prepositions(noun, "by")) or _named(scene, prepositions(noun, "of"))
    for child in noun.children:
        word = child.lower_
        if child.dep_ != "prep" or word in covered or word in {"by", "between"}:
            continue
        for obj in _named(scene, prepositions(noun, word)):
            if not (word in WHERE and obj.type in PLACES):
                yield from ((f"{lemma} {word}", owner, obj) for owner in owners if owner != obj)


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
