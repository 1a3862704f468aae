"""Relations stated by a noun: "the acquisition of Real by Metro", "talks between Iran and Iraq",
"Opel, a unit of Fiat", "Tencent-backed WeBank".
"""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import direct_objects, prepositions, surface_subjects
from kg.extraction.frames import Frame, Frames
from kg.extraction.scene import NAMED, PLACES, Scene
from kg.model import Mention, MentionForm, Status

VERSION = 1
DECLINING = frozenset({"reject", "refuse", "decline", "deny", "dismiss", "spurn", "veto"})
TRAVEL = frozenset({"visit", "trip", "tour", "journey", "stopover", "stay"})
MEANWHILE = frozenset({"during", "on", "after", "following", "before", "ahead", "at", "amid", "from"})
"""What stands in front of a journey of who acts meanwhile: "during a visit to Oslo, Li said"."""
OF_GOODS = frozenset({"operates", "owns", "offers", "supplies", "investsIn", "acquires", "founded"})
"""Relations whose roles may be of goods named in front of them."""
POSSESSIVES = frozenset({"poss", "compound", "nmod", "amod"})


def read_nouns(scene: Scene, frames: Frames) -> Iterator[Candidate]:
    """Yield the relations of event nouns, with subject and object around them, in text order."""
    for noun in scene.doc:
        if noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        for frame in frames.at(noun, frames.nouns):
            subjects, objects = _around(scene, noun, frame)
            for subject, obj in product(subjects, objects):
                if subject.chain != obj.chain and frame.takes(subject, obj):
                    yield Candidate(
                        frame.relation,
                        subject,
                        obj,
                        noun,
                        f"noun.{frame.relation}/{VERSION}",
                        frame.status,
                        phrase=frame.phrase,
                    )


def _around(scene: Scene, noun: Token, frame: Frame) -> tuple[list[Mention], list[Mention]]:
    """Return what fills S and O of a noun frame."""
    slots: dict[str, list[Mention]] = {"S": [], "O": []}
    steps = list(frame.steps)
    if steps[:1] == ["between"]:
        targets = prepositions(noun, "between")
        found = scene.arguments(targets)
        if not found:
            found = _compound_pair(scene, noun)
        return found[:1], found[1:]
    behind_of: list[Token] = []
    goods: list[Token] = []
    while steps:
        word = steps.pop(0)
        slot = steps.pop(0)
        targets = prepositions(noun, word)
        hangs_on_verb = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ == "VERB"
        if not targets and hangs_on_verb and (slot == "O" or noun.dep_ == "dobj"):
            # The parser may hang the phrase on the verb: "blocked the purchase of Real by Metro".
            targets = prepositions(noun.head, word)
        if not targets and word == "by" and behind_of:
            # ... or on the name in between: "the appointment of Jane Ott by Norvik".
            targets = [target for each in behind_of for target in prepositions(each, word)]
        if not targets:
            # ... or on the goods: "tariffs on steel from Peru".
            targets = [target for each in goods for target in prepositions(each, word)]
        behind_of = targets if word == "of" else behind_of
        goods = targets if slot == "X" else goods
        if slot == "X" and not targets:
            return [], []
        slots[slot] = scene.arguments(targets)
    if not slots["S"]:
        slots["S"] = _owner(scene, noun, mutual=frame.symmetric)
    if not slots["O"] and len(slots["S"]) == 2 and frame.symmetric:
        return slots["S"][:1], slots["S"][1:]  # "Altmark and Rhenus completed their merger"
    return slots["S"], slots["O"]


def _compound_pair(scene: Scene, noun: Token) -> list[Mention]:
    """Return the two names of "US-China talks"."""
    names = [m for t in noun.lefts if (m := scene.at(t)) is not None and m.form in NAMED]
    for token in noun.lefts:
        for child in token.subtree:
            mention = scene.at(child)
            if mention is not None and mention.form in NAMED and mention not in names:
                names.append(mention)
    # "The EU's Busan summit" meets in Busan, not with it.
    return [mention for mention in names if mention.type != "City"][:2]


def _owner(scene: Scene, noun: Token, *, mutual: bool = False) -> list[Mention]:
    """Return the possessor or modifier of a noun, else the subject of the verb it is the object of.

    What is `mutual` may be declined by one of the two: "rejected a partnership with".
    """
    for child in noun.children:
        if child.dep_ in POSSESSIVES and child.i < noun.i:
            found = [each for each in scene.arguments([child]) if noun.i not in scene.tokens_of(each)]
            if found:
                return found
    if noun.dep_ in {"dobj", "attr"} and (
        _carries(noun.head, scene) or (mutual and noun.head.lemma_ in DECLINING)
    ):
        return scene.arguments(surface_subjects(noun.head))
    if (
        noun.dep_ == "pobj"
        and noun.head.head.pos_ in {"VERB", "AUX"}
        and noun.head.head.lemma_ in scene.cues.support_verbs
        and noun.head.lower_ in {"in", "on", "to", "into"}
    ):
        return scene.arguments(surface_subjects(noun.head.head))
    if noun.dep_ == "pobj" and noun.lemma_ in TRAVEL and noun.head.lower_ in MEANWHILE:
        return scene.arguments(surface_subjects(noun.head.head))
    return []


def _carries(verb: Token, scene: Scene) -> bool:
    """Tell whether a verb's subject is whose event its object tells: "launched an attack", "called off the takeover"."""
    called_off = verb.lemma_ == "call" and any(child.lower_ == "off" for child in verb.children)
    return verb.lemma_ in scene.cues.support_verbs or called_off


def read_roles(scene: Scene, frames: Frames) -> Iterator[Candidate]:
    """Yield relations in which a noun tells what its bearer is to another: "a unit of", "the founder of"."""
    for noun in scene.doc:
        if noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        for frame in frames.at(noun, frames.roles):
            preposition, slot = frame.steps[0], frame.steps[1]
            others = scene.arguments(prepositions(noun, preposition))
            if not others and preposition == "of":
                others = _owner_of_role(scene, noun, parted=frame.relation in OF_GOODS)
            bearers = list(_bearers(scene, noun))
            mutual = noun.tag_ == "NNS" and noun.dep_ == "attr"
            if not others and mutual and frame.symmetric:
                others = [bearer for bearer, _ in bearers[1:]]  # "Norvik and Sund are rivals"
                bearers = bearers[:1]
            for bearer, status in bearers:
                for other in others:
                    if bearer.chain == other.chain:
                        continue
                    subject, obj = (bearer, other) if slot == "O" else (other, bearer)
                    if not frame.takes(subject, obj):
                        continue
                    yield Candidate(
                        frame.relation,
                        subject,
                        obj,
                        noun,
                        f"role.{frame.relation}/{VERSION}",
                        status or frame.status,
                        phrase=frame.phrase,
                    )


def _owner_of_role(scene: Scene, noun: Token, *, parted: bool) -> list[Mention]:
    """Return the possessor of a role: "Fiat's unit Iveco", "its rival Google", "EU member Spain".

    Where roles are `parted` from places by goods, the goods are what they are of: "the Oslo ferry operator".
    """
    for child in noun.children:
        if child.dep_ in POSSESSIVES and child.i < noun.i:
            found = [
                m
                for m in scene.arguments([child])
                if (m.form is not MentionForm.NATIONALITY or child.dep_ == "poss")
                and noun.i not in scene.tokens_of(m)
                and not (parted and child.dep_ != "poss" and _goods_between(scene, m, noun))
            ]
            if found:
                return found
    return []


def _goods_between(scene: Scene, name: Mention, noun: Token) -> bool:
    """Tell whether another noun stands between a name and a role."""
    return any(token.pos_ == "NOUN" for token in scene.doc[scene.tokens_of(name).stop : noun.i])


def _bearers(scene: Scene, noun: Token) -> Iterator[tuple[Mention, Status | None]]:
    """Yield who bears a role noun, with the status its adjectives give."""
    status = next(
        (
            scene.cues.modifiers[child.lower_]
            for child in noun.children
            if child.dep_ == "amod" and child.lower_ in scene.cues.modifiers
        ),
        None,
    )
    found: list[Mention] = []
    if noun.dep_ == "appos":
        found = scene.arguments([noun.head])
    elif noun.dep_ in {"attr", "oprd"} and noun.head.lemma_ in {"be", "become", "remain"}:
        found = scene.arguments(surface_subjects(noun.head))
    elif noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        mention = scene.at(noun.head)
        found = [mention] if mention is not None and mention.form in NAMED else []
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        # "counts Microsoft as a backer" says it of the object, "works as a driver" of the subject.
        verb = noun.head.head
        found = scene.arguments(direct_objects(verb) or surface_subjects(verb))
    elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in {"one", "some", "two"}:
        # "Paraguay, one of seven members of", "is one of the founders of"
        one = noun.head.head
        if one.dep_ == "appos":
            found = scene.arguments([one.head])
        elif one.dep_ == "attr" and one.head.lemma_ in {"be", "become", "remain"}:
            found = scene.arguments(surface_subjects(one.head))
    found = found or [
        mention
        for child in noun.children
        if child.dep_ == "appos"
        for mention in scene.arguments([child])
        if mention.form in NAMED
    ]
    for mention in found:
        # Another mention may hold the noun itself ("the government"): a role is borne by a name.
        if noun.i not in scene.tokens_of(mention) and mention.form is not MentionForm.AMOUNT:
            yield mention, status


def read_compounds(scene: Scene, frames: Frames) -> Iterator[Candidate]:
    """Yield relations of compound adjectives: "Shenzhen-based WeBank", "Tencent-backed WeBank"."""
    doc = scene.doc
    for word in doc:
        found = frames.compounds.get(word.lower_)
        if not found or word.i < 2 or doc[word.i - 1].text not in {"-", "–", "‑"}:
            continue
        inner = scene.by_token.get(word.i - 2)
        if inner is None:
            continue
        if inner.type in PLACES and word.i > 4 and doc[word.i - 3].text == ",":
            # "Redmond, Washington-based": the town, not the state.
            inner = scene.by_token.get(word.i - 4, inner)
        head = word
        while head.dep_ in {"amod", "compound", "nmod", "advmod"} and head.head.i > head.i:
            head = head.head
        outer = scene.arguments([head]) if head.i != word.i else []
        outer = outer or _described(scene, head)
        for frame in found:
            for mention in outer[:1]:
                if mention.chain == inner.chain or mention.form is MentionForm.AMOUNT:
                    continue
                subject, obj = (mention, inner) if frame.steps[0] == "O" else (inner, mention)
                yield Candidate(
                    frame.relation,
                    subject,
                    obj,
                    word,
                    f"compound.{frame.relation}/{VERSION}",
                    phrase=f"{frame.steps[0]}-{frame.head}",
                )


def _described(scene: Scene, noun: Token) -> list[Mention]:
    """Return what a describing noun phrase is said of: "Forms Syntron, a Shenzhen-based firm"."""
    if noun.dep_ in {"appos"}:
        return scene.arguments([noun.head])
    if noun.dep_ == "attr":
        return scene.arguments(surface_subjects(noun.head))
    return scene.arguments([child for child in noun.children if child.dep_ == "appos"])
