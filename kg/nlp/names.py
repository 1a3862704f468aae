"""Which spans of a passage are names: capitalised runs with a head noun, known names, spaCy's entities, and
what is left of proper nouns, in this order; what one takes, the next leaves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.naming.people import load_customs
from kg.nlp.borders import LABELS, entities, hyphenated_end, is_calling
from kg.nlp.draft import Draft
from kg.nlp.gazetteer import Gazetteer, Known, beginning
from kg.nlp.headed import headed
from kg.nlp.lexicon import Titles
from kg.nlp.tables import Tables
from kg.nlp.titles import LONGEST, title_before

T = TypeVar("T")

NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL", "LANGUAGE"})
"""Labels of spaCy that are no names."""
AGENCIES = frozenset({"MediaOrganization", "Company", "Organization"})
"""Classes of known names that a given name may look like: "Petra", the agency."""
LONGEST_NAME = 8
"""Tokens; longer gazetteer names do not exist."""
GUESS, COMMON, CALLED, HEADED, KNOWN = 2, 4, 8, 10, 12
"""Votes for a class: of a model's label, of a known name that is an ordinary word too, of a calling in front
("Pianist"), of a head noun, of a known name."""


@dataclass(slots=True)
class _Taken:
    """The names found so far and the tokens they hold."""

    doc: Doc
    passage: int
    tables: Tables
    tokens: set[int] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)

    def take(
        self,
        start: int,
        end: int,
        *,
        evidence: Counter[str] | None = None,
        guess: str | None = None,
        known: Known | None = None,
        form: MentionForm = MentionForm.NAME,
    ) -> None:
        """Make a name of tokens that no other holds; a minister's field alone is none: "Defense"."""
        words = self.doc[start:end]
        if start >= end or any(index in self.tokens for index in range(start, end)):
            return
        portfolio = self.tables.titles.portfolio
        if known is None and form is MentionForm.NAME and all(word.lower_ in portfolio for word in words):
            return
        self.tokens.update(range(start, end))
        name = known.name if known and form is MentionForm.NATIONALITY else words.text
        draft = Draft(self.passage, start, end, name, form, known=known.name if known else None)
        draft.votes.update(evidence or {})
        if guess:
            draft.votes[guess] += GUESS
            draft.guesses[guess] += GUESS
        self.drafts.append(draft)


def find_names(doc: Doc, passage: int, tables: Tables) -> list[Draft]:
    """Return the names and nationality words of a passage, in text order, none overlapping another."""
    gazetteer = tables.gazetteer
    found = _Taken(doc, passage, tables)
    labelled = list(_whole_people(doc, entities(doc, tables)))
    known_spans = list(_known(doc, gazetteer))
    known_at, labelled_at = _by_token(known_spans), _by_token(labelled)
    for start, end, kind in headed(doc, labelled, tables):
        if not _inside(start, end, known_at, labelled_at):
            found.take(
                start, end, evidence=Counter({kind: HEADED}), known=gazetteer.find(doc[start:end].text)
            )
    spans = {(start, end) for start, end, _ in labelled}
    places = {(start, end) for start, end, label in labelled if label in {"GPE", "LOC", "FAC"}}
    for start, end, known in known_spans:
        longer = any(end <= e and e - s > end - start for s, e, _ in labelled_at.get(start, ()))
        if not longer and (not known.common or (start, end) in (places if known.type == "City" else spans)):
            weight = COMMON if known.common else KNOWN
            found.take(start, end, evidence=Counter({known.type: weight}), known=known)
    for start, end, label in labelled:
        form = doc[start:end].text
        if form not in gazetteer.adjectives:
            found.take(start, end, guess=LABELS[label], known=gazetteer.find(form))
    for start, end, known in _nationalities(doc, gazetteer):
        found.take(
            start, end, evidence=Counter({known.type: KNOWN}), known=known, form=MentionForm.NATIONALITY
        )
    for start, end, called in _proper_runs(doc, found.tokens, tables):
        found.take(start, end, evidence=Counter(Person=CALLED) if called else None)
    return sorted(found.drafts, key=lambda draft: draft.start)


def _by_token(spans: Iterable[tuple[int, int, T]]) -> dict[int, list[tuple[int, int, T]]]:
    """Return, for each token, the spans that hold it."""
    found: dict[int, list[tuple[int, int, T]]] = defaultdict(list)
    for span in spans:
        for token in range(span[0], span[1]):
            found[token].append(span)
    return found


def _inside(
    start: int,
    end: int,
    known: Mapping[int, Sequence[tuple[int, int, Known]]],
    labelled: Mapping[int, Sequence[tuple[int, int, str]]],
) -> bool:
    """Tell whether a headed run is all or the tail of a known name, or part of a longer entity."""
    return any(end <= e or s < start for s, e, _ in known.get(start, ())) or any(
        end <= e and e - s > end - start for s, e, label in labelled.get(start, ()) if label in {"ORG", "FAC"}
    )


def _nationalities(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Known]]:
    for token in doc:
        if not token.text[0].isupper():
            continue
        two = token.text_with_ws + doc[token.i + 1].text if token.i + 1 < len(doc) else ""
        pair = gazetteer.adjectives.get(two)
        single = gazetteer.adjectives.get(token.text)
        if pair:
            yield token.i, token.i + 2, pair
        elif single and not _one_person(token):
            yield token.i, token.i + 1, single


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
                        Counter({known.type: KNOWN}),
                        known=known.name,
                        nested=True,
                    )
                )
                break
    return found


def _known(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Known]]:
    """Yield the longest gazetteer names, left to right."""
    text = doc.text
    borders = [(token.idx, token.idx + len(token.text)) for token in doc]
    position = 0
    while position < len(doc):
        first = borders[position][0]
        reach = gazetteer.beginnings.get(beginning(text[first : borders[position][1]]), 0)
        if reach and (text[first].isupper() or text[first].isdigit() or text[first] == "i"):
            for end in range(min(len(doc), position + LONGEST_NAME), position, -1):
                form = text[first : borders[end - 1][1]]
                if len(form) > reach:
                    continue
                known = gazetteer.names.get(form) or gazetteer.names.get(form.replace(".", ""))
                if (
                    known
                    and not doc[end - 1].is_punct
                    and not _two_places(doc, position, end)
                    and _name_like(doc, position, end)
                    and not (end == position + 1 and known.type in AGENCIES and _begins_person(doc, position))
                ):
                    yield position, end, known
                    position = end - 1
                    break
        position += 1


def _two_places(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a known form names a town and what it lies in: "Cambridge, Massachusetts", not "Washington, D.C."."""
    return any(token.text == "," for token in doc[start:end]) and not doc[end - 1].text.isupper()


def _name_like(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a gazetteer form reads as a name here: not part of a longer capitalised name of a person."""
    if end - start > 1:
        return True
    token = doc[start]
    if token.ent_type_ != "GPE" and any(_given_name(doc, index) for index in (start - 1, start + 1)):
        return False
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or token.ent_type_ in LABELS


def _whole_people(doc: Doc, labelled: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield labelled names, a given name that has a label of its own put together with the rest of it."""
    first: int | None = None
    for start, end, label in labelled:
        if end == start + 1 and _begins_person(doc, start):
            first = start
            continue
        yield (first if first == start - 1 and first is not None else start), end, label
        first = None


def _begins_person(doc: Doc, start: int) -> bool:
    """Tell whether a word is a given name with two more words of a name behind it: "Petra Nova Quist"."""
    rest = doc[start + 1 : start + 3]
    return (
        doc[start].lower_ in load_customs().given
        and len(rest) == 2
        and all(word.pos_ == "PROPN" and word.text.istitle() for word in rest)
        and all(word.dep_ == "compound" for word in doc[start : start + 2])
    )


def _given_name(doc: Doc, index: int) -> bool:
    """Tell whether a neighbour may be the other half of a person's name: "Beatriz Lima"."""
    if not 0 <= index < len(doc) or doc[index].pos_ != "PROPN":
        return False
    return doc[index].ent_type_ == "PERSON" or doc[index].lower_ in load_customs().given


def _proper_runs(doc: Doc, taken: Set[int], tables: Tables) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of proper nouns that nothing else took, titles in front left out, and whether a calling was."""

    def proper(token: Token) -> bool:
        return (
            (token.pos_ == "PROPN" or _odd_name(token, tables))
            and token.text[0].isupper()
            and token.i not in taken
            and token.text not in tables.words.no_names
            and token.ent_type_ not in NUMBERS
        )

    end = 0
    while end < len(doc):
        start = end
        while end < len(doc) and proper(doc[end]):
            end = _behind_particles(doc, hyphenated_end(doc, end + 1), tables)
        if start == end:
            end += 1
            continue
        while start < end and (found := _title_from(doc, start, end, tables.titles)):
            start = found
        called = end - start > 2 and is_calling(doc[start], tables)
        start += called  # "Pianist Irena Dolska"
        if end - start == 1 and doc[start].is_sent_start and is_calling(doc[start], tables):
            continue  # "Comptroller" in front of a name
        last = _before_title(doc, start, end, tables.titles)
        if start < last and len(doc[start:last].text) > 1:
            yield start, last, called


def _odd_name(token: Token, tables: Tables) -> bool:
    """Tell whether a capitalised word that is taken for another part of speech is a name all the same: "Chatterly".

    Within a sentence that is not a headline in capitals, and no word of the tables.
    """
    return (
        token.i > 0
        and token.text.istitle()
        and token.pos_ in {"ADV", "NOUN", "VERB", "X", "INTJ"}
        and token.is_alpha
        and len(token) > 3
        and token.nbor(-1).is_lower
        and token.lower_ not in tables.nouns
        and token.text not in tables.gazetteer.adjectives
        and token.i > token.sent.start
    )


def _before_title(doc: Doc, start: int, end: int, titles: Titles) -> int:
    """Return where a name ends that a title follows in front of another name: "Norvik Chairman Ajay Rao"."""
    follows = end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper()
    found = title_before(doc, end, titles) if follows else None
    return max(start, found[0]) if found and found[1] in titles.posts else end


def _behind_particles(doc: Doc, position: int, tables: Tables) -> int:
    """Return where a name goes on behind small particles: "Van der Heyde"."""
    end = position
    while end < len(doc) and doc[end].text in tables.words.particles:
        end += 1
    return end if end > position and end < len(doc) and doc[end].pos_ == "PROPN" else position


def _title_from(doc: Doc, start: int, end: int, titles: Titles) -> int | None:
    """Return where the title that begins at `start` ends, or None."""
    for cut in range(min(end, start + LONGEST), start, -1):
        words = tuple(token.lower_ for token in doc[start:cut])
        if words in titles.styled or (cut == start + 1 and words[0] in titles.modifiers):
            return cut
    return None
