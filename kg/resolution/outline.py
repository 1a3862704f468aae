"""What resolution needs to know of a document to tell which of its chains mean what others mean.

An outline is a function of the reading alone. It is small, so that a graph can be resolved again, when documents
come or go, without loading all that they say.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.model import Chain, MentionForm, Reading
from kg.resolution.keys import PERSON, Key, keys_of
from kg.resolution.profiles import Profile, profiles_of


@dataclass(frozen=True, slots=True)
class OutlinedChain:
    """A chain, what identifies it, and how often its document speaks of it."""

    chain: Chain
    key: Key
    mentions: int
    types: tuple[tuple[str, int], ...]
    """The classes of its mentions, with their numbers, sorted."""
    names: tuple[tuple[str, int], ...]
    """Its names, with the number of mentions that use each, sorted."""
    profile: Profile | None = None
    """What is told of a person."""

    @property
    def named(self) -> bool:
        return self.chain.form in (MentionForm.NAME, MentionForm.NATIONALITY)


@dataclass(frozen=True, slots=True)
class Outline:
    """The chains of a document, in order, and how many relations were read in it and refused."""

    document: str
    chains: tuple[OutlinedChain, ...]
    relations: int
    refused: tuple[tuple[str, int], ...]
    """The reasons why relations were refused, with their numbers, sorted."""


def outline(reading: Reading) -> Outline:
    """Return the outline of a reading."""
    keys, profiles = keys_of(reading), profiles_of(reading)
    chains = {chain.number: chain for chain in reading.chains}
    types: dict[int, Counter[str]] = defaultdict(Counter)
    names: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in reading.mentions:
        types[mention.chain][mention.type] += 1
        if mention.form is not MentionForm.PRONOUN and mention.name in chains[mention.chain].names:
            names[mention.chain][mention.name] += 1
    return Outline(
        reading.document.id,
        tuple(
            OutlinedChain(
                chain,
                keys[chain.number],
                types[chain.number].total(),
                tuple(sorted(types[chain.number].items())),
                tuple(sorted((name, names[chain.number][name]) for name in chain.names)),
                profiles.get(chain.number) if keys[chain.number].group == PERSON else None,
            )
            for chain in reading.chains
        ),
        len(reading.relations),
        tuple(sorted(Counter(refusal.reason for refusal in reading.refusals).items())),
    )
