"""Which chains of which documents mean one entity.

The invariant: two chains share a cluster only if they share a key, or a judgement says so. A key is a
group (person, place, thing) and a folded name; mentions without a name get a key of their document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Chain, Judgement, MentionForm, Reading, Verdict
from kg.nlp.chains import initials, short_name
from kg.nlp.gazetteer import load_gazetteer
from kg.ontology import UNKNOWN, load_ontology
from kg.resolution.names import comparable, digest, fold, slug

PERSON, PLACE, THING, LOCAL, AMOUNT = "person", "place", "thing", "local", "amount"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What identifies a chain: its group and folded name, and its document where it is known only there."""

    group: str
    name: str
    document: str = ""

    @property
    def id(self) -> str:
        """The id of the entity, before ids of different groups are told apart."""
        if self.group == AMOUNT:
            return f"amount:{self.name}"
        return slug(self.name) + (f"-{digest(self.document)}" if self.document else "")


def key_of(chain: Chain, document: str) -> Key:
    """Return the key of a chain."""
    ontology = load_ontology()
    if chain.form is MentionForm.AMOUNT:
        return Key(AMOUNT, chain.name)
    known = load_gazetteer().find(chain.name)
    if (chain.form is MentionForm.NATIONALITY and ontology.is_a(chain.type, "Place")) or (
        known is not None and chain.name == known.name and ontology.is_a(chain.type, "Place", "Country")
    ):
        return Key(PLACE, comparable(chain.name))
    if chain.form not in (MentionForm.NAME, MentionForm.NATIONALITY):
        return Key(LOCAL, comparable(chain.name), document)
    if chain.type in {"Person", UNKNOWN} and " " not in chain.name and known is None:
        # A bare surname names nobody outside its document, and a word of no known class may be one.
        return Key(LOCAL, comparable(chain.name), document)
    if chain.type == "Person":
        return Key(PERSON, comparable(chain.name))
    group = PLACE if ontology.is_a(chain.type, "Place") else THING
    return Key(group, comparable(short_name(chain.name)))


def cluster(readings: Sequence[Reading], judgements: Iterable[Judgement] = ()) -> dict[Key, str]:
    """Return the entity id of every key.

    Keys meet in one entity where one is an acronym of exactly one long name that some document binds it
    to, where a person's name is another's with further given names and no third reading exists, where a
    name of unknown class is otherwise of one group, and where a judgement says `same`. A judgement
    `not-same` undoes the first three.
    """
    chains = {
        (key_of(chain, reading.document.id), chain.names) for reading in readings for chain in reading.chains
    }
    keys = sorted({key for key, _ in chains})
    ids = _distinct_ids(keys)
    by_id = {id: key for key, id in ids.items()}
    same, apart = [], set()
    for judgement in judgements:
        pair = frozenset((judgement.left, judgement.right))
        if judgement.verdict is Verdict.SAME:
            same.append(pair)
        elif judgement.verdict is Verdict.NOT_SAME:
            apart.add(pair)
    leader = {key: key for key in keys}

    def lead(key: Key) -> Key:
        while leader[key] != key:
            key = leader[key]
        return key

    proposed = [*_acronyms(chains, keys), *_longer_people(keys), *_unknown(readings, keys)]
    unions = [(a, b) for a, b in proposed if frozenset((ids[a], ids[b])) not in apart]
    for pair in same:
        if all(id in by_id for id in pair) and len(pair) == 2:
            a, b = sorted(by_id[id] for id in pair)
            unions.append((a, b))
    for a, b in unions:
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    return {key: ids[lead(key)] for key in keys}


def _distinct_ids(keys: Iterable[Key]) -> dict[Key, str]:
    """Return an id for each key; where groups share a name, people and places say so in the id.

    What tells them apart stands behind an underscore, which no id made of a name holds.
    """
    by_id: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_id[key.id].append(key)
    return {
        key: key.id if len(same) == 1 or key.group == THING else f"{key.id}_{key.group}"
        for same in by_id.values()
        for key in same
    }


def _acronyms(chains: Iterable[tuple[Key, tuple[str, ...]]], keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Return pairs of a long name and its acronym, where only one long name was ever bound to it."""
    present = set(keys)
    bound: dict[str, set[Key]] = defaultdict(set)
    for key, names in chains:
        if key.group in {THING, PLACE}:
            for name in names:
                if (
                    name.isupper()
                    and len(name) > 1
                    and fold(name) != key.name
                    and any(initials(long) == name for long in names)
                ):
                    bound[fold(name)].add(key)
    pairs = []
    for acronym, longs in sorted(bound.items()):
        short = Key(THING, acronym)
        if len(longs) == 1 and short in present:
            pairs.append((min(longs), short))
    return pairs


def _unknown(readings: Iterable[Reading], keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Return pairs of a name nobody knows the class of and the one person or place of that name."""
    typed = {
        key_of(chain, reading.document.id)
        for reading in readings
        for chain in reading.chains
        if chain.type != UNKNOWN
    }
    pairs = []
    for key in keys:
        others = [other for group in (PERSON, PLACE) if (other := Key(group, key.name)) in typed]
        if key.group == THING and key not in typed and len(others) == 1:
            pairs.append((others[0], key))
    return pairs


def _longer_people(keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Return pairs of a person's name and the same with more given names behind: "John Lee", "John Lee Ka-chiu"."""
    people = {key.name: key for key in keys if key.group == PERSON}
    longer: dict[str, list[str]] = defaultdict(list)
    for name in people:
        words = name.split()
        for count in range(2, len(words)):
            if (short := " ".join(words[:count])) in people:
                longer[short].append(name)
                break
    return [
        (people[short], people[name])
        for short, names in sorted(longer.items())
        for name in names
        if len(names) == 1
    ]


def type_of(votes: Counter[str]) -> str:
    """Return the class most mentions give; the unknown class only where there is no other."""
    known = {kind: count for kind, count in votes.items() if kind != UNKNOWN} or {UNKNOWN: 1}
    return min(known, key=lambda kind: (-known[kind], kind))
