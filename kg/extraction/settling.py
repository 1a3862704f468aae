"""Which class a name has whose class nothing tells but a model's guess: one that fits what the document says of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Chain, Mention, MentionForm, RelationMention
from kg.ontology import UNKNOWN, load_ontology

GENERAL = "Organization"
"""The class that is taken where a relation allows several."""


def settled_classes(
    chains: Sequence[Chain], mentions: Iterable[Mention], relations: Iterable[RelationMention]
) -> dict[int, str]:
    """Return the new class of each chain, by its number, whose guessed class the relations read of it don't allow.

    Where they ask for several, none of them an organization, the class is unknown.
    """
    guessed = {
        chain.number: chain.type
        for chain in chains
        if chain.form is MentionForm.NAME and not chain.described  # what is described is no mere guess
    }
    for mention in mentions:
        if mention.sure and mention.form is MentionForm.NAME:
            guessed.pop(mention.chain, None)
    wanted: dict[int, set[frozenset[str]]] = defaultdict(set)
    ontology = load_ontology()
    for each in relations:
        rule = ontology.relations[each.relation]
        for side, allowed in ((each.subject, rule.domain), (each.object, rule.range)):
            wanted[side.chain].add(allowed)
    return {
        number: _class(wanted[number])
        for number, kind in guessed.items()
        if kind != UNKNOWN and any(not ontology.is_a(kind, *allowed) for allowed in wanted[number])
    }


def _class(wanted: Iterable[frozenset[str]]) -> str:
    """Return the class that fits all that is wanted."""
    asked = [next(iter(allowed)) for allowed in wanted if len(allowed) == 1]
    ontology = load_ontology()
    for kind in (*sorted(set(asked)), GENERAL):
        if all(ontology.is_a(kind, *allowed) for allowed in wanted):
            return kind
    return UNKNOWN


def with_classes(
    classes: Mapping[int, str],
    chains: Sequence[Chain],
    mentions: Sequence[Mention],
    relations: Sequence[RelationMention],
) -> tuple[tuple[Chain, ...], tuple[Mention, ...], list[RelationMention]]:
    """Return chains, mentions and relation mentions with the classes of some chains set."""

    def of(mention: Mention) -> Mention:
        kind = classes.get(mention.chain, mention.type)
        return mention if kind == mention.type else replace(mention, type=kind)

    return (
        tuple(replace(chain, type=classes.get(chain.number, chain.type)) for chain in chains),
        tuple(of(mention) for mention in mentions),
        [replace(each, subject=of(each.subject), object=of(each.object)) for each in relations],
    )
