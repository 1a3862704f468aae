"""The status of a claim, from the words around its trigger.

Looked at, from the trigger outwards: its own auxiliaries, negation and adverbs; the words that govern
it ("plans to", "failed to", "a bid to", "rumours that"); what becomes of it ("the merger collapsed");
conditions and questions. An infinitive is a fact only under a word known to make it one ("managed to").
Where several cues meet, the one that takes most away wins: negated, then possible, planned, ended. Two
negations, or the denial of an end, make a possibility, never a fact.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extraction.clauses import APPOINTING, SUBJECTS, is_infinitive, is_passive
from kg.extraction.cues import Cues
from kg.extraction.timing import JOURNEYS, ends, to_come, told_by_time
from kg.model import BlockKind, Status

STRENGTH = (Status.NEGATED, Status.POSSIBLE, Status.PLANNED, Status.ENDED)
"""Strongest first; `ASSERTED` is what is left without a cue."""
MOST_STEPS = 6
"""Words climbed from the trigger: farther ones say little of it."""
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
AWAITED = frozenset("expect schedule set due suppose slate plan".split())
BACKED_OUT = frozenset("cancel withdraw decline refuse fail pull back abandon keep stay".split())
STANDING = frozenset("tariff duty sanction restriction ban embargo curb levy quota blockade".split())
LIFTING = frozenset("scrap abandon cancel drop remove abolish".split())
UNDECIDED = frozenset({"decide", "vote", "opt", "advise", "argue", "choose", "rule", "be", "warn"})
CLEARED = frozenset({"acquit", "clear", "absolve", "exonerate"})
ANSWERED = frozenset(
    "praise thank apologize apologise fine jail sentence criticize criticise punish honor honour reward".split()
)
"""Verbs that answer a deed: what stands behind their "for" was done."""
KEPT_FROM = frozenset(
    "refrain abstain desist stop prevent bar ban prohibit shy keep dissuade discourage block hinder exclude".split()
)
ENGAGED = frozenset(
    "succeed participate join ally cooperate collaborate assist help engage involve role".split()
)
"""Words of those who are at it already: "allied with them in fighting the group"."""
QUESTIONS = frozenset({"why", "how", "when", "where", "whether"})
"""Words that begin a question; that nobody knows the answer denies nothing: "no one knows why it bought"."""
OCCASIONS = frozenset({"time", "occasion", "circumstance", "point", "stage", "way"})
LEAVING = frozenset({"back", "pull", "drop", "opt", "walk", "bow"})
"""Verbs that go with "out of" what is then not done."""
NOBODY = frozenset({"no", "nobody", "none", "neither"})

Step = tuple[Token, list[Status]] | None
"""The next word up that may govern a claim, with the cues it gives; None where nothing does."""


def status_of(trigger: Token, cues: Cues, kind: BlockKind = BlockKind.BODY) -> Status:
    """Return the status of what `trigger`, a verb or an event noun, says in its sentence."""
    return combined([status for _, status in _cues(trigger, cues, kind)])


def cues_of(
    trigger: Token, cues: Cues, kind: BlockKind = BlockKind.BODY, *, outwards: bool = True
) -> list[tuple[str, Status]]:
    """Return the cues for the status of a trigger, each with the word that it hangs on, from the trigger outwards.

    Without `outwards` only those that hang on the trigger itself.
    """
    return [(word.text, status) for word, status in _cues(trigger, cues, kind) if outwards or word == trigger]


def _cues(trigger: Token, cues: Cues, kind: BlockKind) -> Iterator[tuple[Token, Status]]:
    for status in _own(trigger, cues):
        yield trigger, status
    if trigger.pos_ in VERBAL and any(_is_none(child) for child in trigger.children):
        yield trigger, Status.NEGATED  # "no agreement has been signed"
    if trigger.pos_ in NOMINAL:
        for status in _of_noun(trigger, cues):
            yield trigger, status
    if is_infinitive(trigger) and trigger.dep_ in {"acl", "relcl"}:
        if kind is BlockKind.TITLE or (trigger.head.dep_ == "ROOT" and trigger.head.pos_ == "PROPN"):
            yield trigger, Status.PLANNED  # "Carrier to buy rival"
    node = trigger
    for _ in range(MOST_STEPS):
        step = _above(node, cues)
        if step is None:
            break
        below, (node, statuses) = node, step
        for status in statuses:
            yield node, status
        none = any(_is_none(child) and child != below for child in node.children)
        if none and node.pos_ in VERBAL and node.lemma_ not in cues.reporting:
            yield node, Status.NEGATED
    if trigger.sent.text.rstrip().endswith("?"):
        yield trigger.sent[-1], Status.POSSIBLE


def combined(found: list[Status]) -> Status:
    """Return the strongest of several cues; two negations, or a negated end, leave a possibility."""
    if found.count(Status.NEGATED) > 1 or (Status.NEGATED in found and Status.ENDED in found):
        return Status.POSSIBLE
    return next((status for status in STRENGTH if status in found), Status.ASSERTED)


def _own(verb: Token, cues: Cues) -> list[Status]:
    """Return the cues among a word's own auxiliaries, adverbs and marks."""
    if verb.pos_ not in {*VERBAL, "ADJ", "NOUN"}:
        return []
    found: list[Status] = []
    children = list(verb.children)
    adverbs = [inner for child in children if child.dep_ in {"advmod", "neg"} for inner in child.children]
    for child in [*children, *adverbs]:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and word in cues.auxiliaries:
            found.append(_modal(child, cues))
        elif child.dep_ in {"neg", "advmod", "preconj", "cc"} and word in cues.adverbs:
            if not (word == "once" and child.i > verb.i) and not (word == "not" and _not_only(child)):
                found.append(cues.adverbs[word])
        elif (
            child.dep_ in {"dobj", "attr"}
            and verb.lemma_ in cues.support_verbs
            and any(inner.lower_ == "no" and inner.dep_ == "det" for inner in child.children)
        ):
            found.append(Status.NEGATED)  # "has no business in"
        elif child.dep_ == "mark" and word in cues.conditions:
            found.append(Status.POSSIBLE)
        elif child.dep_ == "prep" and any(_never(target) for target in child.children):
            found.append(Status.NEGATED)  # "at no time"
    auxiliaries = {child.lower_ for child in children if child.dep_ == "aux"}
    if Status.NEGATED in found and {"would", "have"} <= auxiliaries:
        # "would not have bought it": what was done, had it not been for something
        found = [Status.POSSIBLE]
    if any(child.lower_ == "longer" for child in [*children, *adverbs]):
        found = [*(status for status in found if status is not Status.NEGATED), Status.ENDED]
    if verb.pos_ in VERBAL:
        found.extend(told_by_time(verb))
    return found


def _is_none(subject: Token) -> bool:
    """Tell whether a subject is none of its kind: "no agreement"."""
    return subject.dep_ in {"nsubj", "nsubjpass"} and any(
        child.lower_ == "no" and child.dep_ == "det" for child in subject.children
    )


def _never(noun: Token) -> bool:
    """Tell whether a noun says that something never was: "no time", "no circumstances"."""
    return noun.lemma_ in OCCASIONS and any(child.lower_ == "no" for child in noun.children)


def _modal(auxiliary: Token, cues: Cues) -> Status:
    """Return what a modal tells: under a report in the past, "would" is a plain future."""
    verb = auxiliary.head
    future = auxiliary.lower_ in {"would", "'d", "’d"} and verb.dep_ == "ccomp"
    if future and verb.head.lemma_ in cues.reporting and verb.head.tag_ in {"VBD", "VBN"}:
        return (
            Status.POSSIBLE if any(_conditional(child, cues) for child in verb.children) else Status.PLANNED
        )
    return cues.auxiliaries[auxiliary.lower_]


def _conditional(clause: Token, cues: Cues) -> bool:
    return clause.dep_ == "advcl" and any(child.lower_ in cues.conditions for child in clause.children)


def _not_only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just", "least"}


def _above(node: Token, cues: Cues) -> Step:
    """Return the next word up that may govern `node`'s claim, with the cues it gives."""
    if node.head is node:
        return None
    if node.pos_ in NOMINAL:
        return _above_noun(node, cues)
    if is_infinitive(node) and node.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl"}:
        return _above_infinitive(node, cues)
    if node.dep_ in {"xcomp", "ccomp", "acl"}:
        return _above_clause(node, cues)
    if node.dep_ == "pcomp":
        return _above_gerund(node)
    if node.dep_ == "prep":
        return _above_preposition(node, cues)
    if node.dep_ == "conj":
        return _above_conjunct(node, cues)
    if node.dep_ == "advcl":
        return _above_adverbial(node, cues)
    if node.dep_ == "acomp" and node.head.pos_ in VERBAL:
        over = node.head.tag_ == "VBD" and any(ends(child) for child in node.children)
        return node.head, [*_own(node.head, cues), *([Status.ENDED] if over else [])]
    return None


def _above_gerund(node: Token) -> Step:
    """Return the preposition before a gerund, and what it makes of it: "without buying", "is capable of buying".

    Only a few prepositions let it be a fact: "by buying", "thanked him for buying", "succeeded in buying".
    """
    preposition = node.head
    word, governor = preposition.lower_, preposition.head
    undone = (
        word == "without"
        or (word == "against" and governor.lemma_ in UNDECIDED)
        or (word == "from" and governor.lemma_ in KEPT_FROM)
        or (word == "of" and (governor.lower_ in {"short", "instead"} or governor.lemma_ in CLEARED))
        or (word == "of" and governor.lower_ == "out" and governor.head.lemma_ in LEAVING)
    )
    if undone:
        return preposition, [Status.NEGATED]
    done = (
        word in {"by", "after", "since", "besides", "before", "despite", "upon", "as", "including"}
        or (word == "for" and governor.lemma_ in ANSWERED)
        or (word == "in" and governor.lemma_ in ENGAGED)
        or (word == "with" and any(child.dep_ == "nsubj" for child in node.children))
        or (word == "of" and governor.lemma_ in {"convict", "guilty"})
    )
    return preposition, [] if done else [Status.POSSIBLE]


def _above_infinitive(node: Token, cues: Cues) -> Step:
    """Return what governs an infinitive: "plans to", "is likely to", "the first to", "flew to Rome to"."""
    head = node.head
    own = _own(head, cues)
    top = head
    if head.pos_ == "ADJ" and head.head.pos_ in VERBAL:
        own, top = [*own, *_own(head.head, cues)], head.head
    if head.lemma_ == "be":
        if _among(head):
            return top, own  # "was among the countries to oppose it"
        return top, [*own, Status.POSSIBLE if _in_talks(head) else Status.PLANNED]
    if head.lemma_ == "report" and any(child.lower_ == "have" for child in node.children):
        return top, own  # "is reported to have bought": a report, as "they reported that it bought"
    if head.lemma_ == "choose" and head.tag_ == "VBN" and head.i + 2 == node.i and not is_passive(head):
        return top, own  # "have chosen to" is done, unlike "were chosen to" and "have chosen her to"
    if head.lemma_ == "hesitate":
        if Status.NEGATED not in own:
            return top, [Status.POSSIBLE]
        would = any(child.lower_ in {"would", "will", "'ll"} for child in head.children)
        return top, [*(s for s in own if s is not Status.NEGATED), *([Status.PLANNED] if would else [])]
    if head.pos_ in NOMINAL:
        # "No plans to": of an object its verb tells it, in the next step.
        own = [*own, *(_of_noun(head, cues) if head.dep_ not in {"dobj", "attr"} else [])]
    if head.lemma_ == "go" and head.tag_ != "VBG":
        return top, own  # "went on to buy", unlike "is going to buy"
    if head.lemma_ == "use" and head.tag_ in {"VBD", "VBN"}:
        return top, [*own, Status.ENDED]
    if any(child.lower_ == "yet" and child.i < node.i for child in head.children):
        return top, [Status.NEGATED]
    if head.lemma_ == "have" and head.tag_ in {"VBZ", "VBP"}:
        return top, [*own, Status.POSSIBLE]  # "has to approve it": nobody has yet
    told = Status.PLANNED if head.lemma_ in APPOINTING else _phrase(cues.governors, head)
    if told is Status.PLANNED and head.lemma_ in AWAITED and _but_not(top):
        return top, [Status.NEGATED]  # "had been expected to come but did not"
    if told is not None:
        return top, _under(told, own)
    if head.lemma_.lower() in cues.implicative or any(
        child.dep_ == "amod" and child.lower_ in cues.implicative for child in head.children
    ):
        return top, own
    # What is done in order to do something else is an intention; under a word not known it is open.
    return top, [*own, Status.PLANNED if node.dep_ == "advcl" and head.pos_ == "VERB" else Status.POSSIBLE]


def _among(verb: Token) -> bool:
    """Tell whether "is" says of its subject that it is one of several: "was among the first to"."""
    return any(child.dep_ == "prep" and child.lower_ == "among" for child in verb.children)


def _in_talks(verb: Token) -> bool:
    """Tell whether "is" goes on with "in talks" in front of its infinitive."""
    return any(
        target.lemma_ in {"talk", "discussion", "negotiation"}
        for child in verb.children
        if child.lower_ == "in"
        for target in child.children
    )


def _but_not(verb: Token) -> bool:
    """Tell whether "but did not", "but cancelled" follows, said of the same subject."""
    if not any(child.dep_ == "cc" and child.lower_ == "but" for child in verb.children):
        return False
    for other in verb.children:
        own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in other.children)
        if other.dep_ != "conj" or own:
            continue
        denied = any(child.dep_ == "neg" for child in other.children)
        if (denied and other.lemma_ in {"do", "come", "appear", "show"}) or other.lemma_ in BACKED_OUT:
            return True
    return False


def _above_clause(node: Token, cues: Cues) -> Step:
    """Return what governs a clause: "denied buying", "rumours that it bought", "it is unlikely that it bought"."""
    head = node.head
    if node.dep_ == "acl":
        if node.tag_ == "VBG" and node.lemma_ in JOURNEYS and _whoever(head):
            return _above_whoever(head, cues)
        if not any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children):
            return None
        told = cues.governors.get(head.lemma_.lower())
        if head.lemma_.lower() in cues.factive and told is None:
            return None  # "cannot change the fact that"
        return head, [told or Status.POSSIBLE, *_of_noun(head, cues)]
    if any(mark.text == ";" for mark in head.doc[min(node.i, head.i) : max(node.i, head.i)]):
        return None  # two sentences in one
    if any(child.lower_ in QUESTIONS for child in node.children):
        return None  # "whether" itself is a cue of its clause
    own = _own(head, cues)
    if any(child.dep_ == "nsubj" and _nobody(child) for child in head.children):
        own.append(Status.NEGATED)
    # "Told them to buy" is an order, "told them that it bought" a report.
    reports = head.lemma_ in cues.reporting and (head.lemma_ == "tell" or head.lemma_ not in cues.governors)
    if reports and node.dep_ == "ccomp":
        # A denial of speech is no denial of what was said: "did not say whether".
        return head, [Status.POSSIBLE] if own else []
    told = _phrase(cues.governors, head)
    if head.lemma_ == "be" and told is None:
        predicates = (child for child in head.children if child.dep_ in {"acomp", "attr"})
        told = next((cues.governors[p.lemma_] for p in predicates if p.lemma_ in cues.governors), None)
    if told is None:
        return head, own
    if head.lemma_ in {"stop", "halt"} and node.tag_ == "VBG":
        told = Status.ENDED
    return head, _under(told, own)


def _whoever(noun: Token) -> bool:
    """Tell whether a plural may mean anybody: "lawmakers", unlike "the lawmakers" and "three lawmakers"."""
    return noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)


def _above_whoever(noun: Token, cues: Cues) -> Step:
    """Return the verb over a plural; under a modal or a denial nobody need have done what tells them from others.

    "The safety of lawmakers travelling to the region cannot be guaranteed."
    """
    while noun.dep_ == "pobj" and noun.head.head.pos_ in NOMINAL:
        noun = noun.head.head
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj"} or noun.head.pos_ not in VERBAL:
        return None
    return noun.head, [Status.POSSIBLE] if _own(noun.head, cues) else []


def _above_preposition(node: Token, cues: Cues) -> Step:
    head = node.head
    if node.lower_ in {"before", "after", "by"}:
        # "stopped in Riga before flying on" did not stop flying, "served until 2016 before joining" still does
        return head, [status for status in _own(head, cues) if status is not Status.ENDED]
    told = cues.governors.get(head.lemma_.lower())
    if head.pos_ == "NOUN" and told:
        return head, [told]
    return head, [*([told] if told else []), *_own(head, cues)]


def _above_conjunct(node: Token, cues: Cues) -> Step:
    """Return the first verb of a pair with one subject: its auxiliaries count for the second too."""
    head = node.head
    if head.pos_ not in VERBAL or any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children):
        return None
    if any(child.dep_ in {"aux", "auxpass"} for child in node.children):
        return head, []
    return head, [s for s in _own(head, cues) if s is not Status.NEGATED or node.i - head.i < 6]


def _above_adverbial(node: Token, cues: Cues) -> Step:
    """Return what an adverbial clause hangs on, if that makes it less than a fact: "once it buys, it will"."""
    if _conditional(node, cues):
        return node.head, [Status.POSSIBLE]
    temporal = any(child.lower_ in {"once", "when", "until", "before", "long"} for child in node.children)
    if temporal and any(child.lower_ in {"will", "would"} for child in node.head.children):
        return node.head, [Status.PLANNED]
    return None


def _above_noun(noun: Token, cues: Cues) -> Step:
    """Return the verb or noun that tells what becomes of a noun: "rejected a plan to", "the merger collapsed"."""
    head = noun.head
    if noun.dep_ == "pobj":
        if head.lower_ == "of" and head.head.lower_ == "ahead":
            return head.head.head, [Status.PLANNED]  # "ahead of his visit to"
        head = head.head.head if head.head.pos_ == "ADV" else head.head  # "walked away from"
        if head.pos_ == "NOUN":
            told = cues.governors.get(head.lemma_.lower())
            return head, [told] if told else []
        if head.pos_ in VERBAL:
            # "walked away from its takeover of", "failed in his bid to"
            told = _phrase(cues.event_verbs, head) or cues.governors.get(head.lemma_)
            parted = noun.head.lower_ == "with" and head.lemma_ in {"part", "split"}
            undone = told in (Status.NEGATED, Status.ENDED) and (
                parted or noun.head.lower_ in {"from", "in", "out", "of"}
            )
            return head, _under(told, _own(head, cues)) if told and undone else _own(head, cues)
        return None
    if noun.dep_ not in {"dobj", "nsubj", "nsubjpass", "attr"} or head.pos_ not in VERBAL:
        return None
    own = _own(head, cues)
    if noun.dep_ == "nsubj":
        told = _phrase(cues.event_ends, head)
        predicates = (child for child in head.children if child.dep_ in {"acomp", "attr"})
        told = told or next(
            (cues.governors[p.lemma_] for p in predicates if p.lemma_ in cues.governors), None
        )
    else:
        told = _phrase(cues.event_verbs, head)
        if told is None and noun.dep_ == "nsubjpass":
            told = cues.governors.get(head.lemma_)
        if told is Status.ENDED and cues.governors.get(noun.lemma_) is Status.PLANNED:
            told = Status.NEGATED  # who drops a plan never carries it out
        elif told is Status.NEGATED and noun.lemma_ in STANDING and head.lemma_ in LIFTING:
            told = Status.ENDED
    later = _later(noun, head, cues) if noun.dep_ in {"nsubj", "nsubjpass"} else ()
    return head, [*(_under(told, own) if told else own), *later]


def _later(noun: Token, verb: Token, cues: Cues) -> Iterator[Status]:
    """Yield what the other verbs of a noun tell: "the meeting was postponed twice and is pencilled in for May"."""
    for other in verb.conjuncts:
        if other.pos_ in VERBAL and all(child.dep_ not in SUBJECTS for child in other.children):
            told = _phrase(cues.event_verbs if is_passive(other) else cues.event_ends, other)
            if told:
                yield told


def _of_noun(noun: Token, cues: Cues) -> list[Status]:
    """Return the cues among the modifiers of an event noun."""
    found = []
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "advmod"} and child.lower_ in cues.modifiers:
            found.append(cues.modifiers[child.lower_])
        if child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither"}:
            found.append(Status.NEGATED)
    if any(
        to_come(child) and child.i > noun.i for word in (noun, _past_above(noun)) for child in word.children
    ):
        found.append(Status.PLANNED)  # "discussed his trip to Oslo next month"
    return found


def _past_above(noun: Token) -> Token:
    """Return the verb in the past tense that a noun hangs on, to which no time to come can belong; else the noun."""
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return head if head.tag_ == "VBD" else noun


def _phrase(table: Mapping[str, Status], head: Token) -> Status | None:
    """Return what a table says of a word, with its particle if the table has both: "rule out"."""
    lemma = head.lemma_.lower()
    particles = (child.lower_ for child in head.children if child.dep_ in {"prt", "advmod", "prep"})
    phrases = (f"{lemma} {particle}" for particle in particles)
    return next((table[phrase] for phrase in phrases if phrase in table), table.get(lemma))


def _under(told: Status, own: list[Status]) -> list[Status]:
    """Return what a governing word gives together with its own cues: "does not plan to" denies the plan."""
    if Status.NEGATED in own and told in (Status.PLANNED, Status.POSSIBLE):
        return [Status.NEGATED]
    if told is Status.NEGATED:
        own = [status for status in own if status is not Status.ENDED]  # "refused to supply it until it paid"
    return [*own, told]


def _nobody(subject: Token) -> bool:
    return subject.lower_ in NOBODY or any(child.lower_ == "no" for child in subject.children)
