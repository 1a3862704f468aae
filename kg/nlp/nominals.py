"""Common noun phrases that name a thing of their own, and governments spoken of by their people."""

from collections import Counter

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.lexicon import Heads, Nominals

POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'", "’"})
COLLECTIVE = frozenset(
    {"opposition", "militia", "union", "consortium", "group", "agency", "attacker", "bomber", "gunman"}
)
"""Nouns for a group in the singular; of other people one alone is passed over."""
GOVERNMENT_HEADS = frozenset({"government", "authorities", "administration", "regime", "leadership"})


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


def widen_actors(doc: Doc, drafts: list[Draft], heads: Heads) -> None:
    """Let a name take in the noun for those who act for it: "the Greek government", "Taliban fighters"."""
    starts = {draft.start for draft in drafts if not draft.nested}
    for draft in drafts:
        if draft.nested:
            continue
        if draft.best_type in {"Country", "Place", "Region", "City"}:
            actors = heads.acts
        elif draft.best_type == "ArmedGroup":
            actors = heads.fights
        else:
            continue
        end = draft.end
        if end < len(doc) and doc[end].text in POSSESSIVE_ENDINGS:
            end += 1
        for last in range(end, min(len(doc), end + 3)):
            if last in starts or doc[last].is_punct or doc[last].pos_ in {"VERB", "ADP", "CCONJ", "DET"}:
                break
            if doc[last].lower_ in actors:
                # "Greek police spokesman": the next noun is the head, and "police" only a part of it.
                if last + 1 == len(doc) or not (
                    last + 1 in starts or doc[last + 1].pos_ in {"NOUN", "PROPN"}
                ):
                    draft.end = last + 1
                break


def find_things(doc: Doc, passage: int, drafts: list[Draft], nominals: Nominals) -> list[Draft]:
    """Return the noun phrases that name a thing without a name: "two data centers", "protesters"."""
    taken = {index for draft in drafts for index in range(draft.start, draft.end)}
    found = []
    for token in doc:
        hyphenated = token.i > 0 and token.nbor(-1).text == "-"
        if token.pos_ != "NOUN" or token.i in taken or hyphenated or token.dep_ in {"compound", "npadvmod"}:
            continue
        kind, width = _kind(token, nominals)
        if kind is None or (
            kind == "Group" and token.tag_ == "NN" and token.lemma_.lower() not in COLLECTIVE
        ):
            continue
        start = _left_edge(token, taken)
        words = [
            word for word in doc[start : token.i + 1] if word.pos_ not in {"DET", "NUM", "PRON", "PUNCT"}
        ]
        name = " ".join(word.text for word in words) or token.text
        found.append(Draft(passage, start, token.i + 1, name, MentionForm.NOMINAL, Counter({kind: width})))
    return found


def _kind(token: Token, nominals: Nominals) -> tuple[str | None, int]:
    """Return the class of the longest noun that ends in `token`, and its length in words."""
    lemmas = [token.doc[index].lower_ for index in range(max(0, token.i - 3), token.i)]
    for width in (4, 3, 2, 1):
        words = tuple(lemmas[len(lemmas) - width + 1 :]) if width > 1 else ()
        for last in (token.lemma_.lower(), token.lower_):
            if kind := nominals.things.get((*words, last)):
                return kind, width
    return None, 0


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
