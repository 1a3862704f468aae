"""What resolution needs to know of a document to tell which of its chains mean what others mean.

An outline is a function of the reading alone. It is small, so that a graph can be resolved again, when documents
come or go, without loading all that they say.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from kg.model import Chain, MentionForm, Reading, Span
from kg.ontology import load_ontology
from kg.resolution.keys import PERSON, Key, keys_of
from kg.resolution.profiles import Profile, profiles_of

Value = TypeVar("Value")


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
    shown: Span | None = None
    """The first sentence that makes its class evident; None where it is a guess."""
    guessed: bool = False
    """Whether a model's guess alone tells its class: no word of the text, and no table, says so."""

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
    people = set(_people(reading))
    shown = _shown(reading, chains, people)
    sure = {mention.chain for mention in reading.mentions if mention.sure}
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
                shown.get(chain.number),
                chain.form is MentionForm.NAME and not chain.described and chain.number not in sure | people,
            )
            for chain in reading.chains
        ),
        len(reading.relations),
        tuple(sorted(Counter(refusal.reason for refusal in reading.refusals).items())),
    )


class Shared:
    """Keeps one of equal values, so that names that recur in many documents take their room once."""

    def __init__(self) -> None:
        self._known: dict[type, dict[Any, Any]] = defaultdict(dict)

    def one(self, value: Value) -> Value:
        """Return a value equal to this one, made of parts that others have too."""
        known = self._known[type(value)]
        found = known.get(value)
        if found is None:
            found = self._made(value)
            known[found] = found  # and not under the value itself, whose parts would live as long
        return found  # type: ignore[no-any-return]

    def _made(self, value: Any) -> Any:
        if isinstance(value, tuple):
            parts = map(self.one, value)
            return tuple(parts) if type(value) is tuple else type(value)(*parts)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value)(*(self.one(getattr(value, each.name)) for each in fields(value)))
        return value


def _shown(reading: Reading, chains: Mapping[int, Chain], people: Collection[int]) -> dict[int, Span]:
    """Return for each named chain whose class is no guess the first sentence that names it and was read.

    A person is one that the text describes, or that does what only people do: a name that looks like one is not enough.
    """
    found: dict[int, Span] = {}
    starts = [span.start for span in reading.sentences]
    for mention in reading.mentions:
        chain = chains[mention.chain]
        person = chain.type == "Person"
        evident = (chain.described or chain.number in people) if person else mention.sure
        if mention.form is MentionForm.NAME and mention.type == chain.type and evident:
            place = bisect_right(starts, mention.start) - 1
            if place >= 0:
                found.setdefault(mention.chain, reading.sentences[place])
    return found


def _people(reading: Reading) -> Iterator[int]:
    """Yield the chains that stand where only a person can."""
    relations = load_ontology().relations
    for each in reading.relations:
        rule = relations[each.relation]
        for side, allowed in ((each.subject, rule.domain), (each.object, rule.range)):
            if allowed == {"Person"}:
                yield side.chain
