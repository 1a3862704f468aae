"""Organizations, places and things across documents: acronyms, and names of a class that is not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Chain
from kg.naming.folding import fold
from kg.naming.organizations import abbreviates, is_acronym
from kg.ontology import UNKNOWN
from kg.resolution.keys import PERSON, PLACE, THING, Key
from kg.resolution.proposals import Proposal, Strength


def compare_things(chains: Mapping[Key, Iterable[Chain]]) -> Iterator[Proposal]:
    """Yield what is proposed of the keys of all chains, sorted."""
    yield from _acronyms(chains)
    yield from _unknown(chains)


def _acronyms(chains: Mapping[Key, Iterable[Chain]]) -> Iterator[Proposal]:
    """Yield long names and their acronyms, where only one long name was ever bound to it."""
    bound: dict[str, set[Key]] = defaultdict(set)
    for key, each in chains.items():
        if key.group not in {THING, PLACE}:
            continue
        for chain in each:
            for name in chain.names:
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
        if key.group not in {PERSON, PLACE, THING}:
            continue
        if any(chain.type != UNKNOWN for chain in each):
            typed[key.group, key.name].append(key)
        elif key.group == THING:
            unknown.append(key)
    for key in sorted(unknown):
        others = [other for group in (PERSON, PLACE) for other in typed.get((group, key.name), ())]
        if len(others) == 1:
            yield Proposal(others[0], key, "the only thing of this name whose class is known", Strength.EXACT)
