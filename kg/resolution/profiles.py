"""What one document tells of a person, by which namesakes are known apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.model import Chain, MentionForm, Reading
from kg.naming.folding import comparable, fold
from kg.naming.organizations import short_name
from kg.naming.people import gender, load_customs
from kg.nlp.gazetteer import load_gazetteer, read_table
from kg.ontology import UNKNOWN, load_ontology

AGE_SLACK = 3
"""Years by which ages of one person may differ; reports without a date are not far apart."""
AGED = re.compile(r"\baged (\d{1,3})\b|\b(\d{1,3})[- ]years?[- ]old\b")
SERVES = frozenset({"leads", "worksFor", "memberOf", "founded", "owns", "citizenOf", "governs"})
"""Relations that tie a person to an organization or country."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All values are folded and compare across documents."""

    fields: frozenset[str] = frozenset()
    """Walks of life, as in `fields.yaml`."""
    roles: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    """Those the person leads, serves or owns."""
    countries: frozenset[str] = frozenset()
    """Those the person comes from, leads or serves."""
    company: frozenset[str] = frozenset()
    """Other people and organizations the documents name; countries, places and known bodies are too common to count."""
    gender: frozenset[str] = frozenset()
    births: frozenset[int] = frozenset()
    """Years of birth, as age and date of the document tell; below zero, the negative age in an undated one."""

    @property
    def tells(self) -> bool:
        """Whether anything is told of the person alone."""
        return bool(self.fields or self.organizations or self.countries or self.births)

    def joined(self, other: "Profile") -> "Profile":
        """Return what both tell together."""
        return Profile(
            self.fields | other.fields,
            self.roles | other.roles,
            self.organizations | other.organizations,
            self.countries | other.countries,
            self.company | other.company,
            self.gender | other.gender,
            self.births | other.births,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against one person behind two profiles; each reason with its weight."""

    pro: tuple[tuple[float, str], ...]
    con: tuple[tuple[float, str], ...]

    @property
    def balance(self) -> float:
        """Positive where more speaks for one person than against."""
        return sum(weight for weight, _ in self.pro) - sum(weight for weight, _ in self.con)

    @property
    def support(self) -> float:
        return sum(weight for weight, _ in self.pro)

    @property
    def reasons(self) -> str:
        return "; ".join(reason for _, reason in (*self.pro, *self.con))


def weigh(a: Profile, b: Profile) -> Weighed:
    """Return what speaks for and against one person behind two profiles. Symmetric."""
    pro: list[tuple[float, str]] = []
    con: list[tuple[float, str]] = []

    def both(one: frozenset[str], other: frozenset[str], what: str) -> str:
        return f"both {what} {', '.join(sorted(one & other)[:3])}"

    def apart(one: frozenset[str], other: frozenset[str], what: str) -> str:
        sides = sorted((", ".join(sorted(one)[:2]), ", ".join(sorted(other)[:2])))
        return f"{what} {sides[0]} against {sides[1]}"

    if a.organizations & b.organizations:
        pro.append((3, both(a.organizations, b.organizations, "with")))
    elif a.organizations and b.organizations:
        con.append((1, apart(a.organizations, b.organizations, "with")))
    if a.company & b.company:
        pro.append((2, both(a.company, b.company, "named beside")))
    if a.countries & b.countries:
        pro.append((0.5, both(a.countries, b.countries, "of")))
    elif a.countries and b.countries:
        con.append((2, apart(a.countries, b.countries, "of")))
    if a.roles & b.roles:
        pro.append((1.5, both(a.roles, b.roles, "called")))
    elif a.fields & b.fields:
        pro.append((1, both(a.fields, b.fields, "in")))
    elif a.fields and b.fields:
        near = any(a.fields & group and b.fields & group for group in load_walks().near)
        con.append((1 if near else 2.5, apart(a.fields, b.fields, "in")))
    if len(a.gender | b.gender) > 1:
        con.append((4, "a woman and a man"))
    gaps = [abs(one - other) for one in a.births for other in b.births if (one < 0) == (other < 0)]
    if gaps and min(gaps) > AGE_SLACK:
        con.append((4, f"{min(gaps)} years between them"))
    elif gaps and min(gaps) <= 1:
        pro.append((2, "of the same age"))
    return Weighed(tuple(pro), tuple(con))


@dataclass(frozen=True, slots=True)
class Walks:
    """The tables of `fields.yaml`."""

    words: Mapping[str, str]
    """Folded role words with their field."""
    near: tuple[frozenset[str], ...]
    kinds: Mapping[str, str]
    """Classes of organizations with the field of those who serve them."""


@cache
def load_walks() -> Walks:
    """Return the walks of life."""
    table = read_table(str(Path(__file__).parent / "fields.yaml"))
    words = {fold(word): field for field, words in table["fields"].items() for word in words}
    return Walks(words, tuple(frozenset(group) for group in table["near"]), table["kinds"])


@dataclass(slots=True)
class _Told:
    """What is gathered of one person of a document."""

    phrases: list[str]
    organizations: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def tie(self, other: Chain) -> None:
        """Note a country or organization the person serves or comes from."""
        ontology = load_ontology()
        if ontology.is_a(other.type, "Country"):
            self.countries.add(_key(other))
        elif ontology.is_a(other.type, "Organization") and other.form is MentionForm.NAME:
            self.organizations.add(_key(other))
            self.kinds.add(other.type)
            known = load_gazetteer().find(other.name)
            if known and known.within:
                self.countries.add(comparable(known.within))
            elif other.type == "GovernmentBody":
                self.countries.update(_countries(other.name))


def profiles_of(reading: Reading) -> dict[int, Profile]:
    """Return what a document tells of each of its people, by chain number."""
    chains = {chain.number: chain for chain in reading.chains}
    told = {
        chain.number: _Told(list(chain.described))
        for chain in reading.chains
        if chain.type == "Person" and chain.form is MentionForm.NAME
    }
    if not told:
        return {}
    for mention in reading.relations:
        subject, obj = mention.subject.chain, mention.object.chain
        if subject in told:
            told[subject].phrases.extend(mention.qualifiers.role)
            if mention.relation in SERVES:
                told[subject].tie(chains[obj])
        elif obj in told and mention.relation == "appoints":
            told[obj].phrases.extend(mention.qualifiers.role)
            told[obj].tie(chains[subject])
    named = {_key(chain): chain for chain in reading.chains if _tells(chain)}
    rare = frozenset(key for key, other in named.items() if _rare(other))
    return {number: _profile(chains[number], each, named, rare, reading) for number, each in told.items()}


def _profile(
    chain: Chain, told: _Told, named: Mapping[str, Chain], rare: frozenset[str], reading: Reading
) -> Profile:
    phrases = [fold(phrase) for phrase in told.phrases]
    for phrase in told.phrases:
        told.countries.update(_countries(phrase))
    for key, other in named.items():
        if other.type != "Person" and any(f" {key} " in f" {phrase} " for phrase in phrases):
            told.tie(other)
    fields, roles = _fields(phrases)
    fields |= {load_walks().kinds[kind] for kind in told.kinds if kind in load_walks().kinds and not fields}
    year = int(reading.document.published.iso[:4]) if reading.document.published else 0
    key = _key(chain)
    own = {key} if key in named and named[key].number == chain.number else set()
    ages = [int(match[1] or match[2]) for phrase in phrases for match in AGED.finditer(phrase)]
    return Profile(
        frozenset(fields),
        frozenset(roles),
        frozenset(told.organizations),
        frozenset(told.countries),
        rare - own,
        frozenset(_gender(chain, phrases)),
        frozenset(year - age for age in ages),
    )


def _key(chain: Chain) -> str:
    return comparable(short_name(chain.name))


def _tells(chain: Chain) -> bool:
    return chain.form is MentionForm.NAME and chain.type != UNKNOWN


def _rare(chain: Chain) -> bool:
    """Tell whether being named beside it says something: a full name of a person or a body that few know."""
    if chain.type == "Person":
        return " " in chain.name
    return load_ontology().is_a(chain.type, "Organization") and load_gazetteer().find(chain.name) is None


def _countries(phrase: str) -> Iterable[str]:
    """Yield the countries a description names or whose people it speaks of."""
    gazetteer = load_gazetteer()
    words = phrase.replace("'s", "").replace("’s", "").split()
    for length in (1, 2):
        for start in range(len(words) - length + 1):
            form = " ".join(words[start : start + length])
            known = gazetteer.adjectives.get(form) or gazetteer.names.get(form)
            if known and known.type == "Country":
                yield comparable(known.name)
            elif known and known.within and not known.common:
                yield comparable(known.within)


def _fields(phrases: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the walks of life and role words that folded phrases name; the longest words count."""
    words = load_walks().words
    fields: set[str] = set()
    roles: set[str] = set()
    for phrase in phrases:
        parts = phrase.split()
        position = 0
        while position < len(parts):
            for length in (3, 2, 1):
                role = " ".join(parts[position : position + length])
                if walk := words.get(role) or words.get(role.removesuffix("s")):
                    fields.add(walk)
                    roles.add(role)
                    position += length - 1
                    break
            position += 1
    return fields, roles


def _gender(chain: Chain, phrases: Sequence[str]) -> Iterable[str]:
    told = load_customs()
    for phrase in phrases:
        for word in phrase.split():
            if word in told.addresses:
                yield told.gender[word]
                return
    if found := gender(chain.name):
        yield found
