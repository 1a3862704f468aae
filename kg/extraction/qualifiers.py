"""What narrows a claim: when, where, in which role, how much, how many, and who says so."""

from spacy.tokens import Span, Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import is_infinitive
from kg.extraction.roles import roles_of
from kg.extraction.scene import PLACES, Scene
from kg.extraction.weighing import MODEL
from kg.model import Qualifiers

FIELDS = {"MONEY": "amount", "PERCENT": "share"}
VAGUE_TIMES = frozenset(
    (
        "daily",
        "annual",
        "weekly",
        "monthly",
        "the day",
        "a day",
        "days",
        "weeks",
        "months",
        "the year",
        "years",
    )
)
SHARES = frozenset({"majority", "minority", "controlling", "half", "third", "quarter"})
FRACTIONS = frozenset(
    {"half", "third", "quarter", "fourth", "fifth", "sixth", "eighth", "tenth", "majority", "minority"}
)
"""Parts of a whole, of which somebody owns one: "a quarter of Norvik"."""
OF_PARTS = frozenset({"owns", "acquires", "sells", "investsIn"})
"""Relations to a whole that may hold for a part of it."""
OF_SUMS = OF_PARTS | {"fines", "aids"}
"""Relations of which a sum or a share in their clause tells, whoever reads them."""
LONGEST_PURPOSE = 15
"""Words; a longer infinitive clause holds more than a purpose."""


def qualifiers_of(candidate: Candidate, scene: Scene) -> Qualifiers:
    """Return the qualifiers of a claim in the text's words.

    Time, place, amount, share and purpose are taken from the clause of a verb or event noun only: in
    "the French president said on Monday" the day is not that of his presidency. A model points at no clause, so of what
    it alone reads only sums and shares are taken, where the relation has one.
    """
    found: dict[str, tuple[str, ...]] = {}
    stated = candidate.rule.startswith(("verb.", "noun."))
    weighed = candidate.rule.startswith(MODEL) and candidate.relation in OF_SUMS
    verb = _clause(candidate.trigger) if stated or weighed else None
    if verb is not None:
        told = _in_clause(verb, candidate, scene)
        found.update(told if stated else {name: told[name] for name in FIELDS.values() if name in told})
    count = _count(candidate, scene)
    if count:
        found["count"] = (count,)
    if not candidate.qualifiers.role and (roles := roles_of(candidate, scene)):
        found["role"] = roles
    source = source_of(candidate.trigger, scene)
    if source:
        found["source"] = (source,)
    return candidate.qualifiers.merged(Qualifiers(**found))


def _in_clause(verb: Token, candidate: Candidate, scene: Scene) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    inside = {token.i for token in verb.subtree} - _nested(verb)
    if verb.dep_ == "relcl":
        # "the 40 million euros that Norvik paid for Altmark", "the 40 million euro loan that"
        inside |= {verb.head.i} | {token.i for left in verb.head.lefts for token in left.subtree}
    if is_infinitive(verb) and verb.head.lemma_ in {"pay", "spend"} and verb.dep_ in {"advcl", "xcomp"}:
        # "paid 40 million euros to acquire Altmark"
        inside |= {token.i for child in verb.head.children if child.dep_ == "dobj" for token in child.subtree}
    own = {*scene.tokens_of(candidate.subject), *scene.tokens_of(candidate.object)}
    part = _part(verb) if candidate.relation in OF_PARTS else None
    if part is not None:
        found["share"] = (part.text,)
        own.update(token.i for token in part)
    for entity in scene.entities_in(verb.sent):
        if entity.root.i not in inside or entity.root.i in own:
            continue
        age = "old" in entity.text or (entity.text.isdigit() and len(entity.text) < 4)
        if entity.label_ == "DATE" and entity.text.lower() not in VAGUE_TIMES and not age:
            found.setdefault("time", (entity.text,))
        elif entity.label_ in FIELDS:
            found.setdefault(FIELDS[entity.label_], (_with_currency(entity),))
    for token in verb.subtree:
        if (
            token.i in inside
            and token.lower_ in SHARES
            and token.head.lemma_ in {"stake", "share", "interest"}
        ):
            found.setdefault("share", (token.text,))
    if place := _place(verb, candidate, scene):
        found["place"] = (place,)
    if purpose := _purpose(verb, own):
        found["purpose"] = (purpose,)
    return found


def _part(verb: Token) -> Span | None:
    """Return the part that is the object of a verb: "owns a quarter of", "of which it owns two thirds"."""
    for noun in verb.children:
        if noun.dep_ in {"dobj", "attr"} and (noun.lower_ in FRACTIONS or noun.lemma_ in FRACTIONS):
            before = [
                child.i for child in noun.children if child.i < noun.i and child.dep_ in {"det", "nummod"}
            ]
            return verb.doc[min([noun.i, *before]) : noun.i + 1]
    return None


def _purpose(verb: Token, own: set[int]) -> str | None:
    """Return the infinitive clause that says what for: "to expand its fleet"."""
    for clause in verb.children:
        if clause.dep_ != "advcl" or not is_infinitive(clause):
            continue
        words = sorted(token.i for token in clause.subtree if not token.is_punct)
        if len(words) <= LONGEST_PURPOSE and not own & set(words):
            text: str = verb.doc[words[0] : words[-1] + 1].text
            return text
    return None


def source_of(trigger: Token, scene: Scene) -> str | None:
    """Return whom the sentence attributes the claim to, as it names them."""
    for word in [trigger, *trigger.ancestors]:
        head = word.head
        if word.dep_ in {"ccomp", "parataxis"} and head.lemma_ in scene.cues.reporting:
            for child in head.children:
                if child.dep_ == "nsubj":
                    mention = scene.at(child)
                    return mention.name if mention else _phrase(child)
        for child in word.children:
            if child.dep_ == "parataxis" and child.lemma_ in scene.cues.reporting:
                subject = next((token for token in child.children if token.dep_ == "nsubj"), None)
                if subject is not None:
                    mention = scene.at(subject)
                    return mention.name if mention else _phrase(subject)
            if child.lower_ == "according" and child.dep_ == "prep":
                for target in child.subtree:
                    if target.dep_ == "pobj":
                        mention = scene.at(target)
                        return mention.name if mention else _phrase(target)
    return None


def _phrase(noun: Token) -> str:
    """Return the noun with what stands directly in front of it."""
    left = noun.left_edge.i
    text: str = noun.doc[left : noun.i + 1].text
    return text


def _clause(trigger: Token) -> Token | None:
    for word in [trigger, *trigger.ancestors]:
        if word.pos_ in {"VERB", "AUX"}:
            return word
    return None


def _nested(verb: Token) -> set[int]:
    """Return the tokens of clauses inside the clause of `verb`."""
    return {
        token.i
        for child in verb.subtree
        if child is not verb
        and child.dep_ in {"ccomp", "relcl", "advcl", "conj"}
        and child.pos_ in {"VERB", "AUX"}
        for token in child.subtree
    }


def _place(verb: Token, candidate: Candidate, scene: Scene) -> str | None:
    nodes = (
        [verb, *scene.doc[slice(*_bounds(scene, candidate))]] if candidate.trigger.pos_ == "VERB" else [verb]
    )
    for node in nodes:
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "at"}:
                for target in child.children:
                    mention = scene.at(target)
                    if (
                        mention
                        and mention.type in PLACES
                        and mention.chain not in {candidate.subject.chain, candidate.object.chain}
                    ):
                        return mention.name
    return None


def _bounds(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    tokens = scene.tokens_of(candidate.object)
    return tokens.start, tokens.stop


def _count(candidate: Candidate, scene: Scene) -> str | None:
    for index in scene.tokens_of(candidate.object):
        token = scene.doc[index]
        if token.dep_ == "nummod" and token.ent_type_ in {"CARDINAL", ""}:
            return str(token.text)
    return None


def _with_currency(entity: Span) -> str:
    start = entity.start
    if start and entity.doc[start - 1].text in {"$", "€", "£", "¥", "US$", "HK$"}:
        start -= 1
    text: str = entity.doc[start : entity.end].text
    return text
