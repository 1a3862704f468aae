"""Organizations, places and things across documents: acronyms, and names of a class that is not known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.model import Chain
from kg.naming.folding import fold
from kg.naming.organizations import abbreviates, is_acronym
from kg.ontology import UNKNOWN
from kg.resolution.keys import PERSON, PLACE, THING, Key
from kg.resolution.proposals import Proposal, Strength

SHARED = (PERSON, PLACE, THING)
"""The groups of keys that documents share."""


def compare_things(
    chains: Mapping[Key, Iterable[Chain]],
    guessed: Collection[Key] = frozenset(),
    shown: Collection[Key] = frozenset(),
) -> Iterator[Proposal]:
    """Yield what is proposed of the keys of all chains, sorted.

    `guessed` are the keys whose class is a guess alone, `shown` those whose class some document makes evident.
    """
    yield from _acronyms(chains)
    yield from _unknown(chains)
    yield from _guessed(guessed, shown)


def _guessed(guessed: Collection[Key], shown: Collection[Key]) -> Iterator[Proposal]:
    """Yield full names whose class is a guess alone and the one thing of that name whose class is evident, if any is."""
    for key in sorted(guessed):
        if key.group not in SHARED or key.document or " " not in key.name:
            continue
        others = [other for group in SHARED if (other := Key(group, key.name)) in shown and other != key]
        thing = Key(THING, key.name)
        if len(others) == 1:
            yield Proposal(others[0], key, "its class here is a guess, and evident elsewhere", Strength.EXACT)
        elif not others and key != thing and thing in guessed:
            yield Proposal(thing, key, "the same name, and its class a guess everywhere", Strength.EXACT)


def _acronyms(chains: Mapping[Key, Iterable[Chain]]) -> Iterator[Proposal]:
    """Yield long names and their acronyms, where only one long name was ever bound to it."""
    bound: dict[str, set[Key]] = defaultdict(set)
    for key, each in chains.items():
        if key.group not in {THING, PLACE}:
            continue
        for chain in each:
            for name in chain.names if len(chain.names) > 1 else ():
                if (
                    is_acronym(name)
                    and fold(name) != key.name
                    and any(abbreviates(name, long) for long in chain.names)
                ):
                    bound[fold(name)].add(key)
    for acronym, longs in sorted(bound.items()):
        short = Key(THING, acronym)
        if len(longs) == 1 and short in chains:
            yield Proposal(
                min(longs), short, f"{acronym.upper()} is bound to this name alone", Strength.EXACT
            )


def _unknown(chains: Mapping[Key, Iterable[Chain]]) -> Iterator[Proposal]:
    """Yield names nobody knows the class of and the one person or place of that name."""
    typed: dict[tuple[str, str], list[Key]] = defaultdict(list)
    unknown = []
    for key, each in chains.items():
        if key.group not in SHARED:
            continue
        if any(chain.type != UNKNOWN for chain in each):
            typed[key.group, key.name].append(key)
        elif key.group == THING:
            unknown.append(key)
    for key in sorted(unknown):
        others = [other for group in (PERSON, PLACE) for other in typed.get((group, key.name), ())]
        if len(others) == 1:
            yield Proposal(others[0], key, "the only thing of this name whose class is known", Strength.EXACT)
