"""The grammar of a clause: who does what to whom, whatever the construction.

Active and passive, relative and participle clauses, infinitives with a borrowed subject, coordinated
verbs. Reads dependencies and lemmas of spaCy's English labels (ClearNLP style); writes nothing.
"""

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
PREPOSITIONAL = frozenset({"prep", "dative", "agent", "prt", "advmod", "mark", "aux", "acomp"})
"""Labels a preposition may have; `acomp` is for "worth"."""
OBJECT_CONTROL = frozenset(
    """ask order tell urge force persuade allow permit enable help encourage invite require instruct
    compel press pressure warn authorize authorise advise bar ban block prevent stop beg lobby command direct call""".split()
)
"""Verbs whose object is the subject of their infinitive: "ordered the bank to sell its unit"."""

MADE = frozenset("make ship import produce export buy purchase manufacture source mine grow build".split())
"""Participles that tell where goods come from."""
OF_THE_OBJECT = frozenset("of from for with against into about on to".split())
"""Prepositions before a gerund that says what the object does: "accused Iran of hiding"."""
APPOINTING = frozenset(
    "appoint name elect choose pick select nominate designate hire promote tap install bring".split()
)
SUCCEEDING = frozenset({"succeed", "replace"})
INSTIGATION = frozenset({"order", "direct", "instruct", "task", "command", "charge"})


def is_infinitive(verb: Token) -> bool:
    """Tell whether "to" marks the verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Tell whether the subject of `verb` is what the verb is done to."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if is_perfect(verb):
        return False
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and not any(child.dep_ in SUBJECTS for child in verb.children)
    ):
        return is_passive(verb.head) and not direct_objects(verb)
    return verb.dep_ in {"acl", "relcl", "advcl", "amod", "ROOT"} and not direct_objects(verb)


def direct_objects(verb: Token) -> list[Token]:
    """Return the direct objects, and the subject of an object clause with an infinitive ("urged Iran to halt")."""
    found = [child for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i]
    if found:
        return found
    for clause in verb.children:
        if clause.dep_ in {"ccomp", "xcomp"} and is_infinitive(clause):
            found = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
            if found:
                return found
    if verb.dep_ == "relcl":
        # "the firm that Metro bought": the relative word, or nothing, stands for the object.
        relative = [child for child in verb.children if child.dep_ in OBJECTS]
        if relative:
            return relative
        if any(
            child.dep_ == "nsubj" and child.lower_ not in {"which", "who", "that"} for child in verb.children
        ):
            return [verb.head]
    return []


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return who does it: the grammatical subject, the agent of a passive, or a borrowed subject."""
    if is_passive(verb):
        return agents(verb)
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    return own or (_borrowed(verb, depth) if depth < 4 else [])


def instigators(verb: Token) -> list[Token]:
    """Return who orders that it be done: "the premier directed the ministry to seek markets"."""
    head = verb.head
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ in INSTIGATION:
        return logical_subjects(head)
    return []


def is_perfect(verb: Token) -> bool:
    """Tell whether a form of "have" stands with the verb as an auxiliary."""
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Return who a passive says it is done by, also where the parser hangs "by" on what stands between.

    "Was named ambassador to Peru by Spain", "was threatened with sanctions by the bloc", "was replaced as chief by".
    """
    found = _by(verb)
    for child in verb.children:
        if not found and child.i > verb.i:
            ordered = child.dep_ == "xcomp" and verb.lemma_ in OBJECT_CONTROL
            inner = [child] if ordered or child.dep_ == "oprd" else []
            inner += direct_objects(child) if ordered else []
            inner += [
                target
                for target in child.children
                if child.lower_ in {"with", "as"} and target.dep_ == "pobj"
            ]
            found = [agent for word in inner for agent in _by(word)]
    return found


def _by(word: Token) -> list[Token]:
    return [
        target
        for child in word.children
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by"
        for target in child.children
        if target.dep_ == "pobj"
    ]


def logical_objects(verb: Token) -> list[Token]:
    """Return what it is done to."""
    return passive_subjects(verb) if is_passive(verb) else direct_objects(verb)


def passive_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject of a passive verb: its own, the noun a participle follows, or a borrowed one."""
    own = [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}]
    if own:
        return own
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return [verb.head]
    return _borrowed(verb, depth) if depth < 4 else []


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subject in either voice, borrowed ones included."""
    return passive_subjects(verb, depth) if is_passive(verb) else logical_subjects(verb, depth)


def _borrowed(verb: Token, depth: int) -> list[Token]:
    """Return the subject a verb without one shares with the clause it belongs to."""
    head = verb.head
    if verb.dep_ == "pcomp":
        return _of_gerund(head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        if head.pos_ not in {"NOUN", "PROPN", "PRON"}:
            return []
        if is_infinitive(verb):
            return _planners(head, depth)
        return [head]
    if verb.lemma_ in SUCCEEDING and head.lemma_ in APPOINTING and not is_passive(head):
        # "named Anna Berg chief executive, succeeding", "picked her to replace"
        return [child for child in head.children if child.dep_ in {"dobj", "dative"}] or [
            subject
            for child in head.children
            if child.dep_ in {"oprd", "ccomp", "xcomp"}
            for subject in child.children
            if subject.dep_ == "nsubj"
        ]
    if head.pos_ not in {"VERB", "AUX"} and not (
        verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"ADJ", "NOUN"}
    ):
        return []
    if verb.dep_ == "conj":
        return surface_subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"}:
        if head.pos_ == "ADJ":  # "is likely to buy": the adjective hangs on the verb that has the subject
            return surface_subjects(head.head, depth + 1) if head.head.pos_ in {"VERB", "AUX"} else []
        if head.lemma_ in OBJECT_CONTROL and not is_passive(head):
            objects = [
                child
                for child in head.children
                if child.dep_ in {"dobj", "dative", "nsubj"} and child.i > head.i
            ]
            if objects:
                return objects
        return surface_subjects(head, depth + 1)
    if verb.dep_ in {"advcl", "dep", "acomp"}:
        return surface_subjects(head, depth + 1)
    return []


def _of_gerund(preposition: Token, depth: int) -> list[Token]:
    """Return who does what a preposition and a gerund tell: "decided against buying", "accused Iran of hiding"."""
    governor = preposition.head
    if governor.dep_ in {"advmod", "acomp", "prep"} and governor.pos_ not in {"VERB", "AUX"}:
        governor = governor.head  # "stopped short of", "is capable of"
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    objects = [child for child in governor.children if child.dep_ == "dobj" and child.i < preposition.i]
    if objects and preposition.lower_ in OF_THE_OBJECT:
        return objects
    return surface_subjects(governor, depth + 1)


def _planners(noun: Token, depth: int) -> list[Token]:
    """Return whose plan, deal or bid a noun with an infinitive is."""
    possessors = [
        child
        for child in noun.children
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.pos_ in {"PROPN", "PRON", "ADJ"}
    ]
    if possessors:
        return [possessors[0]]
    if noun.head.pos_ in {"VERB", "AUX"} and noun.dep_ in {"dobj", "pobj", "attr"}:
        return surface_subjects(noun.head, depth + 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(noun.head.head, depth + 1)
    return []


def prepositions(node: Token, word: str) -> list[Token]:
    """Return the objects of `node`'s prepositional phrases with `word`, also behind a sum: "a fine of 80 euros on"."""
    found = _objects_of(node, word)
    if not found and node.pos_ == "NOUN" and word != "of":
        sums = [
            target for target in _objects_of(node, "of") if any(c.dep_ == "nummod" for c in target.children)
        ]
        found = [target for total in sums for target in _objects_of(total, word)]
    if not found and word == "from" and node.pos_ in {"NOUN", "PROPN"}:
        # "tariffs on gloves made in Malaysia"
        made = [child for child in node.children if child.dep_ == "acl" and child.lemma_ in MADE]
        found = [
            target for verb in made for where in ("from", "in", "by") for target in _objects_of(verb, where)
        ]
    return found


def _objects_of(node: Token, word: str) -> list[Token]:
    phrases = [child for child in node.children if child.dep_ in PREPOSITIONAL]
    # "competes with Saab at home and with Volvo abroad": the second "with" hangs on the words before it.
    phrases += [child for phrase in phrases for child in phrase.children if child.dep_ == "conj"]
    return [
        target
        for child in phrases
        if child.lower_ == word
        for target in child.children
        if target.dep_ in {"pobj", "pcomp", "npadvmod"}
    ]
