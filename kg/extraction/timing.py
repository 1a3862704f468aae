"""What tense, dates and word order tell of a verb: "flies to Oslo on Monday", "owned it until 2019", "had it bought"."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.model import Status

STATES = frozenset("own hold lead head run operate employ control govern rule chair manage belong".split())
"""Verbs of what lasts: in the past perfect it is over."""
SERVICES = STATES | {"serve", "work", "play", "have", "keep"}
"""Verbs of what is over if the past tense comes with how long it was or when: "led it for five years"."""
JOURNEYS = frozenset(
    "visit travel go head fly arrive meet attend host hold begin start open address return".split()
)
"""Verbs of events that are announced in the present: "travels to Oslo on Monday"."""
HANDOVERS = frozenset("succeed replace take step become join leave launch close retire".split())
"""Verbs of changes that are announced so too: "takes over in January"."""
SPANS = frozenset({"year", "decade", "month", "week", "century"})
TO_COME = frozenset({"next", "tomorrow", "later"})
RECURRING = frozenset(
    "every each since until ago last past recent today yesterday now currently annually".split()
)
"""Words of dates that announce nothing."""
YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")
DECADE = re.compile("(1[0-9]|20)[0-9]0s|'?[0-9]0s")


def told_by_time(verb: Token) -> Iterator[Status]:
    """Yield the cues for the status of a verb in its tense, its dates and the order of its words."""
    children = list(verb.children)
    auxiliaries = {child.lower_ for child in children if child.dep_ == "aux"}
    if _over(verb, children, auxiliaries):
        yield Status.ENDED
    if any(child.lower_ == "would" for child in children) and "have" in auxiliaries:
        if any(_unreal(child) for child in children):
            yield Status.NEGATED  # "would have bought it, had the regulator agreed"
    subjects = [child for child in children if child.dep_ in {"nsubj", "nsubjpass"}]
    marker = next((child for child in children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if marker is not None and (verb.dep_ == "ROOT" or any(subject.i < marker.i for subject in subjects)):
        yield Status.PLANNED  # "Carrier to buy rival": the future of headlines, whatever the parser makes of it
    if _announced(verb, children):
        yield Status.PLANNED
    first = children[0] if children else None
    if verb.dep_ == "advcl" and first is not None and first.dep_ == "aux":
        if first.lower_ in {"had", "were", "should"}:
            yield Status.POSSIBLE  # "should it buy"


def ends(child: Token) -> bool:
    """Tell whether a phrase or clause says until when something was: "until 2019", "up to June"."""
    up_to = child.lower_ == "up" and any(
        inner.lower_ == "to" and any(word.ent_type_ == "DATE" for word in inner.children)
        for inner in child.children
    )
    return (
        child.lower_ == "until"
        or up_to
        or (
            child.dep_ == "advcl"
            and any(mark.lower_ == "until" for mark in child.children if mark.dep_ == "mark")
        )
    )


def _over(verb: Token, children: Sequence[Token], auxiliaries: set[str]) -> bool:
    """Tell whether something is told as over: "owned it until 2019", "which it had owned", "led it for five years"."""
    if verb.tag_ in {"VBD", "VBN"} and any(ends(child) for child in children):
        return True
    lasting = any(child.lower_ in {"since", "still", "already"} for child in children)
    if "had" in auxiliaries and verb.lemma_ in STATES and not lasting and verb.dep_ != "ccomp":
        return True
    return (
        verb.tag_ == "VBD"
        and verb.lemma_ in SERVICES
        and any(
            _spans(child) or _bygone(child) or (child.lower_ == "when" and verb.lemma_ in STATES)
            for child in children
        )
    )


def _announced(verb: Token, children: Sequence[Token]) -> bool:
    """Tell whether the present tense speaks of what is to come: "is switching to it next year", "flies out on Monday"."""
    present = verb.tag_ in {"VBZ", "VBP"} or (
        verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.tag_ in {"VBZ", "VBP"} for child in children)
    )
    perfect = any(child.lower_ == "been" for child in children)  # "has been travelling"
    return (
        present
        and not perfect
        and any(
            to_come(child)
            or (verb.lemma_ in JOURNEYS | HANDOVERS and (_dated(child) or child.lower_ in TO_COME))
            for child in children
        )
    )


def to_come(phrase: Token) -> bool:
    """Tell whether a phrase names a time to come: "next month", "later this week"."""
    return phrase.dep_ == "npadvmod" and any(word.lower_ in TO_COME for word in phrase.subtree)


def _dated(phrase: Token) -> bool:
    """Tell whether a phrase names a day or month: "on Monday", "in June", "this weekend"."""
    words = list(phrase.subtree)
    return (
        phrase.dep_ in {"prep", "npadvmod"}
        and any(word.ent_type_ == "DATE" for word in words)
        and all(word.pos_ not in {"VERB", "AUX"} for word in words)
        and not any(word.lower_ in RECURRING or YEAR.fullmatch(word.text) for word in words)
    )


def _spans(child: Token) -> bool:
    """Tell whether a phrase says how long something was: "for five years", "eight years", "from 2009 to 2017"."""
    if child.lemma_ in SPANS:
        return child.dep_ in {"npadvmod", "dobj"} and any(word.dep_ == "nummod" for word in child.children)
    if child.lower_ == "for":
        return any(target.lemma_ in SPANS for target in child.children)
    if child.lower_ not in {"from", "between"}:
        return False
    return sum(YEAR.fullmatch(word.text) is not None for word in child.subtree) > 1


def _bygone(child: Token) -> bool:
    """Tell whether a phrase names a time that is over: "in the 1990s", "at the time"."""
    if child.dep_ != "prep":
        return False
    words = [word.lower_ for word in child.subtree]
    return words == ["at", "the", "time"] or any(DECADE.fullmatch(word) for word in words)


def _unreal(clause: Token) -> bool:
    """Tell whether a clause says under what condition something would have happened: "had the regulator agreed"."""
    if clause.dep_ == "ccomp" and clause.lower_ == "had":
        return any(child.dep_ == "ccomp" for child in clause.children)  # the same, with another parse
    return clause.dep_ == "advcl" and any(
        (word.dep_ == "mark" and word.lower_ in {"if", "unless"})
        or (word.dep_ == "aux" and word.lower_ == "had")
        for word in clause.children
    )
