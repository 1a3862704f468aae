"""Within one document: which person a name means.

People are introduced by a full name and called by a part of it afterwards. Which part, the custom of the
name tells (`kg.naming.people`). Where several people may be called so, a title or form of address decides; without
one it is the one last spoken of, if the others were not spoken of lately. Where that leaves a doubt,
the mention stays alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from kg.naming.people import (
    CUSTOMARY,
    POSSIBLE,
    Kind,
    compare,
    gender,
    load_customs,
    parse,
    short_forms,
    short_key,
    suffix_of,
)
from kg.nlp.bodies import POSSESSIVE_ENDINGS
from kg.nlp.descriptions import describe, introduces, title_words
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables

Place = tuple[int, int]
"""Passage and first token."""
LATELY = 2
"""Sentences within which another bearer of the name must not have been spoken of."""


@dataclass(slots=True)
class Bearer:
    """A person the document gives a full name."""

    name: str
    forms: set[str]
    first: Place
    titles: set[str] = field(default_factory=set)
    """Words of what the document says the person is, in lower case."""
    employers: set[str] = field(default_factory=set)
    """The organizations those words name."""
    gender: str = ""
    seen: int | None = None
    """The sentence of the last mention so far."""

    def calls(self, short: str) -> int:
        """Return how usual it is to call this person `short`: `CUSTOMARY`, `POSSIBLE` or 0."""
        if " " not in self.name:
            return CUSTOMARY if short_key(self.name) == short else 0
        return max(short_forms(form).get(short, 0) for form in self.forms)


def name_people(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> dict[int, str]:
    """Return, by its index in `drafts`, the person each name of a person means, as a key of the document.

    `drafts` are the names of the document in text order. A name of unsure class is a person's where it is
    a part of a full name. The key is the fullest name; a bare name that fits nobody is its own key, and one
    that may mean several people has a key that no other mention shares.
    """
    bearers = _introduced(drafts, passages, tables)
    sentences = _sentences(passages)
    meant: dict[int, str] = {}
    for index, draft in enumerate(drafts):
        if draft.known or not (draft.best_type == "Person" or not draft.evident):
            continue
        doc = passages[draft.passage].doc
        sentence = sentences[draft.passage, doc[draft.start].sent.start]
        place = (draft.passage, draft.start)
        bearer = next(
            (who for who in bearers if draft.name in who.forms and (" " in draft.name or who.first == place)),
            None,
        )
        if bearer and bearer.seen is not None and _another(title_words(draft, doc)):
            meant[index] = f"{draft.name}@{draft.passage}.{draft.start}"
            continue
        if bearer is None:
            owner = _owner(drafts, index, doc)
            fitting = _of_owner(_called(draft, bearers, doc, sentence, tables), owner)
            if len(fitting) > 1:
                meant[index] = f"{draft.name}@{draft.passage}.{draft.start}"
                continue
            if not fitting and draft.best_type != "Person":
                continue
            bearer = fitting[0] if fitting else None
        meant[index] = bearer.name if bearer else draft.name
        address = _address(title_words(draft, doc))
        if bearer:
            bearer.seen = sentence
            bearer.gender = bearer.gender or address
        draft.gender = bearer.gender if bearer else address or gender(draft.name)
    return meant


def _owner(drafts: Sequence[Draft], index: int, doc: Doc) -> str:
    """Return the name whose possessive stands before a name, "Volvo" in "Volvo's Berg", or nothing."""
    draft = drafts[index]
    before = drafts[index - 1] if index else draft
    apart = draft.start - before.end
    if before.passage == draft.passage and apart == 1 and doc[before.end].text in POSSESSIVE_ENDINGS:
        return before.known or before.name
    return ""


def _of_owner(fitting: list[Bearer], owner: str) -> list[Bearer]:
    """Return those who may be the owner's: whoever is known to serve others only is not."""
    if not owner or len(fitting) < 2:
        return fitting
    return [who for who in fitting if not who.employers or owner in who.employers] or fitting


def _sentences(passages: Sequence[Passage]) -> dict[Place, int]:
    """Return the number of each sentence in the document, by passage and first token."""
    starts = [(number, span.start) for number, passage in enumerate(passages) for span in passage.doc.sents]
    return {place: number for number, place in enumerate(starts)}


def _introduced(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> list[Bearer]:
    """Return the people with a full name, in text order; names of one person are put together."""
    people = [draft for draft in drafts if draft.best_type == "Person" and not draft.known]
    first: dict[str, Draft] = {}
    for draft in people:
        if " " in draft.name:
            first.setdefault(draft.name, draft)
    bearers: list[Bearer] = []
    # Longer names come first, so that what is short for two of them is seen to be so.
    for name in sorted(first, key=lambda name: (-len(name.split()), first[name].passage, first[name].start)):
        draft = first[name]
        place = (draft.passage, draft.start)
        introduced = introduces(draft, passages[draft.passage].doc)
        if not introduced and any(short_forms(bearer.name).get(short_key(name)) for bearer in bearers):
            continue  # "Lopez Obrador" of "Andres Manuel Lopez Obrador"
        alike = [bearer for bearer in bearers if _may_be(name, bearer, first, introduced=introduced)]
        if len(alike) == 1:
            alike[0].forms.add(name)
            alike[0].first = min(alike[0].first, place)
        else:
            bearers.append(Bearer(name, {name}, place, gender=gender(name)))
    bearers += _of_one_name(drafts, passages, bearers)
    bearers.sort(key=lambda bearer: bearer.first)
    for draft in people:
        doc = passages[draft.passage].doc
        for bearer in bearers:
            if draft.name in bearer.forms:
                for phrase in describe(draft, doc):
                    bearer.titles.update(_titles(phrase.lower().split(), tables))
                    bearer.employers.update(
                        other.known or other.name
                        for other in drafts
                        if other.passage == draft.passage
                        and other.name in phrase
                        and tables.ontology.is_a(other.best_type, "Organization")
                    )
                bearer.gender = (
                    bearer.gender or _address(title_words(draft, doc)) or _gender_of(bearer.titles)
                )
    return bearers


def _of_one_name(
    drafts: Sequence[Draft], passages: Sequence[Passage], bearers: Sequence[Bearer]
) -> Iterator[Bearer]:
    """Yield people introduced by a single name, like a full one, before anybody else of that name appears.

    "Indonesia's fisheries minister, Sukardi, ..." is not Bambang Sukardi of the next sentence.
    """
    done = set()
    for draft in drafts:
        person = draft.best_type == "Person" or not draft.evident
        if not person or draft.known or " " in draft.name or draft.name in done:
            continue
        done.add(draft.name)
        place = (draft.passage, draft.start)
        later = [who for who in bearers if who.calls(short_key(draft.name)) and place < who.first]
        earlier = [who for who in bearers if who.calls(short_key(draft.name)) and place > who.first]
        if later and not earlier and introduces(draft, passages[draft.passage].doc):
            yield Bearer(draft.name, {draft.name}, place)


def _titles(words: Sequence[str], tables: Tables) -> Iterator[str]:
    """Yield the words a bearer may be called by, abbreviations written out."""
    for word in words:
        plain = word.strip(',;:()"“”').removesuffix("'s").removesuffix("’s")
        yield plain
        if plain in tables.words.title_of:
            yield tables.words.title_of[plain]


def _may_be(name: str, bearer: Bearer, first: dict[str, Draft], *, introduced: bool) -> bool:
    """Tell whether a full name may be another form of a person's.

    One that lacks "junior" or the last part counts where it comes after the full one; without the last part,
    only if it isn't put like the name of somebody new.
    """
    likeness = compare(name, bearer.name)
    if likeness is None:
        return False
    later = (first[name].passage, first[name].start) > bearer.first
    if likeness.kind is Kind.LOOSE and parse(name).suffix != parse(bearer.name).suffix:
        return later
    if likeness.kind in {Kind.BEGINS, Kind.LOOSE} and introduced:
        return False
    if likeness.kind is Kind.BEGINS and not later:
        return False
    return not (gender(name) and bearer.gender and gender(name) != bearer.gender)


def _called(draft: Draft, bearers: Sequence[Bearer], doc: Doc, sentence: int, tables: Tables) -> list[Bearer]:
    """Return whom a short name may mean: nobody, one, or several where none can be told from the others."""
    short = short_key(draft.name)
    ranks = {index: rank for index, bearer in enumerate(bearers) if (rank := bearer.calls(short))}
    # A part that is seldom used alone names only whom the text has spoken of already.
    usual = [bearers[i] for i, rank in ranks.items() if rank == CUSTOMARY]
    fitting = usual or [
        bearers[i] for i, rank in ranks.items() if rank == POSSIBLE and bearers[i].seen is not None
    ]
    titled = title_words(draft, doc)
    address = _address(titled)
    suffix = suffix_of(draft.name)
    fitting = [
        who
        for who in fitting
        if not (address and who.gender and who.gender != address)
        and not (suffix and any(parse(form).suffix not in {suffix, ""} for form in who.forms))
    ]
    if suffix:
        fitting = [who for who in fitting if parse(who.name).suffix == suffix] or fitting
    if len(fitting) < 2:
        return fitting
    words = set(_titles([token.lower_ for token in titled], tables))
    shared = {index: len(words & who.titles) for index, who in enumerate(fitting)}
    most = max(shared.values())
    if most:
        return [fitting[index] for index, count in shared.items() if count == most]
    if words:
        told = [who for who in fitting if address and who.gender == address]
        return told if len(told) == 1 else fitting
    return _announced(draft, fitting, doc) or _last(fitting, sentence)


def _announced(draft: Draft, fitting: list[Bearer], doc: Doc) -> list[Bearer]:
    """Return whom a headline means: the first of those whom the passages below introduce, if it names but one."""
    if any(who.seen is not None or who.first[0] <= draft.passage for who in fitting):
        return []
    word = doc[draft.start].text
    once = sum(token.text == word for token in doc) == 1
    return [min(fitting, key=lambda who: who.first)] if once else []


def _last(fitting: list[Bearer], sentence: int) -> list[Bearer]:
    """Return the one last spoken of, if the others were not spoken of lately; else all."""
    seen = sorted((who for who in fitting if who.seen is not None), key=lambda who: who.seen or 0)
    if not seen:
        return fitting
    others = [who.seen for who in seen[:-1] if who.seen is not None]
    return [seen[-1]] if not others or sentence - max(others) > LATELY else fitting


def _another(titled: Span) -> bool:
    """Tell whether the text says that it speaks of a second bearer of a name: "the other Juan Ruiz"."""
    return any(word.lower_ in {"other", "another", "second", "different"} for word in titled[:2])


def _address(titled: Span) -> str:
    """Return the gender that the words before a name tell: "Ms Lee", "Queen Silvia", "his wife Anna"."""
    customs = load_customs()
    last = titled[-1].lower_ if len(titled) else ""
    return customs.gender[last] if last in customs.addresses else ""


def _gender_of(titles: set[str]) -> str:
    customs = load_customs()
    told = {customs.gender[word] for word in titles if word in customs.addresses}
    return told.pop() if len(told) == 1 else ""
