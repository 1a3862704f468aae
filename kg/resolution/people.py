"""People across documents: namesakes parted, different forms of one name joined.

Names are compared by the customs of `kg.naming.people`; what the documents tell (`profiles`) is weighed
beside, what speaks against apart from what speaks for. In doubt nothing is joined.

- The same full name is one person unless more speaks against it than for it, by two points or more: a
  footballer in Lagos and a banker in Oslo.
- A name spelled or ordered otherwise is the same person under the same condition; so is one that leaves out
  what its custom lets it leave out (a patronymic, a Chinese given name, the mother's family name), if only one
  longer name fits.
- A Western name without its second given name, or with a short form of the first, needs something that speaks for it;
  a name with an initial or another letter needs much.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.naming.people import Custom, Kind, block_words, compare, parse
from kg.resolution.keys import Key
from kg.resolution.profiles import Profile, Weighed, weigh
from kg.resolution.proposals import Doubtful, Proposal, Strength, pair

APART = -2.0
"""Balance from which on two profiles are two people's."""
WESTERN_SUPPORT = 1.5
"""What must speak for a Western name without its second given name, or with a short form of the first."""
BEGINS_SUPPORT = 1.5
"""What must speak for a Western name without its last part."""
PREVAILS = 4
"""How many times the documents of any other bearer one must have to be the one whom people mean without a word."""
LOOSE_SUPPORT = 3.0
"""What must speak for a name that is merely alike."""


STRENGTHS = {
    Kind.SAME: Strength.SAME,
    Kind.SHORTER: Strength.SHORTER,
    Kind.BEGINS: Strength.SHORTER,
    Kind.LOOSE: Strength.LOOSE,
}


@dataclass(slots=True)
class Sense:
    """The documents that speak of one bearer of a name."""

    documents: list[str]
    profile: Profile

    def join(self, other: "Sense") -> None:
        self.documents.extend(other.documents)
        self.profile = self.profile.joined(other.profile)


@dataclass(slots=True)
class Forced:
    """What people judged of one name: pairs of documents that speak of one bearer, or of two."""

    same: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)


def senses(told: Mapping[str, Profile], forced: Forced | None = None) -> list[Sense]:
    """Return the bearers of one full name, each with its documents; the same for any order of documents.

    Documents that share an organization or company are put together first. Then each further group joins
    the bearer it fits best, or begins a new one: those that tell something first, the largest of them before
    the others. What fits several is left over.
    """
    forced = forced or Forced()
    groups = _linked(told, forced)
    found: list[Sense] = []
    unsure: list[Sense] = []
    for group in sorted(
        groups, key=lambda sense: (not sense.profile.tells, -len(sense.documents), sense.documents)
    ):
        fitting = [
            (weigh(group.profile, sense.profile).balance, -index, sense)
            for index, sense in enumerate(found)
            if not forbidden(group, sense, forced)
        ]
        fitting = [each for each in fitting if each[0] > APART]
        best = max(fitting, key=lambda each: each[:2], default=None)
        # Where a judgement alone parts the bearers, the rest stays with the first.
        if best and (len(found) == 1 or best[0] > 0 or _alike(found)):
            best[2].join(group)
        elif best:
            unsure.append(group)
        else:
            found.append(group)
    found += _left_over(unsure, found, forced)
    for sense in found:
        sense.documents.sort()
    return sorted(found, key=lambda sense: sense.documents)


def _left_over(unsure: Sequence[Sense], found: Sequence[Sense], forced: Forced) -> list[Sense]:
    """Return a bearer for the documents that could speak of several, most often because they tell nothing.

    Where nearly all others speak of one bearer, so do they; else nobody can say of whom they speak, and they
    stay together apart from all.
    """
    by_size = sorted(found, key=lambda sense: -len(sense.documents))
    known = len(by_size) > 1 and len(by_size[0].documents) >= PREVAILS * len(by_size[1].documents)
    left: list[Sense] = []
    for group in unsure:
        choice = [*by_size[:1], *left] if known else left
        fitting = [
            sense
            for sense in choice
            if not forbidden(group, sense, forced) and weigh(group.profile, sense.profile).balance > APART
        ]
        if fitting:
            fitting[0].join(group)
        else:
            left.append(group)
    return left


def _alike(found: Sequence[Sense]) -> bool:
    """Tell whether nothing that is told parts these bearers."""
    return all(weigh(a.profile, b.profile).balance > APART for a, b in combinations(found, 2))


def _linked(told: Mapping[str, Profile], forced: Forced) -> list[Sense]:
    """Return documents that share an organization, company or a person's word, put together."""
    leader = {document: document for document in sorted(told)}
    members = {document: Sense([document], told[document]) for document in leader}

    def lead(document: str) -> str:
        while leader[document] != document:
            document = leader[document]
        return document

    def join(one: str, other: str, *, judged: bool = False) -> None:
        first, second = lead(one), lead(other)
        if first == second:
            return
        first, second = sorted((first, second))
        if forbidden(members[first], members[second], forced):
            return
        if judged or weigh(members[first].profile, members[second].profile).balance > 0:
            leader[second] = first
            members[first].join(members.pop(second))

    for one, other in sorted(forced.same):
        if one in told and other in told:
            join(one, other, judged=True)
    for feature in ("organizations", "company"):
        first: dict[str, str] = {}
        values = Counter(value for profile in told.values() for value in getattr(profile, feature))
        for document in leader:
            for value in sorted(value for value in getattr(told[document], feature) if values[value] > 1):
                join(first.setdefault(value, document), document)
    return list(members.values())


def forbidden(one: Sense, other: Sense, forced: Forced) -> bool:
    return any(
        (a in one.documents and b in other.documents) or (b in one.documents and a in other.documents)
        for a, b in forced.apart
    )


def compare_people(
    names: Mapping[Key, str], profiles: Mapping[Key, Profile]
) -> Iterator[Proposal | Doubtful]:
    """Yield what is proposed of people whose names differ, sorted by their keys."""
    alike: dict[Key, list[tuple[Key, Kind, str]]] = defaultdict(list)
    for one, other in _candidates(names):
        if names[one] != names[other] and (likeness := compare(names[one], names[other])):
            alike[one].append((other, likeness.kind, likeness.reason))
            alike[other].append((one, likeness.kind, likeness.reason))
    for one in sorted(alike):
        for other, kind, reason in sorted(alike[one]):
            if pair(one, other)[0] == one:
                weighed = weigh(profiles[one], profiles[other])
                yield from _decided(one, other, kind, reason, weighed, names, alike)


def _decided(
    one: Key,
    other: Key,
    kind: Kind,
    reason: str,
    weighed: Weighed,
    names: Mapping[Key, str],
    alike: Mapping[Key, Sequence[tuple[Key, Kind, str]]],
) -> Iterator[Proposal | Doubtful]:
    if weighed.balance <= APART:
        return
    short = min((one, other), key=lambda key: (len(parse(names[key]).words), key))
    rivals = [
        each
        for each, _, _ in alike[short]
        if each not in (one, other) and compare(names[each], names[other if short == one else one]) is None
    ]
    western = {parse(names[one]).custom, parse(names[other]).custom} <= {Custom.WESTERN}
    if kind is Kind.SAME:
        agreed = True
    elif kind is Kind.BEGINS:
        agreed = weighed.support >= (BEGINS_SUPPORT if western else WESTERN_SUPPORT)
    elif kind is Kind.LOOSE:
        agreed = weighed.support >= LOOSE_SUPPORT and weighed.balance >= LOOSE_SUPPORT - 1
    elif western:
        agreed = weighed.support >= WESTERN_SUPPORT and weighed.balance >= WESTERN_SUPPORT - 1
    else:
        agreed = True
    if agreed and rivals and kind is not Kind.SAME:
        agreed = weighed.support >= LOOSE_SUPPORT
    if agreed:
        strength = STRENGTHS[kind]
        yield Proposal(one, other, "; ".join(each for each in (reason, weighed.reasons) if each), strength)
    else:
        yield Doubtful(
            one, other, (reason, *(why for _, why in weighed.pro)), tuple(why for _, why in weighed.con)
        )


def _candidates(names: Mapping[Key, str]) -> Iterable[tuple[Key, Key]]:
    """Return the pairs of names that share two words in one of their spellings: all that can be alike."""
    blocks: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in sorted(names):
        for first, second in combinations(sorted(block_words(names[key])), 2):
            blocks[first, second].append(key)
    return sorted({pair(a, b) for keys in blocks.values() for a, b in combinations(keys, 2)})
