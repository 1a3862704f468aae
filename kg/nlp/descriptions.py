"""What the text says a person is: the words in front of the name, the apposition beside it, the age, a telling deed.

The parse gives most of it. Beside it the commas are read, since parsers often miss an apposition in front:
"A grocer in Bradford, NAME, has won".
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.nlp.draft import Draft
from kg.nlp.lexicon import load_heads, load_words
from kg.nlp.lexicon.nouns import load_nouns

LONGEST = 12
"""Tokens kept of a description."""
AGES = range(5, 116)
SUBJECT = frozenset({"nsubj", "nsubjpass"})
END_OF_HEAD = re.compile(r",| (?:of|from|in|at|for|with|to|who|and|behind|on) ")
"""What may follow the noun that says what somebody is."""
OF_EITHER = frozenset(
    {"owner", "investor", "backer", "shareholder", "partner", "rival", "buyer", "seller", "supplier"}
)
"""What says no more of a person than of a firm: "its owner, Norvik"."""
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = "one two three four five six seven eight nine"
NUMBERS = (
    {word: number for number, word in enumerate(ONES.split(), 1)}
    | {word: number for number, word in enumerate(TEENS.split(), 10)}
    | {word: 10 * number for number, word in enumerate(TENS.split(), 2)}
)
OLD = rf"(?P<age>\d{{1,3}}|(?:{'|'.join(NUMBERS)})(?:-[a-z]+)?)[- ]years?[- ]old\b"
OLD_BEFORE = re.compile(OLD + r"(?:\s[^\s,.;:]+){0,3}\s*$", re.IGNORECASE)
THE_OLD = re.compile("The " + OLD, re.IGNORECASE)


def describe(draft: Draft, doc: Doc) -> Iterator[str]:
    """Yield the phrases that describe the bearer of a name at this mention, as the text words them."""
    sentence = doc[draft.start].sent
    titled = title_words(draft, doc)
    if titled:
        yield _text(titled)
    yield from in_front_of(draft, doc)
    yield from _behind(draft, doc, sentence)
    root = doc[draft.start : draft.end].root
    if root.dep_ in SUBJECT and (age := _age(root.head)):
        yield f"aged {age}"
    if age := _age_around(draft, doc, sentence):
        yield f"aged {age}"
    if trade := _trade(root):
        yield trade
    for child in root.children:
        if child.dep_ == "appos" and child.i >= draft.end and child.pos_ in {"NOUN", "PROPN"}:
            yield _phrase(child)
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        yield _phrase(root.head, before=draft.start)


def fits_person(phrase: str) -> bool:
    """Tell whether a phrase can describe a person: not "49 percent", nor "a dairy cooperative"."""
    words = END_OF_HEAD.split(phrase.lower(), maxsplit=1)[0].split()
    if not words or words[0] == "aged":
        return bool(words)
    if len(words) == 2 and words[0] in {"its", "their", "the"} and words[1] in OF_EITHER:
        return False
    heads, nouns = load_heads().beside, load_nouns()
    for length in range(min(3, len(words)), 0, -1):
        noun = " ".join(words[-length:])
        if kinds := {kind for kind in (heads.get(noun), nouns.get(noun)) if kind}:
            return bool(kinds & {"Person", "Group"})
    return words[-1] not in {"percent", "cent", "%"}


def introduces(draft: Draft, doc: Doc) -> bool:
    """Tell whether a mention is put like a first one: in apposition, "the minister, Sukardi," or "the painter Suwarno"."""
    sentence = doc[draft.start].sent
    titled = title_words(draft, doc)
    apposed = any(True for _ in in_front_of(draft, doc)) or any(
        " " in phrase for phrase in _behind(draft, doc, sentence)
    )
    return apposed or (len(titled) > 0 and titled[-1].pos_ == "NOUN" and titled[-1].is_lower)


def title_words(draft: Draft, doc: Doc) -> Span:
    """Return the words of the noun phrase that stand directly before a name: "South Korea's trade minister"."""
    start = draft.start
    first = doc[draft.start].sent.start
    while (
        start > first
        and draft.start - start < LONGEST
        and (doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ", "PART"} or doc[start - 1].text == "-")
    ):
        start -= 1
    return doc[start : draft.start]


def in_front_of(draft: Draft, doc: Doc) -> Iterator[str]:
    """Yield the noun phrase between a comma or the start of the sentence and a name set off by commas."""
    sentence = doc[draft.start].sent
    end = draft.start - 1
    if (
        end <= sentence.start
        or doc[end].text != ","
        or draft.end >= len(doc)
        or doc[draft.end].text not in {",", "."}
    ):
        return
    start = end
    while (
        start > sentence.start and end - start < LONGEST and doc[start - 1].text not in {",", ";", ":", "—"}
    ):
        start -= 1
    words = doc[start:end]
    if (
        words
        and words[0].tag_ in {"DT", "PRP$", "NNP", "NN", "JJ"}
        and not any(word.pos_ == "VERB" for word in words)
    ):
        yield _text(words)


def _behind(draft: Draft, doc: Doc, sentence: Span) -> Iterator[str]:
    """Yield the age or noun phrase between a name and the next comma: ", 32,", ", a Kenyan lawmaker,"."""
    start = draft.end + 1
    if start >= sentence.end or doc[draft.end].text not in {",", "as"}:
        return
    end = start
    while end < sentence.end and end - start < LONGEST and doc[end].text not in {",", ";", ".", ":", "—"}:
        end += 1
    words = doc[start:end]
    if len(words) == 1 and words.text.isdigit() and int(words.text) in AGES:
        yield f"aged {words.text}"
    elif len(words) == 2 and words[0].lower_ == "aged":
        yield _text(words).lower()
    elif (
        words
        and words[0].tag_ in {"DT", "PRP$", "NN", "JJ"}
        and not any(word.pos_ in {"VERB", "AUX"} for word in words)
    ):
        yield _text(words)


def _age_around(draft: Draft, doc: Doc, sentence: Span) -> int | None:
    """Return the age told in front of a name or, of a subject, at the start of the next sentence: "The 22-year-old"."""
    before = doc[sentence.start : draft.start].text_with_ws
    told = OLD_BEFORE.search(before) if "old" in before else None
    if (
        told is None
        and sentence.end < len(doc)
        and doc[sentence.end].lower_ == "the"
        and doc[draft.start : draft.end].root.dep_ in SUBJECT
    ):
        told = THE_OLD.match(doc[sentence.end : sentence.end + LONGEST].text)
    return _number(told["age"]) if told else None


def _number(word: str) -> int | None:
    """Return the age that digits or a number word name, if it is one."""
    tens, _, ones = word.lower().partition("-")
    age = int(word) if word.isdigit() else NUMBERS.get(tens, 0) + NUMBERS.get(ones, 0)
    return age if age in AGES else None


def _age(verb: Token) -> int | None:
    """Return the age that a sentence tells of its subject: "is 41", "was buried on Monday, aged 95"."""
    if verb.lemma_ == "be":
        told = [child for child in verb.children if child.dep_ in {"attr", "acomp"} and child.like_num]
    elif verb.dep_ == "ROOT":
        told = [token for token in verb.sent if token.like_num and _after_age(token)]
    else:
        return None
    ages = [int(token.text) for token in told if token.text.isdigit() and int(token.text) in AGES]
    return ages[0] if len(ages) == 1 and not any(True for _ in told[0].children) else None


def _after_age(number: Token) -> bool:
    """Tell whether a number stands behind "aged" or "at the age of"."""
    before = [word.lower_ for word in number.doc[max(0, number.i - 4) : number.i]]
    return before[-1:] == ["aged"] or before == ["at", "the", "age", "of"]


def _trade(person: Token) -> str | None:
    """Return what the deed of a clause makes somebody: who "wrote his last poems" is a poet."""
    if person.dep_ == "nsubj":
        verb, done = person.head, {"dobj"}
    elif person.dep_ == "pobj" and person.head.dep_ == "agent":
        verb, done = person.head.head, {"nsubjpass"}
    else:
        return None
    deeds = load_words().deeds
    return next(
        (
            trade
            for child in verb.children
            if child.dep_ in done and (trade := deeds.get(f"{verb.lemma_} {child.lemma_}"))
        ),
        None,
    )


def _phrase(head: Token, before: int | None = None) -> str:
    """Return the words of a noun phrase, clauses behind it left out."""
    end = head.i + 1
    limit = min(len(head.doc), head.left_edge.i + LONGEST, head.right_edge.i + 1, before or len(head.doc))
    while (
        end < limit
        and head.doc[end].pos_ not in {"VERB", "AUX", "PUNCT", "SCONJ"}
        and head.doc[end].tag_ not in {"WP", "WDT"}
    ):
        end += 1
    return _text(head.doc[head.left_edge.i : end])


def _text(words: Span) -> str:
    text: str = words.text
    return " ".join(text.split())
