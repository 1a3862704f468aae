"""The status of a claim, from the words around its trigger.

Looked at, from the trigger outwards: its own auxiliaries, negation and adverbs; the words that govern
it ("plans to", "failed to", "a bid to"); conditions and questions. Where several cues meet, the one
that takes most away wins: negated, then possible, planned, ended. Two negations make a possibility,
never a fact.
"""

from spacy.tokens import Token

from kg.extraction.cues import Cues
from kg.model import BlockKind, Status

STRENGTH = (Status.NEGATED, Status.POSSIBLE, Status.PLANNED, Status.ENDED)
"""Strongest first; `ASSERTED` is what is left without a cue."""

ACHIEVED = frozenset({"manage", "proceed", "get", "come", "help", "begin", "start", "continue"})
"""Verbs whose infinitive is done: "managed to buy"."""


def status_of(trigger: Token, cues: Cues, kind: BlockKind = BlockKind.BODY) -> Status:
    """Return the status of what `trigger`, a verb or an event noun, says in its sentence."""
    found = list(_own(trigger, cues, kind))
    if trigger.pos_ in {"NOUN", "PROPN"}:
        found.extend(_of_noun(trigger, cues))
    node = trigger
    for _ in range(6):
        above = _governing(node, cues)
        if above is None:
            break
        node, statuses = above
        found.extend(statuses)
    if trigger.sent.text.rstrip().endswith("?"):
        found.append(Status.POSSIBLE)
    return combined(found)


def combined(found: list[Status]) -> Status:
    """Return the strongest of several cues; two negations leave a possibility."""
    if found.count(Status.NEGATED) > 1:
        return Status.POSSIBLE
    return next((status for status in STRENGTH if status in found), Status.ASSERTED)


def _own(verb: Token, cues: Cues, kind: BlockKind) -> list[Status]:
    """Return the cues among a verb's own auxiliaries and adverbs."""
    found: list[Status] = []
    children = list(verb.children)
    for child in children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and word in cues.auxiliaries:
            found.append(_modal(child, cues))
        elif child.dep_ in {"neg", "advmod", "preconj", "det", "cc"} and word in cues.adverbs:
            if not (word == "once" and child.i > verb.i) and not (word == "not" and _not_only(child)):
                found.append(cues.adverbs[word])
        elif child.dep_ == "mark" and word in cues.conditions:
            found.append(Status.POSSIBLE)
    if any(child.lower_ == "longer" for child in children) or any(
        child.lower_ == "more" and child.i and child.nbor(-1).lower_ == "no" for child in children
    ):
        found = [*(status for status in found if status is not Status.NEGATED), Status.ENDED]
    if verb.tag_ in {"VBD", "VBN"} and any(child.lower_ == "until" for child in children):
        found.append(Status.ENDED)
    # "Carrier to buy rival": the future of headlines, whatever the parser makes of it.
    marker = next((child for child in children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if marker is not None and any(child.dep_ == "nsubj" and child.i < marker.i for child in children):
        found.append(Status.PLANNED)
    if verb.dep_ == "ROOT" and any(child.dep_ == "aux" and child.lower_ == "to" for child in children):
        found.append(Status.PLANNED)
    if (
        kind is BlockKind.TITLE
        and verb.pos_ == "VERB"
        and verb.i
        and verb.nbor(-1).lower_ == "to"
        and verb.dep_ in {"acl", "relcl", "ROOT"}
    ):
        found.append(Status.PLANNED)
    return found


def _modal(auxiliary: Token, cues: Cues) -> Status:
    """Return what a modal tells: under a report in the past, "would" is a plain future."""
    if auxiliary.lower_ in {"would", "'d", "’d"}:
        verb = auxiliary.head
        if verb.dep_ == "ccomp" and verb.head.lemma_ in cues.reporting and verb.head.tag_ in {"VBD", "VBN"}:
            has_condition = any(
                child.dep_ == "advcl" and any(word.lower_ in cues.conditions for word in child.children)
                for child in verb.children
            )
            return Status.POSSIBLE if has_condition else Status.PLANNED
    return cues.auxiliaries[auxiliary.lower_]


def _not_only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just", "least"}


def _governing(node: Token, cues: Cues) -> tuple[Token, list[Status]] | None:
    """Return the next word up that may govern `node`'s claim, with the cues it gives."""
    head = node.head
    if head is node:
        return None
    if node.pos_ in {"NOUN", "PROPN"} and node.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"}:
        return _above_noun(node, cues)
    if _is_infinitive(node) and (head.lemma_ in ACHIEVED or _goes_on(head)):
        return head, _own(head, cues, BlockKind.BODY)
    if node.dep_ in {"xcomp", "ccomp", "acl", "pcomp"}:
        infinitive = _is_infinitive(node)
        statuses = _own(head, cues, BlockKind.BODY) if head.pos_ in {"VERB", "AUX", "ADJ"} else []
        lemma = head.lemma_.lower()
        gerund = node.tag_ == "VBG"
        if lemma == "be" and infinitive and head.pos_ == "AUX":
            return head, [*statuses, Status.PLANNED]
        if node.dep_ == "acl" and not infinitive:
            return None
        if lemma == "rule" and not any(child.lower_ == "out" for child in head.children):
            return head, statuses
        if lemma in {"go", "set", "look", "about", "need", "call"} and not infinitive:
            return head, statuses
        if lemma in cues.governors and not (head.pos_ == "NOUN" and not infinitive):
            status: Status = cues.governors[lemma]
            if lemma in {"stop", "halt"} and gerund:
                status = Status.ENDED
            if Status.NEGATED in statuses and status is not Status.NEGATED:
                statuses = [Status.NEGATED]
            else:
                statuses = [*statuses, status]
        elif lemma in cues.reporting and node.dep_ == "ccomp":
            # A denial of speech is no denial of what was said: "did not say whether".
            statuses = [Status.POSSIBLE] if Status.NEGATED in statuses else []
        return head, statuses
    if node.dep_ == "conj":
        shared = not any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if shared and head.pos_ in {"VERB", "AUX"}:
            has_own = any(child.dep_ in {"aux", "auxpass"} for child in node.children)
            statuses = (
                []
                if has_own
                else [
                    s
                    for s in _own(head, cues, BlockKind.BODY)
                    if s is not Status.NEGATED or node.i - head.i < 6
                ]
            )
            return head, statuses
        return None
    if (
        node.dep_ == "prep"
        and head.pos_ in {"NOUN", "VERB", "ADJ"}
        and node.lower_ in {"of", "from", "in", "to", "on", "for", "about"}
    ):
        lemma = head.lemma_.lower()
        governing = cues.governors.get(lemma)
        statuses = [governing] if governing else []
        return (
            (head, statuses)
            if head.pos_ == "NOUN" and governing
            else (head, [*statuses, *_own(head, cues, BlockKind.BODY)])
        )
    if node.dep_ in {"advcl", "relcl"} and _is_infinitive(node):
        # What is done in order to do something else is an intention: "flew to Rome to sign".
        told = cues.governors.get(head.lemma_.lower()) if head.pos_ == "NOUN" else None
        own = _own(head, cues, BlockKind.BODY) if head.pos_ in {"VERB", "AUX"} else []
        return head, [*own, told or Status.PLANNED]
    if node.dep_ == "advcl":
        conditional = any(child.lower_ in cues.conditions for child in node.children)
        return (head, [Status.POSSIBLE]) if conditional else None
    return None


def _goes_on(verb: Token) -> bool:
    return verb.lemma_ == "go" and any(child.lower_ == "on" for child in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _of_noun(noun: Token, cues: Cues) -> list[Status]:
    """Return the cues around an event noun: its modifiers and the verb it depends on."""
    found = []
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "advmod"} and child.lower_ in cues.modifiers:
            found.append(cues.modifiers[child.lower_])
        if child.dep_ == "det" and child.lower_ == "no":
            found.append(Status.NEGATED)
    return found


def _above_noun(noun: Token, cues: Cues) -> tuple[Token, list[Status]] | None:
    """Return the verb or noun that tells what becomes of a noun: "rejected a plan to", "the merger collapsed"."""
    head = noun.head
    if noun.dep_ == "pobj":
        head = head.head
        if head.pos_ == "NOUN":
            told = cues.governors.get(head.lemma_.lower())
            return head, [told] if told else []
        return (head, _own(head, cues, BlockKind.BODY)) if head.pos_ in {"VERB", "AUX"} else None
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    table = cues.event_ends if noun.dep_ == "nsubj" else cues.event_verbs
    told = table.get(head.lemma_)
    return head, [*([told] if told else []), *_own(head, cues, BlockKind.BODY)]
