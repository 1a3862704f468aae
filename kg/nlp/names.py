"""Which spans of a passage are names: spaCy's entities with their borders put right, and what it missed.

A name never holds a title, a leading article or a possessive ending, and two names joined by a comma
or a possessive are two names.
"""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.gazetteer import Gazetteer, Known
from kg.nlp.lexicon import Heads, Titles

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

CONNECTORS = frozenset(
    {"of", "for", "the", "on", "de", "del", "la", "du", "do", "da", "dos", "di", "und", "al", "-", "&", "–"}
)
PLURAL_OWNERS = frozenset(
    {"People", "Women", "Workers", "Children", "Men", "Farmers", "Lloyd", "Moody", "Sotheby", "Christie"}
)
NO_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Aug.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Mr",
        "Mrs",
        "Ms",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr",
        "Dr.",
        "GMT",
        "CET",
        "EST",
        "I",
        "AM",
        "PM",
        "God",
        "Internet",
        "Christmas",
        "Easter",
        "Ramadan",
    ]
)
PARTICLES = frozenset(
    {
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "da",
        "di",
        "bin",
        "ibn",
        "al",
        "el",
        "ben",
        "dos",
        "la",
    }
)
LONGEST_NAME = 8
"""Tokens; longer gazetteer names do not exist."""


def find_names(doc: Doc, passage: int, gazetteer: Gazetteer, heads: Heads, titles: Titles) -> list[Draft]:
    """Return the names and nationality words of a passage, in text order, none overlapping another."""
    taken = [False] * len(doc)
    drafts: list[Draft] = []

    def take(start: int, end: int, votes: Counter[str], known: Known | None, form: MentionForm) -> None:
        words = [token.lower_ for token in doc[start:end]]
        if all(word in titles.portfolio for word in words) and form is MentionForm.NAME and known is None:
            return  # "Defense" of "Defense Minister"
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            name = known.name if known and form is MentionForm.NATIONALITY else doc[start:end].text
            drafts.append(Draft(passage, start, end, name, form, votes, known.name if known else None))

    entities = list(_entities(doc, titles))
    known_spans = list(_known(doc, gazetteer))
    wide = [(s, e, True) for s, e, _ in known_spans]
    wide += [(s, e, False) for s, e, label in entities if label in {"ORG", "FAC"}]
    for start, end, kind in _headed(doc, entities, heads, titles):
        if any(s <= start and end <= e and (known or e - s > end - start) for s, e, known in wide):
            continue
        if any(s < start < e for s, e, _ in known_spans):
            continue  # the tail of a known name is no name of its own
        take(start, end, Counter({kind: 10}), gazetteer.find(doc[start:end].text), MentionForm.NAME)
    for start, end, known in known_spans:
        longer = any(s <= start and end <= e and e - s > end - start for s, e, _ in entities)
        if not longer and not (known.common and not any(s == start and e == end for s, e, _ in entities)):
            take(start, end, Counter({known.type: 4 if known.common else 12}), known, MentionForm.NAME)
    for start, end, label in entities:
        adjective = gazetteer.adjectives.get(doc[start:end].text)
        if adjective is None:
            take(
                start, end, Counter({LABELS[label]: 2}), gazetteer.find(doc[start:end].text), MentionForm.NAME
            )
    for token in doc:
        known_adjective = gazetteer.adjectives.get(token.text)
        if token.i + 1 < len(doc) and gazetteer.adjectives.get(doc[token.i : token.i + 2].text):
            adjective = gazetteer.adjectives[doc[token.i : token.i + 2].text]
            take(token.i, token.i + 2, Counter({adjective.type: 12}), adjective, MentionForm.NATIONALITY)
        elif known_adjective and not _one_person(token):
            take(
                token.i,
                token.i + 1,
                Counter({known_adjective.type: 12}),
                known_adjective,
                MentionForm.NATIONALITY,
            )
    for start, end in _proper_runs(doc, taken, titles):
        take(start, end, Counter(), None, MentionForm.NAME)
    return sorted(drafts, key=lambda draft: draft.start)


def _one_person(token: Token) -> bool:
    """Tell whether a word of nationality means one of its people: "the German won"."""
    alone = token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"} and token.tag_ != "NNPS"
    return (
        alone
        and token.i > 0
        and token.nbor(-1).lower_ in {"the", "a", "an"}
        and not token.lower_.endswith(("s", "ch", "sh", "ese"))
    )


def find_nested(drafts: list[Draft], doc: Doc, gazetteer: Gazetteer) -> list[Draft]:
    """Return the countries that the names of public bodies begin or end with: "Ghana" in "Bank of Ghana"."""
    found = []
    for draft in drafts:
        if draft.form is not MentionForm.NAME or draft.best_type != "GovernmentBody":
            continue
        spans = [(draft.start, end) for end in range(draft.end - 1, draft.start, -1)]
        spans += [
            (start, draft.end)
            for start in range(draft.start + 2, draft.end)
            if doc[start - 1].lower_ in {"of", "the"}
        ]
        for start, end in spans:
            form = doc[start:end].text
            known = gazetteer.adjectives.get(form) or gazetteer.names.get(form)
            if known is not None and known.type in {"Country", "Place"}:
                found.append(
                    Draft(
                        draft.passage,
                        start,
                        end,
                        known.name,
                        MentionForm.NATIONALITY,
                        Counter({known.type: 12}),
                        known.name,
                        nested=True,
                    )
                )
                break
    return found


def title_before(doc: Doc, position: int, titles: Titles) -> tuple[int, tuple[str, ...]] | None:
    """Return the start and words of the longest title that ends just before token `position`."""
    best = None
    for length in range(1, 6):
        start = position - length
        if start < 0:
            break
        words = tuple(token.lower_ for token in doc[start:position])
        joined = tuple("".join(token.text_with_ws for token in doc[start:position]).lower().split())
        for form in (words, joined):
            if form in titles.posts or form in titles.bare:
                best = (start, form)
    return best


def _entities(doc: Doc, titles: Titles) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and label of spaCy's entities with their borders put right."""
    merged: set[int] = set()
    for entity in doc.ents:
        if entity.label_ not in LABELS:
            continue
        start = entity.start
        if start in merged:
            continue
        whole = entity.end
        while (
            entity.label_ == "PERSON"
            and whole < len(doc)
            and doc[whole].ent_iob_ == "B"
            and doc[whole].ent_type_ == "PERSON"
        ):
            # Two people without a word between them are one: "Abed Rabbo" "Mansour Hadi".
            merged.add(whole)
            whole += 1
            while whole < len(doc) and doc[whole].ent_iob_ == "I":
                whole += 1
        for end in [*_cuts(doc, entity.start, whole), whole]:
            first, last = _trimmed(doc, start, end, entity.label_, titles)
            if entity.label_ == "PERSON":
                first, last = _whole_person(doc, first, last, titles)
            if first < last and any(
                token.text[0].isupper() or token.text[0].isdigit() for token in doc[first:last]
            ):
                yield first, last, entity.label_
            start = end


def _whole_person(doc: Doc, start: int, end: int, titles: Titles) -> tuple[int, int]:
    """Return a person's name with the capitalised words beside it that the model left out."""
    if start >= end:
        return start, end
    while end < len(doc) and (
        _name_part(doc[end])
        or (
            doc[end - 1].lower_ in PARTICLES and (doc[end].lower_ in PARTICLES or doc[end].text[:1].isupper())
        )
    ):
        end += 1
    while start > 0 and _name_part(doc[start - 1]) and not title_before(doc, start, titles):
        start -= 1
    return start, end


def _name_part(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and not token.ent_type_
        and token.text[0].isupper()
        and token.is_alpha
        and not token.text.isupper()
        and token.text not in NO_NAMES
        and not token.is_sent_start
    )


def _cuts(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Yield the tokens where one entity span holds two names."""
    for token in doc[start + 1 : end]:
        if (
            token.is_space
            or token.text in {",", ";", "|", "/", "(", ")"}
            or (
                token.text in {"'s", "’s"}
                and doc[token.i - 1].text not in PLURAL_OWNERS
                and token.i + 1 < end
            )
        ):
            yield token.i


def _trimmed(doc: Doc, start: int, end: int, label: str, titles: Titles) -> tuple[int, int]:
    def loose(token: Token) -> bool:
        return (
            token.is_punct
            or token.is_space
            or token.lower_
            in {
                "the",
                "a",
                "an",
                "'s",
                "’s",
                "'",
                "’",
                "and",
                "of",
                "in",
                "mr",
                "mr.",
                "mrs",
                "mrs.",
                "ms",
                "ms.",
                "dr",
                "dr.",
            }
            or token.text in {"-", "–"}
        )

    while start < end and loose(doc[start]):
        start += 1
    while start < end and loose(doc[end - 1]) and doc[end - 1].text != ".":
        end -= 1
    if label == "PERSON":
        for cut in range(min(end - 1, start + 5), start, -1):
            found = title_before(doc, cut, titles)
            if found and found[0] <= start:
                return cut, end
    return start, end


def _known(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Known]]:
    """Yield the longest gazetteer names, left to right."""
    position = 0
    while position < len(doc):
        token = doc[position]
        if token.text[:1].isupper() or token.text[:1].isdigit() or token.text[:1] == "i":
            for end in range(min(len(doc), position + LONGEST_NAME), position, -1):
                known = gazetteer.names.get(doc[position:end].text) or gazetteer.names.get(
                    doc[position:end].text.replace(".", "")
                )
                if known and not doc[end - 1].is_punct and _name_like(doc, position, end):
                    yield position, end, known
                    position = end - 1
                    break
        position += 1


def _name_like(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a gazetteer form reads as a name here: not part of a longer capitalised name of a person."""
    if end - start > 1:
        return True
    token = doc[start]
    if token.ent_type_ != "GPE" and any(_given_name(doc, index) for index in (start - 1, start + 1)):
        return False
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or token.ent_type_ in LABELS


def _given_name(doc: Doc, index: int) -> bool:
    """Tell whether a neighbour may be the other half of a person's name: "Beatriz Lima"."""
    return 0 <= index < len(doc) and doc[index].ent_type_ == "PERSON" and doc[index].pos_ == "PROPN"


def _headed(
    doc: Doc, entities: list[tuple[int, int, str]], heads: Heads, titles: Titles
) -> Iterator[tuple[int, int, str]]:
    """Yield capitalised runs whose head noun tells their class: "Hong Kong General Chamber of Commerce"."""
    position = 0
    while position < len(doc):
        if not _capital(doc[position]):
            position += 1
            continue
        end = position + 1
        while end < len(doc):
            token = doc[end]
            if (
                _capital(token)
                or (
                    token.lower_ in CONNECTORS
                    and end + 1 < len(doc)
                    and (
                        _capital(doc[end + 1])
                        or (
                            token.lower_ == "of"
                            and doc[end + 1].lower_ == "the"
                            and end + 2 < len(doc)
                            and _capital(doc[end + 2])
                        )
                    )
                    and token.text == token.lower_
                    and any(word.text in heads.in_name for word in doc[position:end])
                )
                or (token.text in {"'s", "’s"} and doc[end - 1].text in PLURAL_OWNERS)
            ):
                end += 1
            else:
                break
        yield from _headed_run(doc, position, end, heads, titles, entities)
        position = end


def _headed_run(
    doc: Doc, start: int, end: int, heads: Heads, titles: Titles, entities: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    for cut in range(start + 1, end):
        found = title_before(doc, cut, titles)
        person_follows = any(s == cut and label == "PERSON" for s, _, label in entities)
        if found and (person_follows or len(found[1]) > 1) and doc[cut].text not in heads.in_name:
            if found[0] > start:
                yield from _headed_run(doc, start, found[0], heads, titles, entities)
            yield from _headed_run(doc, cut, end, heads, titles, entities)
            return
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].text in NO_NAMES):
        start += 1
    while end > start and (doc[end - 1].lower_ in CONNECTORS or doc[end - 1].text in NO_NAMES):
        end -= 1
    end = _end_at_head(doc, start, end, heads)
    kinds = [heads.in_name[token.text] for token in doc[start:end] if token.text in heads.in_name]
    words = [
        token
        for token in doc[start:end]
        if token.text not in heads.in_name and token.lower_ not in CONNECTORS
    ]
    person = any(s <= start and e >= end and label == "PERSON" for s, e, label in entities)
    if kinds and end - start > 1 and words and not person:
        first = next((token for token in doc[start:end] if token.lower_ == "of"), None)
        # "Bank of Ghana", "Ministry of Oil": the head comes before "of"; otherwise it comes last.
        before = (
            [heads.in_name[t.text] for t in doc[start : first.i] if t.text in heads.in_name] if first else []
        )
        yield start, end, (before or kinds)[-1]


def _end_at_head(doc: Doc, start: int, end: int, heads: Heads) -> int:
    """Return where the name ends: after its last head noun, or what "of", "for" or "on" adds to that.

    "Senate Minority Leader" ends after "Senate"; a run without a head noun ends at its start.
    """
    for index in range(end - 1, start - 1, -1):
        if doc[index].text in heads.in_name:
            linked = index + 1 < end and doc[index + 1].lower_ in {"of", "for", "on", "de"}
            return end if linked else index + 1
    return start


def _capital(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.is_alpha | ("." in token.text) | ("-" in token.text)
        and (token.pos_ in {"PROPN", "ADJ", "NOUN"} or token.ent_type_ in LABELS)
        and not (token.is_sent_start and token.pos_ in {"DET", "PRON", "ADP", "ADV", "SCONJ", "CCONJ"})
    )


def _proper_runs(doc: Doc, taken: list[bool], titles: Titles) -> Iterator[tuple[int, int]]:
    """Yield runs of proper nouns that nothing else took."""
    start = None
    for token in [*doc, None]:
        proper = (
            token is not None
            and token.pos_ == "PROPN"
            and token.text[0].isupper()
            and not taken[token.i]
            and token.text not in NO_NAMES
            and token.ent_type_
            not in {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL", "LANGUAGE"}
        )
        if proper and start is None:
            start = token.i
        elif not proper and start is not None:
            end = token.i if token is not None else len(doc)
            while start < end and (found := _title_from(doc, start, end, titles)):
                start = found
            if start < end and len(doc[start:end].text) > 1:
                yield start, end
            start = None


def _title_from(doc: Doc, start: int, end: int, titles: Titles) -> int | None:
    """Return where the title that begins at `start` ends, or None."""
    for cut in range(end, start, -1):
        words = tuple(token.lower_ for token in doc[start:cut])
        if (
            words in titles.posts
            or words in titles.bare
            or (cut == start + 1 and words[0] in titles.modifiers)
        ):
            return cut
    return None
