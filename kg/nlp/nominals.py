"""Sums of money, and common noun phrases that stand for a thing without a name."""

from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.tables import Tables

OF_A_NAME = frozenset(
    "city town village province state island district region county municipality capital republic kingdom".split()
)
"""Nouns that say no more than the name behind "of"."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class _Sense(NamedTuple):
    """What a noun stands for."""

    kind: str
    width: int
    """Words of the noun."""
    general: bool = False
    """Whether only the wide table knows it."""


def find_amounts(doc: Doc, passage: int) -> list[Draft]:
    """Return the sums of money, their currency sign included."""
    drafts = []
    for entity in doc.ents:
        if entity.label_ == "MONEY" and any(token.like_num or token.text[0].isdigit() for token in entity):
            start = entity.start
            if start and doc[start - 1].text in {"$", "€", "£", "¥", "US$", "HK$", "A$", "C$"}:
                start -= 1
            drafts.append(
                Draft(
                    passage,
                    start,
                    entity.end,
                    doc[start : entity.end].text,
                    MentionForm.AMOUNT,
                    Counter(Amount=9),
                )
            )
    return drafts


def find_things(doc: Doc, passage: int, drafts: list[Draft], tables: Tables) -> list[Draft]:
    """Return the noun phrases that name a thing without a name: "two data centers", "protesters"."""
    taken = {index for draft in drafts for index in range(draft.start, draft.end)}
    found = []
    for token in doc:
        if token.pos_ != "NOUN" or token.i in taken or token.dep_ in {"compound", "npadvmod"}:
            continue
        if token.i > 0 and token.nbor(-1).text == "-":
            continue
        sense = _sense(token, tables)
        if sense is None or _named_beside(token, taken, sense):
            continue
        start = _left_edge(token, taken)
        words = [
            word for word in doc[start : token.i + 1] if word.pos_ not in {"DET", "NUM", "PRON", "PUNCT"}
        ]
        name = " ".join(word.text for word in words) or token.text
        draft = Draft(passage, start, token.i + 1, name, MentionForm.NOMINAL)
        draft.votes[sense.kind] = sense.width
        draft.points_back = sense.general and is_definite(token) and not _narrowed(token)
        found.append(draft)
    return found


def is_definite(head: Token) -> bool:
    """Tell whether a noun phrase has "the", "this", "those" ... of its own."""
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in head.children)


def _named_beside(token: Token, taken: set[int], sense: _Sense) -> bool:
    """Tell whether the phrase goes with a name that says the same: "the city of Hodeida", "Skoda, a carmaker"."""
    if sense.general and token.dep_ == "appos" and token.head.i in taken:
        return True
    for child in token.children:
        if sense.general and child.dep_ == "appos" and child.i in taken:
            return True
        if child.lower_ == "of" and token.lemma_.lower() in OF_A_NAME:
            return any(word.i in taken for word in child.children)
    return False


def _sense(token: Token, tables: Tables) -> _Sense | None:
    """Return the class of the longest noun that ends in `token`, None if it stands for nothing here.

    People in the plural are a group, one alone counts where the text introduces him: "a gunman". Other nouns of
    the wide table count where something narrows them: a plural, an article, a word in front.
    """
    lemma = token.lemma_.lower()
    if lemma not in tables.heads_of_things and token.lower_ not in tables.heads_of_things:
        return None
    plural = token.tag_ == "NNS"
    before = [token.doc[index].lower_ for index in range(max(0, token.i - 3), token.i)]
    for width in (4, 3, 2, 1):
        words = before[len(before) - width + 1 :] if width > 1 else []
        for last in (lemma, token.lower_):
            if kind := tables.nominals.things.get((*words, last)):
                if kind != "Group" or plural or lemma in tables.words.collective:
                    return _Sense(kind, width)
            if kind := tables.nouns.get(" ".join((*words, last))):
                if kind == "Person" and plural:
                    return _Sense("Group", width, general=True)
                if kind == "Person":
                    somebody = _introduced(token) and (*words, last) not in tables.titles.styled
                    return _Sense(kind, width, general=True) if somebody else None
                if kind == "Place":
                    return None  # a wood, a coast: what happens there is told of named places
                bare = not plural and width == 1 and kind != "Group"
                if bare and not _narrowed(token) and not is_definite(token):
                    return None
                return _Sense(kind, width, general=True)
    return None


def _introduced(token: Token) -> bool:
    """Tell whether a noun phrase brings up somebody new who takes part: "a gunman shot", "his son"."""
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and any(
        child.lower_ in {"a", "an", "one"} or child.dep_ == "poss" for child in token.children
    )


def _narrowed(token: Token) -> bool:
    """Tell whether an article, a number or a word in front makes the noun more than a general word."""
    return any(
        child.i < token.i and child.dep_ != "punct" and child.lower_ not in DEFINITE
        for child in token.children
    )


def _left_edge(token: Token, taken: set[int]) -> int:
    """Return the first token of the noun phrase, without possessors and names in front."""
    start = token.i
    while start > 0:
        word = token.doc[start - 1]
        if (
            word.i in taken
            or word.pos_ not in {"ADJ", "NOUN", "NUM", "ADV"}
            or word.is_sent_end
            or word.text in {"-"}
        ):
            break
        if not (word.head.i >= start - 1 and word.head.i <= token.i):
            break
        start -= 1
    return start
