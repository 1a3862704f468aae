"""What the text says a person is: the words in front of the name, the apposition beside it, the age.

The parse gives most of it. Beside it the commas are read, since parsers often miss an apposition in front:
"A grocer in Bradford, NAME, has won".
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.nlp.draft import Draft

LONGEST = 12
"""Tokens kept of a description."""
AGES = range(5, 116)


def describe(draft: Draft, doc: Doc) -> Iterator[str]:
    """Yield the phrases that describe the bearer of a name at this mention, as the text words them."""
    sentence = doc[draft.start].sent
    titled = title_words(draft, doc)
    if titled:
        yield _text(titled)
    yield from _in_front(draft, doc, sentence)
    yield from _behind(draft, doc, sentence)
    root = doc[draft.start : draft.end].root
    if root.dep_ in {"nsubj", "nsubjpass"} and (age := _age(root.head)):
        yield f"aged {age}"
    for child in root.children:
        if child.dep_ == "appos" and child.i >= draft.end and child.pos_ in {"NOUN", "PROPN"}:
            yield _phrase(child)
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        yield _phrase(root.head, before=draft.start)


def introduces(draft: Draft, doc: Doc) -> bool:
    """Tell whether a mention is put like a first one: in apposition, "the minister, Sukardi," or "the painter Suwarno"."""
    sentence = doc[draft.start].sent
    titled = title_words(draft, doc)
    apposed = any(True for _ in _in_front(draft, doc, sentence)) or any(
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


def _in_front(draft: Draft, doc: Doc, sentence: Span) -> Iterator[str]:
    """Yield the noun phrase between a comma or the start of the sentence and a name set off by commas."""
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


def _age(verb: Token) -> int | None:
    """Return the age that a sentence tells of its subject: "is 41", "was buried on Monday, aged 95"."""
    if verb.lemma_ == "be":
        told = [child for child in verb.children if child.dep_ in {"attr", "acomp"} and child.like_num]
    elif verb.dep_ == "ROOT":
        told = [token for token in verb.sent if token.i and token.nbor(-1).lower_ == "aged"]
    else:
        return None
    ages = [int(token.text) for token in told if token.text.isdigit() and int(token.text) in AGES]
    return ages[0] if len(ages) == 1 and not any(True for _ in told[0].children) else None


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
