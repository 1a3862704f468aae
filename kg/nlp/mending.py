"""What is put right in a parse before anybody reads it: faults of small models that words alone can tell.

Names the model has never seen stand in for an adverb or a modifier ("Nimbusly is valued at", "fined Leenbank 12 million
euros"); headlines have no finite verb; lemmas are cut too short. Every mend asks for words that leave no other reading.
"""

from spacy.tokens import Doc, Span, Token

from kg.nlp.lexicon import load_lemmas, load_words
from kg.nlp.lexicon.english import is_english, load_english
from kg.nlp.money import CURRENCIES, tell_money

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "ccomp", "xcomp", "acomp"})
LOOSE = frozenset({"advmod", "npadvmod", "nmod", "dep", "intj", "prt", "amod"})
"""What the parser makes of a name it does not know."""
APPOINTING = frozenset(
    {"name", "appoint", "elect", "make", "nominate", "crown", "install", "declare", "call"}
)
SPEECH = frozenset({"say", "tell", "add", "announce", "confirm", "report"})
HISSING = ("ches", "shes", "sses", "xes", "zes")
"""Endings before which the s of a verb takes an e."""


def mend(doc: Doc) -> Doc:
    """Put right what can be told to be wrong in a parsed block, and return the same doc."""
    strange: list[Token] = []
    for token in doc:
        if token.pos_ == "VERB":
            _mend_lemma(token)
        elif token.dep_ in {"ROOT", "relcl"} and token.tag_ in {"NNS", "NN"}:
            _mend_verb(token)
        if _is_strange(token):
            _mend_strange(token)
            strange.append(token)
        if token.tag_ == "CD":
            _mend_receiver(token)
        if token.lower_ == "to" and token.dep_ == "aux":
            _mend_infinitive(token)
        if token.tag_ == "VB" and token.text.istitle():
            _mend_second_word(token)
        if token.dep_ == "acl" and token.tag_ in {"VBD", "VBN"}:
            _mend_statement(token)
        if token.dep_ in {"compound", "nmod"}:
            _mend_object(token)
        if token.dep_ == "compound" and token.tag_ in {"VBZ", "VBD"}:
            _mend_finite(token)
        if token.is_sent_start and token.dep_ == "advcl" and token.tag_ in {"NNP", "NN"}:
            _mend_opening(token)
        if token.tag_ == "VBN" and token.dep_ == "advcl":
            _mend_participle(token)
        if token.dep_ == "agent":
            _mend_sufferer(token.head)
        if token.dep_ == "appos":
            _mend_speaker(token)
        if token.lower_ == "that" and token.dep_ in {"advmod", "mark", "det"}:
            _mend_relative(token)
        if token.lower_ in {"owned", "held", "controlled"} and token.tag_ == "VBN":
            _mend_share(token)
    _mend_entities(doc, strange)
    tell_money(doc)
    return doc


def _mend_entities(doc: Doc, strange: list[Token]) -> None:
    """Take names out of dates and sums: "oversees" DATE "Norhaven", "gave" MONEY "Malawi 40 million dollars"."""
    kept, cut = [], False
    for entity in doc.ents:
        numbers = [token.i for token in entity if token.tag_ in {"CD", "$"}]
        sum_behind = numbers and entity[0].pos_ == "PROPN" and entity[-1].lemma_.lower() in CURRENCIES
        if entity.label_ == "DATE" and len(entity) == 1 and entity[0] in strange:
            cut = True
        elif sum_behind and numbers[0] > entity.start:
            kept.append(Span(doc, numbers[0], entity.end, "MONEY"))
            cut = True
        else:
            kept.append(entity)
    if cut:
        doc.set_ents(kept, default="outside")


def _is_strange(token: Token) -> bool:
    """Tell whether a word is a name that only stands where any word has a capital, or is taken for no noun.

    It is no English word, has a capital, and small words beside it show that capitals mean something here.
    """
    if not token.text.istitle() or not token.is_alpha or token.tag_ == "NNS":
        return False
    if token.is_sent_start:
        odd = token.pos_ not in {"PROPN", "ADJ"}
    else:
        odd = token.pos_ in {"ADV", "VERB", "X", "INTJ"} or token.dep_ in {"advmod", "npadvmod"}
    if not odd or token.ent_type_ == "NORP" or token.text in load_words().no_names or is_english(token.text):
        return False
    after = token.i + 2 if _begins_name(token) else token.i + 1
    beside = [token.doc[index] for index in (token.i - 1, after) if 0 <= index < len(token.doc)]
    return any(word.is_lower and word.is_alpha for word in beside)


def _begins_name(token: Token) -> bool:
    """Tell whether a first word is followed by another word of its name: "Skagervind Lines will order"."""
    return bool(
        token.is_sent_start
        and token.i + 1 < len(token.doc)
        and token.nbor(1).text.istitle()
        and token.nbor(1).pos_ == "PROPN"
    )


def _mend_lemma(verb: Token) -> None:
    """Give a verb its lemma where spaCy cuts it too short or too long: "fin" of "fined", "co-founde" of "co-founded"."""
    lemma = load_lemmas().get(verb.lemma_)
    if lemma:
        verb.lemma_ = lemma
    prefix, hyphen, base = verb.lemma_.partition("-")
    if hyphen and base.endswith("e") and base not in load_english() and is_english(base[:-1]):
        verb.lemma_ = f"{prefix}-{base[:-1]}"


def _mend_verb(noun: Token) -> None:
    """Make a verb of a noun that has a subject in front: "The fund no longer invests in Morocco", "which trade in"."""
    word = noun.text
    if not noun.is_lower:
        return
    if (
        noun.dep_ == "relcl"
        and noun.i
        and noun.nbor(-1).lower_ in {"which", "who", "that"}
        and noun.tag_ == "NN"
    ):
        noun.pos_, noun.tag_, noun.lemma_ = "VERB", "VBP", word  # "shares in Norvik, which trade in Oslo"
        noun.nbor(-1).dep_ = "nsubj"
        return
    if noun.dep_ != "ROOT" or not word.endswith("s") or word.endswith("ss"):
        return
    if not any(c.dep_ == "nsubj" and c.i < noun.i for c in noun.children):
        # "The mill Norvik Steel supplies tubing to": a noun has no object
        name = noun.nbor(-1) if noun.i else noun
        if name.pos_ != "PROPN" or name.head != noun or all(c.dep_ != "dobj" for c in noun.rights):
            return
        name.dep_ = "nsubj"
        for child in list(noun.lefts):
            if child.dep_ in {"compound", "nmod", "amod", "det"} and child != name:
                child.head = name
    if any(child.dep_ == "cop" or child.lemma_ == "be" for child in noun.children):
        return
    noun.pos_, noun.tag_ = "VERB", "VBZ"
    noun.lemma_ = (
        word[:-2] if word.endswith(HISSING) else word[:-3] + "y" if word.endswith("ies") else word[:-1]
    )


def _mend_strange(token: Token) -> None:
    """Make a proper noun of an unknown name, and give it the place in the clause that is free."""
    token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
    verb = token.head
    if _begins_name(token) and token.dep_ not in {"compound", "ROOT"}:
        for child in list(token.children):
            child.head = verb
        token.head, token.dep_ = token.nbor(1), "compound"
        return
    if token.dep_ not in LOOSE or verb.pos_ not in {"VERB", "AUX"}:
        return
    labels = {child.dep_ for child in verb.children}
    if token.i < verb.i and not labels & SUBJECTS:
        token.dep_ = "nsubjpass" if "auxpass" in labels else "nsubj"
    elif token.i == verb.i + 1 and not labels & OBJECTS:
        token.dep_ = "dobj"


def _mend_receiver(number: Token) -> None:
    """Give a verb the receiver that the parser makes part of the sum: "fined Leenbank 12 million euros"."""
    if number.i < 2:
        return
    name = number.nbor(-1)
    first = name.i
    while first > 1 and name.doc[first - 1].pos_ == "PROPN" and name.doc[first - 1].dep_ == "compound":
        first -= 1
    if not first:
        return
    verb, total = name.doc[first - 1], name.head
    if (
        name.pos_ == "PROPN"
        and not name.is_sent_start
        and verb.pos_ == "VERB"
        and name.dep_ in {"nmod", "compound", "nummod", "amod"}
        and total.dep_ in {"dobj", "npadvmod"}
        and total.head == verb
        and total.i > number.i
    ):
        name.head, name.dep_ = verb, "dative"
        total.dep_ = "dobj"


def _mend_infinitive(to: Token) -> None:
    """Make a verb of what "to" marks, "decided not to fine Norvik", and the root of a headline's: "Metro to buy Real"."""
    verb = to.head
    if verb.pos_ in {"ADJ", "NOUN"} and verb.i == to.i + 1 and verb.is_lower:
        verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VB", verb.lower_
    name = verb.head
    named = name.pos_ == "PROPN" or (name.pos_ == "NOUN" and (name.ent_type_ or not is_english(name.text)))
    if verb.dep_ not in {"relcl", "acl"} or name.dep_ != "ROOT" or not name.text[0].isupper() or not named:
        return
    if to.i != name.i + 1 or any(token.lower_ in {"the", "a", "an"} for token in name.lefts):
        return
    verb.head, verb.dep_ = verb, "ROOT"
    name.head, name.dep_ = verb, "nsubj"


def _mend_second_word(word: Token) -> None:
    """Give a name its second word that is taken for a verb: "launched Telvia Go in Madrid"."""
    doc, first = word.doc, word.nbor(-1) if word.i else word
    if word.is_sent_start or first.pos_ != "PROPN" or not first.text[0].isupper() or first.is_sent_start:
        return
    around = [doc[index] for index in (first.i - 1, word.i + 1) if 0 <= index < len(doc)]
    if not any(token.is_lower and token.is_alpha for token in around):
        return  # a headline that gives every word a capital
    verb = word.head if word.head.pos_ == "VERB" and word.head.i < first.i else None
    word.pos_, word.tag_, word.lemma_ = "PROPN", "NNP", word.text
    if verb is not None and not any(child.dep_ == "dobj" for child in verb.children if child != word):
        word.dep_ = "dobj"
    if first.head == word:
        first.dep_ = "compound"


def _mend_opening(word: Token) -> None:
    """Make a participle of a capitalised one at the start: "Vowing to take the firm to court, Lund said"."""
    stem = word.lower_.removesuffix("ing")
    lemma = next((form for form in (stem, f"{stem}e", stem[:-1]) if is_english(form)), None)
    if stem != word.lower_ and lemma:
        word.pos_, word.tag_, word.lemma_ = "VERB", "VBG", lemma


def _mend_participle(verb: Token) -> None:
    """Hang a participle on the name it follows: "In Elba, ruled by the Greens since 2019, rents have dropped"."""
    if (
        verb.i < 2
        or verb.nbor(-1).text != ","
        or verb.nbor(-2).dep_ != "pobj"
        or verb.nbor(-2).pos_ != "PROPN"
    ):
        return
    place = verb.nbor(-2)
    if (
        any(child.dep_ == "agent" for child in verb.children)
        and verb.head.i > verb.i
        and place.sent == verb.sent
    ):
        verb.head, verb.dep_ = place, "acl"


def _mend_sufferer(verb: Token) -> None:
    """Make whoever something is done to of the subject of a participle: "Elba Tools, fined 9 million euros by Ghana, said"."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return
    for child in verb.children:
        if child.dep_ == "nsubj" and verb.nbor(-1).text == ",":
            child.dep_ = "nsubjpass"


def _mend_share(owned: Token) -> None:
    """Hang "51 percent owned by" on the name in front of it, where the parser makes the share a subject of its own."""
    doc, share = owned.doc, owned.nbor(-1) if owned.i else owned
    if share.lower_ not in {"percent", "%"} or owned.head != share or share.i < 3:
        return
    number, comma, name = doc[share.i - 1], doc[share.i - 2], doc[share.i - 3]
    if number.pos_ != "NUM" or comma.text != "," or name.pos_ != "PROPN" or name in owned.subtree:
        return
    owned.head, owned.dep_ = name, "acl"
    share.head, share.dep_ = owned, "npadvmod"


def _mend_speaker(noun: Token) -> None:
    """Give a verb of speech its subject that is taken for what a name in front of it is: "has never supplied Norvik, a
    spokeswoman for the mill said". What describes a name ends with a comma.
    """
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if not start or noun.doc[start - 1].text != "," or end >= len(noun.doc):
        return
    verb = noun.doc[end]
    if verb.lemma_ not in SPEECH or verb.tag_ not in {"VBD", "VBZ"}:
        return
    name = noun.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    over = verb.head
    if subject is not None and name in subject.subtree and name != subject:
        # "Norvik owns half of Real, the treasurer told members"
        begins = subject.left_edge.i
        if over.pos_ == "VERB" and over.i == begins - 1 and all(c.dep_ != "dobj" for c in over.children):
            subject.head, subject.dep_ = over, "dobj"
            noun.head, noun.dep_ = verb, "nsubj"
        return
    if name.head == verb and name.dep_ == "nsubj":
        told = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        if told is None or told.i + 1 != name.left_edge.i or any(c.dep_ == "dobj" for c in told.children):
            return
        name.head, name.dep_ = told, "dobj"  # "has not sanctioned Norvik, an official in Bern said"
    elif verb in noun.subtree or any(child.dep_ in SUBJECTS for child in verb.children):
        return
    noun.head, noun.dep_ = verb, "nsubj"


def _mend_relative(that: Token) -> None:
    """Make a relative clause of a name with a participle: "the fine that Ghana's regulator imposed on it"."""
    if not that.i or that.nbor(-1).pos_ != "NOUN" or that.head.i < that.i:
        return
    noun, subject = that.nbor(-1), that.head
    verb = next((child for child in subject.rights if child.dep_ == "acl"), None)
    if verb is None or verb.tag_ not in {"VBN", "VBD"} or subject in (noun, *noun.ancestors):
        return
    if subject.left_edge.i != that.i or verb.i != subject.i + 1:
        return
    verb.head, verb.dep_, verb.tag_ = noun, "relcl", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    that.head, that.dep_, that.tag_ = verb, "dobj", "WDT"


def _mend_statement(verb: Token) -> None:
    """Make the verb of a sentence of what is taken for a participle: "Telia named Anna Berg chief executive"."""
    subject = verb.head
    if subject.dep_ != "ROOT" or subject.pos_ not in {"NOUN", "PROPN"}:
        return
    if verb.nbor(-1).text == "," or any(child.dep_ in {"agent", "auxpass"} for child in verb.children):
        return
    titles = [child for child in verb.rights if child.dep_ == "oprd"]
    appointed = verb.lemma_ in APPOINTING and any(
        word.ent_type_ == "PERSON" for title in titles for word in (title, *title.lefts)
    )
    if not appointed and not any(child.dep_ == "dobj" for child in verb.rights):
        return
    for child in list(subject.rights):
        if child.i > verb.i:
            child.head = verb
            child.dep_ = "advcl" if child.dep_ == "acl" else child.dep_
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    if len(titles) > 1 and titles[0].ent_type_ == "PERSON":
        titles[0].dep_ = "dobj"


def _mend_finite(verb: Token) -> None:
    """Give a finite verb its object that it is taken for a part of: "The mill Norvik Steel supplies tubing to Elba Tools"."""
    noun = verb.head
    if noun.i != verb.i + 1 or not any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children):
        return
    verb.head, verb.dep_ = (verb, "ROOT") if noun.dep_ == "ROOT" else (noun.head, noun.dep_)
    noun.head, noun.dep_ = verb, "dobj"


def _mend_object(name: Token) -> None:
    """Take a name out of the noun behind it that is no part of it.

    "named Jane Ott finance chief", "approved the Kiel Accord subject to conditions".
    """
    noun = name.head
    verb = noun.head
    if name.pos_ != "PROPN" or verb.pos_ != "VERB" or not verb.i < name.i < noun.i or not noun.is_lower:
        return
    conditional = noun.lower_ == "subject" and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "to"
    named = verb.lemma_ in APPOINTING and noun.dep_ in {"oprd", "dobj"} and name.ent_type_ == "PERSON"
    if not conditional and not named:
        return
    for child in [child for child in noun.lefts if child.i < name.i]:
        child.head = name
    name.head, name.dep_ = verb, "dobj"
    noun.dep_ = "oprd" if named else "advcl"
