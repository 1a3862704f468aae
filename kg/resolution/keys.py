"""What identifies a chain before anything is weighed: its group, its folded name and, where that says
nothing beyond it, its document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.model import AMOUNT_PREFIX, Chain, MentionForm, Reading
from kg.naming.folding import comparable, digest, slug
from kg.naming.organizations import short_name
from kg.nlp.gazetteer import load_gazetteer
from kg.ontology import UNKNOWN, load_ontology

PERSON, PLACE, THING, LOCAL, AMOUNT = "person", "place", "thing", "local", "amount"


class Key(NamedTuple):
    """Chains of one key mean one entity, unless what is told of namesakes parts them."""

    group: str
    name: str
    document: str = ""
    """The document where it is known only there, or the first document of one of several namesakes."""

    @property
    def id(self) -> str:
        """The id of the entity, before ids of different groups are told apart."""
        return _id(self)

    @property
    def rank(self) -> tuple[bool, "Key"]:
        """Of keys that meet in one entity, the one with the lowest rank gives it its id."""
        return self.group == LOCAL, self


@lru_cache(maxsize=1 << 18)
def _id(key: Key) -> str:
    if key.group == AMOUNT:
        return f"{AMOUNT_PREFIX}{key.name}"
    return slug(key.name) + (f"-{digest(key.document)}" if key.document else "")


def keys_of(reading: Reading) -> dict[int, Key]:
    """Return the key of each chain of a document, by chain number.

    Several people of one name in a document, whom it tells apart or who cannot be told from another, have a
    key each.
    """
    keys: dict[int, Key] = {}
    alone: Counter[Key] = Counter()
    for chain in reading.chains:
        key = _key_of(chain, reading.document.id)
        if key.group in {LOCAL, PERSON} and chain.type == "Person" and chain.form is MentionForm.NAME:
            alone[key] += 1
            if alone[key] > 1:
                key = Key(key.group, key.name, f"{reading.document.id}#{alone[key]}")
        keys[chain.number] = key
    return keys


def _key_of(chain: Chain, document: str) -> Key:
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
    unknown = known is None or known.common or chain.type == "Person"
    if chain.type in {"Person", UNKNOWN} and " " not in chain.name and unknown:
        # A bare surname names nobody outside its document, and a word of no known class may be one.
        return Key(LOCAL, comparable(chain.name), document)
    if chain.type == "Person":
        return Key(PERSON, comparable(chain.name))
    group = PLACE if ontology.is_a(chain.type, "Place") else THING
    return Key(group, comparable(short_name(chain.name)))


def distinct_ids(keys: Iterable[Key]) -> dict[Key, str]:
    """Return an id for each key; where groups share a name, people and places say so in the id.

    What tells them apart stands behind an underscore, which no id made of a name holds.
    """
    by_id: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_id[key.id].append(key)
    return {
        key: id if len(same) == 1 or key.group == THING else f"{id}_{key.group}"
        for id, same in by_id.items()
        for key in same
    }
