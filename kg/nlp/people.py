"""Within one document: which person a name means.

People are introduced by a full name and called by a part of it afterwards. Which part, the custom of the
name tells (`kg.naming.people`). Where several people may be called so, a title or form of address decides; without
one it is the one last spoken of, if the others were not spoken of lately. Where that leaves a doubt,
the mention stays alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from kg.naming.people import (
    CUSTOMARY,
    POSSIBLE,
    Custom,
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
from kg.nlp.descriptions import SUBJECT, describe, in_front_of, introduces, title_words
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables
from kg.nlp.titles import title_before

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
    aliases: Set[str] = frozenset()
    """Names that the text introduces beside this one."""
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


def name_people(
    drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables, also: Mapping[str, str]
) -> dict[int, str]:
    """Return, by its index in `drafts`, the person each name of a person means, as a key of the document.

    `also` holds the names that the text introduces beside another one: "Yu-chen Tseng, known as Audrey Tseng".
    `drafts` are the names of the document in text order. A name of unsure class is a person's where it is
    a part of a full name. The key is the fullest name; a bare name that fits nobody is its own key, and one
    that may mean several people has a key that no other mention shares.
    """
    bearers = _introduced(drafts, passages, tables, also)
    sentences = _sentences(passages)
    shared = _shared_with_bodies(drafts, tables)
    meant: dict[int, str] = {}
    towns: set[str] = set()  # that act before a person of that name is spoken of: a club, a council
    for index, draft in enumerate(drafts):
        doc = passages[draft.passage].doc
        place = (draft.passage, draft.start)
        if draft.known and (called := [w for w in bearers if w.calls(short_key(draft.name)) == CUSTOMARY]):
            if any(who.first < place for who in called) and _person_here(draft, doc, tables, towns):
                draft.known = None
                draft.votes["Person"] = draft.votes[draft.best_type] + 1
            elif doc[draft.start : draft.end].root.dep_ in SUBJECT:
                towns.add(draft.name)
        if draft.known or not (draft.best_type == "Person" or not draft.evident):
            continue
        sentence = sentences[draft.passage, doc[draft.start].sent.start]
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
            if len(fitting) == 1 and draft.name in shared and not _human(draft, doc, tables):
                if draft.best_type != "Person":
                    continue
                fitting *= 2  # the founder or the firm: nobody for sure
            if len(fitting) > 1 or (fitting and _somebody_new(draft, fitting[0], doc, tables)):
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


def _shared_with_bodies(drafts: Sequence[Draft], tables: Tables) -> set[str]:
    """Return the single words by which a body of the document may be called as well: "Hayakane" for Hayakane Seiki."""
    return {
        draft.name.split()[0]
        for draft in drafts
        if " " in draft.name
        and tables.ontology.is_a(draft.best_type, "Organization")
        and draft.name.split()[-1] not in tables.heads.in_name
    }


def _person_here(draft: Draft, doc: Doc, tables: Tables, towns: Set[str]) -> bool:
    """Tell whether the name of a known place means a person: it has a title, or acts and no town of that name did."""
    if title_before(doc, draft.start, tables.titles) is not None:
        return True
    town = tables.ontology.is_a(draft.best_type, "City", "Region") and draft.name not in towns
    return town and doc[draft.start : draft.end].root.dep_ in SUBJECT


def _human(draft: Draft, doc: Doc, tables: Tables) -> bool:
    """Tell whether a mention is put like a person: it speaks, or has a title or form of address in front."""
    root = doc[draft.start : draft.end].root
    speaks = root.dep_ == "nsubj" and root.head.lemma_ in tables.words.human_verbs
    return (
        speaks
        or _address(title_words(draft, doc)) != ""
        or title_before(doc, draft.start, tables.titles) is not None
    )


def _told_as_kin(draft: Draft, doc: Doc, tables: Tables) -> bool:
    """Tell whether a mention is put as somebody's relative: "his widow, Lady Hall"."""
    phrases = [phrase.lower().split() for phrase in describe(draft, doc)]
    return any(
        word in tables.words.kin
        for words in phrases
        if words[0] not in {"a", "an"}  # "a father of two" is nobody's here
        for word in _titles(words, tables)
    )


def _somebody_new(draft: Draft, bearer: Bearer, doc: Doc, tables: Tables) -> bool:
    """Tell whether a bare name is put like that of somebody whom the document has not given a full name.

    "The late Chief Okafor" is not Senator Okafor; "the city's mayor, Wang," is not Wang Shaolin, the party
    secretary; nor is "Chancellor Rao", who comes before a Sita Rao of another title.
    """
    titled = title_words(draft, doc)
    words = [token.lower_ for token in titled]
    if "late" in words and "late" not in bearer.titles:
        return True
    if _told_as_kin(draft, doc, tables) and not bearer.titles & tables.words.kin:
        return True
    if not bearer.titles & tables.nouns.keys():
        return False
    in_front = next(in_front_of(draft, doc), "")
    told = set(_titles(in_front.lower().split(), tables)) if in_front else set()
    if words and (draft.passage, draft.start) < bearer.first:
        told.update(_titles(words, tables))
    people = {word for word in told if tables.nouns.get(word) == "Person"}
    return bool(people) and not people & bearer.titles


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


def _introduced(
    drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables, also: Mapping[str, str]
) -> list[Bearer]:
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
        doc = passages[draft.passage].doc
        introduced = introduces(draft, doc)
        kin = _told_as_kin(draft, doc, tables)
        if (
            not introduced
            and not kin
            and any(short_forms(bearer.name).get(short_key(name)) for bearer in bearers)
        ):
            continue  # "Lopez Obrador" of "Andres Manuel Lopez Obrador"
        alike = [
            bearer for bearer in bearers if also.get(name) in bearer.forms or name in bearer.aliases
        ] or [bearer for bearer in bearers if _may_be(name, bearer, first, introduced=introduced, kin=kin)]
        if len(alike) == 1:
            alike[0].forms.add(name)
            alike[0].first = min(alike[0].first, place)
        else:
            aliases = {short for short, full in also.items() if full == name}
            bearers.append(Bearer(name, {name}, place, aliases, gender=gender(name)))
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


def _titles(words: Iterable[str], tables: Tables) -> Iterator[str]:
    """Yield the words a bearer may be called by, abbreviations written out."""
    for word in words:
        plain = word.strip(',;:()"“”').removesuffix("'s").removesuffix("’s")
        yield plain
        if plain in tables.words.title_of:
            yield tables.words.title_of[plain]


def _may_be(name: str, bearer: Bearer, first: dict[str, Draft], *, introduced: bool, kin: bool) -> bool:
    """Tell whether a full name may be another form of a person's; one put as somebody's kin is not.

    One that lacks "junior" or the last part counts where it comes after the full one; without the last part,
    only if it isn't put like the name of somebody new.
    """
    likeness = None if kin else compare(name, bearer.name)
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
    possible = [bearers[i] for i, rank in ranks.items() if rank == POSSIBLE and bearers[i].seen is not None]
    fitting = usual or possible
    if usual and short not in load_customs().given:
        # Worku Tadelle and his daughter Hirut Worku: no custom tells whom "Worku" means.
        first = [
            who
            for who in possible
            if who.name.split()[0] == draft.name and parse(who.name).custom is Custom.WESTERN
        ]
        fitting = usual + first if all(" " in who.name for who in usual) else usual
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
