"""What is known of an entity, out of the outlines of all documents that speak of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Entity
from kg.nlp.gazetteer import load_gazetteer
from kg.ontology import UNKNOWN, load_ontology
from kg.resolution.outline import OutlinedChain


def entity_of(
    id: str, chains: Iterable[tuple[str, OutlinedChain]], retyped: str | None, told: str | None
) -> Entity:
    """Return the entity that chains of documents, each given with its document, mean.

    Its class is the one a person gave it, else the one most mentions have, guesses aside, else the one it is `told` to be.
    """
    names: Counter[str] = Counter()
    types: Counter[str] = Counter()
    guesses: Counter[str] = Counter()
    documents = set()
    mentions, named = 0, False
    for document, outlined in chains:
        names.update(dict(outlined.names))
        (guesses if outlined.guessed else types).update(dict(outlined.types))
        if outlined.mentions:
            documents.add(document)
        mentions += outlined.mentions
        named |= outlined.named
    label = _label(names)
    kind = retyped or type_of(types or guesses)
    if kind == UNKNOWN and told:
        kind = told
    return Entity(
        id,
        label,
        kind,
        tuple(sorted(name for name in names if name != label)),
        tuple(sorted(documents)),
        mentions,
        _identifiers(label, kind),
        named,
    )


def told_types(claims: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the class that claims (subject, relation, object) demand of entities whose names don't tell it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    relations = load_ontology().relations
    for subject, name, obj in claims:
        relation = relations[name]
        for id, allowed in ((subject, relation.domain), (obj, relation.range)):
            if len(allowed) == 1:
                votes[id][next(iter(allowed))] += 1
    return {id: type_of(count) for id, count in votes.items()}


def type_of(votes: Mapping[str, int]) -> str:
    """Return the class most mentions give; the unknown class only where there is no other."""
    known = {kind: count for kind, count in votes.items() if kind != UNKNOWN} or {UNKNOWN: 1}
    return min(known, key=lambda kind: (-known[kind], kind))


def _identifiers(label: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers of the known thing of that name, where the classes don't contradict each other."""
    ontology = load_ontology()
    known = load_gazetteer().find(label)
    if known is None or known.name != label or kind == UNKNOWN:
        return ()
    same = ontology.is_a(kind, known.type) or ontology.is_a(known.type, kind)
    return known.identifiers if same else ()


def _label(names: Mapping[str, int]) -> str:
    """Return the name to show: a known usual name, else the most frequent among the fuller ones."""
    gazetteer = load_gazetteer()
    for name in sorted(names):
        known = gazetteer.find(name)
        if known is not None and known.name == name and not known.common:
            return name
    fuller = [name for name in names if " " in name and not name.isupper()] or list(names)
    return min(fuller, key=lambda name: (-names[name], len(name), name))
