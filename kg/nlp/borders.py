"""spaCy's entities with their borders put right.

A name holds no title, leading article or possessive ending; two names joined by a comma or a possessive
are two names; a person's name takes in the capitalised words the model left out.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.naming.people import begins_with_given, is_by_custom, is_syllable, load_customs
from kg.nlp.lexicon import Titles, Words
from kg.nlp.lexicon.english import is_english
from kg.nlp.tables import Tables
from kg.nlp.titles import title_before

OFTEN_PEOPLE = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LAW"})
"""Labels that the model often gives to one half of a person's name."""
DASHES = frozenset({"-", "–", "—"})
QUOTES = frozenset({'"', "'", "“", "”", "‘", "’"})
BEHIND = frozenset({"of", "from", "in", "at"})
LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Region",
    "FAC": "Facility",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "LAW": "Law",
    "NORP": "Group",
    "WORK_OF_ART": "Product",
}
"""What spaCy's labels say of the class."""


def entities(doc: Doc, tables: Tables) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and label of the entities of a passage, in text order."""
    titles, words = tables.titles, tables.words
    merged: set[int] = set()
    for entity in doc.ents:
        if entity.label_ not in LABELS or entity.start in merged:
            continue
        start, whole = entity.start, entity.end
        given = len(entity) == 1 and entity[0].lower_ in load_customs().given
        while (
            whole < len(doc)
            and doc[whole].ent_iob_ == "B"
            and (
                (entity.label_ == "PERSON" and doc[whole].ent_type_ == "PERSON")
                or (given and whole == entity.end and _family_name(doc[whole], tables))
            )
        ):
            # Two people without a word between them are one: "Abed Rabbo" "Mansour Hadi".
            merged.add(whole)
            whole += 1
            while whole < len(doc) and doc[whole].ent_iob_ == "I":
                whole += 1
        start, whole = _whole_body(doc, start, whole, entity.label_, tables)
        for end in [*_cuts(doc, entity.start, whole, entity.label_, words), whole]:
            label = "PERSON" if given and whole > entity.end else entity.label_
            first, last = _trimmed(doc, start, end, label, tables)
            if label != "PERSON" and _person_after_all(doc, first, last, tables):
                label = "PERSON"
                first, last = _trimmed(doc, first, last, label, tables)
            if _given_name_before(doc, first, last, tables):
                first, label = first - 1, "PERSON"
            if label == "PERSON":
                first, last = _whole_person(doc, first, last, titles, words)
                first = _given_name_first(doc, first, last, tables)
            if first < last and any(
                token.text[0].isupper() or token.text[0].isdigit() for token in doc[first:last]
            ):
                yield first, _without_title(doc, first, last, label, titles), label
            start = end


def _without_title(doc: Doc, start: int, end: int, label: str, titles: Titles) -> int:
    """Return where an organization's name ends if a title follows in front of another name: "Norvik Chairman" "Ajay Rao"."""
    if label != "ORG" or end >= len(doc) or doc[end].pos_ != "PROPN" or not doc[end].text[0].isupper():
        return end
    found = title_before(doc, end, titles)
    return found[0] if found and found[0] > start and found[1] in titles.posts else end


def _person_after_all(doc: Doc, start: int, end: int, tables: Tables) -> bool:
    """Tell whether what the model took for something else is made like a name, or is one behind a calling: "Pianist Vida Rao"."""
    words = doc[start:end]
    if any(token.text in tables.heads.in_name for token in words):
        return False
    return _like_a_name(words.text) or (
        len(words) > 2
        and is_calling(words[0], tables)
        and all(token.pos_ == "PROPN" and token.lower_ not in tables.nouns for token in words[1:])
    )


def is_calling(token: Token, tables: Tables) -> bool:
    """Tell whether a word says what somebody is, and is nobody's name."""
    return tables.nouns.get(token.lower_) == "Person" and token.lower_ not in load_customs().given


def _whole_body(doc: Doc, start: int, end: int, label: str, tables: Tables) -> tuple[int, int]:
    """Return one word that is labelled alone with the unknown word it forms a name with: "Weissbach" ORG "Solar"."""
    if end - start != 1 or label not in {"ORG", "GPE", "PRODUCT"} or doc[start].pos_ != "PROPN":
        return start, end

    def unknown(token: Token) -> bool:
        return (
            token.pos_ == "PROPN"
            and not token.ent_type_
            and token.text.istitle()
            and token.lower_ not in tables.titles.portfolio
            and token.text not in tables.words.no_names
        )

    before = doc[start - 1] if start else None
    if (
        before is not None
        and unknown(before)
        and before.dep_ == "compound"
        and before.head.i == start
        and before.whitespace_
        and not is_english(before.text)
        and before.lower_ not in load_customs().given
    ):
        return start - 1, end
    behind = doc[end] if end < len(doc) else None
    if behind is not None and unknown(behind) and doc[start].dep_ == "compound" and doc[start].head.i == end:
        strange = not is_english(doc[start].text) and tables.gazetteer.find(doc[start].text) is None
        single = end + 1 == len(doc) or not doc[end + 1].text[0].isupper()
        if strange and single and doc[start].whitespace_:
            return start, end + 1
    return start, end


def _cuts(doc: Doc, start: int, end: int, label: str, words: Words) -> Iterator[int]:
    """Yield the tokens where one entity span holds two names."""
    for token in doc[start + 1 : end]:
        if (
            token.is_space
            or token.text in {",", ";", "|", "/", "(", ")", "[", "]", ":"}
            or (token.text in DASHES and token.nbor(-1).whitespace_ and token.whitespace_)
            or (
                token.text in {"'s", "’s"}
                and doc[token.i - 1].text not in words.plural_owners
                and token.i + 1 < end
            )
            or (
                label == "ORG"
                and token.lower_ == "to"
                and token.nbor(-1).pos_ == "PROPN"
                and token.i + 1 < end
            )
        ):
            yield token.i


def _trimmed(doc: Doc, start: int, end: int, label: str, tables: Tables) -> tuple[int, int]:
    titles, words = tables.titles, tables.words

    def loose(token: Token) -> bool:
        return token.is_punct or token.is_space or token.lower_ in words.borders or token.tag_ == "MD"

    while start < end and loose(doc[start]):
        start += 1
    while start < end and loose(doc[end - 1]) and doc[end - 1].text != ".":
        end -= 1
    if label == "PERSON":
        honorifics = load_customs().honorifics
        while (
            start + 1 < end
            and doc[start].lower_ in honorifics
            and len(doc[start]) > 1
            and doc[start + 1].lower_ not in words.particles
        ):
            start += 1
        # "Eleni Christodoulou of Cyprus" is a name and where she comes from.
        end = next((token.i for token in doc[start + 1 : end] if token.lower_ in BEHIND), end)
        calling = start < end and is_calling(doc[start], tables)
        borne = start + 1 < end and doc[start + 1].lower_ in words.particles  # "Sultan bin Majid"
        if calling and not borne and (end - start > 2 or (end - start == 2 and doc[start].is_sent_start)):
            start += 1  # "Baker Goh Siew Choo"
        for cut in range(min(end - 1, start + 5), start, -1):
            found = title_before(doc, cut, titles)
            if found and found[0] <= start and doc[cut].lower_ not in words.particles:
                return cut, end
    return start, end


def hyphenated_end(doc: Doc, end: int) -> int:
    """Return where a given name of two syllables ends whose first half ends at `end`: "Ji-won"."""
    if end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        second = doc[end + 1]
        if second.is_lower and is_syllable(second.text) and is_syllable(doc[end - 1].text):
            return end + 2
    return end


def _like_a_name(text: str) -> bool:
    return begins_with_given(text) or is_by_custom(text)


def _whole_person(doc: Doc, start: int, end: int, titles: Titles, words: Words) -> tuple[int, int]:
    """Return a person's name with the capitalised words beside it that the model left out."""
    if start >= end:
        return start, end
    end = hyphenated_end(doc, end)
    if start > 2 and hyphenated_end(doc, start - 2) == start and doc[start - 3].text.istitle():
        start -= 3  # "Ji-hoon Park"
    while end < len(doc) and (
        _name_part(doc[end], words)
        or (
            doc[end - 1].lower_ in words.particles
            and (doc[end].lower_ in words.particles or doc[end].text[:1].isupper())
        )
    ):
        end += 1
    while start > 0 and _name_part(doc[start - 1], words) and not title_before(doc, start, titles):
        start -= 1
    particles = start
    while particles > 0 and doc[particles - 1].lower_ in words.particles:
        particles -= 1
    if particles < start and doc[particles].text[0].isupper():
        start = particles  # "Van der Heyde said"
    if (
        end + 1 < len(doc)
        and doc[end].text in QUOTES
        and any(token.text in QUOTES for token in doc[start:end])
        and doc[end + 1].pos_ == "PROPN"
        and doc[end + 1].text[0].isupper()
    ):
        end += 2  # Robert "Bob" Hall
    return start, end


def _given_name_first(doc: Doc, start: int, end: int, tables: Tables) -> int:
    """Return where the person's name begins behind a word of an office or body: "Platform Henning Kagermann"."""
    given = load_customs().given
    for index in range(start + 1, end - 1):
        before = doc[index - 1]
        if (
            doc[index].lower_ in given
            and before.lower_ not in given
            and (before.text in tables.heads.in_name or before.lower_ in tables.titles.portfolio)
        ):
            return index
    return start


def _family_name(token: Token, tables: Tables) -> bool:
    """Tell whether a word that the model labels alone may be a family name behind a given one."""
    alone = token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
    return alone and token.pos_ == "PROPN" and token.text.istitle() and _of_nothing_else(token, tables)


def _of_nothing_else(token: Token, tables: Tables) -> bool:
    """Tell whether a word is neither a known place nor part of the names of bodies: "Bank"."""
    return tables.gazetteer.find(token.text) is None and token.text not in tables.heads.in_name


def _given_name_before(doc: Doc, start: int, end: int, tables: Tables) -> bool:
    """Tell whether one word, labelled as something else, is the family name behind a given name: "Ana Rotaru"."""
    if end - start != 1 or start == 0 or doc[start].text.isupper():
        return False
    before = doc[start - 1]
    return (
        before.pos_ == "PROPN"
        and not before.ent_type_
        and before.lower_ in load_customs().given
        and bool(before.whitespace_)
        and _of_nothing_else(doc[start], tables)
    )


def _name_part(token: Token, words: Words) -> bool:
    """Tell whether a word beside a person's name belongs to it: not labelled, or labelled alone as something else."""
    given = token.lower_ in load_customs().given
    alone = token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")
    return (
        token.pos_ == "PROPN"
        and (not token.ent_type_ or (alone and (token.ent_type_ in OFTEN_PEOPLE or given)))
        and token.text[0].isupper()
        and token.is_alpha
        and not token.text.isupper()
        and token.text not in words.no_names
        and (not token.is_sent_start or given)
    )
